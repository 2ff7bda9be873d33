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

        # What is laid out to stay, and not for trial, has no list of margins.
        if not box.is_column or adjoining_margins is None:
            return anew()
        if id(box) not in trials:
            trials[id(box)] = _Trials(context, box)
        trial = (skip_stack, bottom_space, page_is_empty)
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

    def known(self, skip_stack: Any, bottom_space: float, page_is_empty: bool) -> Any:
        """The result of a trial, if it has been made or is plain from the children's heights."""
        result = self._results.get((repr(skip_stack), bottom_space, page_is_empty))
        if result is None and self._is_simple and not page_is_empty and self._children:
            result = self._foreseen(skip_stack, bottom_space)
        return result

    def keep(self, skip_stack: Any, bottom_space: float, page_is_empty: bool, result: Any) -> Any:
        """Remember the result of a trial that was made, and give it back."""
        laid_out, resume_at, *_ = result
        is_whole = resume_at is None or None in resume_at.values()
        if self._is_simple:
            self._results[repr(skip_stack), bottom_space, page_is_empty] = result
        if self._is_simple and laid_out is not None and is_whole:
            for child in filter(_is_plain, laid_out.children):
                self._children.setdefault(child.index, child)
        return result

    def _foreseen(self, skip_stack: Any, bottom_space: float) -> Any:
        """What comes of a trial: children one below the other, as long as they find place."""
        ((first, rest),) = skip_stack.items() if skip_stack else ((0, None),)
        if rest is not None:
            return None
        placed: list[Any] = []
        resume_at = None
        position_y = self._column.content_box_y()
        for index in range(first, len(self._column.children)):
            if index not in self._children:
                return None
            child = copy(self._children[index])
            child.position_y, child.children = position_y, ()
            position_y = child.border_box_y() + child.border_height()
            if self._context.overflows_page(bottom_space, position_y):
                resume_at = {index: None}
                break
            placed.append(child)
        if not placed:
            return None
        laid_out = self._column.copy_with_children(placed)
        return laid_out, resume_at, {"break": "any", "page": None}, [], False, None


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
    return isinstance(box, _SIMPLE) and all(map(_is_simple, getattr(box, "children", ())))


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
