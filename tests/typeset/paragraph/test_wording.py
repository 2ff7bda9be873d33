"""Paragraphs are remembered by all that decides how they are set, and by nothing else."""

from __future__ import annotations

from typing import Any

import pytest
from typeset.set_lines import letters_of, lines_of, planned_in, rendered, texts_of

from publish.typeset.paragraph import wording

TEXT = (
    "All that decides how a <b>paragraph</b> is set is what it says, in which styles, and how wide "
    "its measure is; so whatever asks for it again gets the lines that were found for it before."
)
CSS = "p { width: 300px; hyphens: auto }"


def wording_in(body: str, css: str = CSS, **others: Any) -> Any:
    (paragraph,) = planned_in(rendered(f"<p>{body}", css, **others))
    return paragraph.wording


def drawn(document: Any) -> list[Any]:
    """What is drawn of a document, and where."""
    return [
        (line.position_x, line.position_y, line.width, letters_of(line), _said(line))
        for line in lines_of(document)
    ]


def _said(line: Any) -> list[str]:
    return [box.text for box in texts_of(line)]


def test_the_same_words_are_measured_once() -> None:
    assert wording_in(TEXT) is wording_in(TEXT)


@pytest.mark.parametrize(
    ("body", "css"),
    [
        (TEXT.replace("says", "said"), CSS),
        (TEXT.replace("<b>", "<i>").replace("</b>", "</i>"), CSS),
        (TEXT.replace("<b>", "<b dir=ltr>"), CSS),
        (TEXT, CSS + "p { font-size: 13px }"),
        (TEXT, CSS + "p { text-align: start }"),
        (TEXT, CSS + "p { hyphenate-character: '~' }"),
        (TEXT, CSS + "p { --text-wrap: balance }"),
        (TEXT, CSS + "b { padding-left: 1px }"),
        (TEXT, CSS + "b { vertical-align: 2px }"),
        (TEXT, CSS + "b { white-space: nowrap }"),
    ],
)
def test_what_is_set_otherwise_is_not_the_same(body: str, css: str) -> None:
    assert wording_in(TEXT) is not wording_in(body, css)


def test_lines_that_are_set_again_are_as_they_were(monkeypatch: pytest.MonkeyPatch) -> None:
    """In other boxes, beside others, and after everything was forgotten."""
    first = drawn(rendered(f"<p>{TEXT}", CSS))
    assert drawn(rendered(f"<p>{TEXT}", CSS)) == first
    nothing = wording._Memory()
    monkeypatch.setattr(wording, "_memory", lambda: nothing)
    assert drawn(rendered(f"<p>{TEXT}", CSS)) == first


def test_another_measure_has_other_lines() -> None:
    wide, narrow = (rendered(f"<p>{TEXT}", f"p {{ width: {n}px }}") for n in (300, 200))
    assert len(lines_of(narrow)) > len(lines_of(wide))
    assert len(lines_of(rendered(f"<p>{TEXT}", "p { width: 300px }"))) == len(lines_of(wide))


def test_only_so_much_is_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    memory = wording._Memory()
    monkeypatch.setattr(wording, "_memory", lambda: memory)
    monkeypatch.setattr(wording, "MOST_CHARACTERS", 30)
    first = wording_in("one two three")
    assert wording_in("one two three") is first
    wording_in("four five six seven eight nine")
    assert wording_in("one two three") is not first
