"""No word has to be read across a page turn."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
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
from publish.typeset.layout import Layout
from publish.typeset.mends import pageturns
from publish.typeset.mends.linebreaks import line_breaks
from publish.typeset.mends.pageturns import whole_at_turns

LATIN = "incomprehensible circumstances notwithstanding, "
CYRILLIC = "непостижимые обстоятельства, несмотря на предусмотрительность, "


def pages(language: str, words: str, *, wholly: bool) -> tuple[list[str], set[str]]:
    """The text of each page, and the words that were kept whole for a page turn."""
    use_fonts(open_library().installed)
    import weasyprint

    html = f"""<style>
        @page {{ size: 52mm 31mm; margin: 3mm; @top-left {{ content: "a head" }} }}
        p {{ font: 10pt/12pt 'Source Serif 4'; hyphens: auto; orphans: 1; widows: 1 }}
        </style><html lang="{language}"><p>{words * 30}"""
    patterns = Patterns(language, None, capitals=False)
    kept: set[str] = set()
    with line_breaks(patterns):
        if wholly:
            with whole_at_turns(patterns) as kept:
                document = weasyprint.HTML(string=html).render()
        else:
            document = weasyprint.HTML(string=html).render()
    return ["".join(texts(page._page_box)) for page in document.pages], kept


@pytest.mark.parametrize(("language", "words"), [("en", LATIN), ("ru", CYRILLIC)])
def test_a_page_does_not_end_within_a_word(language: str, words: str) -> None:
    """And the words that are kept whole for it are divided on other pages."""
    before, _ = pages(language, words, wholly=False)
    after, kept = pages(language, words, wholly=True)
    assert any(page.endswith("‐") for page in before)
    assert not any(page.endswith("‐") for page in after)
    assert kept
    assert kept <= set(re.findall(r"\w+", words))
    assert any(word not in page and word[:3] in page for word in kept for page in after)
    letters = [re.sub(r"\W", "", "".join(found).replace("a head", "")) for found in (before, after)]
    assert letters[0] == letters[1]


@pytest.fixture
def each_page_twice(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Every page is laid out twice, without any other reason than to see what is left of it."""
    asked: list[Any] = []

    def every_second_time(lines: Any, _: str) -> str | None:
        asked.append(lines)
        return "xyzzy" if len(asked) % 2 else None

    with monkeypatch.context() as patch:
        patch.setattr(pageturns, "_divided", every_second_time)
        yield
    assert asked


@pytest.mark.parametrize("edition", ["pamphlet", "largeprint"])
@pytest.mark.parametrize(
    ("slug", "language"),
    [("imcwp-23-ukraine", "ar"), ("open-shelves", "en"), ("open-shelves", "fr")],
)
def test_a_page_that_is_given_up_leaves_no_trace(
    slug: str, language: str, edition: str, request: pytest.FixtureRequest
) -> None:
    """No note, head, count or target: the file is the same to the byte."""
    fonts = open_library()
    use_fonts(fonts.installed)
    text = edit(load(CONTENT / slug), language).naming(fonts.draws)
    markup = page_markup(text, EDITIONS[edition], fonts, default_design())
    once = lay_out(markup)
    assert not once.whole
    expected = write_pdf(once)
    request.getfixturevalue("each_page_twice")
    assert write_pdf(lay_out(markup)) == expected


def test_a_loose_line_before_a_turn_is_filled_from_above(monkeypatch: pytest.MonkeyPatch) -> None:
    """In the Russian pamphlet two pages end with long words: their spaces must not be holes."""
    fonts = open_library()
    use_fonts(fonts.installed)
    text = edit(load(CONTENT / "imcwp-23-ukraine"), "ru").naming(fonts.draws)
    markup = page_markup(text, EDITIONS["pamphlet"], fonts, default_design())
    filled = loosest_em(lay_out(markup))
    monkeypatch.setattr(pageturns, "MOST_WAYS", 0)
    assert filled < 1.1 < 1.9 < loosest_em(lay_out(markup))


def loosest_em(layout: Layout) -> float:
    """By how much spaces are widened, at most, in the paragraphs that end a page."""
    pages = (page._page_box for page in layout.document.pages)
    lines = (line for page in pages for line in pageturns._last_lines(page))
    return max(map(pageturns._widened_em, lines))
