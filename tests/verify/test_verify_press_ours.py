"""Preflight finds nothing in what Publish makes for a press, and what is spoilt in it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from pikepdf import Pdf
from press_faults import look
from support import CONTENT, Publish

from publish.making.origin import origins
from publish.pdf.roles import role_of
from publish.verify.files import verify_files

# Pages that stay blank when they are folded: true, and no fault.
TOLD = {"press-page-count"}


@pytest.fixture(scope="module")
def made(publish: Publish, tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """All the project's content, for a press."""
    out = tmp_path_factory.mktemp("press")
    done = publish("build", "--content", CONTENT, "-o", out, "-e", "press")
    assert done.returncode == 0, done.stderr
    return sorted(out.glob("*/*.pdf"))


def test_they_are_known_for_what_they_are(made: list[Path]) -> None:
    for path in made:
        with pikepdf.open(path) as pdf:
            assert role_of(pdf, Path("renamed.pdf")) == "press"


def test_nothing_is_found_in_them(made: list[Path]) -> None:
    assert made
    found = verify_files(made, origins(made, CONTENT))
    assert [str(finding) for finding in found if finding.code not in TOLD] == []


def knock_out(pdf: Pdf) -> None:
    for state in list(pdf.pages[1].obj.Resources.ExtGState.values()):
        state.OPM = 0


def colour_text(pdf: Pdf) -> None:
    content = pdf.pages[1].Contents.read_bytes()
    assert b"0 0 0 1 k" in content
    pdf.pages[1].Contents.write(content.replace(b"0 0 0 1 k", b"0.5 0.4 0.4 1 k"))


def light_it(pdf: Pdf) -> None:
    content = pdf.pages[1].Contents.read_bytes()
    pdf.pages[1].Contents.write(content.replace(b"0 0 0 1 k", b"0 0 0 rg"))


def drop_trim(pdf: Pdf) -> None:
    del pdf.pages[1].obj["/TrimBox"]


@pytest.mark.parametrize(
    ("spoil", "codes"),
    [
        (knock_out, {"press-overprint-black"}),
        (colour_text, {"press-text-black"}),
        (light_it, {"press-text-black", "press-colour-rgb"}),
        (drop_trim, {"press-trim"}),
    ],
)
def test_what_is_spoilt_in_them_is_found(
    spoil: Callable[[Pdf], Any], codes: set[str], made: list[Path], tmp_path: Path
) -> None:
    path = tmp_path / made[0].name
    with pikepdf.open(made[0]) as pdf:
        spoil(pdf)
        pdf.save(path)
    assert codes <= {finding.code for finding in look(path)}
