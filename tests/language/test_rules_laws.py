"""Laws that hold for every language's rules together, whatever the text."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from publish.language.files import available
from publish.language.profile import BOUNDARY
from publish.language.profiles import profile

_SNIPPETS = st.sampled_from(
    [
        *(" ", "  ", "\n", "\u00a0", "\u202f", "\u2009", BOUNDARY),
        *"\"'“”‘’„‚«»‹›()[]-–—.,:;!?…/\\%°№§@+*_،؛؟׳״־",
        *("...", " - ", " -- ", '" ', ' "', " : ", "« ", " »", "http://", "www.", "a@b.cc"),
        *("1", "9", "20-22", "1939-45", "٢٠", "۲۲", "0", "km", "%", "г.", "№", "р.", "p."),
        *("в", "бы", "т. д.", "т.", "д.", "и", "А.", "Ленин", "B.", "word", "é", "e\u0301"),
        *("国", "国,", "の.", "。", "（", "）", "가", "ก"),
        *("و", "كلمة", "مً", "צה", "ל", "न", "die", "z. B.", "mai", "Октября", "octobre"),
    ]
)
TEXTS = st.lists(_SNIPPETS, max_size=14).map("".join) | st.text(max_size=30)


def _untouchable(text: str) -> str:
    """What no rule may touch: letters, marks, numbers and boundaries, in their order."""
    return "".join(
        char for char in text if unicodedata.category(char)[0] in "LMN" or char == BOUNDARY
    )


@pytest.mark.parametrize("tag", available())
@settings(deadline=None)
@given(text=TEXTS)
def test_dressing_changes_no_word_and_is_done_once(tag: str, text: str) -> None:
    dress = profile(tag, "en").dress
    dressed = dress(text)
    assert _untouchable(dressed) == _untouchable(text)
    assert dress(dressed) == dressed


@pytest.mark.parametrize("tag", available())
@settings(deadline=None)
@given(text=TEXTS)
def test_rules_see_through_boundaries(tag: str, text: str) -> None:
    """Marking words up does not change how the block they are in is dressed."""
    dress = profile(tag, "en").dress
    assert dress(text).replace(BOUNDARY, "") == dress(text.replace(BOUNDARY, ""))
