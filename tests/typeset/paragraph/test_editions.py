"""No paragraph of the project's own editions is left to the page engine's own line breaking."""

from __future__ import annotations

from typing import Any

import pytest
from support import CONTENT, TEXTS
from typeset.set_lines import lines_of, texts_of

from publish.content.load import load
from publish.design.design import default_design
from publish.editions import EDITIONS
from publish.fonts.library import open_library
from publish.markup.pages import page_markup
from publish.text.edit import edit
from publish.typeset.engine import lay_out, use_fonts


def left_over(document: Any) -> list[str]:
    """What lines say that are not set whole."""
    from publish.typeset.mends.paragraphs import set_line

    return [
        "".join(box.text for box in texts_of(line))
        for line in lines_of(document)
        if set_line(line) is None and any(box.text.strip() for box in texts_of(line))
    ]


@pytest.mark.parametrize(("slug", "language"), TEXTS)
@pytest.mark.parametrize("edition", ["pamphlet", "largeprint"])
def test_every_line_is_set_whole(slug: str, language: str, edition: str) -> None:
    """Heads and page numbers in the margins, notes, lists and their numbers, names, colophons."""
    fonts = open_library()
    use_fonts(fonts.installed)
    text = edit(load(CONTENT / slug), language).naming(fonts.draws)
    layout = lay_out(page_markup(text, EDITIONS[edition], fonts, default_design()))
    assert len(lines_of(layout.document)) > 60
    assert left_over(layout.document) == []
