"""Lines of ideographs and syllables are flush, begin and end as they should, and say their text."""

from __future__ import annotations

import io
import re
import subprocess
import unicodedata
from contextlib import ExitStack
from itertools import pairwise
from typing import Any

import pypdfium2
import pytest

from publish.fonts.library import open_library
from publish.typeset.engine import use_fonts
from publish.typeset.hyphenation import Patterns
from publish.typeset.mends.paragraphs import set_line, whole_paragraphs
from publish.typeset.mends.textlayer import true_text_layer
from publish.typeset.paragraph.eastasian import Sides, shares
from publish.typeset.paragraph.faces import font_configuration
from publish.typeset.paragraph.filling import Piece, fill

FAMILIES = {
    "zh-Hans": "Noto Serif SC",
    "zh-Hant": "Noto Serif TC",
    "ja": "Noto Serif JP",
    "ko": "Noto Serif KR",
    "th": "Noto Serif Thai",
}
CHINESE = (
    "从1931年到1938年，“小书之家”（Dar al-Kutub）的管理员们在厨房的桌子上借书；他们记下每一次借阅，"
    "却从不记下读者的名字。“谁来读书，谁就是主人”，他们说，“书架（也就是那三块木板）属于整条街。”"
    "今天，全国共有2,417个街区阅览室，其中不到三分之一仍然开门——为什么？因为“没有钱”！"
    "《读者章程》第7条、《馆员守则》（1952年修订版）第3章都这样写。我们支持Open Access运动……"
)
JAPANESE = (
    "1931年から1938年にかけて、「小さな本の家」（ダール・アル＝クトゥブ）の司書たちは、台所のテーブルから"
    "本を貸し出していました。「読みに来た人が、主人なのだ」と彼らは言い、『読者憲章』第7条、"
    "『司書の手引き』（1952年）にもそう書かれました。ちょっと待って、コーヒーをどうぞ！"
    "「閉めるほうが、もっとかかる！」――これは、WeasyPrintやLibreOfficeのことではありません。"
)
KOREAN = (
    "1931년부터 1938년까지 ‘작은 책의 집’의 사서들은 부엌 식탁에서 책을 빌려주었습니다. “읽으러 "
    "오는 사람이 주인이다”라고 그들은 말했고, 이 말은 나중에 《독자 헌장》 제7조에 실렸습니다."
    " 우리는 international solidarity의 정신을 지지하고 LibreOffice를 모든 컴퓨터에 설치합니다."
)
THAI = (
    "บรรณารักษ์ของ “บ้านหนังสือเล็ก” ให้ยืมหนังสือจากโต๊ะในครัว เพราะ “ไม่มีเงิน” เพราะ “ไม่มีคน” "
    "เพราะ “ใครๆ ก็อ่านในโทรศัพท์มือถือกันทั้งนั้น” เราไม่ยอมรับเหตุผลเหล่านี้"
)
TEXTS = {"zh-Hans": CHINESE, "ja": JAPANESE, "ko": KOREAN}

NEVER_FIRST = frozenset("、。，．：；！？」』）》”’・ー々ゃゅょっゎァィゥェォャュョッ…%")
NEVER_LAST = frozenset("「『（《“‘")


@pytest.fixture(autouse=True)
def fonts() -> None:
    use_fonts(open_library().installed)


def render(text: str, language: str, width: float, css: str = "") -> Any:
    """A paragraph in a column so many ems wide."""
    import weasyprint

    style = (
        "@page { size: 200mm 280mm; margin: 15mm } p { margin: 0; text-align: justify;"
        f" width: {width}em; font: 10px/1.7 '{FAMILIES[language]}'; {css} }}"
    )
    source = f'<html lang="{language}"><title>T</title><style>{style}</style><p>{text}'
    with ExitStack() as mends:
        patterns = Patterns(language, None, capitals=False)
        mends.enter_context(whole_paragraphs(patterns, None))
        mends.enter_context(true_text_layer())
        return weasyprint.HTML(string=source).render(font_config=font_configuration())


def written(document: Any) -> bytes:
    """The document's PDF."""
    with true_text_layer():
        pdf = document.write_pdf()
    assert isinstance(pdf, bytes)
    return pdf


def lines(document: Any) -> list[tuple[str, Any]]:
    """The text of each line, and its box."""
    found = []
    for page in document.pages:
        for box in page._page_box.descendants():
            if set_line(box) is not None:
                text = "".join(getattr(each, "text", "") for each in box.descendants())
                found.append((text.strip(" "), box))
    return found


# --- Where lines begin and end --------------------------------------------------------


@pytest.mark.parametrize("language", TEXTS)
def test_no_mark_stands_where_it_must_not(language: str) -> None:
    for width in range(9, 40, 4):
        found = [text for text, _ in lines(render(TEXTS[language], language, width))]
        for before, after in pairwise(found):
            assert after[0] not in NEVER_FIRST, (width, after)
            assert before[-1] not in NEVER_LAST, (width, before)


@pytest.mark.parametrize("language", ["zh-Hans", "ja"])
def test_no_line_is_of_one_ideograph_alone(language: str) -> None:
    for width in range(14, 41, 3):
        *_, (text, _) = lines(render(TEXTS[language], language, width))
        count = sum(char.isalpha() for char in text)
        assert count > 1, (width, text)


def test_quotation_marks_among_ideographs_let_lines_end_beside_them() -> None:
    text = "他们今天说“我们不要钱，也不要任何人的施舍”"
    (first, _), (second, _), *_ = lines(render(text, "zh-Hans", 5.2))
    assert (first, second[0]) == ("他们今天说", "“")


def test_no_line_ends_after_a_mark_that_opens_thai() -> None:
    for width in range(8, 40, 3):
        for text, _ in lines(render(THAI, "th", width, "text-align: start")):
            assert (text[-1] == "“", text[0] == "”") == (False, False), (width, text)
            assert unicodedata.category(text[0])[0] != "M", "a cluster is torn"


# --- What lines are filled by ----------------------------------------------------------


@pytest.mark.parametrize("language", TEXTS)
def test_lines_are_flush(language: str) -> None:
    """The last line's end is free; marks hang by their blank alone."""
    for width in (15, 22, 31):
        for text, box in lines(render(TEXTS[language], language, width))[:-1]:
            assert box.width == pytest.approx(10 * width, abs=0.01), (width, text)


def edges(pdf: bytes, count: int) -> list[tuple[float, float]]:
    """Left and right ends of the ink of the first lines of a page, in its pixels at 4 per pt."""
    import numpy as np

    image = pypdfium2.PdfDocument(pdf)[0].render(scale=4, grayscale=True).to_numpy()
    ink = np.squeeze(image) < 128
    rows = ink.any(axis=1)
    starts = [at for at in range(1, len(rows)) if rows[at] and not rows[at - 1 : at - 8 : -1].any()]
    found = []
    for start in starts[:count]:
        columns = np.flatnonzero(ink[start : start + 40].any(axis=0))
        found.append((float(columns[0]), float(columns[-1])))
    return found


def test_brackets_at_both_ends_of_a_line_have_no_blank_outside() -> None:
    """An opening bracket's blank is on its left, a closing one's on its right."""
    (opened, closed), (left, right), *_ = edges(
        written(render("（一二三四五六七八）国国国国国国国国国国国国国国国国国国", "ja", 9)), 2
    )
    em = 4 * 7.5
    assert abs(opened - left) < 0.3 * em, "flush with the ideographs below"
    assert abs(closed - right) < 0.3 * em


def test_marks_side_by_side_share_a_blank() -> None:
    def width(text: str) -> float:
        ((_, box),) = lines(render(text, "ja", 30))
        return float(box.width)

    assert width("国、国") == pytest.approx(30, abs=0.1)
    assert width("国」、国") == pytest.approx(35, abs=0.1), "no blank between"
    assert width("国」「国") == pytest.approx(35, abs=0.1), "half an em between"
    assert width("国（「国") == pytest.approx(35, abs=0.1)


def test_words_and_numbers_stand_apart_from_ideographs() -> None:
    def width(text: str) -> float:
        ((_, box),) = lines(render(text, "zh-Hans", 30))
        return float(box.width)

    alone = width("国国国") + width("1931")
    assert width("国国1931国") == pytest.approx(alone + 5, abs=0.1), "a quarter of an em twice"
    assert width("国国，1931") == pytest.approx(width("国国，") + width("1931"), abs=0.1)
    assert width("国国国<sup>1</sup>") < alone, "the call of a note stands close"


@pytest.mark.parametrize(
    ("left", "right", "lost"),
    [
        (0.6, 0.1, Sides(0.5, 0.0)),
        (0.1, 0.65, Sides(0.0, 0.5)),
        (0.35, 0.35, Sides(0.25, 0.25)),
        (0.05, 0.05, Sides(0.0, 0.0)),
        (0.05, 0.47, Sides(0.0, 0.42)),
    ],
)
def test_marks_lose_what_is_blank(left: float, right: float, lost: Sides) -> None:
    assert shares(left, right) == pytest.approx(lost)


def test_what_is_around_words_gives_way_before_marks_and_ideographs() -> None:
    piece = Piece(100, False, [(3, 2.0, 1.0)], later=[(1, 1.0, 4.0), (2, 1.0, 0.0)])
    assert fill([piece], -1.0).given == {3: -1.0}
    assert fill([piece], -3.0).given == {3: -1.0, 1: -2.0}
    assert fill([piece], 3.0).given == {3: 2.0, 1: 0.5, 2: 0.5}
    assert fill([piece], 100).left > 0, "it is not torn apart"


# --- What the page says -----------------------------------------------------------------


@pytest.mark.parametrize("language", TEXTS)
def test_no_space_is_read_that_is_none(language: str) -> None:
    for width in (17, 28):
        pdf = written(render(TEXTS[language], language, width))
        poppler = subprocess.run(
            ["pdftotext", "-", "-"], input=pdf, capture_output=True, check=True
        ).stdout.decode()
        page = pypdfium2.PdfDocument(io.BytesIO(pdf))[0]
        expected = TEXTS[language]
        for found in (poppler, page.get_textpage().get_text_range()):
            assert squeezed(found, language) == squeezed(expected, language)


def squeezed(text: str, language: str) -> str:
    """The text on one line; where there are words, a line's end may be a space."""
    one = re.sub(r"[\r\n\f]+", "", text)
    return one.replace(" ", "") if language == "ko" else re.sub(r"(?<=Dar|pen) ", "", one)
