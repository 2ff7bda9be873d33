"""Columns come out as WeasyPrint balances them, with fewer of them laid out."""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import nullcontext
from typing import Any

import pytest

from publish.fonts.library import open_library
from publish.typeset.engine import use_fonts
from publish.typeset.mends import columns

SHEET = """
@page { size: 300px 400px; margin: 20px }
body { font: 12px/15px "Source Serif 4"; margin: 0 }
ul { columns: 2; column-gap: 10px; margin: 0; padding: 0 }
li { break-inside: avoid; margin-inline-start: 1.5em }
"""
WORDS = ("the", "parties", "of", "peoples", "and", "workers", "that", "signed", "this", "day")


def places(items: list[str], sheet: str, context: Any) -> list[tuple[str, float, float]]:
    """Every text of the pages, and where it stands, to a millionth of a pixel."""
    use_fonts(open_library().installed)
    import weasyprint

    html = f"<p>Before.</p><ul>{''.join(f'<li>{item}' for item in items)}</ul><p>After."
    with context:
        document = weasyprint.HTML(string=html).render(stylesheets=[weasyprint.CSS(string=sheet)])
    return [place for page in document.pages for place in _texts(page._page_box)]


def _texts(box: Any) -> Iterator[tuple[str, float, float]]:
    box = getattr(box, "_box", box)
    if hasattr(box, "text"):
        yield box.text, round(box.position_x, 6), round(box.position_y, 6)
    for child in getattr(box, "children", ()):
        yield from _texts(child)


def names(seed: int, count: int) -> list[str]:
    """Items of one line or several, the same for the same ``seed``."""
    dice = random.Random(seed)
    return [" ".join(dice.choices(WORDS, k=dice.randint(1, 14))) for _ in range(count)]


@pytest.mark.parametrize("count", [2, 7, 25])
@pytest.mark.parametrize(
    "more",
    [
        "",
        "li { margin-block: 3px 5px }",
        "li { padding-block: 2px }",
        "li { break-inside: auto; orphans: 1; widows: 1 }",
        "li:nth-child(3) { break-after: avoid }",
        "li:nth-child(2) { float: left }",
        "ul { break-inside: avoid }",
        "li { list-style: none; font-size: 11.3px; line-height: 1.37 }",
    ],
)
def test_everything_stands_where_it_stood(count: int, more: str) -> None:
    items = names(count, count)

    assert places(items, SHEET + more, columns.balanced_columns()) == places(
        items, SHEET + more, nullcontext()
    )


def test_columns_with_notes_stand_where_they_stood() -> None:
    items = [f'{name}<span style="float: footnote">{name}</span>' for name in names(5, 9)]

    assert places(items, SHEET, columns.balanced_columns()) == places(items, SHEET, nullcontext())


def test_fewer_columns_are_laid_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the module is for: else each pixel more of height costs a layout of every column."""
    made = {True: 0, False: 0}
    is_mended = False
    lay_out = columns._block_box_layout

    def counted(context: Any, box: Any, *others: Any, **options: Any) -> Any:
        made[is_mended] += bool(box.is_column)
        return lay_out(context, box, *others, **options)

    monkeypatch.setattr(columns, "_block_box_layout", counted)
    monkeypatch.setattr("weasyprint.layout.block.block_box_layout", counted)
    places(names(8, 8), SHEET, nullcontext())
    is_mended = True
    places(names(8, 8), SHEET, columns.balanced_columns())

    assert 0 < made[True] < made[False] / 5
