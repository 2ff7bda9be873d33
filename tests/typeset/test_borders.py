"""Between stretches of a right-to-left line stands what readers need, and within them nothing."""

from __future__ import annotations

from collections.abc import Sequence
from types import SimpleNamespace

import pytest

from publish.typeset.borders import Around, Piece, Span, Way, pieces
from publish.typeset.glyphs import Cluster, Glyph
from publish.typeset.lines import Run

LRM, RLM, ZWNJ = "\u200e", "\u200f", "\u200c"
ALONE = Around(None, None, spaced_before=False, spaced_after=False, followed=False)
FONT = SimpleNamespace(name="Any")


def line(*texts: str, width: float = 5.0) -> list[list[Run]]:
    """Stretches in logical order, from the right, each character ``width`` wide."""
    right = width * sum(map(len, texts))
    stretches = []
    for number, text in enumerate(texts):
        right_to_left = not text.strip() or text.strip()[0] > "\u0590" or text.strip()[0] in "،–("
        left = right - width * len(text)
        glyph = Glyph(1, 0, 0, 500, 500)
        clusters = [Cluster(char, (glyph,)) for char in (text[::-1] if right_to_left else text)]
        level = 1 if right_to_left else 2
        stretches.append([Run(FONT, 10.0, number, level, clusters, left)])
        right = left
    return stretches


def shown(stretches: Sequence[Sequence[Run]], around: Around = ALONE) -> list[str]:
    """What is shown: stretches in logical order, and codes between them."""
    return [_said(piece) for piece in pieces(stretches, around, Span())]


def _said(piece: Piece) -> str:
    if piece.code:
        return piece.code.text
    text = "".join(cluster.text for run in piece.runs for cluster in run.clusters)
    return text[::-1] if piece.runs[0].right_to_left else text


@pytest.mark.parametrize("text", ["سلام عليكم", "نعم، لا (كذا).", "שלום־רב"])
def test_text_of_one_direction_has_nothing_between(text: str) -> None:
    assert shown(line(text)) == [text]


def test_a_number_at_the_end_needs_no_mark() -> None:
    said = shown(line("في عام الكتب ", "2023"))
    assert not {LRM, RLM} & set("".join(said))
    assert said == ["في عام الكتب ", ZWNJ, f"{ZWNJ} ", "2023"]


def test_a_number_is_told_from_the_letters_on_both_sides() -> None:
    said = shown(line("في الفترة ", "20", " تشرين"))
    assert said == [
        "في الفترة ", ZWNJ, f"{ZWNJ} ", LRM, "20", f"{ZWNJ} ", " تشرين", RLM,
    ]  # fmt: skip


def test_a_foreign_phrase_tells_itself() -> None:
    said = "".join(shown(line("المؤتمر في ", "New York", " كله")))
    assert LRM not in said
    assert said.count(RLM) == 1


def test_a_range_has_no_mark_within() -> None:
    said = "".join(shown(line("الفترة كلها ", "20", "–", "22", " تشرين")))
    assert "20–22" in said


def test_numbers_of_class_an_end_with_a_mark_as_well() -> None:
    said = shown(line("ساڵی هەموو ", "2023", " لە"))
    arabic = shown([[run._replace(clusters=[Cluster(f"{LRM}٢٣", run.clusters[0].glyphs)])
                     if not run.right_to_left else run for run in runs]
                    for runs in line("ساڵی هەموو ", "2023", " لە")])  # fmt: skip
    assert "".join(said).count(LRM) == 1
    assert "".join(arabic).count(LRM) == 2


def test_a_number_at_its_word_stays_there() -> None:
    """No space may come between, and the word before must not be taken for what follows."""
    said = shown(line("ال", "23", " للأحزاب"))
    assert said[:4] == [LRM, "ال", LRM, "23"]


def test_where_an_element_ends_the_space_after_it_is_kept() -> None:
    after = Way(True, "ك", "ب", is_strong=True, is_arabic=False, is_blank=False)
    before = Around(None, after, spaced_before=False, spaced_after=True, followed=True)
    said = shown(line("وإذ نشكر "), before)
    assert said == ["وإذ نشكر ", ZWNJ, f"{ZWNJ} "]


def test_what_is_blank_is_said_by_its_neighbours() -> None:
    said = shown(line("1929", " ", "48"))
    assert said == ["1929", f"{ZWNJ} ", "48 "]


def test_codes_stand_within_the_room_of_their_stretch() -> None:
    """Over the next letters, Poppler would tear a number apart."""
    stretches = line("في الفترة ", "20", " تشرين ", "2023")
    third = stretches[2][0]
    codes = [piece for piece in pieces(stretches, ALONE, Span()) if piece.code and piece.run]
    inside = [piece.run for piece in codes if piece.run and piece.run.left < third.right]
    assert inside
    assert all(run.left + 0.2 <= third.right + 1e-6 for run in inside)
