"""What makes a file PDF/X-4: its metadata, its output intent and its identifiers (ISO 15930-7)."""

from __future__ import annotations

import uuid
import zlib
from datetime import UTC, datetime
from functools import lru_cache
from hashlib import sha256
from xml.sax.saxutils import escape, quoteattr

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from publish.press.profile import CUSTOM, Profile

VERSION = "1.6"
"""The version of PDF that PDF/X-4 is written in."""

_PRODUCER = "Publish"
_HOUSE = uuid.uuid5(uuid.NAMESPACE_DNS, "press.publish.invalid")
_REGISTRY = "http://www.color.org"

_PACKET = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about=""
  xmlns:dc="http://purl.org/dc/elements/1.1/"
  xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
  xmlns:pdfxid="http://www.npes.org/pdfx/ns/id/"
  xmlns:xmp="http://ns.adobe.com/xap/1.0/"
  xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/"
  pdfxid:GTS_PDFXVersion="PDF/X-4"
  pdf:Producer={producer} pdf:Trapped="False"
  xmp:CreateDate="{date}" xmp:ModifyDate="{date}" xmp:MetadataDate="{date}"
  xmpMM:DocumentID="{document}" xmpMM:RenditionClass="default" xmpMM:VersionID="1">
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>"""


def identify(
    pdf: pikepdf.Pdf, profile: Profile, title: str, language: str, modified: datetime
) -> None:
    """Let a file say that it is PDF/X-4 for a printing condition, and nothing else.

    ``modified`` is the date of the content: a file never tells when it was made.
    """
    moment = modified.astimezone(UTC)
    content = b"".join(page.Contents.read_bytes() for page in pdf.pages)
    document = uuid.uuid5(_HOUSE, sha256(title.encode() + profile.content + content).hexdigest())
    packet = _PACKET.format(
        producer=quoteattr(_PRODUCER),
        date=moment.strftime("%Y-%m-%dT%H:%M:%SZ"),
        document=f"uuid:{document}",
        title=escape(title),
        language=escape(language),
    )
    metadata = pdf.make_stream(packet.encode(), Type=Name.Metadata, Subtype=Name.XML)
    pdf.Root.Metadata = metadata
    _describe(pdf, title, moment)
    pdf.Root.OutputIntents = Array([pdf.make_indirect(_intent(pdf, profile))])
    pdf.Root.Lang = String(language)


def _describe(pdf: pikepdf.Pdf, title: str, moment: datetime) -> None:
    date = moment.strftime("D:%Y%m%d%H%M%S+00'00'")
    for key in list(pdf.docinfo.keys()):
        del pdf.docinfo[key]
    values = {"Title": title, "Producer": _PRODUCER, "CreationDate": date, "ModDate": date}
    for key, value in values.items():
        pdf.docinfo[f"/{key}"] = String(value)
    pdf.docinfo["/Trapped"] = Name("/False")


@lru_cache(4)
def _deflated(content: bytes) -> bytes:
    """A profile as it is embedded: to make it small takes as long as all else of a file."""
    return zlib.compress(content)


def _intent(pdf: pikepdf.Pdf, profile: Profile) -> Dictionary:
    """The output intent, with the profile embedded (ISO 32000-1, 14.11.5)."""
    content = _deflated(profile.content)
    stream = pdf.make_stream(content, Filter=Name.FlateDecode, N=4, Alternate=Name.DeviceCMYK)
    intent = Dictionary(
        Type=Name.OutputIntent,
        S=Name.GTS_PDFX,
        OutputConditionIdentifier=String(profile.condition),
        OutputCondition=String(profile.description),
        Info=String(profile.description),
        DestOutputProfile=pdf.make_indirect(stream),
    )
    if profile.condition != CUSTOM:
        intent.RegistryName = String(_REGISTRY)  # where the condition's name is explained
    return intent
