"""Every reader of PDFs finds, in pamphlets that nobody chose, what it found before.

Poppler, PDFium, MuPDF, pdf.js, PDFBox, Tika, pypdf, pdfminer.six and Ghostscript. What is held
against Debian's programs was measured with those of Debian 12.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from readers.reader import Reader
from readers.table import READERS
from readers.texts import Example, shipped, unseen
from readers.trying import by_language, floors, tried
from support import CONTENT


@pytest.fixture(scope="module")
def texts(built: Path, tmp_path_factory: pytest.TempPathFactory) -> list[Example]:
    """The statements that are shipped, and invented texts."""
    return [*shipped(CONTENT, built), *unseen(tmp_path_factory.mktemp("unseen"))]


@pytest.mark.parametrize("reader", READERS, ids=lambda reader: reader.name)
def test_a_reader_finds_what_it_found_before(reader: Reader, texts: list[Example]) -> None:
    if (install := reader.lacks()) is not None:
        pytest.fail(f"{reader.name} is not here: {install}")
    known = floors()[reader.name]
    found = by_language(tried(reader, texts))
    worse = {language: list(known[language].misses(each)) for language, each in found.items()}
    assert {language: lines for language, lines in worse.items() if lines} == {}
