"""Every character runs the way that UAX #9 gives it in its whole paragraph, whatever its line."""

from __future__ import annotations

import random
from typing import Any

import pytest
from bidi import get_display
from hypothesis import given, settings
from hypothesis import strategies as st
from typeset.directions import END, START, differences, in_order, python_bidi, sentence
from typeset.set_lines import letters_of, lines_of, rendered, texts_of

from publish.fonts.library import open_library
from publish.typeset.engine import use_fonts
from publish.typeset.paragraph.levels import Isolate, levels_of, resolved, visual_order


@pytest.fixture(scope="module", autouse=True)
def fonts() -> None:
    use_fonts(open_library().installed)


def face(right_to_left: bool) -> Any:
    from weasyprint.css import computed_values

    from publish.typeset.paragraph.faces import font_configuration, manner_of

    style = _Style(computed_values.INITIAL_VALUES, font_config=font_configuration())
    style["font_size"] = 16
    style["lang"] = None
    return manner_of(style).face(right_to_left)


class _Style(dict[str, Any]):
    """Initial values of all properties."""

    parent_style = None

    def __init__(self, values: dict[str, Any], *, font_config: Any) -> None:
        super().__init__({name.replace("-", "_"): value for name, value in values.items()})
        self.font_config = font_config


# Letters of three directions, digits of two kinds, separators, signs, marks and brackets.
TEXT = st.text("abМאבלسلاГ 0159٠٣۵+-–%#$°.,:/،؛!?\"'()[]«»\u0301\u0651", min_size=1, max_size=40)


@settings(deadline=None)
@given(TEXT, st.booleans())
def test_levels_are_those_of_another_implementation(text: str, right_to_left: bool) -> None:
    levels = resolved(text, face(right_to_left), right_to_left)
    assert list(levels) == list(python_bidi(text, right_to_left=right_to_left))


@settings(deadline=None)
@given(TEXT, st.booleans())
def test_a_whole_paragraph_stands_in_its_order(text: str, right_to_left: bool) -> None:
    """What another implementation shows, which turns brackets round as a font would not."""
    levels = resolved(text, face(right_to_left), right_to_left)
    shown = "".join(text[number] for number in visual_order(levels))
    judged = get_display(text, base_dir="R" if right_to_left else "L")
    assert isinstance(judged, str)
    paired = str.maketrans(")]»", "([«")
    assert sorted(shown) == sorted(text)
    trailing = len(text) - len(text.rstrip(" "))
    if not trailing:  # spaces at a line's end have the level of the paragraph: they are cut off
        assert _bare(shown.translate(paired)) == _bare(judged.translate(paired))


def _bare(text: str) -> str:
    """Without marks, which a judge leaves before or after their letters."""
    return text.replace("\u0301", "").replace("\u0651", "")


isolates = st.recursive(
    TEXT | st.builds(Isolate, st.booleans(), st.just(())),
    lambda parts: st.builds(
        Isolate, st.booleans(), st.lists(parts, min_size=1, max_size=4).map(tuple)
    ),
    max_leaves=6,
)


@settings(max_examples=60, deadline=None)
@given(st.lists(isolates, min_size=1, max_size=5).map(tuple), st.booleans())
def test_isolates_are_set_apart(parts: tuple[str | Isolate, ...], right_to_left: bool) -> None:
    """One after another, within each other, empty ones as well."""
    levels = list(levels_of(Isolate(right_to_left, parts), face))
    marked = "".join(map(_marked, parts))
    judged = [
        level
        for level, char in zip(
            python_bidi(marked, right_to_left=right_to_left), marked, strict=True
        )
        if char not in (*START.values(), END)
    ]
    assert levels == judged


def _marked(part: str | Isolate) -> str:
    if isinstance(part, str):
        return part
    start = START["rtl" if part.right_to_left else "ltr"]
    return start + "".join(map(_marked, part.parts)) + END


@settings(deadline=None)
@given(st.lists(st.integers(0, 5), max_size=20))
def test_parts_of_a_line_change_places_by_their_levels(levels: list[int]) -> None:
    """By the rule, and by what it comes to: the lowest level between two says their order."""
    assert visual_order(levels) == in_order(range(len(levels)), levels)


# --- In lines -----------------------------------------------------------------------


def test_lines_are_drawn_in_the_order_of_their_paragraphs() -> None:
    """Figures, signs, telephone numbers and names, as the text stage isolates them.

    ``python -m typeset.directions 2600`` tries more, also with ICU for a judge.
    """
    found = [*differences(random.Random(4), 150, python_bidi)]
    assert len(found) >= 150
    assert not [each for each in found if each[2]]


@pytest.mark.parametrize("group", ["%50", "#7", "°40", "٣:٤٥", "50%", "1.5", "5-6"])
@pytest.mark.parametrize(("language", "word"), [("ar", "سلام"), ("he", "שלום")])
def test_signs_do_not_turn_with_the_line(group: str, language: str, word: str) -> None:
    """First on a line, in its middle or last: they stand side by side in one order."""
    body = "".join(
        f'<p style="width: 150px; hyphens: none">{f"{word} " * number}{group} {word} {word} {word}'
        for number in range(1, 14)
    )
    shown, places = set(), set()
    for line in lines_of(rendered(body, language=language, direction="rtl")):
        text = "".join(box.text for box in texts_of(line))
        if group in text:
            first = text.index(group)
            start = min(letter.at for letter in letters_of(line))
            numbers = range(start + first, start + first + len(group))
            drawn = [letter.at - numbers[0] for letter in letters_of(line) if letter.at in numbers]
            shown.add(tuple(drawn))
            places.add((first == 0, first + len(group) == len(text)))
    assert len(shown) == 1
    assert len(places) > 1, "it stands at several places of lines"


def test_sentences_have_what_they_should() -> None:
    """Else the trial would say nothing."""
    dice = random.Random(1)
    text = " ".join(sentence(dice, "ar") for _ in range(100))
    assert all(each in text for each in ("%50", "#7", "°40", "٣:٤٥", "021 555 1234", "3+4=7"))
