"""Balanced columns with fewer trials: what comes of one is foreseen where it is plain.

WeasyPrint balances columns by trial: it lays all of them out, makes them a pixel or so higher,
and lays them out again, until everything finds place. Where the children of a column are never
parted, the first trial tells their heights, and what comes of the others can be reckoned.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from copy import copy
from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.layout import block
from weasyprint.layout.absolute import AbsolutePlaceholder

from publish.typeset.mends.inside import check, replaced

_AVOIDS = frozenset({"avoid", "avoid-page", "avoid-column"})
_SIMPLE = (boxes.BlockBox, boxes.LineBox, boxes.InlineBox, boxes.TextBox)

_columns_layout = block.columns_layout
_block_box_layout = block.block_box_layout


@contextmanager
def balanced_columns() -> Iterator[None]:
    """Lay out documents whose columns are the same, and sooner balanced.

    Raises TypesetError if this is not the WeasyPrint that the module was written for.
    """
    check("columns")
    with replaced((block, "columns_layout", _with_trials_kept)):
        yield


def _with_trials_kept(context: Any, box: Any, *others: Any) -> Any:
    """``columns_layout``, in which a column asks its earlier trials first."""
    trials: dict[int, _Trials] = {}

    def lay_out(
        context: Any,
        box: Any,
        bottom_space: float,
        skip_stack: Any,
        containing_block: Any,
        page_is_empty: bool,
        absolute_boxes: Any,
        fixed_boxes: Any,
        adjoining_margins: Any,
        *others: Any,
        **options: Any,
    ) -> Any:
        def anew() -> Any:
            return _block_box_layout(
                context,
                box,
                bottom_space,
                skip_stack,
                containing_block,
                page_is_empty,
                absolute_boxes,
                fixed_boxes,
                adjoining_margins,
                *others,
                **options,
            )

        if not box.is_column:
            return anew()
        trial = (skip_stack, bottom_space, page_is_empty)
        # What is laid out to stay, and not for trial, has no list of margins.
        if adjoining_margins is None:
            block.block_level_width(box, containing_block)
            found = [
                each.column(box, skip_stack, bottom_space, absolute_boxes)
                for each in trials.values()
            ]
            return next(filter(None, found), None) or anew()
        if id(box) not in trials:
            trials.clear()  # what is balanced one after another has columns of its own
            trials[id(box)] = _Trials(context, box)
        return trials[id(box)].known(*trial) or trials[id(box)].keep(*trial, anew())

    with replaced((block, "block_box_layout", lay_out)):
        return _columns_layout(context, box, *others)


class _Trials:
    """The trials of one column: what its children are like, and what came of the real ones.

    ``context`` is the page engine's, for what it holds to overflow.
    """

    def __init__(self, context: Any, column: Any) -> None:
        self._context = context
        self._column = column
        self._is_simple = all(map(_stands_whole, column.children))
        self._children: dict[int, Any] = {}
        self._results: dict[Any, Any] = {}
        self._following: Any = None

    def known(self, skip_stack: Any, bottom_space: float, page_is_empty: bool) -> Any:
        """The result of a trial, if it has been made or is plain from the children's heights."""
        result = self._results.get((repr(skip_stack), bottom_space, page_is_empty))
        if result is None and self._is_simple and not page_is_empty and self._children:
            result = self._foreseen(skip_stack, bottom_space)
        return result

    def keep(self, skip_stack: Any, bottom_space: float, page_is_empty: bool, result: Any) -> Any:
        """Remember the result of a trial that was made, and give it back."""
        laid_out, resume_at, following, *_ = result
        is_whole = resume_at is None or None in resume_at.values()
        if self._is_simple:
            self._results[repr(skip_stack), bottom_space, page_is_empty] = result
        if self._is_simple and laid_out is not None and is_whole:
            for child in filter(_is_plain, laid_out.children):
                if child.index not in self._children:  # other trials move what is out of flow
                    self._children[child.index] = _copied(child, [])
            if resume_at is not None:
                self._following = following
        return result

    def column(
        self,
        box: Any,
        skip_stack: Any,
        bottom_space: float,
        absolute_boxes: list[Any],
    ) -> Any:
        """A column to stay, of the children as they came out of a trial; None if it is not plain.

        ``box`` is that of the column, of the same children as the trials' and as wide.
        """
        if not self._is_simple or box.width != self._column.width:
            return None
        places = self._places(box, skip_stack, bottom_space)
        if places is None:
            return None
        placed, resume_at, bottom = places
        if resume_at is not None and self._following is None:
            return None
        children = []
        for child, position_y in placed:
            copied = _copied(child, absolute_boxes)
            copied.translate(box.content_box_x() - child.position_x, position_y - child.position_y)
            children.append(copied)
        column = box.copy_with_children(children)
        column.height = bottom - column.content_box_y()
        following = {"break": "any", "page": None} if resume_at is None else self._following
        return column, resume_at, following, [], False, None

    def _foreseen(self, skip_stack: Any, bottom_space: float) -> Any:
        """What comes of a trial: children one below the other, as long as they find place."""
        places = self._places(self._column, skip_stack, bottom_space)
        if places is None:
            return None
        placed, resume_at, _ = places
        children = []
        for laid_out, position_y in placed:
            child = copy(laid_out)
            child.position_y, child.children = position_y, ()
            children.append(child)
        column = self._column.copy_with_children(children)
        return column, resume_at, {"break": "any", "page": None}, [], False, None

    def _places(
        self, column: Any, skip_stack: Any, bottom_space: float
    ) -> tuple[list[tuple[Any, float]], Any, float] | None:
        """Which children find place in a column, and where; where it goes on, and where it ends.

        None where that is not plain: one is not known, or none finds place.
        """
        ((first, rest),) = skip_stack.items() if skip_stack else ((0, None),)
        if rest is not None:
            return None
        placed: list[tuple[Any, float]] = []
        top = column.content_box_y()
        for index in range(first, len(self._column.children)):
            child = self._children.get(index)
            if child is None:
                return None
            bottom = top + child.border_height()
            if self._context.overflows_page(bottom_space, bottom):
                return (placed, {index: None}, top) if placed else None
            placed.append((child, top))
            top = bottom
        return (placed, None, top) if placed else None


def _stands_whole(box: Any) -> bool:
    """Whether a child of a column is never parted, and nothing but its height matters."""
    return box.style["break_inside"] in _AVOIDS and _is_simple(box)


def _is_simple(box: Any) -> bool:
    """Whether a layout of ``box`` leaves no trace elsewhere, as floats and notes do."""
    style = box.style
    if box.is_floated() or box.is_running() or box.footnote is not None:
        return False
    if style["column_width"] != "auto" or style["column_count"] != "auto":
        return False
    if style["break_before"] != "auto" or style["break_after"] != "auto":
        return False
    if style["position"] not in ("static", "absolute"):
        return False
    return isinstance(box, _SIMPLE) and all(map(_is_simple, getattr(box, "children", ())))


def _copied(box: Any, absolute_boxes: list[Any]) -> Any:
    """A box that is laid out, with boxes of its own; those that it holds a place for are noted."""
    copied = box.copy()
    if isinstance(box, AbsolutePlaceholder):
        absolute_boxes.append(copied)
    elif isinstance(box, boxes.ParentBox):
        copied.children = [_copied(child, absolute_boxes) for child in box.children]
    return copied


def _is_plain(child: Any) -> bool:
    """Whether a child that is laid out is as high as its text, with nothing around it."""
    around = (
        child.margin_top,
        child.margin_bottom,
        child.padding_top,
        child.padding_bottom,
        child.border_top_width,
        child.border_bottom_width,
    )
    return not any(around)
