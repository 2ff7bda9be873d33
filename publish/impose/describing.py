"""What a file of imposed sheets says of itself: title, language, printing, how it was imposed."""

from __future__ import annotations

import uuid

import pikepdf
from pikepdf import Dictionary, Name, String

from publish.impose.schemes import Scheme
from publish.impose.sheet import Binding, Duplex

_KEPT = ("/Title", "/Author", "/Subject", "/Producer", "/CreationDate", "/ModDate", "/Trapped")


def private(
    scheme: Scheme, binding: Binding, pages: int, thickness: float, duplex: Duplex
) -> Dictionary:
    """What those who check the sheets need to know."""
    return Dictionary(
        Scheme=String(scheme.name),
        Binding=String(binding),
        Pages=pages,
        Columns=scheme.columns,
        Rows=scheme.rows,
        ThicknessMm=round(thickness, 4),
        Duplex=String(duplex if scheme.back else "none"),
    )


def describe(source: pikepdf.Pdf, target: pikepdf.Pdf, own: Dictionary) -> None:
    """Keep what the file says of its text and its printing; say how it was imposed."""
    for key in _KEPT:
        value = source.docinfo.get(key)
        if isinstance(value, String | Name):
            target.docinfo[key] = value
    if "/Lang" in source.Root:
        target.Root.Lang = String(str(source.Root.Lang))
    preferences = Dictionary(PrintScaling=Name("/None"), PickTrayByPDFSize=True)
    turns = {"short-edge": Name.DuplexFlipShortEdge, "long-edge": Name.DuplexFlipLongEdge}
    preferences.Duplex = turns.get(str(own.Duplex), Name.Simplex)
    target.Root.ViewerPreferences = preferences
    modified = source.docinfo.get("/ModDate", String("D:19800101000000Z"))
    target.Root.PieceInfo = Dictionary(
        Publish=Dictionary(LastModified=String(str(modified)), Private=own)
    )
    if is_press(source):
        target.Root.OutputIntents = target.copy_foreign(
            source.make_indirect(source.Root.OutputIntents)
        )
        _describe_press(source, target, own)


def _describe_press(source: pikepdf.Pdf, target: pikepdf.Pdf, own: Dictionary) -> None:
    """The metadata that make it PDF/X-4, under an identifier of its own."""
    if "/Metadata" not in source.Root:
        return
    packet = source.Root.Metadata.read_bytes().decode()
    before, found, rest = packet.partition('xmpMM:DocumentID="')
    if found:
        ident, quote, rest = rest.partition('"')
        said = f"{ident} {own.Scheme} {own.Binding} {own.Duplex} {own.ThicknessMm}"
        new = uuid.uuid5(uuid.NAMESPACE_OID, said)
        packet = f"{before}{found}uuid:{new}{quote}{rest}"
    target.Root.Metadata = target.make_stream(packet.encode(), Type=Name.Metadata, Subtype=Name.XML)


def is_press(pdf: pikepdf.Pdf) -> bool:
    """Whether the file has an output intent of PDF/X (ISO 15930-7)."""
    intents = pdf.Root.get("/OutputIntents", ())
    return any(intent.get("/S") == Name.GTS_PDFX for intent in intents)
