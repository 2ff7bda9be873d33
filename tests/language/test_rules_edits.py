"""Edits leave every boundary between the letters it stood between."""

from __future__ import annotations

import pytest

from publish.language.profile import BOUNDARY as B
from publish.language.rules.edits import NBSP, alternatives, in_turn, rule, substitution


@pytest.mark.parametrize(
    ("text", "edited"),
    [
        (f"a b{B}", f"a+b{B}"),
        (f"{B}a{B} {B}b", f"{B}a{B}+{B}b"),
        (f"a {B} b", f"a+{B}b"),  # inside what is replaced: behind it
        ("ab", "ab"),
    ],
)
def test_replacing(text: str, edited: str) -> None:
    assert substitution(" +", "+")(text) == edited


@pytest.mark.parametrize(
    ("text", "edited"), [("a!", "a+!"), (f"a{B}!{B}", f"a{B}+!{B}"), (f"{B}{B}", f"{B}{B}")]
)
def test_putting_in(text: str, edited: str) -> None:
    """What is put in goes next to the character that asked for it."""
    assert substitution("(?=!)", "+")(text) == edited


def test_putting_in_at_the_end() -> None:
    assert rule(lambda text: [(len(text), len(text), "+")])(f"a{B}") == f"a{B}+"


def test_only_the_named_group_is_replaced() -> None:
    assert substitution("a(?P<here>-)b", "+")("a-b-a") == "a+b-a"


def test_none_changes_nothing() -> None:
    assert substitution("[ab]", lambda match: "+" if match[0] == "b" else None)("abab") == "a+a+"


@pytest.mark.parametrize(
    "address", ["https://a.b/c?d-e", "http://a-b", "www.a-b.c", "a-b@c-d.ef", f"http://a{B}-b"]
)
def test_addresses_are_left_alone(address: str) -> None:
    assert substitution("-", "+")(f"- {address} -") == f"+ {address} +"


def test_rules_follow_one_another() -> None:
    assert in_turn(substitution("a", "b"), substitution("b", "c"))("ab") == "cc"


def test_longer_words_come_first_and_their_spaces_match_any_gap() -> None:
    assert substitution(alternatives(["a", "a. b."]), "+")(f"a a.\n{NBSP}b.") == "+ +"
