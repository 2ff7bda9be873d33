"""The one door for other people's PDFs: opened within bounds, and refused in words."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import Final

import pikepdf
from pikepdf import settings

from publish.doors.child import MEBIBYTE
from publish.faults import Fault, printable

MOST_DECODED: Final = 256 * MEBIBYTE
"""No stream is decoded to more bytes than this: a page of A3 in four inks at 400 dpi has less."""

_MOST_WARNINGS: Final = 10_000
_MOST_SCANS: Final = 200
_ANEW: Final = "Make or fetch it anew."


@contextmanager
def open_pdf(source: Path | BytesIO) -> Iterator[pikepdf.Pdf]:
    """The PDF in ``source``, which has a page at least.

    The bounds on what is decoded hold for all of this process (qpdf has no others). Raises
    Fault, in words for the editor, where the file is locked, empty, or no PDF.
    """
    _bind()
    try:
        pdf = pikepdf.open(source)
    except pikepdf.PasswordError:
        raise Fault("it is locked with a password.", "Unlock it first.") from None
    except (pikepdf.PdfError, OSError) as error:
        raise Fault(f"this cannot be opened as a PDF: {reason(error)}.", _ANEW) from None
    with pdf:
        try:
            pages = len(pdf.pages)
        except (pikepdf.PdfError, ValueError, TypeError, KeyError, AttributeError):
            raise Fault("its pages cannot be found: the file is damaged.", _ANEW) from None
        if not pages:
            raise Fault("the PDF has no pages.", _ANEW)
        yield pdf


def reason(error: Exception) -> str:
    """What a library says of a file, fit for a message: without the file's name before it."""
    said = getattr(error, "strerror", None) or str(error)
    return printable(said.rpartition(": ")[2]).rstrip(".") or "it is damaged"


def _bind() -> None:
    settings.set_qpdf_limits(
        doc_max_warnings=_MOST_WARNINGS,
        dct_max_memory=MOST_DECODED,
        dct_max_progressive_scans=_MOST_SCANS,
        flate_max_memory=MOST_DECODED,
        png_max_memory=MOST_DECODED,
        run_length_max_memory=MOST_DECODED,
        tiff_max_memory=MOST_DECODED,
    )
