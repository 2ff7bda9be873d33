"""What makers made: pages, tags, divided words and sizes, as found in the files."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pikepdf

_DIVIDED = re.compile(r"\w[-\u2010\u00ad]$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Look:
    """Of several files together; ``divided`` are lines that end within a word."""

    pages: tuple[int, ...]
    tagged: bool
    divided: int
    kilobytes: float


def look(files: Sequence[Path]) -> Look:
    """Look at PDFs."""
    pages, tagged, divided = [], True, 0
    for file in files:
        with pikepdf.open(file) as pdf:
            pages.append(len(pdf.pages))
            tagged &= "/StructTreeRoot" in pdf.Root
        said = subprocess.run(["pdftotext", file, "-"], capture_output=True, check=True, text=True)
        divided += len(_DIVIDED.findall(said.stdout))
    sizes = [file.stat().st_size / 1000 for file in files]
    return Look(tuple(pages), tagged, divided, sum(sizes) / len(sizes))
