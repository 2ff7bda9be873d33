"""Words of scripts without spaces are found, and nothing else is touched."""

from __future__ import annotations

import os

import pytest

from publish.language.dictionary import release, word_starts


@pytest.fixture(autouse=True)
def _icu() -> None:
    if release() == "absent":
        assert "CI" not in os.environ, "ICU must be there: apt-get install libharfbuzz-icu0"
        pytest.skip("ICU is not installed: apt-get install libharfbuzz-icu0")


def pieces(text: str) -> list[str]:
    starts = word_starts(text)
    return [text[a:b] for a, b in zip([0, *starts], [*starts, len(text)], strict=True)]


@pytest.mark.parametrize(
    "words",
    [
        ["មនុស្ស", "ទាំងអស់", "កើតមក", "មាន", "សេរីភាព"],  # Khmer: all are born free
        ["ຈຶ່ງ", "ຕ້ອງ", "ປະພຶດ", "ຕົນ", "ຕໍ່", "ກັນ"],  # Lao: and should act towards one another
        ["တူညီ", "လွတ်လပ်", "သော"],  # Burmese: equal and free
    ],
)
def test_words_begin_where_the_dictionary_finds_them(words: list[str]) -> None:
    assert pieces("".join(words)) == words


def test_what_stands_at_a_space_or_a_mark_is_left_to_the_rules_of_lines() -> None:
    assert pieces("សិទ្ធិ។ មាន") == ["សិទ្ធិ។ មាន"]


@pytest.mark.parametrize("text", ["", "two words", "สวัสดีชาวโลก", "人人生而自由", "Ⅷ 𞤀𞤣"])
def test_other_scripts_are_left_alone(text: str) -> None:
    assert word_starts(text) == []


def test_characters_beyond_the_basic_plane_do_not_shift_the_words_after_them() -> None:
    """ICU counts in UTF-16, where they are two units each."""
    alone, after = "មនុស្សមាន", "\U0001e900\U0001e901 "
    (start,) = word_starts(alone)
    assert word_starts(after + alone) == [len(after) + start]
