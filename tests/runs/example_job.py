"""A small run to count with, made by hand: no page of it was ever set."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from publish.content.statement import Run
from publish.impose import SCHEMES
from publish.runs.job import Booklet, Job, Part, Waste
from publish.runs.papers import read_papers

PAPERS = read_papers()
A4 = PAPERS["offset-80"].formats[0]


def part(**changes: Any) -> Part:
    """Four A4 sheets that make one A5 booklet of 16 pages, 500 times."""
    made = Part(
        kind="whole",
        file="example.en.saddle-2up.pdf",
        sha256="00" * 32,
        paper=PAPERS["offset-80"],
        format=A4,
        price=None,
        sheet_mm=(297.0, 210.0),
        page_mm=(148.0, 210.0),
        grid=(2, 1),
        sheets=4,
        sides=8,
        duplex="short-edge",
        creep_mm=0.3,
        copies=500,
        copies_per_set=1,
        waste=Waste(),
    )
    return replace(made, **changes)


def job(*parts: Part, scheme: str = "saddle-2up") -> Job:
    parts = parts or (part(),)
    booklet = Booklet(
        language="en",
        direction="ltr",
        title=(Run("Example"),),
        title_text="Example",
        binding="left",
        copies=parts[0].copies,
        pages=14,
        blanks=2,
        parts=parts,
    )
    return Job(
        name="example-500-00000000",
        statement="example",
        edition="pamphlet",
        scheme=SCHEMES[scheme],
        dated=datetime(2023, 10, 31, 11, tzinfo=UTC),
        waste=parts[0].waste,
        booklets=(booklet,),
    )
