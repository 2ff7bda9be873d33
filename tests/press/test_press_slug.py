"""The slug line: one small page for each page, in whatever type the language is set in."""

from __future__ import annotations

from pathlib import Path

import pytest
from bench.statements import write_archive

from publish.content.load import load
from publish.design.design import default_design
from publish.fonts.library import open_library
from publish.markup.slug import slug_markup
from publish.text.edit import edit
from publish.typeset.engine import lay_out, use_fonts


@pytest.mark.parametrize("language", ["en", "ar", "ur", "hi", "th"])
def test_there_is_one_for_each_page(language: str, tmp_path: Path) -> None:
    """Also where faces of different heights stand in one line, as nastaliq and Latin do."""
    fonts = open_library()
    use_fonts(fonts.installed)
    write_archive(1, ("en", language), tmp_path, 1, 1)
    (folder,) = tmp_path.iterdir()
    text = edit(load(folder), language).naming(fonts.draws)
    assert lay_out(slug_markup(text, 3, fonts, default_design())).pages == 3
