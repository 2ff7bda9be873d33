"""A press file with nothing wrong in it, made by hand: PDF/X-4, four A5 pages, bleed and marks."""

from __future__ import annotations

from io import BytesIO

from fontTools import subset
from fontTools.ttLib import TTFont
from pikepdf import Array, Dictionary, Name, Pdf, String

from publish.fonts.library import open_library

MM = 72 / 25.4
MEDIA = (0.0, 0.0, 174 * MM, 236 * MM)
BLEED = (10 * MM, 10 * MM, 164 * MM, 226 * MM)
TRIM = (13 * MM, 13 * MM, 161 * MM, 223 * MM)
XMP = """<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:pdfxid="http://www.npes.org/pdfx/ns/id/"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/"
 pdfxid:GTS_PDFXVersion="PDF/X-4" pdf:Trapped="False" xmp:CreateDate="2024-01-01T00:00:00Z"
 xmp:ModifyDate="2024-01-01T00:00:00Z" xmp:MetadataDate="2024-01-01T00:00:00Z"
 xmpMM:DocumentID="uuid:1" xmpMM:RenditionClass="default" xmpMM:VersionID="1">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">Sound</rdf:li></rdf:Alt></dc:title>
</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>"""
# A band that bleeds, a rule and black text that overprint, and marks outside the bleed.
PAGE = f"""
q /Over gs 0.2 0.1 0 0 k {BLEED[0]} {BLEED[1]} {BLEED[2] - BLEED[0]} {20 * MM} re f
0 0 0 1 K 0.5 w {20 * MM} {120 * MM} m {150 * MM} {120 * MM} l S
0 0 0 1 k BT /F 10 Tf {25 * MM} {130 * MM} Td (nothing is wrong) Tj ET Q
q /Registration CS 1 SCN 0.25 w {5 * MM} {TRIM[1]} m {9 * MM} {TRIM[1]} l S Q
"""


def profile(device: bytes = b"prtr", space: bytes = b"CMYK") -> bytes:
    """As much of an ICC profile as says what it is of: a header, and a table with one tag."""
    tag, text = b"desc" + (144).to_bytes(4) + (16).to_bytes(4), b"desc" + bytes(12)
    head = bytearray(128)
    head[:4] = (128 + 4 + 12 + 16).to_bytes(4)
    head[12:16], head[16:20], head[36:40] = device, space, b"acsp"
    return bytes(head) + (1).to_bytes(4) + tag + text


def embedded_font(pdf: Pdf) -> Dictionary:
    """Source Serif with the letters of ASCII, as a simple font."""
    files = open_library().installed.files
    path = next(
        path
        for face, path in files.items()
        if (face.family, face.style, face.weight) == ("Source Serif 4", "normal", 400)
    )
    face = TTFont(path)
    options = subset.Options(glyph_names=False, layout_features=[], drop_tables=["GSUB", "GPOS"])
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=range(32, 127))
    subsetter.subset(face)
    out, unit = BytesIO(), 1000 / face["head"].unitsPerEm
    names, metrics = face.getBestCmap(), face["hmtx"].metrics
    face.save(out)
    file = pdf.make_stream(out.getvalue())
    descriptor = Dictionary(
        Type=Name.FontDescriptor,
        FontName=Name("/ABCDEF+SourceSerif"),
        Flags=32,
        FontBBox=Array([-200, -300, 1200, 1000]),
        ItalicAngle=0,
        Ascent=900,
        Descent=-300,
        CapHeight=670,
        StemV=80,
    )
    descriptor[Name.FontFile2 if "glyf" in face else Name.FontFile3] = file
    return Dictionary(
        Type=Name.Font,
        Subtype=Name.TrueType,
        BaseFont=Name("/ABCDEF+SourceSerif"),
        Encoding=Name.WinAnsiEncoding,
        FirstChar=32,
        LastChar=126,
        Widths=Array([round(metrics[names[code]][0] * unit) for code in range(32, 127)]),
        FontDescriptor=pdf.make_indirect(descriptor),
    )


def make_sound() -> Pdf:
    """The press file, open."""
    pdf = Pdf.new()
    font = pdf.make_indirect(embedded_font(pdf))
    tint = Dictionary(
        FunctionType=2, Domain=Array([0, 1]), C0=Array([0] * 4), C1=Array([1] * 4), N=1
    )
    registration = Array([Name.Separation, Name.All, Name.DeviceCMYK, pdf.make_indirect(tint)])
    for _ in range(4):
        page = pdf.add_blank_page(page_size=MEDIA[2:])
        page.obj.BleedBox, page.obj.TrimBox = Array(BLEED), Array(TRIM)
        page.obj.Resources = Dictionary(
            Font=Dictionary(F=font),
            ExtGState=Dictionary(Over=Dictionary(OP=True, op=True, OPM=1)),
            ColorSpace=Dictionary(Registration=registration),
            XObject=Dictionary(),
        )
        page.obj.Contents = pdf.make_stream(PAGE.encode())
    stream = pdf.make_stream(profile())
    stream.N = 4
    intent = Dictionary(
        Type=Name.OutputIntent,
        S=Name.GTS_PDFX,
        OutputConditionIdentifier=String("FOGRA39"),
        Info=String("Coated paper"),
        DestOutputProfile=stream,
    )
    pdf.Root.OutputIntents = Array([pdf.make_indirect(intent)])
    pdf.Root.Metadata = pdf.make_stream(XMP.encode())
    pdf.Root.Metadata.Type, pdf.Root.Metadata.Subtype = Name.Metadata, Name.XML
    pdf.docinfo["/Trapped"] = Name("/False")
    pdf.docinfo["/Title"] = String("Sound")
    return pdf
