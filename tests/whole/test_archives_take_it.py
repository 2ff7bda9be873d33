"""What archives ask of a PDF before they take it in: JHOVE calls every one of ours valid.

``make trials`` asks of more files, and a stricter judge.
"""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pytest
from validators import jhove


@pytest.fixture(autouse=True)
def with_jhove() -> None:
    if (install := jhove.lacks()) is not None:
        pytest.fail(f"JHOVE is not here: {install}")


def test_every_pdf_is_valid(built: Path) -> None:
    files = sorted(built.glob("*/*.pdf"))
    said = {
        file.name: verdict.messages
        for file, verdict in zip(files, jhove.judged(files), strict=True)
        if not (verdict.is_well_formed and verdict.is_valid)
    }
    assert files
    assert said == {}


def test_it_tells_a_file_that_is_not(built: Path, tmp_path: Path) -> None:
    (file,) = built.glob("open-shelves/*.en.pamphlet.pdf")
    with pikepdf.open(file) as pdf:
        pdf.Root.Outlines.First.Title = 5
        pdf.save(tmp_path / "wrong.pdf")
    (verdict,) = jhove.judged([tmp_path / "wrong.pdf"])
    assert (verdict.is_valid, len(verdict.messages)) == (False, 1)
