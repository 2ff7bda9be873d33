"""What is asked of viewers, and what is made of what they copy, without a viewer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
from readers.texts import Example

from viewers import pdfium
from viewers.copying import copies
from viewers.questions import Source, bare, questions, typed
from viewers.texts import softened
from viewers.trying import Score, worse
from viewers.viewer import Place

PARAGRAPH = (
    "Nobody pays for the 20–22 October 2023 shelf of the open-ended café\u00a0in Győr, and whoever "
    "wishes to read there may bring an independent chair of their own."
)
PAGE = """A shelf
Nobody pays for the 20–22 October 2023 shelf of the open-
ended café in Győr, and whoever wishes to read there may bring an inde-
pendent chair of their own.
7"""


def asked(**more: Sequence[str]) -> dict[str, list[str]]:
    example = Example("x", "en", f"A shelf\n{PARAGRAPH}", Path("x.pdf"))
    return questions(Source(example, (PAGE,), **more))


def test_every_kind_is_asked_of_what_stands_in_the_text_once() -> None:
    found = asked(soft=("bring",))
    assert "whoever" in found["word"]
    assert "shelf" not in found["word"]  # the title has it as well
    assert "independent" not in found["word"]  # no line has it whole
    assert found["hyphen"] == ["independent"]
    assert found["own-hyphen"] == ["open-ended"]
    assert found["no-break"] == ["café in"]
    assert found["range"] == ["20–22 October 2023"]
    assert found["range-hyphen"] == ["20-22 October 2023"]
    assert found["no-marks"] == ["Gyor", "cafe"]
    assert found["soft"] == ["bring an"]
    assert found["line-end"] == []


def test_lines_that_end_between_words_are_asked_over_their_ends() -> None:
    words = "One line ends here and another one begins there, as everybody who reads sees."
    example = Example("x", "en", words, Path("x.pdf"))
    page = "One line ends here\nand another one begins there, as everybody who reads sees."
    found = questions(Source(example, (page,)))
    assert found["line-end"] == ["ends here and another"]


def test_marks_are_left_out_but_for_those_that_make_another_letter() -> None:
    assert bare("étaient سؤال ёлка мой") == "etaient سوال елка мой"
    assert typed("a\u00a0b\u202fc \u200ed") == "a b c d"


def test_soft_hyphens_come_into_long_words_of_the_text_alone() -> None:
    lines = ['+++\ntitle = "Considerations"\n+++', *(["considerations"] * 6)]
    written = softened("\n".join(lines))
    assert written.count("\u00ad") == 1
    assert "\u00ad" not in written.partition("considerations")[0]


@dataclass(frozen=True, slots=True)
class Said:
    """A document that copies what it says."""

    text: str

    def find(self, queries: Sequence[str]) -> list[int]:
        return [self.text.count(query) for query in queries]

    def pieces(self) -> list[str]:
        return [self.text]

    def copy(self, first: Place, last: Place) -> str:
        return self.text[first.at : last.at + 1]


@pytest.mark.parametrize(
    ("page", "whole"),
    [
        (PAGE, True),
        (PAGE.replace("and whoever", "and\n1 A note at the foot.\n3\nwhoever"), True),
        (PAGE.replace("chair of", "of chair"), False),
        (PAGE.replace("Nobody pays", "Nobody ays"), False),
        (PAGE.replace("café in", "caféin"), False),
    ],
)
def test_a_paragraph_is_copied_whole_or_it_is_not(page: str, whole: bool) -> None:
    example = Example("x", "en", PARAGRAPH, Path("x.pdf"))
    (copied,) = copies(example, Said(page))
    assert copied.is_whole is whole


def test_a_floor_is_missed_by_two_of_forty_and_not_by_one() -> None:
    assert Score(40, 40).floor == 97
    assert (Score(1, 1).floor, Score(30, 40).floor) == (0, 64)
    scores = {"word": Score(100, 120, ("shelf",))}
    assert list(worse(pdfium.PDFIUM, "en", scores)) == [
        "word: 100 of 120, at least 99 %; missed: shelf"
    ]
