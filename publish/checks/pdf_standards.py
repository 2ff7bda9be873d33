"""Whether a PDF is the PDF/UA and PDF/A that it should be: the verdict of veraPDF."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from publish.checks.finding import Finding, error, warning
from publish.errors import Place
from publish.tools import verapdf

CODE = "pdf-standard"
UNCHECKED = "pdf-unchecked"


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
        times = f", {found.count} times" if found.count > 1 else ""
        clause = f" ({found.clause}{times})" if found.clause else ""
        say = warning if found.unclaimed else error
        yield say(CODE, f"{found.description.rstrip('.')}{clause}.", Place(found.file))
