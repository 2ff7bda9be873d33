"""Where what was written stands on a page, and which pages look alike."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest
from support import CONTENT

from publish.content.load import load
from publish.content.statement import Paragraph, Run, Statement
from publish.design.design import default_design
from publish.editions import EDITIONS
from publish.fonts.library import open_library
from publish.markup.pages import page_markup
from publish.markup.templates import ORIGIN
from publish.text.edit import edit
from publish.typeset.areas import page_areas
from publish.typeset.engine import lay_out, use_fonts, write_pdf
from publish.typeset.layout import Layout
from publish.typeset.proof import write_proof

SLUG = "open-shelves"


@pytest.fixture(scope="module")
def statement() -> Statement:
    return load(CONTENT / SLUG)


def laid_out(statement: Statement, language: str, *, origins: bool = True) -> Layout:
    fonts = open_library()
    use_fonts(fonts.installed)
    text = edit(statement, language).naming(fonts.draws)
    markup = page_markup(text, EDITIONS["pamphlet"], fonts, default_design())
    html = markup.html if origins else re.sub(f' {ORIGIN}="[^"]*"', "", markup.html)
    return lay_out(replace(markup, html=html))


def pictures(pdf: bytes) -> list[bytes]:
    with pypdfium2.PdfDocument(pdf) as document:
        return [page.render(scale=1.5).to_pil().tobytes() for page in document]


@pytest.mark.parametrize("language", ["en", "ar"])
def test_every_block_has_its_area_and_a_proof_looks_like_the_file(
    statement: Statement, language: str
) -> None:
    layout = laid_out(statement, language)
    pages = page_areas(layout)
    lines = {
        int(area.origin.rpartition(":")[2])
        for page in pages
        for area in page.areas
        if area.origin.startswith(f"{language}.md:")
    }
    paragraphs = [b for b in statement.translations[language].blocks if isinstance(b, Paragraph)]
    assert paragraphs
    assert {block.line for block in paragraphs} <= lines
    for page in pages:
        for area in page.areas:
            assert 0 <= area.left_mm < area.left_mm + area.width_mm <= page.width_mm
            assert 0 <= area.top_mm < area.top_mm + area.height_mm <= page.height_mm
    whole = write_pdf(layout)
    assert pictures(write_proof(layout, range(layout.pages))) == pictures(whole)
    assert pictures(write_proof(layout, [1])) == pictures(whole)[1:2]


def test_origins_change_nothing_that_is_published(statement: Statement) -> None:
    with_origins = write_pdf(laid_out(statement, "en"))
    assert with_origins == write_pdf(laid_out(statement, "en", origins=False))


@pytest.mark.parametrize("words", ["and", "and then, at length, and to everybody's delight,"])
def test_pages_that_look_alike_are_alike_and_only_those(statement: Statement, words: str) -> None:
    """A hash of a page's looks says neither too little nor too much."""
    translation = statement.translations["en"]
    blocks = list(translation.blocks)
    where = len(blocks) // 2
    while not isinstance(blocks[where], Paragraph):
        where += 1
    block = blocks[where]
    assert isinstance(block, Paragraph)
    blocks[where] = replace(block, content=(Run(f"{words} "), *block.content))
    other = replace(
        statement,
        translations={**statement.translations, "en": replace(translation, blocks=tuple(blocks))},
    )
    before, after = laid_out(statement, "en"), laid_out(other, "en")
    looks = [[page.looks for page in page_areas(layout)] for layout in (before, after)]
    drawn = [pictures(write_pdf(layout)) for layout in (before, after)]
    alike = [one == two for one, two in zip(*looks, strict=False)]
    assert alike == [one == two for one, two in zip(*drawn, strict=False)]
    assert True in alike
    assert False in alike


def test_what_is_not_written_anywhere_has_no_area(statement: Statement) -> None:
    for page in page_areas(laid_out(statement, "en", origins=False)):
        assert page.areas == ()


def test_the_path_of_an_origin_is_a_name(statement: Statement) -> None:
    areas = [area for page in page_areas(laid_out(statement, "en")) for area in page.areas]
    assert {Path(area.origin.rpartition(":")[0]).name for area in areas} == {
        area.origin.rpartition(":")[0] for area in areas
    }
