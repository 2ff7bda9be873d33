"""Line ends of the source file vanish, and addresses are set apart before rules work."""

from __future__ import annotations

import pytest

from publish.content.statement import Emphasis, Foreign, Inline, Link, Run
from publish.text.flatten import joined
from publish.text.prepare import NO_LANGUAGE, prepare


def prepared(*content: Inline, direction: str = "ltr") -> tuple[Inline, ...]:
    return joined(prepare(content, "rtl" if direction == "rtl" else "ltr"))


def address(text: str, direction: str | None = None) -> Foreign:
    return Foreign((Run(text),), NO_LANGUAGE, direction)


@pytest.mark.parametrize(
    ("source", "text"),
    [("one\ntwo", "one two"), ("one \n  two", "one two"), ("漢字\nかな", "漢字かな")],
)
def test_soft_breaks(source: str, text: str) -> None:
    """A line end is a space, without those beside it; none between Chinese characters."""
    assert prepared(Run(source)) == (Run(text),)


@pytest.mark.parametrize(
    "url",
    [
        "https://example.org/a?b=c&d#e",
        "http://example.org/wiki/Name_(place)",
        "www.example.org",
        "post@mail.example.org",
    ],
)
def test_addresses_are_in_no_language(url: str) -> None:
    """They are found whole, without the punctuation of the sentence around them."""
    assert prepared(Run(f"See ({url}), now.")) == (Run("See ("), address(url), Run("), now."))


def test_addresses_read_from_left_to_right() -> None:
    """In right-to-left text this has to be said."""
    found = prepared(Emphasis((Run("في www.example.org،"),)), direction="rtl")
    site = address("www.example.org", "ltr")
    assert found == (Emphasis((Run("في "), site, Run("،"))),)


def test_text_of_a_link_that_is_its_target() -> None:
    """Also without a scheme, as people write addresses."""
    link = Link("https://example.org/sign", (Run("example.org"),))
    assert prepared(link) == (Link(link.href, (address("example.org"),)),)


def test_declared_phrases_are_left_to_their_own_language() -> None:
    """What is in them is prepared when they are dressed."""
    phrase = Foreign((Run("www.example.org"),), "ar", "rtl")
    assert prepared(phrase) == (phrase,)
