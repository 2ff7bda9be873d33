"""Makes a PDF/UA-1 pamphlet one that is PDF/UA-2 and Well-Tagged PDF: PDF 2.0, another file.

The pages are the same. What differs is what the standards ask of the structure (ISO 14289-2:2024,
8; WTPDF 1.0, 8; ISO/TS 32005): its namespace, notes that know their calls, destinations that are
elements and not places on a page, and what the metadata claim.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from io import BytesIO
from types import MappingProxyType
from typing import Final

import pikepdf
from lxml import etree
from pikepdf import Array, Dictionary, Name, String

from publish.errors import Problem, TypesetError
from publish.typeset.logical import CALL, NOTE, TO

VERSION: Final = "2.0"
NAMESPACE: Final = "http://iso.org/pdf2/ssn"
"""That of the structure types of PDF 2.0 (ISO 32000-2, 14.8.6)."""

_OLD: Final = frozenset({"/BlockQuote", "/Quote", "/Code", "/Art", "/Reference"})
"""Types that PDF 2.0 has no more: they stay in the namespace of PDF 1.7, which is the default."""

_NEW: Final[Mapping[str, str]] = MappingProxyType({"/Note": "/FENote"})
"""Types that others have taken the place of."""

_HEADINGS: Final = frozenset(f"/H{level}" for level in range(1, 7))

_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_DECLARED: Final = ("accessibility1.0", "reuse1.0")
_DROPPED: Final = (
    "{http://www.aiim.org/pdfa/ns/id/}",
    "{http://www.aiim.org/pdfa/ns/extension/}",
    "{http://www.aiim.org/pdfua/ns/id/}",
)
_CLAIMS: Final = """\
<rdf:Description xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
  xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"
  xmlns:pdfd="http://pdfa.org/declarations/" rdf:about="" pdfuaid:part="2" pdfuaid:rev="2024">
<pdfd:declarations><rdf:Bag>{declared}</rdf:Bag></pdfd:declarations></rdf:Description>"""
_DECLARATION: Final = (
    '<rdf:li rdf:parseType="Resource"><pdfd:conformsTo>'
    "http://pdfa.org/declarations/wtpdf#{name}</pdfd:conformsTo></rdf:li>"
)
_PACKET: Final = (
    '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n{xmp}\n<?xpacket end="r"?>'
)


def as_ua2(pamphlet: bytes) -> bytes:
    """The same pages as PDF/UA-2 and WTPDF; the same input gives the same bytes.

    Raises TypesetError where a link or a bookmark leads to nothing that is tagged.
    """
    with pikepdf.open(BytesIO(pamphlet)) as pdf:
        elements = list(_elements(pdf.Root.StructTreeRoot))
        named = {str(each.ID): each for each in elements if "/ID" in each}
        headings = [each for each in elements if str(each.S) in _HEADINGS]
        _retype(pdf, elements)
        _join_notes(named)
        _lead_links(pdf, named)
        _lead_outlines(pdf, headings)
        _claim(pdf)
        out = BytesIO()
        pdf.save(
            out,
            deterministic_id=True,
            force_version=VERSION,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            compress_streams=True,
            fix_metadata_version=False,
        )
    return out.getvalue()


def _elements(parent: pikepdf.Object) -> Iterator[pikepdf.Object]:
    """The elements below one, in order of reading."""
    for kid in parent.get("/K", ()):
        if isinstance(kid, Dictionary) and "/S" in kid:
            yield kid
            yield from _elements(kid)


def _retype(pdf: pikepdf.Pdf, elements: list[pikepdf.Object]) -> None:
    """Put elements into the namespace of PDF 2.0, under the types that it has."""
    space = pdf.make_indirect(Dictionary(Type=Name.Namespace, NS=String(NAMESPACE)))
    pdf.Root.StructTreeRoot.Namespaces = Array([space])
    for element in elements:
        listed = element.get("/A") if str(element.S) == "/L" else None
        if listed is not None and str(listed.ListNumbering) == "/None":
            listed.ListNumbering = Name.Description  # of terms, which are its labels
        role = _NEW.get(str(element.S), str(element.S))
        element.S = Name(role)
        if role not in _OLD:
            element.NS = space


def _join_notes(named: Mapping[str, pikepdf.Object]) -> None:
    """Let notes and their calls know of each other (ISO 14289-2, 8.2.5.14)."""
    for name, note in named.items():
        if name.startswith(NOTE):
            call = named[f"{CALL}{name.removeprefix(NOTE)}"]
            note.Ref, call.Ref = Array([call]), Array([note])
            note.A = Dictionary(O=Name.FENote, NoteType=Name.Footnote)


def _lead_links(pdf: pikepdf.Pdf, named: Mapping[str, pikepdf.Object]) -> None:
    """Links within the document lead to elements (ISO 32000-2, 12.3.2.3)."""
    for page in pdf.pages:
        for link in page.obj.get("/Annots", ()):
            if "/Dest" in link:
                name = str(link.Dest)
                element = named.get(f"{TO}{name}")
                if element is None:
                    raise _nowhere(name)
                link.A = _action(element, page.obj)
                del link["/Dest"]
    if "/Names" in pdf.Root:
        del pdf.Root["/Names"]  # places, which nobody asks for by name any more


def _lead_outlines(pdf: pikepdf.Pdf, headings: list[pikepdf.Object]) -> None:
    """Bookmarks lead to headings, of which each has one."""
    items = list(_items(pdf.Root.get("/Outlines")))
    if len(items) != len(headings):
        raise _nowhere(str(items[-1].Title) if items else "")
    for item, heading in zip(items, headings, strict=True):
        item.A = _action(heading, item.Dest[0])
        del item["/Dest"]


def _items(parent: pikepdf.Object | None) -> Iterator[pikepdf.Object]:
    item = parent.get("/First") if parent is not None else None
    while item is not None:
        yield item
        yield from _items(item)
        item = item.get("/Next")


def _action(element: pikepdf.Object, page: pikepdf.Object) -> Dictionary:
    """To go to an element; who does not know how is shown its page."""
    fit = Name.Fit
    own = _page(element) or page
    return Dictionary(Type=Name.Action, S=Name.GoTo, D=Array([own, fit]), SD=Array([element, fit]))


def _page(element: pikepdf.Object) -> pikepdf.Object | None:
    """The page that an element begins on."""
    if "/Pg" in element:
        return element.Pg
    return next((each.Pg for each in _elements(element) if "/Pg" in each), None)


def _nowhere(name: str) -> TypesetError:
    return TypesetError(Problem(f"what “{name}” leads to has no place among the tags."))


def _claim(pdf: pikepdf.Pdf) -> None:
    """What the metadata say that the file is; PDF 2.0 has no other place for titles and dates."""
    root = etree.fromstring(pdf.Root.Metadata.read_bytes())
    rdf = next(root.iter(f"{{{_RDF}}}RDF"))
    for description in list(rdf):
        for part in list(description):
            if str(part.tag).startswith(_DROPPED):
                description.remove(part)
        for key in [key for key in description.attrib if str(key).startswith(_DROPPED)]:
            del description.attrib[key]
        about = f"{{{_RDF}}}about"
        if not len(description) and set(description.attrib) <= {about}:
            rdf.remove(description)
    declared = "".join(_DECLARATION.format(name=name) for name in _DECLARED)
    rdf.append(etree.fromstring(_CLAIMS.format(declared=declared)))
    etree.cleanup_namespaces(root)
    xmp = _PACKET.format(xmp=etree.tostring(root, encoding="unicode"))
    pdf.Root.Metadata = pdf.make_stream(xmp.encode(), Type=Name.Metadata, Subtype=Name.XML)
    if "/Info" in pdf.trailer:
        del pdf.trailer["/Info"]
