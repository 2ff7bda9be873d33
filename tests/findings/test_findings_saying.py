"""Phrases of messages: numbers, examples and verbs that agree."""

from __future__ import annotations

import pytest

from publish.findings.saying import counted, examples, percent, verb


def test_examples_are_few_and_each_once() -> None:
    assert examples([]) == ""
    assert examples("aab") == "“a”, “b”"
    assert examples("abcde") == "“a”, “b”, “c”, “d”, “e”"
    assert examples("abcdefg") == "“a”, “b”, “c”, “d”, “e” and 2 others"
    assert examples("abc", shown=1) == "“a” and 2 others"


@pytest.mark.parametrize(
    ("share", "said"),
    [(0, "0 %"), (0.5, "50 %"), (0.12345, "12.3 %"), (0.9999, "99.9 %"), (1, "100 %")],
)
def test_a_share_is_never_rounded_up_to_all(share: float, said: str) -> None:
    assert percent(share) == said


def test_nouns_and_verbs_agree_with_numbers() -> None:
    assert [counted(n, "word") for n in (0, 1, 2)] == ["0 words", "1 word", "2 words"]
    assert counted(2, "body", "bodies") == "2 bodies"
    assert [verb("a" * n) for n in (0, 1, 2)] == ["are", "is", "are"]
    assert verb("ab", "has", "have") == "have"
