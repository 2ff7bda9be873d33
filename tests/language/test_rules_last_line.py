"""A paragraph does not end in a line of one short word."""

from __future__ import annotations

from publish.language.profile import BOUNDARY, Quotes
from publish.language.rules.habits import Habits
from publish.language.rules.last_line import last_line

HABITS = Habits(quotes=Quotes("“", "”", "‘", "’"), dash="–")
LONG = "We call for an escalation of the struggle against the imperialist"


def _dressed(text: str) -> str:
    return last_line(HABITS)(text)


def test_a_short_last_word_takes_the_one_before_it_along() -> None:
    assert _dressed(f"{LONG} war!") == f"{LONG}\u00a0war!"
    assert _dressed(f"{LONG} {BOUNDARY}war!{BOUNDARY}") == f"{LONG}\u00a0{BOUNDARY}war!{BOUNDARY}"


def test_long_words_and_short_texts_stay() -> None:
    assert _dressed(f"{LONG} struggle!") == f"{LONG} struggle!"
    assert _dressed("Swiss Party") == "Swiss Party"
