"""Words are told apart and compared as a reader would."""

from __future__ import annotations

import pytest

from publish.language.letters import foreign_phrases, odd_words, share_in
from publish.language.words import loss, texts, words

ENGLISH = (
    "the readers of a small room keep their books open for all who come in from the rain, "
    "whatever the hour may be"
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("well-known, “books”", ["well", "known", "books"]),
        ("23-го октября2023", ["23", "го", "октября", "2023"]),
        ("extra\u00ad\nordinary", ["extraordinary"]),
        ("extra-\r\nordinary", ["extraordinary"]),
        ("extra\ufffeordinary", ["extraordinary"]),
        ("extra\u0002\r\n• \r\n• ordinary", ["extraordinary"]),
        ("extra\u00adordinary", ["extraordinary"]),
        ("cafe\u0301", ["caf\u00e9"]),
        ("\ufefb", ["\u0644\u0627"]),
        ("كتـــاب", ["كتاب"]),
        ("می\u200cروم", ["میروم"]),
        ("\u200fكتاب\u200e", ["كتاب"]),
        ("नमस्ते दुनिया", ["नमस्ते", "दुनिया"]),
        ("一月abc", ["一", "月", "abc"]),
        ("\u2f00\u2f49", ["一", "月"]),
    ],
)
def test_words_are_what_a_reader_tells_apart(text: str, expected: list[str]) -> None:
    assert texts(text) == expected


def test_a_word_knows_its_place() -> None:
    (word,) = [word for word in words("a «extra-\nordinary» b") if word.parts != (word.text,)]
    assert (word.start, word.end, word.parts) == (3, 18, ("extra", "ordinary"))


@pytest.mark.parametrize(
    ("wanted", "found", "lost"),
    [
        ("one two two", "two one two", ()),
        ("one two two", "one two", ("two",)),
        ("well-known", "well-\nknown", ()),
        ("well-\nknown", "well-known", ()),
        ("extraordinary", "extra-\nordinary", ()),
        ("اللقاء", "اللفاء", ("اللقاء",)),
        ("", "one", ()),
    ],
)
def test_what_is_lost_is_told(wanted: str, found: str, lost: tuple[str, ...]) -> None:
    assert loss(wanted, found).lost == lost


def test_a_share_counts_words() -> None:
    assert loss("a b c d", "a b c").share_kept == 0.75
    assert loss("", "").share_kept == 1


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (ENGLISH, []),
        ("نحن نرعى قاعات صغيرة فيها كتب كثيرة " * 4, []),
        (ENGLISH.title()[::-1], ["backwards"]),
        ("ةريغص ةعاق يف ةريثك بتك ةبتكم " * 4, ["backwards"]),
        ("םידבוע דעו תורפס לע םירפס " * 5, ["backwards"]),
        (" ".join(ENGLISH.replace(" ", "")), ["torn into letters"]),
        (ENGLISH.replace("books", "bооks"), ["spelt in two scripts at once"]),  # Cyrillic о
        ("印刷工人上周五在市立图书馆集会，讨论新的劳动合同主席说", []),
        ("esrever", []),  # too little to tell
    ],
)
def test_odd_words_are_told_by_what_they_look_like(text: str, names: list[str]) -> None:
    assert [oddity.name for oddity, _ in odd_words(texts(text))] == names


def test_letters_are_held_against_the_script_of_a_language() -> None:
    assert share_in(["ar"], ["books", "كتاب"]) == pytest.approx(4 / 9)
    assert share_in(["ja"], ["ひらがな", "漢字"]) == 1
    assert share_in(["sr-Latn"], ["knjiga"]) == 1
    assert share_in(["ar"], ["2023"]) == 1
    assert share_in(["ar", "en"], ["books", "كتاب"]) == 1


def test_a_phrase_in_another_script_is_found_and_a_name_is_not() -> None:
    assert list(foreign_phrases("ar", "كتب The Open Kitchen أن")) == [("Latn", "The Open Kitchen")]
    assert list(foreign_phrases("ar", "كتب UNESCO أن")) == []
    assert list(foreign_phrases("ja", "ひらがな漢字カタカナ")) == []
