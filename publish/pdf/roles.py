"""What a PDF is for: readers, a press, or a folding hand. Each is judged by its own checks."""

from __future__ import annotations

from pathlib import Path
from typing import Final, Literal, get_args

import pikepdf

from publish.errors import CommandError, Problem

Role = Literal["screen", "press", "imposed"]
ROLES: Final[tuple[Role, ...]] = get_args(Role)

XMP_VERSION: Final = "{http://www.npes.org/pdfx/ns/id/}GTS_PDFXVersion"
INFO_VERSION: Final = "/GTS_PDFXVersion"
PRESS_SUFFIX: Final = ".press.pdf"
PIECE: Final = "/Publish"


def role_of(pdf: pikepdf.Pdf, path: Path, wanted: Role | None = None) -> Role:
    """What ``pdf`` is for: what is ``wanted`` of it, else what it says, else what it is called."""
    if wanted:
        return wanted
    if imposition(pdf) is not None:
        return "imposed"
    if claims_press(pdf) or path.name.endswith(PRESS_SUFFIX):
        return "press"
    return "screen"


def role_called(name: str | None) -> Role | None:
    """The role of a name, or None where no name is given.

    Raises CommandError where there is none of that name.
    """
    if name is None:
        return None
    found: Role | None = next((role for role in ROLES if role == name), None)
    if found is None:
        raise CommandError(
            Problem(f"there is no “{name}” to judge a file as.", None, f"Say {' or '.join(ROLES)}.")
        )
    return found


def claims_press(pdf: pikepdf.Pdf) -> bool:
    """Whether a file says that it is PDF/X, of whatever kind (ISO 15930)."""
    return any(said_versions(pdf))


def said_versions(pdf: pikepdf.Pdf) -> tuple[str, str]:
    """Which PDF/X the metadata say that it is, and which the information dictionary does."""
    return in_metadata(pdf, XMP_VERSION), str(pdf.docinfo.get(INFO_VERSION, ""))


def in_metadata(pdf: pikepdf.Pdf, key: str) -> str:
    """What the document's XMP says under ``key``; nothing where it cannot be read.

    Others write anything there: what is no XML, and what expands without an end.
    """
    try:
        return str(metadata(pdf).get(key) or "").strip()
    except MemoryError:
        raise
    except Exception:
        return ""


def metadata(pdf: pikepdf.Pdf) -> pikepdf.models.PdfMetadata:
    """The document's XMP, to be read only; raises anything where it is damaged."""
    return pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False)


def imposition(pdf: pikepdf.Pdf) -> pikepdf.Object | None:
    """What imposition left of itself in the catalog (ISO 32000-1, 14.5); None where nothing."""
    left: pikepdf.Object = pdf.Root.get("/PieceInfo", pikepdf.Dictionary())
    private = left.get(PIECE, pikepdf.Dictionary()).get("/Private")
    return private if isinstance(private, pikepdf.Dictionary) else None
