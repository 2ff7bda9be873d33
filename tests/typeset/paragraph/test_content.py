"""What a paragraph is made of: one text, and the way from its characters to its boxes and back."""

from __future__ import annotations

from typing import Any

import pytest
from typeset.set_lines import planned_in, rendered

from publish.typeset.paragraph.content import Content
from publish.typeset.paragraph.levels import OBJECT

PICTURE = (
    '<img src="data:image/svg+xml,<svg xmlns=%22http://www.w3.org/2000/svg%22 '
    'width=%2220%22 height=%2210%22/>" alt="">'
)
NESTED = (
    '<b><i>One <a href="#x">two</a></i> three</b> four <em></em><b><i><u>five</u></i></b>'
    f" {PICTURE} <bdi dir=rtl>שש <b>שבע</b></bdi> e\u0301ight"
)


def content_of(body: str, css: str = "", **others: Any) -> Content:
    (paragraph,) = planned_in(rendered(f"<p id=x>{body}", css, **others))
    content: Content = paragraph.content
    return content


def test_a_thing_that_is_no_text_is_one_character() -> None:
    content = content_of(NESTED)
    assert content.text == f"One two three four five {OBJECT} שש שבע e\u0301ight"
    at = content.text.index(OBJECT)
    assert content.wording.widths[at] == 20


@pytest.mark.parametrize("body", [NESTED, "plain", f"{PICTURE}{PICTURE}", "<b><b>א</b></b>בג"])
def test_a_place_of_the_page_engine_is_a_character_and_back(body: str) -> None:
    """For every character that a line can begin with."""
    content = content_of(body)
    for at in range(1, len(content.text)):
        assert content.position(content.place(at)) == at, content.text[:at]


def test_a_place_is_as_deep_as_the_page_engine_has_it() -> None:
    """Where a box begins with a line, it is named itself and not what is first in it."""
    content = content_of("One <b><i>two three</i></b>")
    assert content.place(4) == {1: None}
    assert content.place(8) == {1: {0: {0: {4: None}}}}
    assert content.position({1: {0: None}}) == content.position({1: None}) == 4


def test_every_character_has_a_manner_a_level_and_a_leaf() -> None:
    content = content_of(NESTED)
    count = len(content.text)
    for values in (
        content.wording.manners,
        content.wording.levels,
        content.wording.piece_of,
        content.wording.widths,
    ):
        assert len(values) == count
    assert len(content.wording.before) == count + 1
    for at in range(count):
        leaf = content.leaves[content.wording.piece_of[at]]
        assert leaf.start <= at < leaf.end


def test_widths_add_up_and_marks_have_none() -> None:
    content = content_of("e\u0301ight <b>bold</b>")
    assert content.wording.widths[1] is None
    assert content.wording.before[-1] == pytest.approx(
        sum(width or 0.0 for width in content.wording.widths)
    )
    assert all(
        after >= before
        for before, after in zip(content.wording.before, content.wording.before[1:], strict=False)
    )


def test_paddings_belong_to_the_first_and_last_character_of_an_element() -> None:
    plain = content_of("one <b>two</b> three", "b { font-weight: normal }")
    padded = content_of(
        "one <b>two</b> three", "b { font-weight: normal; padding: 0 5px 0 3px; margin-left: 2px }"
    )
    gained = [
        (after or 0.0) - (before or 0.0)
        for before, after in zip(plain.wording.widths, padded.wording.widths, strict=True)
    ]
    assert {number: pytest.approx(gain) for number, gain in enumerate(gained) if gain > 1e-6} == {
        4: 5,
        6: 5,
    }


def test_elements_that_name_a_direction_are_isolated() -> None:
    content = content_of(
        "שלום <bdi dir=ltr>-5</bdi> <bdi dir=rtl>א</bdi> <bdi dir=ltr>-5</bdi>", direction="rtl"
    )
    first, last = content.text.index("-5"), content.text.rindex("-5")
    assert (
        content.wording.levels[first : first + 2]
        == content.wording.levels[last : last + 2]
        == bytes([2, 2])
    )
    assert content.right_to_left


@pytest.mark.parametrize(
    ("body", "css"),
    [
        ("a <span style='float: left'>b</span> c", ""),
        ("a\tb", "p { white-space: pre-wrap }"),
        ("a <span style='position: relative'>b</span>", ""),
    ],
)
def test_what_is_not_set_here_is_left_to_the_page_engine(body: str, css: str) -> None:
    found = planned_in(rendered(f"<p>{body}", css))
    assert not [each for each in found if each.content.text.startswith("a")]
