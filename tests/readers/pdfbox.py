"""PDFBox, from which search engines have their texts: as pages are drawn, and sorted by place."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from readers.reader import ANSWER, Pages, Reader
from readers.scripted import JARS, answer, lacks


def _read(way: str, files: Sequence[Path]) -> list[Pages]:
    return ANSWER.validate_json(answer("pdfbox.js", JARS, way, files=files))


PLAIN = Reader("PDFBox", partial(_read, "plain"), partial(lacks, JARS))
SORTED = Reader("PDFBox, sorted", partial(_read, "sorted"), partial(lacks, JARS))
