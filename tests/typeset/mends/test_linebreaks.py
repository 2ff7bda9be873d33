"""A line takes all the words that fit on it, whatever element comes next."""

from __future__ import annotations

from publish.fonts.library import open_library
from publish.typeset.engine import use_fonts
from publish.typeset.hyphenation import Patterns
from publish.typeset.mends import linebreaks

PATTERNS = Patterns("en", "en_GB", capitals=False)
TEXT = "We keep small rooms with many books in them. We ask for <em>one</em> thing: that is all."


def first_lines() -> list[int]:
    """The number of characters on the first line, in columns that grow millimetre by millimetre."""
    use_fonts(open_library().installed)
    import weasyprint

    style = "font: 11.22pt/14pt 'Source Serif 4'"
    lengths = []
    for width_mm in range(100, 125):
        html = f'<p style="{style}; width: {width_mm}mm">{TEXT}'
        box = weasyprint.HTML(string=html).render().pages[0]._page_box
        lengths.append(sum(len(text) for text in _texts(_first(box, "LineBox"))))
    return lengths


def _first(box: object, kind: str) -> object:
    for child in getattr(box, "children", ()):
        if type(child).__name__ == kind:
            return child
        if (found := _first(child, kind)) is not None:
            return found
    return None


def _texts(box: object) -> list[str]:
    if hasattr(box, "text"):
        return [box.text]
    return [text for child in getattr(box, "children", ()) for text in _texts(child)]


def test_a_wider_column_never_has_a_shorter_line() -> None:
    """With spaces that hang, the first line only grows; without, the fault shows itself."""
    with linebreaks.line_breaks(PATTERNS):
        lengths = first_lines()
    assert lengths == sorted(lengths)
    assert first_lines() != sorted(first_lines()), "mended upstream: linebreaks.py can go"
