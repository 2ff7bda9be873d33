"""Paragraphs set for tests, and what stands in their lines."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pyphen import language_fallback

from publish.fonts.library import open_library
from publish.typeset.engine import use_fonts

FONT = '12px/16px "Source Serif 4", Amiri, "Noto Serif Hebrew"'


@dataclass(frozen=True)
class Letter:
    """A cluster that is drawn: where it begins, its first character's number in the paragraph."""

    left: float
    at: int
    width: float


def rendered(
    body: str,
    css: str = "",
    *,
    language: str = "en",
    direction: str = "ltr",
    elongated: str | None = None,
) -> Any:
    """A document of WeasyPrint's whose paragraphs are set whole."""
    use_fonts(open_library().installed)
    import weasyprint

    from publish.typeset.hyphenation import Patterns
    from publish.typeset.mends.paragraphs import whole_paragraphs
    from publish.typeset.paragraph.faces import font_configuration

    html = f"""<style>
        @page {{ size: 800px 20000px; margin: 20px }}
        body {{ font: {FONT}; margin: 0; text-align: justify }}
        p {{ margin: 0 }}
        {css}</style><html lang="{language}" dir="{direction}"><body>{body}"""
    with whole_paragraphs(
        Patterns(language, language_fallback(language), capitals=False), elongated
    ):
        return weasyprint.HTML(string=html).render(font_config=font_configuration())


def boxes_of(document: Any, kind: str) -> list[Any]:
    """All boxes of a kind (a class's name) of a document's pages, those out of flow as well."""
    return [box for page in document.pages for box in under(page._page_box) if _is(box, kind)]


def _is(box: Any, kind: str) -> bool:
    return type(box).__name__ == kind


def under(box: Any) -> Iterator[Any]:
    box = getattr(box, "_box", box)
    yield box
    for child in getattr(box, "children", ()):
        yield from under(child)


def lines_of(document: Any) -> list[Any]:
    """The boxes of all lines, in the order of reading."""
    return boxes_of(document, "LineBox")


def texts_of(line: Any) -> list[Any]:
    """The text boxes of a line, in logical order."""
    return [box for box in under(line) if _is(box, "TextBox")]


def letters_of(line: Any) -> list[Letter]:
    """What is drawn of a line of text that was set whole, from left to right.

    The line has no strokes and no pictures in it.
    """
    from publish.typeset.mends.paragraphs import set_line

    _, planned = set_line(line)
    found: list[Letter] = []
    at = planned.start
    for box in texts_of(line):
        found.extend(_letters(box, at) if box.text else ())
        at += len(box.text)
    return sorted(found, key=lambda letter: letter.left)


def _letters(box: Any, first: int) -> Iterator[Letter]:
    from weasyprint.text.ffi import FROM_UNITS

    from publish.typeset.paragraph.shaping import GLYPH, PLACE

    numbers = {}
    at = 0
    for number, char in enumerate(box.pango_layout.text):
        numbers[at] = first + number
        at += len(char.encode())
    for placed in box.pango_layout.placed:
        item = placed.item
        left, clusters = box.position_x + placed.left, dict[int, list[float]]()
        for (_, width, _, _), (place,) in zip(
            GLYPH.iter_unpack(item.glyphs), PLACE.iter_unpack(item.places), strict=True
        ):
            clusters.setdefault(item.start + place, []).append(width * FROM_UNITS * placed.scale)
        for start, widths in clusters.items():
            extra = placed.given[start].width if start in placed.given else 0.0
            width = sum(widths) + extra
            yield Letter(left, numbers[start], width)
            left += width


def planned_in(document: Any) -> list[Any]:
    """The paragraphs of a document that are set whole, each once, in the order of their lines."""
    from publish.typeset.mends.paragraphs import set_line

    known: dict[int, Any] = {}
    for line in lines_of(document):
        found = set_line(line)
        if found is not None:
            known.setdefault(id(found[0]), found[0])
    return list(known.values())
