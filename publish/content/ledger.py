"""What the parts of one language file share while it is read: places, names, faults."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from publish.faults import Fault, content_error, quoted


@dataclass(slots=True)
class Ledger:
    """Filled while the blocks of a file are read in order, settled at the end.

    ``notes`` numbers the labels of footnotes by their first reference; the other mappings
    give the line where a thing first occurs.
    """

    path: Path
    folder: Path
    notes: dict[str, int] = field(default_factory=dict)
    note_lines: dict[str, int] = field(default_factory=dict)
    idents: dict[str, int] = field(default_factory=dict)
    fragments: dict[str, int] = field(default_factory=dict)
    references: dict[str, int] = field(default_factory=dict)
    """The identifiers whose numbers the text prints."""
    numbered: set[str] = field(default_factory=set)
    """The identifiers of what has a number."""
    in_note: bool = False
    """Whether a footnote is being read."""
    labels: set[str] = field(default_factory=set)
    """The link definitions that some link uses."""
    is_whole: bool = True
    """Whether all passages were read; else nobody can say that nothing refers to a thing."""
    pictures: set[Path] = field(default_factory=set)
    faults: dict[tuple[int, str], Fault] = field(default_factory=dict)
    """By line and message: two tags of raw HTML on a line are one fault."""

    def report(self, line: int, fault: Fault) -> None:
        """Note a fault and go on, so that the editor learns of all of them at once."""
        self.faults.setdefault((line, fault.message), fault)

    def pass_over(self, line: int, fault: Fault) -> None:
        """Note the fault of a passage that is not read: what it refers to is not known."""
        self.report(line, fault)
        self.is_whole = False

    def number(self, label: str, line: int) -> int:
        """The number of a footnote, referred to on this line."""
        self.note_lines.setdefault(label, line)
        return self.notes.setdefault(label, len(self.notes) + 1)

    def name(self, ident: str, line: int) -> None:
        """Note the identifier of a block; each may occur once."""
        first = self.idents.setdefault(ident, line)
        if first != line:
            message = f'the identifier "{ident}" is taken by the block on line {first}.'
            self.report(line, Fault(message, "Give each block its own."))

    def check_references(self) -> None:
        """Report what leads to no block, and what asks for the number of one that has none."""
        for fragment in self.fragments.keys() - self.idents.keys():
            message = f"no block has the identifier {quoted(fragment)}."
            self.report(self.fragments[fragment], Fault(message, "Put {#...} before one."))
        for ident in (self.references.keys() & self.idents.keys()) - self.numbered:
            message = (
                f"what has the identifier {quoted(ident)} has no number that could be printed."
            )
            remedy = f"Write words for the link: [words](#{ident})."
            self.report(self.references[ident], Fault(message, remedy))

    def settle(self) -> None:
        """Raise ContentError with the faults, if there are any."""
        if self.faults:
            faults = ((line, fault) for (line, _), fault in self.faults.items())
            raise content_error(self.path, faults)
