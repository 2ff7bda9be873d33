"""A note begins on the page of its call, and nothing of it is lost or printed over the text."""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext
from typing import Any

import pytest

from publish.errors import TypesetError
from publish.fonts.library import open_library
from publish.typeset.bounds import check_bounds
from publish.typeset.engine import use_fonts
from publish.typeset.mends.footnotes import notes_with_calls
from publish.typeset.notepages import check_notes
from publish.typeset.survival import check_survival

SHEET = """
@page { size: 300px 400px; margin: 20px; @footnote { border-top: 1px solid; margin-top: 10px } }
body { font: 12px/15px "Source Serif 4"; margin: 0 }
p { margin: 0; text-indent: 12px; orphans: 2; widows: 2 }
h2 { margin: 15px 0 0; font: inherit; font-weight: 600; break-after: avoid }
blockquote, ul { margin: 7px 0 7px 12px; padding: 0 0 0 12px }
.slogan { break-inside: avoid; padding: 6px 0; border: 1px solid; border-width: 1px 0 }
.pair { columns: 2 }
.note { float: footnote; font: 10px/12px "Source Serif 4"; text-indent: 0 }
.note b { display: block; font-weight: 400 }
"""
WORDS = ("the", "parties", "of", "peoples", "and", "workers", "that", "signed", "notwithstanding")


def words(dice: random.Random, least: int, most: int) -> str:
    return " ".join(dice.choices(WORDS, k=dice.randint(least, most)))


def note(dice: random.Random, *lengths: int) -> str:
    """A note of as many paragraphs as lengths, each with some words."""
    first, *others = (words(dice, length, length) for length in lengths)
    return f'<span class="note">{first}{"".join(f"<b>{other}</b>" for other in others)}</span>'


def pages(html: str, context: AbstractContextManager[Any], sheet: str = "") -> tuple[Any, Any]:
    """The root of a document, and its pages."""
    use_fonts(open_library().installed)
    import weasyprint

    parsed = weasyprint.HTML(string=f"<body>{html}")
    sheets = [weasyprint.CSS(string=SHEET + sheet)]
    with context:
        return parsed.etree_element, parsed.render(stylesheets=sheets).pages


def set_whole(html: str, sheet: str = "") -> Any:
    """The pages of a document that has all its letters, notes and lines where they belong."""
    root, made = pages(html, notes_with_calls(), sheet)
    check_survival(root, made)
    check_notes(made)
    check_bounds(made)
    return made


def blocks(dice: random.Random, density: float) -> Iterator[str]:
    """Parts of a text, with notes short and long, of several paragraphs, several in a line."""

    def called() -> str:
        text = words(dice, 5, 40)
        while dice.random() < density:
            lengths = dice.choice([(6,), (25,), (60,), (4, 30, 9), (400,)])
            text += f" {note(dice, *lengths)} " * dice.choice([1, 1, 1, 2]) + words(dice, 0, 20)
        return text

    for _ in range(30):
        kind = dice.choice(["p", "p", "p", "li", "quote", "head", "slogan"])
        if kind == "li":
            yield f"<ul>{''.join(f'<li>{called()}' for _ in range(dice.randint(1, 5)))}</ul>"
        elif kind == "quote":
            yield f"<blockquote><p>{called()}</p><p>{called()}</p></blockquote>"
        elif kind == "head":
            yield f"<h2>{words(dice, 2, 9)}{note(dice, 8)}</h2><p>{called()}</p>"
        elif kind == "slogan":
            yield f'<p class="slogan">{words(dice, 3, 20)}{note(dice, 8)}</p>'
        else:
            yield f"<p>{called()}</p>"


@pytest.mark.parametrize("density", [0.2, 0.6])
@pytest.mark.parametrize("seed", range(4))
def test_every_note_begins_where_it_is_called(seed: int, density: float) -> None:
    dice = random.Random(f"{seed} {density}")
    set_whole("".join(blocks(dice, density)))


def test_the_page_engine_still_needs_it() -> None:
    """When this fails, it is mended upstream."""
    dice = random.Random(3)
    html = "".join(f"<p>{words(dice, 30, 30)}{note(dice, 40)}</p>" for _ in range(12))
    _, made = pages(html, nullcontext())
    with pytest.raises(TypesetError, match="has no room for its beginning"):
        check_notes(made)
    set_whole(html)


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_a_note_longer_than_a_page_is_divided_over_several(direction: str) -> None:
    """And text stands beside it on each of them."""
    dice = random.Random(4)
    html = f"<p>{words(dice, 9, 9)}{note(dice, 900)}</p><p>{words(dice, 400, 400)}</p>"
    made = set_whole(f'<div dir="{direction}">{html}</div>')
    boxes = [box for page in made for box in page._page_box.children]
    assert sum(type(box).__name__ == "FootnoteAreaBox" for box in boxes) >= 3
    assert all(_lines(page._page_box.children[0]) >= 2 for page in made)


def _lines(box: Any) -> int:
    if type(box).__name__ == "LineBox":
        return 1
    return sum(map(_lines, getattr(box, "children", ())))


def test_a_page_is_left_to_notes_where_the_next_line_calls_another() -> None:
    """Nobody has to follow two notes at a time."""
    dice = random.Random(5)
    long = f"{words(dice, 4, 4)}{note(dice, 500)}"
    made = set_whole("".join(f"<h2>{words(dice, 3, 3)}</h2><p>{long}</p>" for _ in range(3)))
    assert [page for page in made if _lines(page._page_box.children[0]) == 0]
    for page in made:
        heads = [box for box in page._page_box.descendants() if box.element_tag == "h2"]
        assert not heads or _lines(page._page_box.children[0]) > 1


def test_a_line_with_more_notes_than_the_page_has_lines_is_told_with_page_and_note() -> None:
    dice = random.Random(6)
    calls = "".join(note(dice, 30) for _ in range(40))
    html = f'<p data-origin="en.md:7">{words(dice, 2, 2)}{calls}</p>'
    root, made = pages(html, notes_with_calls(), "::footnote-call { font-size: 3px }")
    check_survival(root, made)
    with pytest.raises(TypesetError, match=r"^en\.md:7: page 1 calls note \d+, and has no room"):
        check_notes(made)


def test_columns_may_call_notes() -> None:
    dice = random.Random(7)
    names = "".join(f"<p>{words(dice, 3, 6)}{note(dice, 5)}</p>" for _ in range(9))
    root, made = pages(f'<div class="pair">{names}</div>', notes_with_calls())
    check_survival(root, made)
    check_notes(made)


def test_what_is_not_to_be_divided_moves_on_whole() -> None:
    """As a colophon does, which stands where a note would."""
    dice = random.Random(8)
    lines = "".join(f"<b>{words(dice, 4, 4)}</b>" for _ in range(8))
    foot = f'<footer class="note" style="break-inside: avoid; min-height: 90px">{lines}</footer>'
    for count in range(20, 60):
        made = set_whole(f"<p>{words(dice, count * 4, count * 4)}</p>{foot}")
        area = made[-1]._page_box.children[1]
        assert [len(box.children) for box in area.children] == [9]


def test_a_picture_in_a_note_stands_where_it_is_called() -> None:
    picture = "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' width='50' height='200'/>"
    dice = random.Random(9)
    called = f'<span class="note">{words(dice, 3, 3)} <img alt="x" src="{picture}"></span>'
    set_whole("".join(f"<p>{words(dice, 60, 60)}{called}</p>" for _ in range(6)))
