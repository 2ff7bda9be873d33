"""Each cluster's text is dealt out over codes in reading order, and nothing drawn is moved."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publish.typeset.clusters import JOINER, encode
from publish.typeset.glyphs import MARK_STEP, Cluster, Code, Glyph
from publish.typeset.places import WIDEST_GAP


def glyph(number: int, width: int = 500, *, shift: float = 0, rise: float = 0) -> Glyph:
    return Glyph(number, shift, rise, width, width)


def mark(number: int, shift: float, rise: float = 0) -> Glyph:
    return Glyph(number, shift, rise, 0, 0)


def texts(*clusters: Cluster, right_to_left: bool = False) -> list[str]:
    return [code.text for code in encode(clusters, right_to_left)[0]]


def drawn(codes: list[Code]) -> list[tuple[int, float, float]]:
    """What is drawn, and where: number, place to the right, place upwards."""
    return sorted(
        (part.glyph, code.origin + part.x, code.rise + part.y)
        for code in codes
        for part in code.shape
    )


def test_a_ligature_says_all_its_letters() -> None:
    assert texts(Cluster("ffi", (glyph(1),))) == ["ffi"]


def test_letters_are_dealt_in_logical_order() -> None:
    """In कि the sign of the vowel is drawn first and read last."""
    assert texts(Cluster("कa", (glyph(1), glyph(2)))) == ["क", "a"]


def test_glyphs_without_a_letter_are_drawn_with_one_that_has_it() -> None:
    codes, _ = encode([Cluster("ن", (mark(2, 120, 300), glyph(1)))], True)
    assert [code.text for code in codes] == ["ن"]
    assert drawn(codes) == [(1, 0, 0), (2, 120, 300)]


def test_a_right_to_left_ligature_is_a_code_for_each_letter() -> None:
    """لا: alef stands on the left. Where each code says one letter, no reader errs."""
    codes, end = encode([Cluster("لا", (glyph(7, 600),))], True)
    assert [(code.text, code.origin, code.width) for code in codes] == [
        ("ا", 0, 300),
        ("ل", 300, 300),
    ]
    assert end == 600
    assert drawn(codes) == [(7, 0, 0)]


def test_a_mark_stands_between_its_letter_and_the_next() -> None:
    """By place, fatha must come after beh, to the left of it, wherever it is drawn."""
    codes, _ = encode(
        [
            Cluster("ت", (glyph(1, 400),)),
            Cluster("َ", (mark(3, 250),)),
            Cluster("ب", (glyph(2, 900),)),
        ],
        True,
    )
    left, fatha, beh = codes
    assert left.origin < fatha.origin < beh.origin
    assert drawn(codes) == [(1, 0, 0), (2, 400, 0), (3, 650, 0)]


def test_what_takes_room_and_says_a_mark_is_drawn_by_the_letter_before() -> None:
    """The mark has a code of its own, next to no room, and nothing that it draws.

    pdf.js moves on by nothing after a code that says a mark, and Poppler sees a gap after it.
    """
    codes, end = encode([Cluster("ಸ", (glyph(1),)), Cluster("್ವ", (glyph(2),))], False)
    assert [(code.text, len(code.shape), code.width) for code in codes] == [
        ("ಸ", 2, end - MARK_STEP),
        ("್ವ", 0, MARK_STEP),
    ]


def test_marks_one_over_the_other_are_one_code() -> None:
    """PDFBox has the tone of a Thai word before its vowel, if each has a code."""
    marks = (Glyph(2, -100, 0, 0, 0), Glyph(3, -100, 200, 0, 0))
    assert texts(Cluster("ที่", (glyph(1), *marks))) == ["ท", "ี่"]


def test_no_code_ends_in_a_mark_of_direction() -> None:
    """pdf.js passes over one that does, and over the letter in it."""
    hyphen = Cluster("-\u200e", (glyph(1),))
    assert texts(hyphen) == ["-", "\u200e"]


def test_a_mark_after_a_space_has_a_code_between() -> None:
    """pdf.js would see two spaces, and the second within the word."""
    word = [Cluster(" ", (glyph(1),)), Cluster("ً", (mark(2, 0),)), Cluster("ا", (glyph(3),))]
    before = Cluster("ب", (glyph(4),))
    codes, _ = encode([before, *word], True)
    assert [code.text for code in codes] == ["ب", " ", "\u200c ", "ً", "ا"]
    codes, _ = encode(word, True)
    assert [code.text for code in codes] == ["\u200c ", "\u200f", "ً", "ا"]
    stop = Cluster(".", (glyph(5),))
    codes, _ = encode([stop, *word[1:]], True)
    assert [code.text for code in codes] == [".", "\u200f", "ً", "ا"]


def test_a_letter_ends_where_the_mark_of_the_next_begins() -> None:
    """PDFBox gives a mark to the letter that it lies in."""
    wide = Cluster("ب", (Glyph(1, 0, 0, 600, 400),))
    codes, _ = encode([wide, Cluster("ُن", (mark(2, 100), glyph(3)))], True)
    letter, at_mark = codes[0], next(code for code in codes if "ُ" in code.text)
    assert letter.origin + letter.width <= at_mark.origin


def test_the_pen_never_goes_back_far_within_a_word() -> None:
    """pdf.js begins another text where it does, and resolves each by itself."""
    kaf = Cluster("ك", (Glyph(1, 0, 0, 900, 400),))
    codes, _ = encode([kaf, Cluster("و", (glyph(2),))], True)
    assert codes[0].width == 400


@pytest.mark.parametrize(("gap", "width"), [(WIDEST_GAP, 500), (125, 625)])
def test_a_letter_reaches_over_a_gap_inside_a_word(gap: int, width: int) -> None:
    """Else Amiri's reh, that stands off, would be read as another word."""
    codes, _ = encode([Cluster("a", (glyph(1),)), Cluster("b", (glyph(2, shift=gap),))], False)
    assert codes[0].width == width


def test_a_letter_does_not_reach_to_a_space() -> None:
    codes, _ = encode([Cluster("a", (glyph(1),)), Cluster(" ", (glyph(2, shift=200),))], False)
    assert codes[0].width == 500


def test_a_letter_that_overlaps_a_space_leaves_it_seen() -> None:
    wide = Glyph(1, 0, 0, 700, 400)
    codes, _ = encode([Cluster("k", (wide,)), Cluster(" ", (glyph(2),))], False)
    assert codes[0].width == 400


def test_without_made_glyphs_every_glyph_still_has_a_text() -> None:
    noon = Cluster("ن", (mark(2, 120), glyph(1)))
    codes, _ = encode([noon], True, synthesize=False)
    assert [code.text for code in codes] == ["ن", JOINER]
    assert all(len(code.shape) == 1 for code in codes)


def cluster(text: str, glyphs: tuple[Glyph, ...]) -> Cluster:
    return Cluster(text, glyphs)


LETTERS = st.builds(
    cluster,
    st.text("abgאבג", min_size=1, max_size=3),
    st.lists(
        st.builds(
            glyph,
            st.integers(1, 9),
            st.integers(100, 900),
            shift=st.integers(-80, 80),
            rise=st.integers(-300, 300),
        ),
        min_size=1,
        max_size=3,
    ).map(tuple),
)
APART = ("\u200c ", "\u200f")
"""Codes that say where a word begins that ends with a mark."""

MARKS = st.builds(
    cluster,
    st.sampled_from(["\u064e", "\u0651", "\u0301"]),
    st.tuples(st.builds(mark, st.integers(1, 9), st.integers(-600, 600), st.integers(-300, 300))),
)


@given(st.lists(LETTERS | MARKS), st.booleans())
def test_no_text_is_lost_and_no_glyph_is_moved(
    clusters: list[Cluster], right_to_left: bool
) -> None:
    codes, end = encode(clusters, right_to_left)
    said = "".join(code.text for code in codes if code.text not in APART)
    logical = [cluster.text for cluster in clusters]
    if right_to_left:
        assert said == "".join(text[::-1] for text in logical)
    else:
        assert said == "".join(logical)
    assert all(code.text and code.width >= 0 for code in codes)

    pen = 0.0
    expected = []
    for cluster in clusters:
        for placed in cluster.glyphs:
            expected.append((placed.number, pen + placed.shift, placed.rise))
            pen += placed.advance
    assert end == pen
    for (number, across, up), (other, x, y) in zip(drawn(codes), sorted(expected), strict=True):
        assert number == other
        assert abs(across - x) <= 2
        assert abs(up - y) <= 2
