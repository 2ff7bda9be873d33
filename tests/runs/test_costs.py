"""A run says what a copy costs in sheets before it is printed, and what it would cost fitted."""

from __future__ import annotations

from fractions import Fraction
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from typeset.setting import paragraphs, written

from publish.content.load import load
from publish.design.design import default_design
from publish.fonts.library import open_library
from publish.impose import SCHEMES
from publish.markup.fit import PLAIN
from publish.runs.costs import Cost, sheets
from publish.runs.make import Run, make_run
from publish.runs.order import Wishes, order
from publish.typeset.fitting import Outcome

SADDLE = SCHEMES["saddle-2up"]


@pytest.mark.parametrize(
    ("scheme", "pages", "expected"),
    [
        ("saddle-2up", 4, 1),
        ("saddle-2up", 5, 2),
        ("saddle-4up", 9, 2),
        ("repeat-4", 2, Fraction(1, 4)),
    ],
)
def test_sheets_are_counted_by_scheme(scheme: str, pages: int, expected: Fraction) -> None:
    assert sheets(SCHEMES[scheme], pages) == expected


@pytest.mark.parametrize(
    ("outcome", "said"),
    [
        (Outcome(PLAIN, 4, 5, 4), "ar: 5 pages, 2 sheets; fitted 4 pages, 1 sheet"),
        (Outcome(PLAIN, 4, 4, 4), "ar: 4 pages, 1 sheet"),
        (Outcome(PLAIN, 6, 6, 4, 9), "ar: 6 pages, 2 sheets; 9 lines too many for 4 pages"),
    ],
)
def test_a_cost_is_a_line(outcome: Outcome, said: str) -> None:
    assert str(Cost("ar", SADDLE, outcome)) == said


def run(folder: Path, fit: int | None, said: list[str]) -> Run:
    wishes = Wishes(copies=3, fit=fit)
    asked = order(load(folder), wishes)
    return make_run(asked, open_library(), default_design(), report=said.append)


def test_a_run_says_it_first_and_prints_what_is_asked_for(tmp_path: Path) -> None:
    folder = written(tmp_path / "trial", paragraphs(61))
    said: list[str] = []
    as_it_comes = run(folder, None, said)
    assert said == [
        "en: 5 pages, 2 sheets; fitted 4 pages, 1 sheet",
        "Pages are fitted with --fit 4.",
        "en",
    ]
    said.clear()
    fitted = run(folder, 4, said)
    assert said == ["en: 5 pages, 2 sheets; fitted 4 pages, 1 sheet", "en"]
    for made, count in ((as_it_comes, 4), (fitted, 2)):
        name = next(name for name in made.files if name.endswith("saddle-2up.pdf"))
        with pikepdf.open(BytesIO(made.files[name])) as pdf:
            assert len(pdf.pages) == count
