"""Makes a tagged PDF one that is PDF/UA-1 and PDF/A-2a in the same file.

WeasyPrint writes one variant a file. A file may claim both standards, for neither forbids what
the other asks: its metadata then carries both identifiers, and describes the one that PDF/A
does not know (ISO 14289-1, 5; ISO 19005-2, 6.6.2.3 and 6.6.4).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from importlib.resources import files
from io import BytesIO
from typing import Any

import pydyf
from lxml import etree

# The variant to ask WeasyPrint for: tags, output intent, file identifier, printed annotations.
VARIANT = "pdf/a-2a"

Finisher = Callable[[Any, pydyf.PDF], None]

_PROFILE = "sRGB2014.icc"
_PROFILE_IS_GIVEN = ""  # for None, WeasyPrint would bring one itself

_PACKET = (
    '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n'
    '<x:xmpmeta xmlns:x="adobe:ns:meta/">\n{rdf}\n</x:xmpmeta>\n<?xpacket end="r"?>'
)

# PDF/UA's identifier, and its description for readers that know only what PDF/A names.
_PDF_UA = """\
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
  xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"
  xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
  xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
  xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<rdf:Description rdf:about="" pdfuaid:part="1"/>
<rdf:Description rdf:about=""><pdfaExtension:schemas><rdf:Bag>
<rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 that the file conforms to</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>
</rdf:RDF>"""

_DC = "http://purl.org/dc/elements/1.1/"
_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"

_SYMBOL = "dc.identifier"
"""The name under which HTML tells a document's own number (DCMI, DC-HTML)."""


def write(document: Any, finisher: Finisher) -> bytes:
    """``document``, laid out for ``VARIANT``, as a PDF that is and claims to be both.

    ``finisher`` has the last word on the PDF. Metadata and document information say the same.
    The same document gives the same bytes, and is left as it was for other variants.
    """

    def finish(document: Any, pdf: pydyf.PDF) -> None:
        _declare(pdf, document.metadata, getattr(document, "languages", ()))
        _forbid_interpolation(pdf)
        finisher(document, pdf)

    with _colours_are_srgb(document):
        content = document.write_pdf(
            pdf_variant=VARIANT, output_intent=_PROFILE_IS_GIVEN, finisher=finish
        )
    assert isinstance(content, bytes)
    return content


@contextmanager
def _colours_are_srgb(document: Any) -> Iterator[None]:
    """Give ``document`` the profile of its output intent for a while (ISO 19005-2, 6.2.3).

    WeasyPrint would open the same file without closing it, and leave it to later variants.
    """
    from weasyprint.css import ColorProfile

    before = document.color_profiles
    file = BytesIO((files("weasyprint.pdf") / _PROFILE).read_bytes())
    profile = ColorProfile(file, _PROFILE, "relative-colorimetric", (["r"], ["g"], ["b"]))
    document.color_profiles = {"srgb": profile}
    try:
        yield
    finally:
        document.color_profiles = before


def _declare(pdf: pydyf.PDF, metadata: Any, others: Sequence[str]) -> None:
    rdf = etree.fromstring(metadata.generate_rdf_metadata("a", 2, "A"))
    rdf.extend(etree.fromstring(_PDF_UA))
    if metadata.keywords:
        rdf.append(_bag("subject", metadata.keywords))
    if symbol := metadata.custom.get(_SYMBOL):
        rdf.append(_identifier(symbol))
    if metadata.lang:
        rdf.append(_bag("language", dict.fromkeys((metadata.lang, *others))))
    number = int(pdf.catalog["Metadata"].split()[0])
    packet = pdf.objects[number]
    packet.stream = [_PACKET.format(rdf=etree.tostring(rdf, encoding="unicode")).encode()]
    packet.compress = False  # for programs that look for metadata without reading the PDF


def _bag(name: str, values: Iterable[str]) -> etree._Element:
    """A property of Dublin Core with several values, such as ``dc:language`` (ISO 16684-1, 8.3)."""
    description, element = _described(name)
    bag = etree.SubElement(element, f"{{{_RDF}}}Bag")
    for value in values:
        etree.SubElement(bag, f"{{{_RDF}}}li").text = value
    return description


def _identifier(symbol: str) -> etree._Element:
    """``dc:identifier``: the document's own number."""
    description, element = _described("identifier")
    element.text = symbol
    return description


def _described(name: str) -> tuple[etree._Element, etree._Element]:
    description = etree.Element(f"{{{_RDF}}}Description", nsmap={"rdf": _RDF, "dc": _DC})
    description.set(f"{{{_RDF}}}about", "")
    return description, etree.SubElement(description, f"{{{_DC}}}{name}")


def _forbid_interpolation(pdf: pydyf.PDF) -> None:
    """Pictures must show their own pixels, whatever the style asks (ISO 19005-2, 6.2.8)."""
    for item in pdf.objects:
        if isinstance(item, pydyf.Stream) and "Interpolate" in item.extra:
            item.extra["Interpolate"] = "false"
