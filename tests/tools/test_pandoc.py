"""Documents of word processors, as pandoc reads them."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from publish.errors import ToolError
from publish.tools.pandoc import PANDOC, as_html


def document(form: str, markdown: str, folder: Path) -> bytes:
    program = PANDOC.path()
    assert program is not None
    path = folder / f"a.{form}"
    command = [program, "-f", "markdown", "-t", form, "-o", str(path)]
    subprocess.run(command, input=markdown, text=True, check=True, capture_output=True)
    return path.read_bytes()


@pytest.mark.parametrize(
    ("form", "title"), [("docx", "<h1>Открытые двери</h1>"), ("odt", "<p>Открытые двери</p>")]
)
def test_titles_and_text_come_out(form: str, title: str, tmp_path: Path) -> None:
    """What is styled as a title too, which pandoc by itself leaves to its templates."""
    made = document(form, "% Открытые двери\n\n# Heading\n\nSome *words*.\n", tmp_path)
    html = as_html(made, form)
    assert title in html
    assert "Heading</h1>" in html
    assert "<em>words</em>" in html


@pytest.mark.parametrize("content", [b"", b"hello", b"PK\x03\x04"])
def test_what_is_no_document_is_an_error(content: bytes) -> None:
    with pytest.raises(ToolError):
        as_html(content, "docx")
