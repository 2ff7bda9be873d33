"""Numbers whose digits some readers take for letters are codes of their own."""

from __future__ import annotations

from publish.typeset.direction import LEFT_TO_RIGHT_MARK, join_numbers
from publish.typeset.glyphs import Cluster, Glyph


def test_the_digits_of_a_number_in_arabic_script_are_one() -> None:
    clusters = [Cluster(char, (Glyph(1, 0, 0, 500, 500),)) for char in "a٢٠٢٣ ۱۲ 34"]
    joined = join_numbers(clusters)
    arabic = f"{LEFT_TO_RIGHT_MARK}٢٠٢٣"
    assert [cluster.text for cluster in joined] == ["a", arabic, " ", "۱۲", " ", "3", "4"]
    assert joined[1].whole
    assert len(joined[1].glyphs) == 4


def test_what_parts_numbers_alone_is_no_number() -> None:
    comma = Cluster("٬", (Glyph(1, 0, 0, 500, 500),))
    assert join_numbers([comma]) == [comma]
