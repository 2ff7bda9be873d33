"""Chinese, Japanese, Korean and Thai: full-width signs, and quotation marks told by their turn."""

from __future__ import annotations

import pytest

from publish.language.profile import BOUNDARY as B
from publish.language.profiles import profile


@pytest.mark.parametrize(
    ("text", "dressed"),
    [
        ("全世界无产者,联合起来!", "全世界无产者，联合起来！"),
        ("自由, 平等; 博爱: 一切.", "自由，平等；博爱：一切。"),
        ("他们说, NATO 扩张", "他们说，NATO 扩张"),
        ("真的?!", "真的？！"),
        ("大会(马杜赖)", "大会（马杜赖）"),
        (f"{B}大会{B}(马杜赖){B}", f"{B}大会{B}（马杜赖）{B}"),
        ('他说:"你好."', "他说：“你好。”"),
    ],
)
def test_signs_after_han_characters_are_chinese(text: str, dressed: str) -> None:
    assert profile("zh", "en").dress(text) == dressed
    assert profile("zh-Hans-CN", "en").dress(text) == dressed


@pytest.mark.parametrize(
    "text", ["10:30", "NATO, EU", "3.5万", "第.5", "大会 (CPI(M))", "好....", "https://a.b/中,国"]
)
def test_after_figures_and_latin_letters_they_stay(text: str) -> None:
    assert profile("zh", "en").dress(text) == text


def test_what_is_full_width_already_stays() -> None:
    text = "全世界无产者，联合起来！（“团结”）——1848年"
    assert profile("zh", "en").dress(text) == text


def test_traditional_chinese_and_japanese_quote_with_corner_brackets() -> None:
    assert profile("zh-TW", "en").dress('他說:"你好."') == "他說：「你好。」"
    assert profile("ja", "en").dress('彼は"自由"と言った.') == "彼は「自由」と言った。"


def test_japanese_has_a_comma_of_its_own() -> None:
    assert profile("ja", "en").dress("自由,平等,博愛.") == "自由、平等、博愛。"


@pytest.mark.parametrize(
    ("tag", "text", "dressed"),
    [
        ("ko", '"안녕"이라고 "말"했다', "“안녕”이라고 “말”했다"),
        ("th", 'เขาพูดว่า"สวัสดี"แล้ว', "เขาพูดว่า“สวัสดี”แล้ว"),
        ("zh", 'a"b"c"d"', "a“b”c“d”"),
    ],
)
def test_marks_in_words_without_spaces_pair_by_turn(tag: str, text: str, dressed: str) -> None:
    assert profile(tag, "en").dress(text) == dressed


def test_a_mark_without_a_partner_stays() -> None:
    assert profile("ko", "en").dress('12" 레코드') == '12" 레코드'
