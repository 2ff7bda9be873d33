"""What Pango is told about a style, prepared once for all text that is set alike.

Pango is asked for little else than shaped text: its context, font and features depend on some
twenty properties of a style, and most styles share theirs with the style around them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import Any

from weasyprint.text import fonts, line_break
from weasyprint.text.constants import LST_TO_ISO, PANGO_DIRECTION
from weasyprint.text.ffi import FROM_UNITS, TO_UNITS, ffi, gobject, pango, unicode_to_char_p

MOST_FACES = 512
"""How many faces are remembered."""

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
    "font_family",
    "font_language_override",
    "font_size",
    "font_stretch",
    "font_style",
    "font_variation_settings",
    "font_weight",
    "lang",
    "letter_spacing",
    "line_height",
    "text_decoration_line",
    "word_spacing",
)
"""The properties that text is shaped and measured by, besides its direction."""

_LEAST = 1
"""What a space is widened by to be shaped by itself, in Pango's units: a thousandth of a pixel."""

_MANNER = (
    *_FACE,
    "hyphenate_character",
    "hyphenate_limit_chars",
    "hyphens",
    "overflow_wrap",
    "white_space",
    "word_break",
)
"""Those that decide how text is set: what it is shaped by, and where its lines may end."""

_DECIDING = frozenset(_MANNER)
_ATTRIBUTE = "publish_manner"

_strut = line_break.strut


@cache
def font_configuration() -> Any:
    """The faces of the catalogue as the page engine sees them, opened once in a process."""
    return fonts.FontConfiguration()


@dataclass(eq=False, slots=True)
class Face:
    """How text of a style is shaped in one direction, and how high its lines are.

    ``decoration`` is where lines go that decorate text, by the name of a layout's attribute.
    ``strut`` is the height of its lines and their baseline, once measured (in CSS pixels).
    """

    context: Any
    language: Any
    description: Any
    features: bytes
    decoration: tuple[tuple[str, float | None], ...]
    letter_spacing: int
    word_spacing: int
    font_size: float
    strut: tuple[float, float] | None = field(default=None)
    _height: float | None = field(default=None)

    def height(self, style: Any) -> float:
        """How high the face's own text is, in CSS pixels."""
        if self._height is None:
            layout = self.layout(" ")
            line = pango.pango_layout_get_line_readonly(layout, 0)
            _, self._height = line_break.line_size(line, style)
        return self._height

    def layout(self, text: str, *, parted: bool = False) -> Any:
        """A new layout of Pango's with a text, which is in one line.

        Words that are ``parted`` are shaped one by one, without kerning over the spaces.
        """
        layout = self.empty_layout()
        pointer, content = unicode_to_char_p(text)
        pango.pango_layout_set_text(layout, pointer, -1)
        if self.letter_spacing or self.word_spacing or parted:
            self._space(layout, content, parted)
        return layout

    def empty_layout(self) -> Any:
        """A new layout of Pango's, with this face's font and features."""
        layout = ffi.gc(pango.pango_layout_new(self.context), gobject.g_object_unref)
        pango.pango_layout_set_auto_dir(layout, False)
        pango.pango_layout_set_font_description(layout, self.description)
        if self.features:
            attributes = ffi.gc(pango.pango_attr_list_new(), pango.pango_attr_list_unref)
            feature = pango.pango_attr_font_features_new(self.features)
            pango.pango_attr_list_insert(attributes, feature)
            pango.pango_layout_set_attributes(layout, attributes)
        return layout

    def _space(self, layout: Any, content: bytes, parted: bool) -> None:
        """Add what a style asks for between letters, and between words."""
        attributes = pango.pango_layout_get_attributes(layout)
        if attributes == ffi.NULL:
            attributes = ffi.gc(pango.pango_attr_list_new(), pango.pango_attr_list_unref)
        ranges = [(0, len(content), self.letter_spacing)] if self.letter_spacing else []
        if self.word_spacing or parted:
            wide = self.letter_spacing + (self.word_spacing or _LEAST)
            ranges += [(at, at + 1, wide) for at, byte in enumerate(content) if byte == 0x20]
        for start, end, spacing in ranges:
            attribute = pango.pango_attr_letter_spacing_new(spacing)
            attribute.start_index, attribute.end_index = start, end
            pango.pango_attr_list_change(attributes, attribute)
        pango.pango_layout_set_attributes(layout, attributes)


@dataclass(eq=False, slots=True)
class Manner:
    """How text of a style is set; styles that set text in the same way share theirs.

    What is not of a face has the name and the value that CSS has for it, but for ``tears``:
    whether a word may be torn apart anywhere that finds no place on a line.
    """

    font_size: float
    lang: str | None
    letter_spacing: Any
    hyphenate_character: str
    hyphenate_limit_chars: tuple[int, int, int]
    hyphens: str
    white_space: str
    tears: bool
    _font_config: Any
    _values: tuple[Any, ...]
    _faces: dict[str, Face] = field(default_factory=dict)

    def face(self, right_to_left: bool) -> Face:
        """The face for text that runs one way."""
        direction = "rtl" if right_to_left else "ltr"
        face = self._faces.get(direction)
        if face is None:
            face = self._faces[direction] = _face(self._font_config, direction, self._values)
        return face


def manner_of(style: Any) -> Manner:
    """How text of a style is set."""
    manner: Manner | None = style.__dict__.get(_ATTRIBUTE)
    if manner is None:
        if _takes_over(style):
            manner = manner_of(style.parent_style)
        else:
            values = tuple(_hashable(style[name]) for name in _MANNER)
            manner = _manner(style.font_config, values)
        style.__dict__[_ATTRIBUTE] = manner
    return manner


def face_of(style: Any) -> Face:
    """The face for text of a style in the style's own direction."""
    return manner_of(style).face(style["direction"] == "rtl")


def strut(style: Any) -> tuple[float, float]:
    """``strut`` of WeasyPrint: the line height and the baseline of a style, measured once."""
    face = face_of(style)
    if face.strut is None:
        face.strut = _strut(style)
    return face.strut


def set_up(layout: Any, style: Any) -> None:
    """``Layout.setup`` of WeasyPrint with what is prepared for the style."""
    face = face_of(style)
    layout.style = style
    layout.first_line_direction = 0
    layout.language = face.language
    layout.layout = face.empty_layout()
    for name, value in face.decoration:
        setattr(layout, name, value)


def _takes_over(style: Any) -> bool:
    """Whether a style has all that decides how text is set from the style around it.

    Those properties are inherited, or handed on as text decorations are, unless a rule says
    otherwise, or the page engine itself, which then has put a value into the style.
    """
    around = getattr(style, "parent_style", None)  # a text in an SVG has none
    if around is None or not _DECIDING.isdisjoint(getattr(style, "cascaded", ())):
        return False
    return all(style[name] == around[name] for name in _DECIDING if name in style)


@lru_cache(MOST_FACES)
def _manner(font_config: Any, values: tuple[Any, ...]) -> Manner:
    style = dict(zip(_MANNER, values, strict=True))
    tears = style["overflow_wrap"] in ("anywhere", "break-word")
    return Manner(
        font_size=style["font_size"],
        lang=style["lang"],
        letter_spacing=style["letter_spacing"],
        hyphenate_character=style["hyphenate_character"],
        hyphenate_limit_chars=style["hyphenate_limit_chars"],
        hyphens=style["hyphens"],
        white_space=style["white_space"],
        tears=tears or style["word_break"] == "break-all",
        _font_config=font_config,
        _values=values[: len(_FACE)],
    )


def _hashable(value: Any) -> Any:
    if isinstance(value, list | tuple):
        return tuple(map(_hashable, value))
    return frozenset(value) if isinstance(value, set) else value


@lru_cache(MOST_FACES)
def _face(font_config: Any, direction: str, values: tuple[Any, ...]) -> Face:
    style = dict(zip(_FACE, values, strict=True))
    context = ffi.gc(
        pango.pango_font_map_create_context(font_config.font_map), gobject.g_object_unref
    )
    pango.pango_context_set_round_glyph_positions(context, False)
    pango.pango_context_set_base_dir(context, PANGO_DIRECTION[direction])
    language = _language(context, style)
    features = fonts.font_features(*(style[name] for name in _FEATURES))
    description = fonts.get_font_description(style)
    is_decorated = style["text_decoration_line"] != "none"
    spacing = style["letter_spacing"]
    return Face(
        context=context,
        language=language,
        description=description,
        features=",".join(f"{name} {value}" for name, value in features.items()).encode(),
        decoration=_decoration(context, description, language, is_decorated),
        letter_spacing=0 if spacing == "normal" else int(spacing * TO_UNITS),
        word_spacing=int(style["word_spacing"] * TO_UNITS),
        font_size=style["font_size"],
    )


def _language(context: Any, style: dict[str, Any]) -> Any:
    override = style["font_language_override"]
    tag = LST_TO_ISO.get(override.lower(), override) if override != "normal" else style["lang"]
    if not tag:
        return pango.pango_language_get_default()
    pointer, _ = unicode_to_char_p(tag)
    language = pango.pango_language_from_string(pointer)
    pango.pango_context_set_language(context, language)
    return language


def _decoration(
    context: Any, description: Any, language: Any, is_decorated: bool
) -> tuple[tuple[str, float | None], ...]:
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
