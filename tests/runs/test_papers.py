"""The table of papers, and those of a file of one's own."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from publish.errors import CommandError
from publish.impose.sizes import SHEETS
from publish.runs.papers import DEFAULT, paper_called, price_called, read_papers


def test_the_table_has_the_papers_of_a_print_shop() -> None:
    papers = read_papers()
    weights = {paper.grammage_gsm for paper in papers.values()}
    assert weights >= {80, 90, 100, 120, 135, 170, 200, 250, 300}
    assert papers[DEFAULT].thickness_mm == 0.1
    assert {each.name for paper in papers.values() for each in paper.formats} >= {
        "A4",
        "A3",
        "SRA4",
        "SRA3",
    }


def test_thickness_follows_from_a_bulk_that_paper_can_have() -> None:
    """Between glossy art paper and bulky book paper: 0.7 to 1.5 cm³/g."""
    for paper in read_papers().values():
        assert 0.7 <= paper.thickness_mm * 1000 / paper.grammage_gsm <= 1.5, paper.name


def test_sheets_are_as_large_as_those_that_imposition_knows() -> None:
    for paper in read_papers().values():
        for each in paper.formats:
            assert SHEETS[each.name] == (each.width_mm, each.height_mm)


def test_the_smallest_sheet_that_holds_the_pages_is_taken() -> None:
    paper = read_papers()[DEFAULT]
    assert paper.format_for((296, 210)).name == "A4"
    assert paper.format_for((302, 216)).name == "SRA4"
    assert paper.format_for((210, 297)).name == "A4"
    with pytest.raises(CommandError, match="comes as A4, SRA4, A3, SRA3"):
        paper.format_for((600, 400))


def test_a_file_of_ones_own_changes_papers_and_adds_some(tmp_path: Path) -> None:
    own = tmp_path / "ours.toml"
    own.write_text(
        'currency = "EUR"\n'
        "[[paper]]\n"
        'name = "offset-80"\n'
        "thickness_mm = 0.104\n"
        'prices = { A4 = "8.90" }\n'
        "[[paper]]\n"
        'name = "recycled-80"\n'
        "grammage_gsm = 80\n"
        "thickness_mm = 0.102\n"
        'formats = ["A4"]\n'
    )
    papers = read_papers(own)
    changed = papers["offset-80"]
    assert (changed.thickness_mm, changed.grammage_gsm) == (0.104, 80)
    assert changed.prices["A4"].amount == Decimal("8.90")
    assert papers["recycled-80"].coating == "none"


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("paper = ", "not understood"),
        ('[[paper]]\nname = "offset-80"\nthicknes_mm = 1\n', "paper offset-80 thicknes_mm"),
        ('[[paper]]\nname = "new"\n', "paper new grammage_gsm"),
        ('[[paper]]\nname = "offset-80"\nformats = ["A9"]\n', "no format “A9”"),
        ('[[paper]]\nname = "offset-80"\nprices = { A4 = "1" }\n', "prices need a currency"),
        ("paper = 3\n", "paper"),
    ],
)
def test_what_is_wrong_in_it_is_said_with_its_place(
    tmp_path: Path, content: str, says: str
) -> None:
    own = tmp_path / "ours.toml"
    own.write_text(content)
    with pytest.raises(CommandError) as failed:
        read_papers(own)
    assert "ours.toml" in str(failed.value)
    assert says in str(failed.value)


def test_a_near_name_is_offered() -> None:
    with pytest.raises(CommandError, match="offset-90"):
        paper_called("ofset-90", read_papers())


@pytest.mark.parametrize("text", ["12.50 EUR", "EUR 12.50", "12.50EUR"])
def test_a_price_has_an_amount_and_a_currency(text: str) -> None:
    price = price_called(text)
    assert (price.amount, price.currency) == (Decimal("12.50"), "EUR")


@pytest.mark.parametrize("text", ["12.50", "EUR", "12,50 EUR", "-1 EUR", "EUR 1 USD", "1e9 EUR"])
def test_anything_else_is_no_price(text: str) -> None:
    with pytest.raises(CommandError, match="is not a price"):
        price_called(text)


def hole(path: Path) -> None:
    """A file of 16 GiB that takes no room."""
    with path.open("wb") as file:
        file.truncate(1 << 34)


STRANGE: dict[str, Callable[[Path], object]] = {
    "a pipe": os.mkfifo,
    "a device": lambda path: path.symlink_to("/dev/zero"),
    "a folder": Path.mkdir,
    "nothing": lambda path: None,
    "a hole": hole,
    "lists in lists": lambda path: path.write_text("a = " + "[" * 3_000),
    "a long number": lambda path: path.write_text("a = " + "1" * 3_000),
    "no table": lambda path: path.write_text("paper = 5"),
    "a row that is none": lambda path: path.write_text("paper = [3]"),
    "a name that is none": lambda path: path.write_text('[[paper]]\nname = ["x"]'),
    "an unknown key": lambda path: path.write_text('[[paper]]\nname = "offset-80"\ncolour = 1'),
    "no number": lambda path: path.write_text('[[paper]]\nname = "offset-80"\nthickness_mm = "x"'),
    "an endless sheet": lambda path: path.write_text("[[format]]\nwidth_mm = inf"),
    "not UTF-8": lambda path: path.write_bytes(b"\xff"),
}


@pytest.mark.parametrize("make", STRANGE.values(), ids=STRANGE)
def test_a_strange_file_of_papers_is_told_of_in_an_editors_words(
    make: Callable[[Path], object], tmp_path: Path
) -> None:
    make(tmp_path / "papers.toml")
    with pytest.raises(CommandError) as caught:
        read_papers(tmp_path / "papers.toml")
    for problem in caught.value.problems:
        assert str(problem).startswith(str(tmp_path / "papers.toml"))
        assert not re.search(r"Input|Field|Error|object", str(problem).replace(str(tmp_path), ""))
