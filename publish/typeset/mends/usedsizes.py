"""Used sizes are worked out once: boxes of one style in the same surroundings have the same.

WeasyPrint resolves the margins, paddings, borders and sizes of every box each time that it is
laid out, eighteen values that depend on its style and on the size of what it stands in.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

from weasyprint import css
from weasyprint.css.properties import INITIAL_VALUES
from weasyprint.formatting_structure import boxes
from weasyprint.layout import absolute, block, column, float, inline, page, percent

from publish.typeset.mends.inside import check, replaced

_resolve_percentages = percent.resolve_percentages

_ATTRIBUTE = "publish_sizes"
_SIDES = ("top", "right", "bottom", "left")
_SIZES = ("width", "height", "min_width", "min_height", "max_width", "max_height")
_USED = (
    *_SIZES,
    *(f"margin_{side}" for side in _SIDES),
    *(f"padding_{side}" for side in _SIDES),
    *(f"border_{side}_width" for side in _SIDES),
)

_PLAIN = {name: INITIAL_VALUES[name] for name in _USED if name.startswith(("margin", "padding"))}
_PLAIN |= {f"border_{side}_width": 0 for side in _SIDES}


@contextmanager
def used_sizes_kept() -> Iterator[None]:
    """Lay out documents with the sizes that boxes like them had.

    Raises TypesetError if this is not the WeasyPrint that it was written for.
    """
    check("usedsizes")
    users = (percent, absolute, block, column, float, inline, page)
    resolved = partial(_resolved, {})
    with replaced(*((user, "resolve_percentages", resolved) for user in users)):
        yield


def _is_plain(style: Any) -> bool:
    """Whether a style is an anonymous box's, and has got no margin, padding or border since."""
    return isinstance(style, css.AnonymousStyle) and all(
        style.get(name, value) == value for name, value in _PLAIN.items()
    )


def _resolved(of_anonymous: dict[Any, Any], box: Any, containing_block: Any) -> None:
    """``resolve_percentages``, with what is known of the box's style, or of all anonymous ones.

    Sizes are looked at each time, for some of them are changed in styles while a page is made.
    """
    style = box.style
    if style["border_collapse"] == "collapse":
        _resolve_percentages(box, containing_block)
        return
    if isinstance(containing_block, boxes.Box):
        around = containing_block.width, containing_block.height
    else:
        around = tuple(containing_block)
    known = style.__dict__.get(_ATTRIBUTE)
    if known is None:
        known = style.__dict__[_ATTRIBUTE] = of_anonymous if _is_plain(style) else {}
    key = (isinstance(box, boxes.PageBox), around, *map(style.__getitem__, _SIZES))
    values = known.get(key)
    if values is None:
        _resolve_percentages(box, containing_block)
        known[key] = {name: getattr(box, name) for name in _USED}
    else:
        box.__dict__.update(values)
