"""Speaks elements: what is announced of each type, and what takes the place of its content.

What is announced follows the types of ISO 32000-1, 14.8.4, and ISO 32000-2, 14.8.4; what takes
the place of an element's content, ISO 32000-1, 14.9.3 and 14.9.4.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final

from publish.aloud.tables import Cell, grid
from publish.aloud.targets import Target
from publish.aloud.transcript import Voice
from publish.findings.saying import counted
from publish.language.names import in_english
from publish.pdf.items import Mark, ObjectKey
from publish.pdf.speech import Speaker, Spelling
from publish.pdf.tree import INLINE, Element, Reference

_HEADING: Final = re.compile(r"H([1-9]\d{0,3})")
_NOTES: Final = frozenset({"Note", "FENote"})
_ITEMS: Final = frozenset({"LI", "TOCI"})
_WITHIN: Final = frozenset({"Lbl", "Artifact"})
"""Types that may stand in a line of text as well as by themselves."""
_GROUPS: Final[Mapping[str, str]] = MappingProxyType(
    {"BlockQuote": "quotation", "Aside": "aside", "Index": "index"}
)
"""Types whose beginning and end are announced, and how they are called."""


def begin(voice: Voice, title: str, language: str | None) -> None:
    """Announce a document: its title, and the language that it is in unless it says otherwise."""
    voice.announce(f"title: “{title}”" if title else "no title")
    voice.announce(f"document in {in_english(language)}" if language else "document in no language")
    voice.language = language


@dataclass(slots=True)
class Reading:
    """Speaks elements; ``depth`` is how many lists are open, ``section`` how many sections.

    ``labels`` have been announced, and are not read once more.
    """

    speaker: Speaker
    voice: Voice
    targets: Mapping[ObjectKey, Target]
    spelling: Spelling = field(default_factory=Spelling)
    labels: set[Element] = field(default_factory=set)
    depth: int = 0
    section: int = 0

    def element(self, element: Element) -> None:
        """Speak an element: as its type asks, else what is in it."""
        in_line = element.role in INLINE or element.role in _WITHIN
        if not in_line:
            self._end_block()
        speak = _SPOKEN.get(element.role)
        if match := _HEADING.fullmatch(element.role):
            self.voice.announce(f"heading level {match[1]}")
            self.content(element)
        elif speak is not None:
            speak(self, element)
        else:
            self.content(element)
        if not in_line:
            self._end_block()

    def content(self, element: Element) -> None:
        """What an element says, or what is said in its place."""
        if element.told is not None:
            self.voice.say(self.spelling.told(element.told), element.language)
        elif (element.alternative or "").strip():
            self.voice.announce(f"described: “{element.alternative}”")
        else:
            self.children(element)

    def children(self, element: Element) -> None:
        """All that is right in an element, in order."""
        for kid in element.kids:
            if isinstance(kid, Element):
                self.element(kid)
            elif isinstance(kid, Mark):
                painted = self.speaker.painted.get(kid, ())
                self.voice.say(self.spelling.painted(painted), element.language)
            else:
                self.reference(kid)

    def reference(self, reference: Reference) -> None:
        """An annotation; those of links are announced with them."""
        target = self.targets.get(reference.target)
        if target is not None and target.kind != "link":
            self.voice.announce(f"{target.kind}: {target.words()}")

    def _end_block(self) -> None:
        self.voice.end_block()
        self.spelling = Spelling()

    # --- By type ----------------------------------------------------------------------

    def plain_heading(self, element: Element) -> None:
        """A heading whose level is that of the sections around it (14.8.4.3.2)."""
        self.voice.announce(f"heading level {max(1, self.section)}")
        self.content(element)

    def sectioned(self, element: Element) -> None:
        """A section, which makes the headings in it a level lower."""
        self.section += 1
        self.content(element)
        self.section -= 1

    def group(self, element: Element) -> None:
        """What is announced at its beginning and at its end."""
        name = _GROUPS[element.role]
        self.voice.announce(name)
        self.content(element)
        self._end_block()
        self.voice.conclude(f"end of {name}")

    def caption(self, element: Element) -> None:
        """A caption."""
        self.voice.announce("caption")
        self.content(element)

    def listed(self, element: Element) -> None:
        """A list, or a table of contents: how many items, which is which, and where it ends."""
        items = [kid for kid in element.children() if kid.role in _ITEMS]
        name = "list" if element.role == "L" else "contents"
        self.depth += 1
        level = f", level {self.depth}" if self.depth > 1 else ""
        self.voice.announce(f"{name} of {counted(len(items), 'item')}{level}")
        number = 0
        for kid in element.children():
            if kid.role in _ITEMS:
                number += 1
                label = self.label(kid)
                labelled = f", “{label}”" if label else ""
                self.voice.announce(f"item {number} of {len(items)}{labelled}")
            self.element(kid)
        self.voice.conclude(f"end of {name}{level}")
        self.depth -= 1

    def silent(self, _: Element) -> None:
        """What is not for reading."""

    def labelled(self, element: Element) -> None:
        """A label is read where it was not announced, as in a heading or a caption."""
        if element not in self.labels:
            self.content(element)

    def called(self, element: Element) -> None:
        """A reference: to a note, if it has a label and nothing that leads anywhere."""
        label = self.label(element)
        if label and not any(each.role == "Link" for each in element.elements()):
            self.voice.announce(f"call of note “{label}”")
        else:
            self.content(element)

    def note(self, element: Element) -> None:
        """A note; a list in it is none within that which it is called in."""
        label = self.label(element)
        name = f"note “{label}”" if label else "note"
        depth, self.depth = self.depth, 0
        self.voice.announce(name)
        self.content(element)
        self._end_block()
        self.voice.conclude(f"end of {name}")
        self.depth = depth

    def link(self, element: Element) -> None:
        """A link, and where it leads."""
        led = [
            self.targets[kid.target]
            for each in element.elements()
            for kid in each.kids
            if isinstance(kid, Reference) and kid.target in self.targets
        ]
        self.voice.announce(f"link: {led[0].words() if led else 'leads nowhere'}")
        self.content(element)
        self.voice.announce("end of link")

    def figure(self, element: Element) -> None:
        """A picture: its description, then its caption if that is in it."""
        name = element.role.lower()
        told = (element.told or element.alternative or "").strip()
        self.voice.announce(f"{name}: “{told}”" if told else f"{name} without a description")
        for kid in element.children():
            if kid.role == "Caption" and told:
                self.element(kid)
        if not told:
            self.children(element)

    def ruby(self, element: Element) -> None:
        """How a word is pronounced stands beside it."""
        self.voice.announce(f"ruby: “{self.speaker.text(element).strip()}”")

    def table(self, element: Element) -> None:
        """A table: how large it is, its caption, then row by row."""
        table = grid(element)
        rows, columns = counted(len(table.rows), "row"), counted(table.columns, "column")
        self.voice.announce(f"table of {rows} and {columns}")
        for kid in element.children():
            if kid.role == "Caption":
                self.element(kid)
        for number, row in enumerate(table.rows, start=1):
            self._end_block()
            self.voice.announce(f"row {number} of {len(table.rows)}")
            for cell in row:
                self.cell(cell)
        self.voice.conclude("end of table")

    def cell(self, cell: Cell) -> None:
        """A cell: its column, the headers that it stands under and beside, and its words."""
        self._end_block()
        place = f"column {cell.column}"
        if cell.wide > 1:
            place += f" to {cell.column + cell.wide - 1}"
        if cell.element.role == "TH":
            place = f"header, {place}"
        texts = (self.speaker.text(header) for header in cell.headers)
        named = "".join(f", “{' '.join(text.split())}”" for text in texts if text.strip())
        self.voice.announce(f"{place}{named}")
        self.content(cell.element)
        self._end_block()

    def label(self, element: Element) -> str:
        """The printed label of an item or a note."""
        labels = (kid for kid in _shallow(element) if kid.role == "Lbl")
        found = next(labels, None)
        if found is None:
            return ""
        self.labels.add(found)
        return " ".join(self.speaker.text(found).split())


def _shallow(element: Element) -> Iterator[Element]:
    """What may hold an element's own label: its children, and those of a paragraph or line."""
    for kid in element.children():
        yield kid
        if kid.role in {"P", "Div", "NonStruct", "Span"}:
            yield from kid.children()


_SPOKEN: Final[Mapping[str, Callable[[Reading, Element], None]]] = MappingProxyType(
    {
        "H": Reading.plain_heading,
        "Sect": Reading.sectioned,
        "L": Reading.listed,
        "TOC": Reading.listed,
        "Lbl": Reading.labelled,
        "Artifact": Reading.silent,
        "RP": Reading.silent,
        "RT": Reading.ruby,
        "Reference": Reading.called,
        "Link": Reading.link,
        "Figure": Reading.figure,
        "Formula": Reading.figure,
        "Caption": Reading.caption,
        "Table": Reading.table,
        **dict.fromkeys(_NOTES, Reading.note),
        **dict.fromkeys(_GROUPS, Reading.group),
    }
)
"""How elements of some types are spoken; others by what is in them."""
