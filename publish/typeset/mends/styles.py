"""What styles say is worked out once, and without asking for what no rule has said.

WeasyPrint makes the styles of each page and of each document anew, though the sheets are the same.
It looks for each property among the rules that apply, though most have no rule. And it resolves
the margins, paddings, borders and sizes of every box each time that it is laid out: eighteen
values that depend on its style and on the size of what it stands in.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache, partial
from typing import Any

from weasyprint import css
from weasyprint.css.computed_values import PHYSICAL_FUNCTIONS
from weasyprint.css.functions import check_math
from weasyprint.css.properties import INHERITED, INITIAL_NOT_COMPUTED, INITIAL_VALUES
from weasyprint.formatting_structure import boxes
from weasyprint.layout import absolute, block, column, float, inline, page, percent

from publish.typeset.mends.inside import check, replaced

_resolve_percentages = percent.resolve_percentages
_missing = css.ComputedStyle.__missing__

_SIZED, _TWIN = "publish_sizes", "publish_twin"
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

_ENTANGLED = frozenset({"display", "float", "page", "position"})
"""Properties whose values hang on those of others."""

_LOGICAL = frozenset(
    function(block="ttb", inline=inline)
    for function in PHYSICAL_FUNCTIONS.values()
    for inline in ("ltr", "rtl")
)
"""Properties that go by the direction of text, and decide what others are."""


def _is_simple(name: str) -> bool:
    """Whether a property is what rules say, or else what it is at first or around."""
    return name not in _ENTANGLED and not name.startswith("text_decoration_")


_AT_FIRST = {
    name: value
    for name, value in INITIAL_VALUES.items()
    if _is_simple(name) and name not in INHERITED and name not in INITIAL_NOT_COMPUTED
}
_HANDED_ON = frozenset(name for name in INHERITED if _is_simple(name)) - PHYSICAL_FUNCTIONS.keys()


MOST_STYLES = 16_384
"""How many styles are remembered. Most of them are of what no page shows, and hold nothing."""

_WRITTEN = ("lang", "link")
"""Properties whose values come out of the document, and not of its sheets; they are inherited."""

_NAME = "anchor"
"""What an element is called: of all that is said of it nothing else is its own alone."""


@contextmanager
def styles_kept() -> Iterator[None]:
    """Lay out documents with styles that are quick to say what they are.

    Raises TypesetError if this is not the WeasyPrint that it was written for.
    """
    check("styles")
    users = (percent, absolute, block, column, float, inline, page)
    resolved = partial(_resolved, {})
    with replaced(
        (css.StyleFor, "set_computed_styles", _set_computed_styles),
        (css.ComputedStyle, "__missing__", _looked_up),
        *((user, "resolve_percentages", resolved) for user in users),
    ):
        yield


# --- Styles -------------------------------------------------------------------------------


@cache
def _known() -> dict[Any, Any]:
    """The styles of a process by what they were made of; what they hold keeps ids from others."""
    return {}


def _set_computed_styles(
    styles: Any,
    element: Any,
    parent: Any,
    root: Any = None,
    pseudo_type: str | None = None,
    base_url: str | None = None,
    target_collector: Any = None,
) -> None:
    """``StyleFor.set_computed_styles``, that takes a style of the same rules in the same place."""
    computed_styles = styles.get_computed_styles()
    cascaded = styles.get_cascaded_styles().get((element, pseudo_type), {})
    is_root = element == root and pseudo_type is None
    around = None if is_root else _shared(computed_styles[parent, None])
    top = None if is_root else _shared(computed_styles[root, None])
    if _NAME in cascaded:
        rest = {name: value for name, value in cascaded.items() if name != _NAME}
        style = _named(_known_style(styles, around, rest, pseudo_type, top, base_url), cascaded)
    else:
        style = _known_style(styles, around, cascaded, pseudo_type, top, base_url)
    computed_styles[element, pseudo_type] = style
    if target_collector and style[_NAME]:
        target_collector.collect_anchor(style[_NAME])


def _shared(style: Any) -> Any:
    """The style that is another's but for its name, or the style itself."""
    return style.__dict__.get(_TWIN, style)


def _named(twin: Any, cascaded: Any) -> Any:
    """The style of an element with a name of its own, and with all else that its twin says."""
    style = css.ComputedStyle(
        twin.parent_style,
        cascaded,
        twin.pseudo_type,
        twin.root_style,
        twin.base_url,
        twin.font_config,
        twin.initial_page_sizes,
    )
    style.specified, style.cache = twin.specified, twin.cache
    style.__dict__[_TWIN] = twin
    style.__dict__["anonymous_style"] = twin.anonymous_style
    return style


def _known_style(
    styles: Any, around: Any, cascaded: Any, pseudo_type: Any, top: Any, base_url: Any
) -> Any:
    """The style of an element in what is ``around`` it, made now or before."""
    key = (
        id(around),
        id(top),
        pseudo_type,
        base_url,
        styles.font_config,
        *cascaded,
        *(id(value) if name not in _WRITTEN else value for name, (value, _) in cascaded.items()),
        *_weights(cascaded),
    )
    known = _known()
    style = known.get(key)
    if style is None:
        if len(known) >= MOST_STYLES:
            known.clear()
        style = known[key] = css.ComputedStyle(
            around,
            cascaded,
            pseudo_type,
            css.InitialStyle(styles.font_config) if top is None else top,
            base_url,
            styles.font_config,
            styles.initial_page_sizes,
        )
    return style


def _weights(cascaded: Any) -> Iterator[Any]:
    """How much rules weigh, where it matters once they are chosen."""
    if not _LOGICAL.isdisjoint(cascaded):
        yield from (weight for _, weight in cascaded.values())


# --- Properties ---------------------------------------------------------------------------


def _looked_up(style: Any, name: str) -> Any:
    """``__missing__`` of a computed style, that is soon done where no rule decides."""
    twin = style.__dict__.get(_TWIN)
    if twin is not None and name != _NAME:
        value = style[name] = twin[name]
        return value
    if name in style.cascaded:
        return _missing(style, name)
    if name in _AT_FIRST:
        if name in PHYSICAL_FUNCTIONS and not _LOGICAL.isdisjoint(style.cascaded):
            return _missing(style, name)
        value = style[name] = _AT_FIRST[name]
        return value
    if (name in _HANDED_ON or name[:2] == "__") and style.parent_style is not None:
        value = style.parent_style[name]
        if not check_math(value):
            style[name] = value
            return value
    return _missing(style, name)


# --- Sizes --------------------------------------------------------------------------------


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
    known = style.__dict__.get(_SIZED)
    if known is None:
        known = style.__dict__[_SIZED] = of_anonymous if _is_plain(style) else {}
    key = (isinstance(box, boxes.PageBox), around, *map(style.__getitem__, _SIZES))
    values = known.get(key)
    if values is None:
        _resolve_percentages(box, containing_block)
        known[key] = {name: getattr(box, name) for name in _USED}
    else:
        box.__dict__.update(values)
