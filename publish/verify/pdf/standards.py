"""Whether a PDF is the PDF/UA and PDF/A that it should be: the verdict of veraPDF."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from publish.errors import Place
from publish.findings.explanations import explain
from publish.findings.finding import Code, Finding, Spot, finding, warning
from publish.tools import verapdf

CODE = Code("pdf-standard", "ISO 14289-1:2014")
UNCHECKED = Code("pdf-unchecked")

_DAMAGED = "The file is damaged, or stranger than veraPDF knows: make it anew."
_PAGE = re.compile(r"pages\[(\d+)\]")


def check(files: Sequence[Path]) -> Iterator[Finding]:
    """Every rule of PDF/UA-1 and PDF/A-2a that is broken, or one warning a file if nobody is there.

    A file that claims to be neither is told so in a warning: it need not be.
    """
    if not verapdf.available():
        for file in files:
            yield warning(
                UNCHECKED,
                "veraPDF has not been asked whether this is PDF/UA-1 and PDF/A-2a.",
                Place(file),
                f"Install it: {verapdf.INSTALL}",
            )
        return
    for found in verapdf.check(files):
        if found.flavour is None:
            yield warning(UNCHECKED, found.description, Place(found.file), _DAMAGED)
        else:
            yield _told(found)


def _told(found: verapdf.Finding) -> Finding:
    """A verdict in plain words where there are some, else in veraPDF's."""
    plain = explain(found.clause) if not found.unclaimed else None
    message = plain.message if plain else f"{found.description.rstrip('.')}."
    times = f", {found.count} times" if found.count > 1 else ""
    clause = f" ({found.clause}{times})" if found.clause else ""
    told = finding(
        "warning" if found.unclaimed else "error",
        CODE,
        f"{message.rstrip('.')}{clause}.",
        Place(found.file),
        plain.remedy if plain else None,
        _spot(found.context),
    )
    return replace(told, clause=found.clause)


def _spot(context: str | None) -> Spot | None:
    """The page of what breaks a rule, where the way to it leads through a page."""
    match = _PAGE.search(context or "")
    return Spot(int(match[1]) + 1) if match else None
