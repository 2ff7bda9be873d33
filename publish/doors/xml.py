"""XML that others have made: no document type, no entities, encodings of the Web alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from publish.doors.encodings import codec_of
from publish.faults import Fault, quoted

if TYPE_CHECKING:
    from lxml import etree


class XmlFault(Fault):
    """What is wrong with some XML, and its line where that is known."""

    def __init__(self, message: str, remedy: str | None = None, line: int | None = None) -> None:
        super().__init__(message, remedy)
        self.line = line


def parse_xml(data: bytes) -> etree._Element:
    """The root of a document; raises XmlFault where it is broken or may mean harm.

    A document type declares entities, which grow, or lead to other files; no program that
    writes documents or translations needs one. What is nested deeper, or longer in one piece,
    than libxml2 allows by itself is refused as well.
    """
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        if b"<!DOCTYPE" in data.replace(b"\0", b""):  # in UTF-16, too
            raise _has_type() from None
        raise XmlFault(f"this is not XML: {_said(error)}.", None, error.lineno) from None
    about = root.getroottree().docinfo
    if about.internalDTD is not None:
        raise _has_type()
    if codec_of(about.encoding or "utf-8") is None:
        message = f"the XML is encoded in {quoted(str(about.encoding))}."
        raise XmlFault(message, "Save it as UTF-8.", 1)
    return root


def _has_type() -> XmlFault:
    message = "the XML has a document type, as none should."
    return XmlFault(message, "Take the lines from <!DOCTYPE on out.", 1)


def _said(error: etree.XMLSyntaxError) -> str:
    """What the parser says is wrong, on one line, without its own place."""
    message = (error.msg or "it is empty").split(", line ")[0]
    return "".join(char if char.isprintable() else " " for char in message).strip()[:200]
