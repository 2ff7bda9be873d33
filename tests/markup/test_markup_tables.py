"""Columns of tables: figures stand below each other by their units."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from publish.content.statement import Row, Run, Table
from publish.language.profiles import profile
from publish.markup.marks import room_em
from publish.markup.tables import Column, columns


def table(texts: Sequence[str], alignment: str = "") -> Table:
    """A table whose first column has words, and whose second has these texts."""
    rows = tuple(Row(((Run("a"),), (Run(text),) if text else ()), 3) for text in texts)
    return Table(Row(((Run("A"),), (Run("B"),)), 1), rows, ("", alignment), 1)


def second(texts: Sequence[str], alignment: str = "", language: str = "en") -> Column:
    return columns(table(texts, alignment), profile(language, "en"))[1]


@pytest.mark.parametrize(
    ("texts", "alignment", "expected"),
    [
        (["12", "1,800"], "", "figures"),
        (["12", "–", ""], "right", "figures"),
        (["12 %", "€ 5"], "", "figures"),
        (["12", "7"], "center", "center"),
        (["12", "seven"], "right", "end"),
        (["seven", "eight"], "", "start"),
        (["", "–"], "", "start"),
    ],
)
def test_how_a_column_is_aligned(texts: list[str], alignment: str, expected: str) -> None:
    assert second(texts, alignment).align == expected


def test_decimals_that_a_figure_lacks_are_made_up_for() -> None:
    assert second(["1.5", "12.25", "7", "–"]).padding == ("0", "", ".00", "")
    assert second(["1,5", "12,25"], language="de").padding == ("0", "")
    assert second(["1,500", "12"]).padding == ("", "")


def test_words_name_their_rows_and_figures_do_not() -> None:
    words, figures = columns(table(["1"]), profile("en", "en"))
    assert (words.names_rows, figures.names_rows) == (True, False)
    alone = Table(Row(((Run("A"),),), 1), (Row(((Run("a"),),), 3),), ("",), 1)
    assert not columns(alone, profile("en", "en"))[0].names_rows


def test_wide_marks_ask_for_room() -> None:
    assert room_em(["1.", "12.", ""]) is None
    short, long = room_em(["(i)"]), room_em(["(i)", "(xviii)"])
    assert short is not None
    assert long is not None
    assert short < long
