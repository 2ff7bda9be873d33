"""JHOVE, by which archives and libraries judge the PDFs that they take in.

It follows a file's objects as veraPDF does not: cross-references, page tree, outlines,
destinations, structure tree, annotations, fonts. It knows PDF up to 1.7.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from pydantic import BaseModel, Field, TypeAdapter
from readers import scripted

from publish.tools.maven import Jar

_JHOVE: Final = "org.openpreservation.jhove"

JARS: Final = (
    *scripted.JARS,
    Jar(
        title="JHOVE",
        group=_JHOVE,
        name="jhove-core",
        version="1.32.0",
        sha256="ed01a8fac78a10daf2b5ce64bbfdbff5ca7589fce08745f4febf9beaeb4f59de",
    ),
    Jar(
        title="JHOVE's judge of PDFs",
        group=f"{_JHOVE}.modules",
        name="pdf-hul",
        version="1.12.7",
        sha256="e41f8643557096d6e597de506fb9c25c5faf855f9859def9ca8595e4df79f6f8",
    ),
)

_SCRIPT: Final = Path(__file__).with_suffix(".js")


class Verdict(BaseModel):
    """What is said of a file."""

    is_well_formed: bool = Field(alias="isWellFormed")
    is_valid: bool = Field(alias="isValid")
    messages: tuple[str, ...]


_ANSWER: Final = TypeAdapter(list[Verdict])


def judged(files: Sequence[Path]) -> list[Verdict]:
    """The verdict on each file; raises ToolError where Java or a jar is missing."""
    return _ANSWER.validate_json(scripted.answer(str(_SCRIPT), JARS, files=files))


def lacks() -> str | None:
    """How to install what is missing here."""
    return scripted.lacks(JARS)
