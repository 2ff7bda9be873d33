"""OpenDocument made plain before pandoc reads it (OpenDocument 1.3, part 3)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from lxml import etree

from publish.doors.xml import parse_xml
from publish.incoming.page import Remark
from publish.incoming.readers.unwrapping import remove
from publish.incoming.readers.wordprocessing import Plain

_CONTENT: Final = "content.xml"
_TEXT: Final = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_DRAW: Final = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
_PARAGRAPHS: Final = (f"{_TEXT}p", f"{_TEXT}h")
_INDEXES: Final = tuple(
    f"{_TEXT}{name}"
    for name in (
        "table-of-content", "illustration-index", "table-index", "alphabetical-index",
        "object-index", "user-index",
    )
)  # fmt: skip


def made_plain(parts: Mapping[str, bytes]) -> Plain:
    """The parts of an .odt for pandoc. They must be known to be XML without entities."""
    result = Plain(dict(parts))
    if _CONTENT not in parts:
        return result
    root = parse_xml(parts[_CONTENT])
    for index in list(root.iter(*_INDEXES)):
        said = [
            " ".join("".join(map(str, line.itertext())).split())
            for line in index.iter(*_PARAGRAPHS)
        ]
        if any(said):
            message = "printed contents were left out; every edition makes its own"
            result.left_out.append(Remark(None, message, " / ".join(filter(None, said))))
        remove(index)
    for box in list(root.iter(f"{_DRAW}text-box")):
        _bring_out(box, result)
    result.parts[_CONTENT] = etree.tostring(root, encoding="utf-8", xml_declaration=True)
    return result


def _bring_out(box: etree._Element, result: Plain) -> None:
    """Put what a text box says behind the paragraph that it is anchored in."""
    anchor = next(box.iterancestors(*_PARAGRAPHS), None)
    said = " ".join("".join(map(str, box.itertext())).split())
    if anchor is None or not said:
        return
    for child in reversed(list(box)):
        child.tail = None
        anchor.addnext(child)
    remove(box)
    message = "stood in a text box; it is in the text after its paragraph"
    result.doubts.append(Remark(None, message, said))
