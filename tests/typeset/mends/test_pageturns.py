"""No word has to be read across a page turn."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import nullcontext
from typing import Any

import pytest
from pyphen import language_fallback
from support import CONTENT

from publish.content.load import load
from publish.design.design import default_design
from publish.editions import EDITIONS
from publish.fonts.library import open_library
from publish.markup.pages import page_markup
from publish.text.edit import edit
from publish.typeset.boxes import texts
from publish.typeset.engine import lay_out, use_fonts, write_pdf
from publish.typeset.hyphenation import Patterns
from publish.typeset.mends import pageturns
from publish.typeset.mends.pageturns import whole_at_turns
from publish.typeset.mends.paragraphs import set_line, whole_paragraphs
from publish.typeset.paragraph.glue import WIDEST_SPACE

LATIN = "incomprehensible circumstances notwithstanding, "
CYRILLIC = "непостижимые обстоятельства, несмотря на предусмотрительность, "
OWN_HYPHENS = "a well-known and far-reaching give-and-take of so-called free-for-all, "


def document(language: str, words: str, *, wholly: bool) -> Any:
    """Many small pages, whose lines are divided often."""
    use_fonts(open_library().installed)
    import weasyprint

    html = f"""<style>
        @page {{ size: 52mm 31mm; margin: 3mm; @top-left {{ content: "a head" }} }}
        p {{ font: 10pt/12pt 'Source Serif 4'; hyphens: auto; orphans: 1; widows: 1;
            text-align: justify }}
        </style><html lang="{language}"><p>{words * 30}"""
    patterns = Patterns(language, language_fallback(language), capitals=False)
    with whole_paragraphs(patterns, None), whole_at_turns() if wholly else nullcontext():
        return weasyprint.HTML(string=html).render()


def pages(laid_out: Any) -> list[str]:
    return ["".join(texts(page._page_box)) for page in laid_out.pages]


@pytest.mark.parametrize(
    ("language", "words"), [("en", LATIN), ("ru", CYRILLIC), ("en", OWN_HYPHENS)]
)
def test_a_page_does_not_end_within_a_word(language: str, words: str) -> None:
    """Nor at a hyphen of its own; and nothing is lost or said twice."""
    before = pages(document(language, words, wholly=False))
    after = pages(document(language, words, wholly=True))
    assert any(page.endswith(("‐", "-")) for page in before)
    assert not any(page.endswith(("‐", "-")) for page in after)
    letters = [re.sub(r"\W", "", "".join(found).replace("a head", "")) for found in (before, after)]
    assert letters[0] == letters[1]


@pytest.mark.parametrize(("language", "words"), [("en", LATIN), ("ru", CYRILLIC)])
def test_no_line_is_torn_for_it(language: str, words: str) -> None:
    """The lines above help out: the last is as wide as they are, its spaces no holes."""
    for page in document(language, words, wholly=True).pages:
        *_, last = pageturns._last_lines(page._page_box)
        _, line = set_line(last)
        for box in _texts(last):
            for placed in box.pango_layout.placed:
                given = [each.width for each in placed.given.values()]
                assert max(given, default=0.0) <= (WIDEST_SPACE - 1) * 0.3 * 40 / 3
        assert line.is_filled is not line.is_last


def _texts(box: Any) -> Iterator[Any]:
    if type(box).__name__ == "TextBox":
        yield box
    for child in getattr(box, "children", ()):
        yield from _texts(child)


def test_a_page_that_cannot_is_left_as_it_is() -> None:
    """After some trials, and with all of the text."""
    word = "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichenverleihungsurkunde "
    laid_out = document("de", word, wholly=True)
    assert re.sub(r"\W|a head", "", "".join(pages(laid_out))) == word.strip() * 30


@pytest.fixture
def each_page_twice(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Every page is laid out twice, without any other reason than to see what is left of it."""
    asked: list[Any] = []

    def every_second_time(page: Any) -> bool:
        asked.append(page)
        return bool(len(asked) % 2)

    with monkeypatch.context() as patch:
        patch.setattr(pageturns, "_asked_to_end_whole", every_second_time)
        yield
    assert asked


@pytest.mark.parametrize("edition", ["pamphlet", "largeprint"])
@pytest.mark.parametrize(
    ("slug", "language"),
    [("imcwp-23-ukraine", "ar"), ("open-shelves", "en"), ("open-shelves", "fr")],
)
def test_a_page_that_is_given_up_leaves_no_trace(
    slug: str,
    language: str,
    edition: str,
    request: pytest.FixtureRequest,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """No note, head, count or target: the file is the same to the byte."""
    fonts = open_library()
    use_fonts(fonts.installed)
    text = edit(load(CONTENT / slug), language).naming(fonts.draws)
    markup = page_markup(text, EDITIONS[edition], fonts, default_design())
    with monkeypatch.context() as patch:
        patch.setattr(pageturns, "_asked_to_end_whole", lambda _: False)
        expected = write_pdf(lay_out(markup))
    request.getfixturevalue("each_page_twice")
    assert write_pdf(lay_out(markup)) == expected
