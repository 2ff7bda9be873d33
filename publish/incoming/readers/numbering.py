"""The numbers that Word puts before paragraphs, computed as it does (ECMA-376-1, 17.9).

They stand nowhere in a document: a paragraph names a list and a level, by itself or through its
style, and the list says how each level counts, where it begins, and what stands around the number.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from publish.language.counters import Writer, roman

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

_LEVELS: Final = 9
_SIGNS: Final = {
    "decimal": "1", "decimalZero": "1", "lowerLetter": "a", "upperLetter": "A",
    "lowerRoman": "i", "upperRoman": "I", "russianLower": "a", "russianUpper": "A",
    "arabicAlpha": "a", "arabicAbjad": "a", "hebrew1": "1", "hebrew2": "a", "hindiNumbers": "1",
    "thaiNumbers": "1", "decimalFullWidth": "1", "numberInDash": "1", "ordinal": "1",
}  # fmt: skip
"""What the kinds of numbers of Word are as kinds of this program."""
_AROUND: Final = re.compile(r"\s*([(\[]?)%(\d)([.)\]:、]?|\.\))\s*")
_PLACE: Final = re.compile(r"%(\d)")


@dataclass(frozen=True, slots=True)
class Numbered:
    """How a paragraph is numbered.

    ``series`` and ``level`` tell its list, ``indent`` is where that stands, in twentieths of a
    point. ``kind`` is that of the program (see publish/language/counters.py), None for a bullet
    and for numbers that no kind says, as in "Article 5" and "1.2."; ``shown`` is what Word shows,
    nothing for a bullet.
    """

    series: str
    level: int
    indent: int
    number: int
    kind: str | None
    shown: str = ""


@dataclass(frozen=True, slots=True)
class _Level:
    form: str = "decimal"
    text: str = ""
    start: int = 1
    restart: int | None = None
    indent: int = 0
    is_legal: bool = False


@dataclass(slots=True)
class _Series:
    """A list that is being counted: the numbers of its levels, None where one begins anew."""

    counts: list[int | None] = field(default_factory=lambda: [None] * _LEVELS)


class Numbering:
    """The lists and styles of a document, and how far each list has been counted."""

    def __init__(self, numbering: etree._Element | None, styles: etree._Element | None) -> None:
        self._abstract: dict[str, etree._Element] = {}
        self._nums: dict[str, etree._Element] = {}
        self._styles: dict[str, etree._Element] = {}
        for element in numbering if numbering is not None else ():
            if element.tag == f"{W}abstractNum":
                self._abstract[element.get(f"{W}abstractNumId", "")] = element
            elif element.tag == f"{W}num":
                self._nums[element.get(f"{W}numId", "")] = element
        for style in styles.iter(f"{W}style") if styles is not None else ():
            self._styles[style.get(f"{W}styleId", "")] = style
        self._series: dict[str, _Series] = {}
        self._begun: set[tuple[str, int]] = set()
        self._known: dict[tuple[str, int], _Level] = {}

    def of(self, paragraph: etree._Element) -> Numbered | None:
        """The number of the next paragraph in the document's order; None if it has none."""
        num, level = self._place(paragraph)
        if num is None or num not in self._nums:
            return None
        abstract = self._abstract_of(num)
        if abstract is None or not 0 <= level < _LEVELS:
            return None
        number = self._count(num, abstract, level)
        own = self._level(num, level)
        indent = _indent(paragraph.find(f"{W}pPr"))
        kind = _kind(own, level)
        shown = "" if own.form == "bullet" else self._shown(num, level, abstract)
        if not shown and own.form != "bullet":
            return None
        place = own.indent if indent is None else indent
        return Numbered(abstract, level, place, number, kind, shown)

    # --- Which list ---

    def _place(self, paragraph: etree._Element) -> tuple[str | None, int]:
        """The list and the level that a paragraph, or its style, names."""
        properties = paragraph.find(f"{W}pPr")
        num, level = _named(properties)
        style = None if properties is None else properties.find(f"{W}pStyle")
        ident = None if style is None else style.get(f"{W}val")
        for name, element in self._chain(ident):
            if num is not None and level is not None:
                break
            styled, at = _named(element.find(f"{W}pPr"))
            num = styled if num is None else num
            if styled is not None and level is None:
                level = at if at is not None else self._level_of_style(styled, name)
        return (None if num == "0" else num), level or 0

    def _chain(self, ident: str | None) -> Iterator[tuple[str, etree._Element]]:
        """A style and those that it is based on."""
        seen: set[str] = set()
        while ident and ident not in seen and ident in self._styles:
            seen.add(ident)
            yield ident, self._styles[ident]
            based = self._styles[ident].find(f"{W}basedOn")
            ident = None if based is None else based.get(f"{W}val")

    def _level_of_style(self, num: str, style: str) -> int | None:
        abstract = self._abstract.get(self._abstract_of(num) or "")
        for level in abstract.iter(f"{W}lvl") if abstract is not None else ():
            named = level.find(f"{W}pStyle")
            if named is not None and named.get(f"{W}val") == style:
                return _number(level.get(f"{W}ilvl"), 0)
        return None

    def _abstract_of(self, num: str) -> str | None:
        """The list that a number stands for; links to the list of a style are followed."""
        for _ in range(_LEVELS):
            element = self._nums.get(num)
            found = None if element is None else _value(element, "abstractNumId")
            abstract = self._abstract.get(found or "")
            link = None if abstract is None else _value(abstract, "numStyleLink")
            style = self._styles.get(link or "")
            further = None if style is None else _named(style.find(f"{W}pPr"))[0]
            if further is None or further == num:
                return found
            num = further
        return None

    # --- Counting ---

    def _count(self, num: str, abstract: str, level: int) -> int:
        counts = self._series.setdefault(abstract, _Series()).counts
        override = self._override(num, level)
        start = None if override is None else _value(override, "startOverride")
        if start is not None and (num, level) not in self._begun:
            counts[level] = None
        self._begun.add((num, level))
        last = counts[level]
        own = self._level(num, level)
        first = own.start if start is None else _number(start, own.start)
        number = first if last is None else last + 1
        counts[level] = number
        for deeper in range(level + 1, _LEVELS):
            restart = self._level(num, deeper).restart
            if restart is None or (restart and level < restart):
                counts[deeper] = None
        return number

    def _override(self, num: str, level: int) -> etree._Element | None:
        for element in self._nums[num].iter(f"{W}lvlOverride"):
            if _number(element.get(f"{W}ilvl"), 0) == level:
                return element
        return None

    def _level(self, num: str, level: int) -> _Level:
        if (num, level) not in self._known:
            self._known[num, level] = self._read_level(num, level)
        return self._known[num, level]

    def _read_level(self, num: str, level: int) -> _Level:
        override = self._override(num, level)
        own = None if override is None else override.find(f"{W}lvl")
        if own is None:
            abstract = self._abstract.get(self._abstract_of(num) or "")
            levels = () if abstract is None else abstract.iter(f"{W}lvl")
            own = next((each for each in levels if _number(each.get(f"{W}ilvl"), 0) == level), None)
        if own is None:
            return _Level()
        restart = _value(own, "lvlRestart")
        return _Level(
            form=_value(own, "numFmt") or "decimal",
            text=_value(own, "lvlText") or "",
            start=_number(_value(own, "start"), 0),
            restart=None if restart is None else _number(restart, 0),
            indent=_indent(own.find(f"{W}pPr")) or 0,
            is_legal=own.find(f"{W}isLgl") is not None,
        )

    # --- What is shown ---

    def _shown(self, num: str, level: int, abstract: str) -> str:
        """What Word shows before a paragraph."""
        own = self._level(num, level)

        def number(match: re.Match[str]) -> str:
            at = int(match[1]) - 1
            if not 0 <= at < _LEVELS:
                return ""
            there = self._level(num, at)
            count = self._series[abstract].counts[at]
            form = "decimal" if own.is_legal else there.form
            return _written(there.start if count is None else count, form)

        return _PLACE.sub(number, own.text).strip()


def _kind(level: _Level, at: int) -> str | None:
    """The kind of a level's numbers, if the program has it."""
    around = _AROUND.fullmatch(level.text)
    sign = "1" if level.is_legal else _SIGNS.get(level.form)
    if around is None or sign is None or int(around[2]) != at + 1:
        return None
    after = ")" if around[3] in (")", "]", ".)") else "."
    return f"{'(' if around[1] and after == ')' else ''}{sign}{after}"


def _written(number: int, form: str) -> str:
    """A number in the kinds that are the same in all languages; in digits in all others."""
    if form == "none":
        return ""
    writers: Mapping[str, Writer] = {"Roman": roman, "Letter": _letter}
    for name, write in writers.items():
        if form.endswith(name) and (written := write(number)):
            return written.upper() if form.startswith("upper") else written
    return f"{number:02}" if form == "decimalZero" else str(number)


def _letter(number: int) -> str | None:
    """From a to z, then aa, bb, ... (ECMA-376-1, 17.18.59, lowerLetter)."""
    if not 0 < number < 4000:
        return None
    rounds, at = divmod(number - 1, 26)
    return chr(ord("a") + at) * (rounds + 1)


def _named(properties: etree._Element | None) -> tuple[str | None, int | None]:
    """The list and the level that properties name."""
    place = None if properties is None else properties.find(f"{W}numPr")
    if place is None:
        return None, None
    level = _value(place, "ilvl")
    return _value(place, "numId"), None if level is None else _number(level, 0)


def _indent(properties: etree._Element | None) -> int | None:
    indent = None if properties is None else properties.find(f"{W}ind")
    if indent is None:
        return None
    left = indent.get(f"{W}left") or indent.get(f"{W}start")
    return None if left is None else _number(left, 0)


def _value(element: etree._Element, name: str) -> str | None:
    found = element.find(f"{W}{name}")
    return None if found is None else found.get(f"{W}val")


def _number(text: str | None, otherwise: int) -> int:
    return int(text) if text and re.fullmatch(r"-?\d{1,6}", text) else otherwise
