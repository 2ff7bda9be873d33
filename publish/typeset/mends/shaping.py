"""Text is measured once: what is known of a line from earlier is not asked of Pango again.

WeasyPrint measures the same words many times: where columns are balanced, where pages are laid
out again, on every page for its head, and in every text for what all of them say. It prepares
Pango anew each time, and keeps what it has prepared for ever. Here what depends on a style alone
is prepared once for it, and the first lines of texts are remembered, up to a number of them.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from copy import copy
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import Any, NamedTuple

from weasyprint.layout import inline, preferred
from weasyprint.text import fonts, line_break
from weasyprint.text.constants import LST_TO_ISO, PANGO_DIRECTION
from weasyprint.text.ffi import FROM_UNITS, ffi, gobject, pango, unicode_to_char_p

from publish.typeset.hyphenation import Patterns
from publish.typeset.mends.inside import check, replaced

MOST_FACES, MOST_LINES = 512, 8192
"""How many styles and lines are remembered: some hundred pages, in some megabytes."""

_split_first_line = line_break.split_first_line
_strut = line_break.strut

_FEATURES = (
    "font_kerning",
    "font_variant_ligatures",
    "font_variant_position",
    "font_variant_caps",
    "font_variant_numeric",
    "font_variant_alternates",
    "font_variant_east_asian",
    "font_feature_settings",
)
_FACE = (
    *_FEATURES,
    "direction",
    "font_family",
    "font_language_override",
    "font_size",
    "font_stretch",
    "font_style",
    "font_variation_settings",
    "font_weight",
    "lang",
    "text_decoration_line",
)
"""The properties that Pango is prepared by."""

_LINE = (
    "hyphenate_character",
    "hyphenate_limit_chars",
    "hyphenate_limit_zone",
    "hyphens",
    "letter_spacing",
    "line_height",
    "overflow_wrap",
    "tab_size",
    "white_space",
    "word_break",
    "word_spacing",
)
"""The other properties that lines are broken and measured by."""

_DECIDING = frozenset((*_FACE, *_LINE))

_ATTRIBUTE = "publish_setting"


@cache
def font_configuration() -> Any:
    """The faces of the catalogue as the page engine sees them, opened once in a process."""
    return fonts.FontConfiguration()


@contextmanager
def measures_kept() -> Iterator[None]:
    """Lay out and paint documents with what is known of their lines from earlier ones.

    Raises TypesetError if this is not the WeasyPrint that the module was written for.
    """
    check("shaping")
    with replaced(
        (line_break.Layout, "setup", _set_up),
        (line_break, "strut", strut),
        (inline, "strut", strut),
        (preferred, "split_first_line", split_first_line),
    ):
        yield


# --- Styles -------------------------------------------------------------------------


@dataclass(eq=False, slots=True)
class _Face:
    """What Pango is told about a style: its context, font, features, and height of lines."""

    context: Any
    language: Any
    description: Any
    features: bytes
    metrics: tuple[tuple[str, float | None], ...]


@dataclass(eq=False, slots=True)
class _Setting:
    """How text in a style is set; ``strut`` is its line height and baseline, once measured."""

    face: _Face
    hyphenates: bool
    strut: tuple[float, float] | None = field(default=None)


def _setting(style: Any) -> _Setting:
    """The setting of a style, which styles that set text in the same way share."""
    setting: _Setting | None = style.__dict__.get(_ATTRIBUTE)
    if setting is None:
        if _takes_over(style):
            setting = _setting(style.parent_style)
        else:
            values = tuple(_hashable(style[name]) for name in (*_FACE, *_LINE))
            setting = _shared_setting(style.font_config, values)
        style.__dict__[_ATTRIBUTE] = setting
    return setting


def _takes_over(style: Any) -> bool:
    """Whether a style has all that decides how text is set from the style around it.

    Those properties are inherited, or handed on as text decorations are, unless a rule says
    otherwise, or the page engine itself, which then has put a value into the style.
    """
    around = getattr(style, "parent_style", None)  # a text in an SVG has none
    if around is None or not _DECIDING.isdisjoint(getattr(style, "cascaded", ())):
        return False
    return all(style[name] == around[name] for name in _DECIDING if name in style)


def _hashable(value: Any) -> Any:
    if isinstance(value, list | tuple):
        return tuple(map(_hashable, value))
    return frozenset(value) if isinstance(value, set) else value


@lru_cache(MOST_FACES)
def _shared_setting(font_config: Any, values: tuple[Any, ...]) -> _Setting:
    properties = dict(zip((*_FACE, *_LINE), values, strict=True))
    face = _face(font_config, values[: len(_FACE)])
    return _Setting(face, properties["hyphens"] == "auto")


@lru_cache(MOST_FACES)
def _face(font_config: Any, values: tuple[Any, ...]) -> _Face:
    style = dict(zip(_FACE, values, strict=True))
    context = ffi.gc(
        pango.pango_font_map_create_context(font_config.font_map), gobject.g_object_unref
    )
    pango.pango_context_set_round_glyph_positions(context, False)
    pango.pango_context_set_base_dir(context, PANGO_DIRECTION[style["direction"]])
    override = style["font_language_override"]
    tag = LST_TO_ISO.get(override.lower(), override) if override != "normal" else style["lang"]
    if tag:
        pointer, _ = unicode_to_char_p(tag)
        language = pango.pango_language_from_string(pointer)
        pango.pango_context_set_language(context, language)
    else:
        language = pango.pango_language_get_default()
    features = fonts.font_features(*(style[name] for name in _FEATURES))
    description = fonts.get_font_description(style)
    return _Face(
        context,
        language,
        description,
        ",".join(f"{name} {value}" for name, value in features.items()).encode(),
        _metrics(context, description, language, style["text_decoration_line"] != "none"),
    )


def _metrics(
    context: Any, description: Any, language: Any, is_decorated: bool
) -> tuple[tuple[str, float | None], ...]:
    """Where lines go that decorate text, by the name of ``Layout``'s attribute."""
    if not is_decorated:
        return (("ascent", None), ("underline_position", None), ("strikethrough_position", None))
    metrics = ffi.gc(
        pango.pango_context_get_metrics(context, description, language),
        pango.pango_font_metrics_unref,
    )
    names = (
        "ascent",
        "underline_position",
        "strikethrough_position",
        "underline_thickness",
        "strikethrough_thickness",
    )
    return tuple(
        (name, FROM_UNITS * getattr(pango, f"pango_font_metrics_get_{name}")(metrics))
        for name in names
    )


def _set_up(layout: Any, style: Any) -> None:
    """``Layout.setup`` with what is prepared for the style; it leaves nothing behind."""
    face = _setting(style).face
    layout.style = style
    layout.first_line_direction = 0
    layout.language = face.language
    layout.layout = ffi.gc(pango.pango_layout_new(face.context), gobject.g_object_unref)
    pango.pango_layout_set_auto_dir(layout.layout, False)
    pango.pango_layout_set_font_description(layout.layout, face.description)
    for name, value in face.metrics:
        setattr(layout, name, value)
    if face.features:
        attributes = ffi.gc(pango.pango_attr_list_new(), pango.pango_attr_list_unref)
        pango.pango_attr_list_insert(attributes, pango.pango_attr_font_features_new(face.features))
        pango.pango_layout_set_attributes(layout.layout, attributes)


def strut(style: Any) -> tuple[float, float]:
    """``strut``: the line height and the baseline of a style."""
    setting = _setting(style)
    if setting.strut is None:
        setting.strut = _strut(style)
    return setting.strut


# --- Lines --------------------------------------------------------------------------


class _Line(NamedTuple):
    """What came of a text; it comes again unless other words of ``asked`` must stay whole."""

    asked: frozenset[str]
    whole: frozenset[str]
    result: tuple[Any, ...]


@cache
def _lines() -> OrderedDict[Any, _Line]:
    """The lines that are remembered, the one that was asked for last at the end."""
    return OrderedDict()


def split_first_line(
    text: str,
    style: Any,
    context: Any,
    max_width: float | None,
    justification_spacing: float,
    is_line_start: bool = True,
    minimum: bool = False,
) -> tuple[Any, ...]:
    """``split_first_line``, as it was the last time for the same text, style and width."""

    def split() -> tuple[Any, ...]:
        return tuple(
            _split_first_line(
                text, style, context, max_width, justification_spacing, is_line_start, minimum
            )
        )

    setting = _setting(style)
    patterns = context.dictionaries if setting.hyphenates else None
    if patterns is not None and not isinstance(patterns, Patterns):
        return split()
    how = None if patterns is None else patterns.how
    key = (setting, text, max_width, justification_spacing, is_line_start, minimum, how)
    layout, *rest = _known(key, patterns) or _remember(key, patterns, split)
    return copy(layout), *rest


def _known(key: Any, patterns: Patterns | None) -> tuple[Any, ...] | None:
    line = _lines().get(key)
    if line is None or (patterns is not None and line.asked & patterns.whole != line.whole):
        return None
    _lines().move_to_end(key)
    return line.result


def _remember(
    key: Any, patterns: Patterns | None, split: Callable[[], tuple[Any, ...]]
) -> tuple[Any, ...]:
    if patterns is not None:
        patterns.asked.clear()
    result = split()
    asked = frozenset(patterns.asked if patterns is not None else ())
    whole = asked & patterns.whole if patterns is not None else asked
    _lines()[key] = _Line(asked, whole, result)
    if len(_lines()) > MOST_LINES:
        _lines().popitem(last=False)
    return result
