"""Whether a press file is the PDF/X-4 that it should be, and has nothing in it that acts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

import pikepdf

from publish.findings.finding import Code, Finding, Spot, error, warning
from publish.findings.saying import counted
from publish.pdf.attributes import inherited
from publish.pdf.file import PdfFile
from publish.pdf.geometry import common
from publish.pdf.roles import metadata, said_versions
from publish.verify.press.places import frame, numbered

CLAIM = Code("press-claim", "ISO 15930-7:2010, identification")
VERSION = Code("press-version", "ISO 15930-7:2010, file structure")
METADATA = Code("press-metadata", "ISO 15930-7:2010, metadata")
TRAPPED = Code("press-trapped", "ISO 15930-7:2010, trapping")
IDENTIFIER = Code("press-file-id", "ISO 15930-7:2010, file structure")
ENCRYPTED = Code("press-encrypted", "ISO 15930-7:2010, encryption")
ACTIVE = Code("press-actions", "ISO 15930-7:2010, actions and JavaScript")
ATTACHED = Code("press-attachments", "ISO 15930-7:2010, embedded files")
FORMS = Code("press-form", "ISO 15930-7:2010, forms")
NOTES = Code("press-annotations", "ISO 15930-7:2010, annotations")
FORBIDDEN = Code("press-postscript", "ISO 15930-7:2010, objects that are not permitted")
LAYERS = Code("press-layers", "GWG 2022 sheetfed CMYK, optional content")

WANTED: Final = "PDF/X-4"
_NEWEST: Final = (1, 6)
_XMP: Final = {
    "dc:title": "a title",
    "xmp:CreateDate": "a date of creation",
    "xmp:ModifyDate": "a date of change",
    "xmp:MetadataDate": "a date of its metadata",
    "xmpMM:DocumentID": "an identifier",
    "xmpMM:RenditionClass": "a rendition class",
    "xmpMM:VersionID": "a version",
}
_NESTED: Final = (pikepdf.Dictionary, pikepdf.Array)
_DEEPEST: Final = 6
_MARKS: Final = ("/PrinterMark", "/TrapNet")
_PLAYED: Final = ("/FileAttachment", "/Movie", "/Sound", "/Screen", "/RichMedia", "/3D")


def check(file: PdfFile) -> Iterator[Finding]:
    """What the document says of itself as a whole, and what it carries besides its pages."""
    yield from _claim(file)
    yield from _document(file)
    yield from _notes(file)
    yield from _forbidden(file)
    yield from _layers(file)


def _claim(file: PdfFile) -> Iterator[Finding]:
    said, also = said_versions(file.pdf)
    remedy = "Export it anew as PDF/X-4."
    if not said:
        older = f": it says {also}" if also else ""
        message = f"the file does not say in its metadata that it is {WANTED}{older}."
        yield error(CLAIM, message, file.place, remedy)
    elif said != WANTED:
        yield error(CLAIM, f"the file says that it is {said}, not {WANTED}.", file.place, remedy)
    elif also and also != said:
        message = f"the metadata say {said}, the information dictionary {also}."
        yield error(CLAIM, message, file.place, remedy)
    xmp = metadata(file.pdf)
    missing = [words for key, words in _XMP.items() if not xmp.get(key)]
    if missing:
        message = f"the metadata lack {', '.join(missing)}."
        yield error(METADATA, message, file.place, "Export it anew as PDF/X-4.")


def _document(file: PdfFile) -> Iterator[Finding]:
    pdf, root, place = file.pdf, file.pdf.Root, file.place
    if tuple(int(part) for part in pdf.pdf_version.split(".")) > _NEWEST:
        message = f"the file is PDF {pdf.pdf_version}; {WANTED} ends with PDF 1.6."
        yield error(VERSION, message, place, "Export it as PDF 1.6.")
    yield from _trapped(file)
    identifier = [bytes(part) for part in pdf.trailer.get("/ID", pikepdf.Array())]
    if len(identifier) != 2 or not all(identifier):
        message = "the file has no identifier of its own in its trailer."
        yield error(IDENTIFIER, message, place, "Export it anew.")
    if pdf.is_encrypted:
        message = "the file is encrypted: a press may not be able to open it."
        yield error(ENCRYPTED, message, place, "Save it without a password.")
    names = root.get("/Names", pikepdf.Dictionary())
    if "/JavaScript" in names or "/AA" in root or _acts(root.get("/OpenAction")):
        message = "the file does something when it is opened."
        yield error(ACTIVE, message, place, "Export it without actions or JavaScript.")
    if "/EmbeddedFiles" in names or "/AF" in root:
        message = "other files are embedded in it."
        yield error(ATTACHED, message, place, "Take them out.")
    if len(root.get("/AcroForm", pikepdf.Dictionary()).get("/Fields", pikepdf.Array())):
        yield error(FORMS, "it has a form to fill in.", place, "Export it without the form.")


def _trapped(file: PdfFile) -> Iterator[Finding]:
    said = str(file.pdf.docinfo.get("/Trapped", "")).lstrip("/")
    also = str(metadata(file.pdf).get("pdf:Trapped", ""))
    remedy = "Set Trapped to False, unless traps have been added."
    if said not in ("True", "False"):
        message = "the file does not say whether traps have been added to it."
        yield error(TRAPPED, message, file.place, remedy)
    elif also and also != said:
        message = f"Trapped is {said} in the information dictionary and {also} in the metadata."
        yield error(TRAPPED, message, file.place, remedy)


def _notes(file: PdfFile) -> Iterator[Finding]:
    """Annotations that are or do something on paper, on the first page that has some."""
    inside: dict[int, list[Any]] = {}
    acting: dict[int, Any] = {}
    played: dict[int, Any] = {}
    for number, page in enumerate(file.pdf.pages, start=1):
        if "/AA" in page.obj:
            acting[number] = None
        bleed = frame(page).bleed
        for note in inherited(page, "/Annots", pikepdf.Array()):
            left, bottom, right, top = box = tuple(float(edge) for edge in note["/Rect"])
            kind = note.get("/Subtype")
            if _acts(note.get("/A")) or "/AA" in note:
                acting.setdefault(number, box)
            if kind in _PLAYED:
                played.setdefault(number, box)
            if kind not in _MARKS and common((left, bottom, right, top), bleed):
                inside.setdefault(number, []).append(box)
    if inside:
        page = next(iter(inside))
        many = counted(sum(map(len, inside.values())), "link or note", "links or notes")
        message = f"{many} on {numbered(list(inside))} lie on what is printed."
        yield error(NOTES, message, file.place, "Take them out.", Spot(page, inside[page][0]))
    if acting:
        message = f"a link or a page acts on {numbered(list(acting))}; paper cannot."
        spot = Spot(next(iter(acting)), next(iter(acting.values())))
        yield error(ACTIVE, message, file.place, "Export it without actions.", spot)
    if played:
        message = f"something to play or to open is attached to {numbered(list(played))}."
        spot = Spot(next(iter(played)), next(iter(played.values())))
        yield error(ATTACHED, message, file.place, "Take it out.", spot)


def _acts(action: Any) -> bool:
    """Whether this is an action; a mere destination is none (ISO 32000-1, 12.3.2)."""
    return isinstance(action, pikepdf.Dictionary) and "/S" in action


def _forbidden(file: PdfFile) -> Iterator[Finding]:
    """Objects that let a press print something else than what is seen."""
    found = {
        words
        for thing in file.pdf.objects
        for part in _with_parts(thing)
        for words in _elsewhere(part)
    }
    for words in sorted(found):
        yield error(FORBIDDEN, f"the file has {words}.", file.place, "Export it anew as PDF/X-4.")


def _with_parts(thing: Any, depth: int = 0) -> Iterator[pikepdf.Object]:
    """An object's dictionary, and those that are written into it."""
    if isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
        yield thing
        parts = [value for _, value in thing.items()]
    else:
        parts = list(thing) if isinstance(thing, pikepdf.Array) else []
    for part in parts:
        written_into_it = isinstance(part, _NESTED) and not part.is_indirect
        if written_into_it and depth < _DEEPEST:
            yield from _with_parts(part, depth + 1)


def _elsewhere(thing: pikepdf.Object) -> Iterator[str]:
    if isinstance(thing, pikepdf.Stream):
        if thing.get("/Subtype") == "/PS" or thing.get("/Subtype2") == "/PS":
            yield "PostScript in it"
        if "/OPI" in thing:
            yield "pictures that are to be exchanged for others (OPI)"
        if "/Alternates" in thing:
            yield "pictures with others in their stead (Alternates)"
        if "/Ref" in thing and thing.get("/Subtype") == "/Form":
            yield "pages that are fetched from other files (reference XObjects)"
        if "/F" in thing:
            yield "content that is kept in other files"
    elif "/G" not in thing and any(_is_function(thing.get(key)) for key in ("/TR", "/TR2")):
        yield "transfer functions, which change tones on their own"


def _is_function(value: Any) -> bool:
    """Whether this is a function, or one for each ink (ISO 32000-1, 7.10)."""
    if isinstance(value, pikepdf.Array):
        return any(_is_function(part) for part in list(value))
    return isinstance(value, pikepdf.Dictionary | pikepdf.Stream) and "/FunctionType" in value


def _layers(file: PdfFile) -> Iterator[Finding]:
    layers = file.pdf.Root.get("/OCProperties", pikepdf.Dictionary()).get("/OCGs", pikepdf.Array())
    if len(layers):
        names = ", ".join(f"“{layer.get('/Name', '')}”" for layer in list(layers)[:5])
        yield warning(
            LAYERS,
            f"the file has layers ({names}): what is printed depends on which are shown.",
            file.place,
            "Export it with nothing but what is to be printed.",
        )
