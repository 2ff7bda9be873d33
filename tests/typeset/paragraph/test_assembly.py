"""The boxes of a line: they say what it says, and are exactly as wide as it should be."""

from __future__ import annotations

import random
import re
from itertools import pairwise
from typing import Any

import pytest
from typeset.set_lines import boxes_of, letters_of, lines_of, rendered, texts_of

from publish.typeset.paragraph.glue import LETTER_STRETCH, WIDEST_SPACE

WIDTH = 260


def _words(text: str) -> list[str]:
    return text.split()


ENGLISH = [
    "The",
    "parties",
    "of",
    "communists",
    "and",
    "workers",
    "from",
    "many",
    "countries",
    "met",
    "in",
    "the",
    "city.",
]
ARABIC = [
    "اجتمعت",
    "الأحزاب",
    "الشيوعية",
    "والعمالية",
    "من",
    "بلدان",
    "كثيرة",
    "في",
    "المدينة",
    "وناقشت",
    "نضال",
    "الشعوب",
]
PICTURE = (
    '<img src="data:image/svg+xml,<svg xmlns=%22http://www.w3.org/2000/svg%22 '
    'width=%2220%22 height=%2210%22/>" alt="">'
)
CSS = f"""
p {{ width: {WIDTH}px; hyphens: auto; text-align: justify; orphans: 1; widows: 1 }}
b {{ padding: 0 3px; border: 1px solid; margin-left: 2px }}
a {{ text-decoration: underline }}
.note {{ float: footnote; hyphens: none }}
"""
WRAPPED = (
    "{}",
    "<em>{}</em>",
    "<b>{}</b>",
    '<a href="https://example.org">{}</a>',
    '<bdi lang="he" dir="rtl">שלום {} עולם</bdi>',
    '<bdi lang="und-Latn" dir="ltr">NATO {}</bdi>',
    "{} <bdi dir=ltr>50%</bdi>",
    "{}<span class=note>A note of its own.</span>",
    f"{{}} {PICTURE}",
    "<i><b>{}</b> <u>and</u></i>",
    "<span></span>{}",
)


def mixed(words: list[str], seed: int, count: int = 120) -> str:
    """Words in elements of all kinds, some of them around several."""
    dice = random.Random(seed)
    parts: list[str] = []
    while len(parts) < count:
        some = " ".join(dice.choices(words, k=dice.randint(1, 4)))
        parts.append(dice.choice(WRAPPED).format(some) if dice.random() < 0.35 else some)
    return " ".join(parts)


@pytest.fixture(scope="module", params=["ltr", "rtl"])
def document(request: pytest.FixtureRequest) -> Any:
    """Paragraphs in which there is everything, that run one way or the other."""
    is_ltr = request.param == "ltr"
    words, language = (ENGLISH, "en") if is_ltr else (ARABIC, "ar")
    body = "".join(f"<p>{mixed(words, seed)}" for seed in range(6))
    return rendered(body, CSS, language=language, direction=request.param)


def planned(document: Any) -> list[tuple[Any, Any, Any]]:
    """Each line of a paragraph that is set whole and as wide as ``WIDTH``."""
    from publish.typeset.mends.paragraphs import set_line

    found = ((line, set_line(line)) for line in lines_of(document))
    return [
        (line, *each)
        for line, each in found
        if each is not None and line.element_tag == "p" and not _is_of_note(line)
    ]


def _is_of_note(line: Any) -> bool:
    return line.element is not None and line.element.get("class") == "note"


def test_all_of_the_text_is_on_the_lines(document: Any) -> None:
    """In logical order, without the spaces that hang, and with the hyphens that are added."""
    lines = planned(document)
    assert len(lines) > 60
    for line, paragraph, plan in lines:
        said = "".join(box.text for box in texts_of(line))
        expected = paragraph.content.text[plan.start : plan.end].replace("\ufffc", "")
        assert said == expected + plan.hyphen


def test_no_character_is_on_two_lines_or_on_none(document: Any) -> None:
    by_paragraph: dict[int, list[Any]] = {}
    for _, paragraph, plan in planned(document):
        by_paragraph.setdefault(id(paragraph), []).append((paragraph, plan))
    for found in by_paragraph.values():
        text = found[0][0].content.text
        for (_, above), (_, below) in pairwise(found):
            assert not text[above.end : below.start].strip()
            assert above.next <= below.start
        assert found[0][1].start == 0
        assert found[-1][1].is_last


def test_a_filled_line_is_exactly_as_wide_as_the_measure(document: Any) -> None:
    """Its letters reach from margin to margin and beyond, by what hangs."""
    filled = 0
    for line, paragraph, plan in planned(document):
        if not plan.is_filled or line.width < WIDTH - 0.01:
            continue
        filled += 1
        start, end = plan.hangs
        left, right = (end, start) if paragraph.content.right_to_left else (start, end)
        lefts, rights = _edges(line)
        assert min(lefts) == pytest.approx(line.position_x - left, abs=1e-4)
        assert max(rights) == pytest.approx(line.position_x + WIDTH + right, abs=1e-4)
    assert filled > 40


def _edges(line: Any) -> tuple[list[float], list[float]]:
    """Left and right edges of what is in a line, with what is around it."""
    inside = [child for child in line.children if child.is_in_normal_flow()]
    lefts = [child.position_x for child in inside]
    return lefts, [child.position_x + child.margin_width() for child in inside]


def test_nothing_in_a_line_overlaps_or_gapes(document: Any) -> None:
    """Letters, pictures and what elements have around them stand side by side."""
    for line, paragraph, plan in planned(document):
        pieces = sorted(_pieces(line))
        assert pieces
        for (_, right), (left, _) in pairwise(pieces):
            assert left == pytest.approx(right, abs=1e-3), paragraph.content.text[
                plan.start : plan.end
            ]


def _pieces(line: Any) -> list[tuple[float, float]]:
    """What takes up room in a line: texts as they are drawn, paddings, pictures."""
    from typeset.set_lines import under

    found = []
    for box in under(line):
        kind = type(box).__name__
        if kind == "TextBox":
            for placed in box.pango_layout.placed:
                left = box.position_x + placed.left
                extra = sum(given.width for given in placed.given.values())
                found.append((left, left + placed.item.width * placed.scale + extra))
        elif kind == "InlineReplacedBox":
            found.append((box.position_x, box.position_x + box.margin_width()))
        elif kind == "InlineBox":
            left, right = box.position_x, box.position_x + box.margin_width()
            before = box.margin_left + box.border_left_width + box.padding_left
            after = box.margin_right + box.border_right_width + box.padding_right
            found += [(left, left + before)] if before else []
            found += [(right - after, right)] if after else []
    return found


def test_letters_and_spaces_bear_what_they_get(document: Any) -> None:
    for line, _, _ in planned(document):
        for box in texts_of(line):
            for placed in box.pango_layout.placed:
                assert abs(placed.scale - 1) <= LETTER_STRETCH + 1e-9
                assert placed.scale == 1 or not re.search("[\u0620-\u06ff]", _said_by(box, placed))
        spaces = [letter.width for letter in _spaces(line)]
        assert not spaces or min(spaces) > 0


def _said_by(box: Any, placed: Any) -> str:
    item, text = placed.item, box.pango_layout.text.encode()
    said: str = text[item.start : item.end].decode()
    return said


def _spaces(line: Any) -> list[Any]:
    from publish.typeset.mends.paragraphs import set_line

    paragraph, _ = set_line(line)
    return [letter for letter in letters_of(line) if paragraph.content.text[letter.at] == " "]


def test_links_are_boxes_around_their_words(document: Any) -> None:
    """On every line that they are on, so that they can be clicked anywhere."""
    links = [box for box in boxes_of(document, "InlineBox") if box.element_tag == "a"]
    assert len(links) > 10
    for link in links:
        inside = [text for text in texts_of(link) if text.text]
        if inside:
            assert link.position_x == pytest.approx(min(box.position_x for box in inside))
            right = max(box.position_x + box.width for box in inside)
            assert link.position_x + link.width == pytest.approx(right)
            assert link.height > 0


def test_an_element_that_is_divided_is_open_where_it_goes_on() -> None:
    """Its padding is at its two ends, and nowhere else."""
    words = " ".join(ENGLISH * 6)
    document = rendered(f"<p>One <b>{words}</b> two", CSS)
    parts = [box for box in boxes_of(document, "InlineBox") if box.element_tag == "b"]
    assert len(parts) > 4
    assert [box.padding_left for box in parts] == [3, *[0] * (len(parts) - 1)]
    assert [box.padding_right for box in parts] == [*[0] * (len(parts) - 1), 3]


def test_every_call_has_its_note() -> None:
    """Once, also where a line is laid out again for a page that begins with it."""
    body = "".join(f"<p>{mixed(ENGLISH, seed, 40)}" for seed in range(20))
    document = rendered(body, CSS + "@page { size: 320px 400px; margin: 20px }")
    tags = [box.element_tag or "" for box in boxes_of(document, "InlineBox")]
    calls = sum(tag.endswith("::footnote-call") for tag in tags)
    notes = sum("A note of its own" in _said(line) for line in lines_of(document))
    assert calls == notes > 10


def _said(line: Any) -> str:
    return "".join(box.text for box in texts_of(line))


def test_a_line_that_is_asked_for_again_is_the_same() -> None:
    """As it is where columns are balanced; and boxes of one are no boxes of the other."""
    body = f"<div><p>{mixed(ENGLISH, 3)}</div>"
    css = CSS.replace(f"width: {WIDTH}px", "margin: 0") + "div { columns: 2; width: 540px }"
    document = rendered(body, css)
    columns = {round(line.position_x) for line, _, _ in planned(document)}
    assert len(columns) == 2
    for line, paragraph, plan in planned(document):
        said = "".join(box.text for box in texts_of(line))
        expected = paragraph.content.text[plan.start : plan.end].replace("\ufffc", "")
        assert said == expected + plan.hyphen
        right = line.position_x + line.width
        assert all(line.position_x - 9 < box.position_x <= right for box in texts_of(line))


@pytest.mark.parametrize("align", ["start", "end", "center"])
@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_ragged_lines_have_their_natural_width(direction: str, align: str) -> None:
    words = " ".join((ENGLISH if direction == "ltr" else ARABIC) * 6)
    css = CSS.replace("justify", align)
    document = rendered(f"<p>{words}", css, direction=direction)
    content_left = 20 if direction == "ltr" else 800 - 20 - WIDTH
    for line, _, _ in planned(document):
        left, right = line.position_x, line.position_x + line.width
        spare = WIDTH - line.width
        assert spare > 0
        at_left = {"start": direction == "ltr", "end": direction == "rtl", "center": None}[align]
        expected = content_left + (0 if at_left else spare if at_left is False else spare / 2)
        assert left == pytest.approx(expected, abs=0.01)
        assert {
            round(placed.scale, 9) for box in texts_of(line) for placed in box.pango_layout.placed
        } == {1}
        assert right <= content_left + WIDTH + 0.01


def test_a_line_too_wide_for_its_measure_stands_out_with_its_words_apart() -> None:
    words = "\u00a0".join(["international"] * 6)
    document = rendered(f"<p>{words} and more", CSS + "p { hyphens: none }")
    first, *_ = lines_of(document)
    assert first.width > WIDTH
    gaps = [letter.width for letter in letters_of(first)]
    assert min(gaps) > 1


def test_spaces_are_no_holes() -> None:
    """No space of a line is wider than it may be; a line that lacks more stays short."""
    words = "a verylongwordthatnobodydivides another " * 12
    document = rendered(f"<p>{words}", CSS.replace("hyphens: auto", "hyphens: none"))
    for line, _, plan in planned(document):
        if plan.is_filled:
            widths = [letter.width for letter in _spaces(line)]
            assert max(widths, default=0) <= 12 * 0.3 * WIDEST_SPACE
