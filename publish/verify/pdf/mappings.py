"""Whether each code on the pages of a PDF stands for text, and for text that can be used."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator
from typing import Final

from publish.findings.finding import Code, Finding, Severity, finding
from publish.findings.saying import counted, examples
from publish.pdf.codes import Font
from publish.pdf.file import PdfFile
from publish.pdf.items import Item
from publish.verify.pdf.fonts import spot

UNMAPPED = Code("pdf-font-unmapped", "ISO 14289-1:2014, 7.21.7")
PRIVATE = Code("pdf-text-private", "ISO 19005-2:2011, 6.2.11.7.3")
FORMS = Code("pdf-text-forms", "ISO 32000-1:2008, 9.10.2")

# Characters for shapes, that standard text writes as letters: Latin and Armenian ligatures,
# Hebrew and Arabic presentation forms (Unicode 16, 7.1, 9.1 and 9.2). Arabic symbols that are
# words of their own are among them, and are left alone.
_FORMS: Final = (("\ufb00", "\ufb4f"), ("\ufb50", "\ufdef"), ("\ufe70", "\ufefc"))
_SYMBOLS: Final = frozenset(
    [*map(chr, range(0xFBB2, 0xFBD3)), "\ufd3e", "\ufd3f", *map(chr, range(0xFD40, 0xFD50))]
)
# Categories of what is no character: private use, half of one, controls.
_NOTHING: Final = frozenset({"Co", "Cs", "Cc"})
_SPACES: Final = frozenset("\t\n\r")
_REPLACEMENT: Final = "\ufffd"


def check(file: PdfFile) -> Iterator[Finding]:
    """The codes of each font, by what is wrong with the text that they stand for.

    Where the content itself tells its text, in the place of the codes', they may stand for
    anything. Where the element tells it that the content belongs to, the standards are content,
    but most programs that search and copy look at the codes: that is a warning.
    """
    by_tags = _told_by_tags(file)
    for font, codes in _shown(file).items():
        for code, severity, is_wrong, what, remedy in _FAULTS:
            wrong = [items[0] for items in codes.values() if is_wrong(items[0].mapped)]
            if wrong:
                told = all(item.mark in by_tags for each in wrong for item in codes[each.code])
                shown = [item.mapped for item in wrong if item.mapped]
                named = f", such as {examples(map(_name, shown), 3)}" if shown else ""
                message = f"the font {font.name} has {counted(len(wrong), 'code')} {what}{named}."
                grave = "warning" if told else severity
                yield finding(grave, code, message, file.place, remedy, spot(wrong[0]))


def _told_by_tags(file: PdfFile) -> frozenset[object]:
    """The marks of content whose text its element tells (ISO 32000-1, 14.9.4)."""
    elements = file.tree.elements() if file.tree else ()
    return frozenset(mark for each in elements if each.told is not None for mark in each.marks())


def _shown(file: PdfFile) -> dict[Font, dict[int, list[Item]]]:
    """Each code of each font, wherever it is shown without text of the content's own."""
    found: dict[Font, dict[int, list[Item]]] = {}
    for item in file.items:
        if item.font is not None and item.font.legible and item.told is None:
            found.setdefault(item.font, {}).setdefault(item.code, []).append(item)
    return found


def _unmapped(text: str | None) -> bool:
    return not text


def _private(text: str | None) -> bool:
    return any(
        char == _REPLACEMENT
        or ord(char) & 0xFFFE == 0xFFFE  # noncharacters (Unicode 16, 23.7)
        or (unicodedata.category(char) in _NOTHING and char not in _SPACES)
        for char in text or ""
    )


def _formed(text: str | None) -> bool:
    return any(
        first <= char <= last and char not in _SYMBOLS
        for char in text or ""
        for first, last in _FORMS
    )


def _name(text: str) -> str:
    return " ".join(f"U+{ord(char):04X}" for char in text)


_FAULTS: Final[tuple[tuple[Code, Severity, Callable[[str | None], bool], str, str], ...]] = (
    (
        UNMAPPED,
        "error",
        _unmapped,
        "without text, whose part of the page cannot be searched, copied or heard",
        "Make the file anew with a program that maps all of its glyphs to text.",
    ),
    (
        PRIVATE,
        "error",
        _private,
        "that stand for nothing that others know as a character",
        "Make the file anew with a face whose letters are encoded as Unicode has them.",
    ),
    (
        FORMS,
        "warning",
        _formed,
        "that stand for shapes of letters, not for letters, so that searches miss the words",
        "Make the file anew from text that is written in letters.",
    ),
)
"""Codes of findings, how grave each is, when it is given, what is said, and what to do."""
