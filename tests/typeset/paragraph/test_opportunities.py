"""Where lines may end, and what it costs."""

from __future__ import annotations

import pyphen
import pytest
from typeset.set_lines import planned_in, rendered

from publish.typeset.hyphenation import Patterns
from publish.typeset.paragraph.opportunities import (
    ANYWHERE,
    CAPITAL,
    CAPITALS,
    DASH,
    HYPHEN,
    OWN_HYPHEN,
    Break,
    breaks_of,
)


def breaks(
    body: str, css: str = "", *, language: str = "en", width: float = 1e6, capitals: bool = False
) -> list[tuple[str, Break]]:
    """Every place where a line may end, with what stands before it."""
    (paragraph,) = planned_in(rendered(f"<p>{body}", css, language=language))
    patterns = Patterns(language, pyphen.language_fallback(language), capitals=capitals)
    found = breaks_of(paragraph.content.wording, patterns, width)
    assert [each.start for each in found] == sorted({each.start for each in found})
    return [(paragraph.content.text[: each.end], each) for each in found]


AUTO = "p { hyphens: auto }"


def ends(body: str, css: str = "") -> list[str]:
    return [before for before, _ in breaks(body, css)]


def penalties(body: str, *, capitals: bool = False) -> list[float]:
    return [each.penalty for _, each in breaks(body, AUTO, capitals=capitals)]


def test_lines_end_between_words_before_the_space() -> None:
    found = breaks("One two three.")
    assert [before for before, _ in found] == ["One", "One two"]
    assert all(each.start == each.end + 1 and not each.penalty for _, each in found)


@pytest.mark.parametrize("text", ["№\u00a07", "20\u202f%", "a\u2060b", "(so)", "5.5", "end."])
def test_nothing_that_belongs_together_is_parted(text: str) -> None:
    assert ends(text) == []


def test_after_hyphens_and_dashes_a_line_may_end_at_a_cost() -> None:
    ((before, hyphen),) = breaks("well-known")
    assert before == "well-"
    assert hyphen == Break(5, 5, OWN_HYPHEN, divides=True)
    ((before, dash),) = breaks("then–now")
    assert (before, dash.penalty, dash.divides) == ("then–", DASH, False)


def test_soft_hyphens_say_better_than_patterns() -> None:
    found = breaks("hy\u00adphenation", AUTO)
    assert [(before, each.hyphen, each.penalty) for before, each in found] == [("hy", "‐", HYPHEN)]
    assert found[0][1].start == 3, "the soft hyphen is on neither line"
    assert ends("hy\u00adphenation", "p { hyphens: none }") == []


def test_words_are_divided_by_patterns_where_the_style_says_so() -> None:
    found = breaks("the international", AUTO)[1:]
    assert "the inter" in [before for before, _ in found]
    assert all(each.divides and each.hyphen == "‐" for _, each in found)
    assert ends("international", "p { hyphens: manual }") == []


def test_capitals_are_a_cost_and_no_ban() -> None:
    plain, capital = penalties("international"), penalties("International")
    assert [after - before for before, after in zip(plain, capital, strict=True)] == [
        CAPITAL
    ] * len(plain)
    assert penalties("International", capitals=True) == plain
    assert min(penalties("INTERNATIONAL")) >= CAPITALS


@pytest.mark.parametrize("limits", ["20 2 2", "5 9 9"])
def test_short_words_and_ends_are_left_whole(limits: str) -> None:
    assert ends("international", f"p {{ hyphens: auto; hyphenate-limit-chars: {limits} }}") == []


def test_where_a_style_wraps_nothing_lines_do_not_end() -> None:
    body = 'One <span class="n">two three inter\u00adnational</span> four'
    assert ends(body, ".n { white-space: nowrap }") == ["One", "One two three inter\u00adnational"]


def test_a_call_of_a_note_never_begins_a_line() -> None:
    css = "i { float: footnote; hyphens: none }"
    body = "東京都<i>Note</i>東京"
    (paragraph, *_) = planned_in(rendered(f"<p>{body}", css, language="ja"))
    found = breaks_of(paragraph.content.wording, Patterns("ja", None, capitals=False), 1e6)
    starts = {each.start for each in found}
    assert paragraph.content.text == "東京都1東京"
    assert starts == {1, 2, 4, 5}, "but one may begin after it, and between ideographs"


def test_a_line_feed_ends_a_line_in_any_case() -> None:
    found = breaks("One <br>two three")
    assert [(before, each.is_forced) for before, each in found] == [
        ("One", True),
        ("One \ntwo", False),
    ]


ADDRESS = "https://example.org/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"


def torn(body: str, css: str, width: float) -> list[Break]:
    return [each for _, each in breaks(body, css, width=width) if each.penalty >= ANYWHERE]


def test_what_is_wider_than_a_line_is_torn_where_its_style_allows_it() -> None:
    found = torn(f"At {ADDRESS} it is", "p { overflow-wrap: anywhere }", 100)
    assert len(found) > 20
    assert not any(each.hyphen for each in found)
    assert torn(f"At {ADDRESS} it is", "", 100) == []


def test_what_fits_into_a_line_is_not_torn() -> None:
    assert torn(f"At {ADDRESS} it is", "p { overflow-wrap: anywhere }", 500) == []


def test_letters_are_not_torn_from_their_marks() -> None:
    word = "e\u0301" * 40
    found = breaks(word, "p { overflow-wrap: anywhere }", width=50)
    assert found
    assert all(len(before) % 2 == 0 for before, _ in found)
