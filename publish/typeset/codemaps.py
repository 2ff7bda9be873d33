"""The maps from codes to glyphs, as a PDF has them (ISO 32000-1, 9.7.4 and 9.7.5)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pydyf

NAME = "Publish-Codes"


def add_code_map(
    pdf: Any, font_dictionary: Any, descendant: Any, glyph_of: Mapping[int, int], compress: bool
) -> None:
    """Give a composite font the map from its codes to its ``descendant``'s glyphs."""
    is_compact = descendant["Subtype"] == "/CIDFontType0"
    mapping = encoding(glyph_of, compress) if is_compact else cid_to_gid_map(glyph_of, compress)
    pdf.add_object(mapping)
    if is_compact:
        font_dictionary["Encoding"] = mapping.reference
    else:
        descendant["CIDToGIDMap"] = mapping.reference


def cid_to_gid_map(glyph_of: Mapping[int, int], compress: bool) -> Any:
    """A CIDToGIDMap for a TrueType font: two bytes for each code up to the highest."""
    data = bytearray(2 * (max(glyph_of) + 1))
    for code, glyph in glyph_of.items():
        data[2 * code : 2 * code + 2] = glyph.to_bytes(2, "big")
    return pydyf.Stream([bytes(data)], compress=compress)


def encoding(glyph_of: Mapping[int, int], compress: bool) -> Any:
    """A CMap for a font with compact outlines (CFF), where CIDs are the numbers of glyphs."""
    system = {"Registry": pydyf.String("Adobe"), "Ordering": pydyf.String("Identity")}
    extra = pydyf.Dictionary(
        {
            "Type": "/CMap",
            "CMapName": f"/{NAME}",
            "CIDSystemInfo": pydyf.Dictionary(system | {"Supplement": 0}),
            "WMode": 0,
        }
    )
    lines = [
        "/CIDInit /ProcSet findresource begin",
        "12 dict begin",
        "begincmap",
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> def",
        f"/CMapName /{NAME} def",
        "/CMapType 1 def",
        "/WMode 0 def",
        "1 begincodespacerange",
        "<0000> <ffff>",
        "endcodespacerange",
    ]
    for batch in _batches(sorted(glyph_of.items())):
        lines.append(f"{len(batch)} begincidchar")
        lines += (f"<{code:04x}> {glyph}" for code, glyph in batch)
        lines.append("endcidchar")
    lines += ["endcmap", "CMapName currentdict /CMap defineresource pop", "end", "end"]
    return pydyf.Stream([line.encode() for line in lines], extra, compress=compress)


def _batches(items: list[tuple[int, int]]) -> list[list[tuple[int, int]]]:
    """A CMap section holds at most 100 entries."""
    return [items[at : at + 100] for at in range(0, len(items), 100)]
