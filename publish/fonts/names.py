"""What a font file calls itself: its name table, and the names its licence keeps back."""

from __future__ import annotations

import re

from fontTools.ttLib import TTFont

from publish.fonts.catalogue import Face

# OpenType, "name" table. Records are kept and written for Windows, Unicode, English (US).
_WINDOWS = 3
_ENGLISH = (_WINDOWS, 1, 0x409)
_COPYRIGHT, _FAMILY, _SUBFAMILY, _UNIQUE, _FULL, _VERSION, _POSTSCRIPT = range(7)
_TYPOGRAPHIC_FAMILY, _TYPOGRAPHIC_SUBFAMILY = 16, 17
_STALE = frozenset({16, 17, 18, 21, 22, 25})  # true of the variable font, not of a static copy

# The weights that one family name can link to its regular style.
_LINKED_WEIGHTS = (400, 700)

_RESERVED = re.compile(r"Reserved Font Names?\s+([^.]+)")
_QUOTED = re.compile(r"[‘'\"“]([^’'\"”]+)[’'\"”]")


def name_face(font: TTFont, face: Face) -> None:
    """Give a static font its face's names; copyright, version and licence stay as they are.

    Regular, bold and their italics are linked under the family's own name. Any other weight
    has a name of its own there, and names its family in the typographic records.
    """
    table = font["name"]
    table.names = [
        record
        for record in table.names
        if record.platformID == _WINDOWS and record.nameID not in _STALE
    ]
    names = {
        _FAMILY: face.family,
        _SUBFAMILY: face.style_name,
        _UNIQUE: f"{face.version};{face.postscript_name}",
        _FULL: f"{face.family} {face.style_name}",
        _POSTSCRIPT: face.postscript_name,
    }
    if face.weight not in _LINKED_WEIGHTS:
        names |= {
            _FAMILY: f"{face.family} {face.weight_name}",
            _SUBFAMILY: "Italic" if face.style == "italic" else "Regular",
            _TYPOGRAPHIC_FAMILY: face.family,
            _TYPOGRAPHIC_SUBFAMILY: face.style_name,
        }
    for name_id, name in names.items():
        table.setName(name, name_id, *_ENGLISH)


def family_name(font: TTFont) -> str:
    """The name of the family that a font says it belongs to."""
    table = font["name"]
    return str(table.getDebugName(_TYPOGRAPHIC_FAMILY) or table.getDebugName(_FAMILY))


def rename_family(font: TTFont, family: str) -> None:
    """Put another family name in every record of a font that holds its present one."""
    present = family_name(font)
    table = font["name"]
    spaced = (present, family)
    joined = (present.replace(" ", ""), family.replace(" ", ""))
    for name_id, (old, new) in {
        _FAMILY: spaced,
        _FULL: spaced,
        _TYPOGRAPHIC_FAMILY: spaced,
        _UNIQUE: joined,
        _POSTSCRIPT: joined,
    }.items():
        if (name := table.getDebugName(name_id)) is not None:
            table.setName(name.replace(old, new), name_id, *_ENGLISH)


def reserved_names(font: TTFont) -> frozenset[str]:
    """The names that a font's copyright notice reserves (SIL OFL 1.1, Reserved Font Name)."""
    notice = font["name"].getDebugName(_COPYRIGHT) or ""
    return frozenset(
        name for clause in _RESERVED.findall(notice) for name in _QUOTED.findall(clause)
    )


def free_name(family: str, reserved: frozenset[str]) -> str:
    """A family's name less its reserved words, for a changed copy that is given to others.

    >>> free_name("Source Serif 4", frozenset({"Source"}))
    'Serif 4'
    """
    for name in sorted(reserved):
        family = family.replace(name, "")
    return " ".join(family.split()) or "Embedded"
