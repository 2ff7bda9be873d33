"""Justified Arabic has even margins: no line stands out of its column."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import nullcontext
from typing import Any

from support import ROOT

from publish.fonts.library import open_library
from publish.typeset.engine import use_fonts
from publish.typeset.mends import justification

TEXT = (ROOT / "tests" / "words" / "imcwp-23-ukraine" / "ar.txt").read_text(encoding="utf-8")
STYLE = "width: 400px; font: 17px/26px Amiri; text-align: justify"


def widths(context: Any) -> list[float]:
    """How wide each justified line really is drawn, in CSS pixels, in a column of 400."""
    use_fonts(open_library().installed)
    import weasyprint

    html = f'<p dir="rtl" lang="ar" style="{STYLE}">{" ".join(TEXT.split())}'
    with context:
        document = weasyprint.HTML(string=html).render()
    return [width for page in document.pages for width in _drawn(page._page_box)]


def _drawn(box: Any) -> Iterator[float]:
    from weasyprint.text import line_break

    if type(box).__name__ == "TextBox" and box.justification_spacing:
        layout = line_break.Layout(box.style, box.justification_spacing)
        layout.set_text(box.text, justify=True)
        line, _ = layout.get_first_line()
        yield line_break.line_size(line, box.style)[0]
    for child in getattr(box, "children", ()):
        yield from _drawn(child)


def test_every_line_is_as_wide_as_its_column() -> None:
    """To a tenth of a millimetre; WeasyPrint alone lets some stand out by several pixels."""
    mended, plain = widths(justification.even_margins()), widths(nullcontext())
    assert len(mended) > 50
    assert max(abs(width - 400) for width in mended) < 0.4
    assert max(plain) > 402, "mended upstream: justification.py can go"
