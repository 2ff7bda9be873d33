"""What is drawn with a narrow space is found with a common one, and copied so."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest
from support import Publish

SPACES = ("\u202f", "\u2007", "\u2009")


@pytest.fixture(scope="module")
def pdf(publish: Publish, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("spaces")
    home = folder / "content" / "spaces"
    home.mkdir(parents=True)
    (home / "statement.toml").write_text(
        'schema = 1\nsource_language = "en"\nadopted = 2024-05-01\nstatus = "final"\n', "utf-8"
    )
    words = " ".join(f"Of {space.join(('12', '345'))} people." for space in SPACES)
    (home / "en.md").write_text(f'+++\ntitle = "Spaces"\n+++\n\n{words}\n', "utf-8")
    done = publish("build", "-e", "pamphlet", "--content", home.parent, "-o", folder / "out")
    assert done.returncode == 0, done.stderr
    return folder / "out" / "spaces" / "spaces.en.pamphlet.pdf"


def test_figures_are_found_whatever_space_parts_them(pdf: Path) -> None:
    with pypdfium2.PdfDocument(pdf) as document:
        pages = [page.get_textpage() for page in document]
        found = 0
        for page in pages:
            search = page.search("12 345 people")
            while search.get_next() is not None:
                found += 1
    assert found == len(SPACES)


def test_a_space_that_ends_no_line_says_so(pdf: Path) -> None:
    """Who pastes the figures into a text of their own has them on one line as well."""
    with pypdfium2.PdfDocument(pdf) as document:
        text = "".join(page.get_textpage().get_text_range() for page in document)
    assert [text.count(f"12{space}345") for space in ("\u00a0", " ", "\u202f")] == [2, 1, 0]
