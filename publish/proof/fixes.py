"""Fixes: what is safe to mend, written into the files where it stands, and nothing else.

A file is edited, not written anew: line ends, markup and everything that no fix concerns stay
as the editor left them. What is to be written is read again first, and an edit after which any
passage would read otherwise than planned is left out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import unified_diff
from pathlib import Path
from typing import Final

from publish.content.source import read_source
from publish.content.statement import Statement
from publish.errors import ContentError
from publish.faults import fail
from publish.language.rules.edits import rule
from publish.proof.alignment import Changed, Edit, edits
from publish.proof.passage import VERBATIM, Passage, Source
from publish.proof.reading import TextFile, text_files
from publish.proof.settling import Reading, settled

Corrections = Callable[[Reading], Iterable[tuple[int, int, str]]]
"""What to replace in the text of a reading: from, to, and what comes there, from left to right."""

_ROUNDS: Final = 8
"""One fix can make way for another; so many rounds are more than any text has needed."""

_BYTE_ORDER_MARK: Final = "\ufeff"


@dataclass(frozen=True, slots=True)
class Fix:
    """A file of content as it is and as it would be: ``before`` and ``after`` are whole texts."""

    path: Path
    before: str
    after: str

    def finished(self) -> bytes:
        """What is to be written at ``path``.

        Raises ContentError if somebody has changed the file in the meantime.
        """
        if self.path.read_bytes() != self.before.encode("utf-8"):
            message = "the file was changed while it was being mended, and is left as it is."
            raise fail(self.path, None, message, "Run publish check --fix again.")
        return self.after.encode("utf-8")

    def diff(self) -> Iterator[str]:
        """The lines of a unified diff."""
        name = str(self.path)
        ours, theirs = _lines(self.before), _lines(self.after)
        return unified_diff(ours, theirs, name, name, n=1, lineterm="")


@dataclass(frozen=True, slots=True)
class _Planned:
    """A passage, the edits of it that can be made, and how it then reads."""

    passage: Passage
    edits: tuple[Edit, ...]

    @property
    def flat(self) -> str:
        return _edited(self.passage.flat, self.edits)


def plan(statement: Statement, corrections: Corrections) -> tuple[Fix, ...]:
    """What is to be mended in the files of a statement; files that are right are not there.

    Besides ``corrections``, that is what cleaning and the language's rules would do while
    building, apart from their no-break spaces. Raises ContentError for a file that cannot be read.
    """
    fixes = (_fix(file, statement.folder, corrections) for file in text_files(statement))
    return tuple(fix for fix in fixes if fix.before != fix.after)


def _fix(file: TextFile, folder: Path, corrections: Corrections) -> Fix:
    source = Source(file.path, read_source(file.path, folder))
    planned = [_plan(passage, corrections) for passage in file.read(source)]
    before = file.path.read_bytes().decode("utf-8")
    return Fix(file.path, before, _written(before, _safe(source, file, planned)))


def _lines(text: str) -> list[str]:
    return text.replace("\r\n", "\n").split("\n")


# --- What to mend -------------------------------------------------------------------


def _plan(passage: Passage, corrections: Corrections) -> _Planned:
    if passage.kind in VERBATIM:
        return _Planned(passage, ())
    wanted = mended(passage, corrections)
    try:
        found = tuple(edits(passage.flat, wanted))
    except Changed:
        return _Planned(passage, ())
    possible = tuple(edit for edit in found if _possible(passage, edit))
    half = _edited(passage.flat, possible)
    if half != wanted and mended(replace(passage, flat=half), corrections) != wanted:
        possible = ()  # what cannot be made is the other half of what can
    return _Planned(passage, possible)


def mended(passage: Passage, corrections: Corrections) -> str:
    """The flat text of a passage once nothing in it can be mended any more."""
    place = passage.source.place(0)
    flat = passage.flat
    for _ in range(_ROUNDS):
        reading = Reading(passage, settled(flat, passage.profile, place))
        new = _corrected(reading, corrections)
        if new == flat:
            break
        flat = new
    return flat


def _corrected(reading: Reading, corrections: Corrections) -> str:
    """The flat text of a reading after its corrections; boundaries stay where they were."""
    return rule(lambda _: corrections(reading))(reading.flat)


def _possible(passage: Passage, edit: Edit) -> bool:
    """Whether all that an edit replaces stands in the file as itself, in one place."""
    start, end = edit.start, edit.end
    if start == end:  # put in behind what is there
        return start > 0 and start - 1 not in passage.fixed
    if any(index in passage.fixed for index in range(start, end)):
        return False
    return passage.ends[start : end - 1] == passage.offsets[start + 1 : end]


def _edited(flat: str, found: Sequence[Edit]) -> str:
    for edit in reversed(found):
        flat = flat[: edit.start] + edit.new + flat[edit.end :]
    return flat


# --- Where to mend it ---------------------------------------------------------------


def _safe(source: Source, file: TextFile, planned: Sequence[_Planned]) -> list[Edit]:
    """The edits of the source after which it is valid and every passage reads as planned."""
    kept: list[_Planned] = []
    left = [[one for one in planned if one.edits]]
    while left:
        some = left.pop()
        if _holds(source, file, planned, [*kept, *some]):
            kept += some
        elif len(some) > 1:  # by halves, until what spoils them is found
            middle = len(some) // 2
            left += some[middle:], some[:middle]
    return _in_source(kept)


def _holds(
    source: Source, file: TextFile, planned: Sequence[_Planned], made: Sequence[_Planned]
) -> bool:
    """Whether the file, with the edits of ``made``, reads as planned and elsewhere as before."""
    chosen = {id(one) for one in made}
    wanted = [one.flat if id(one) in chosen else one.passage.flat for one in planned]
    edited = Source(source.path, _edited(source.text, _in_source(made)))
    try:
        file.check(edited)
        return [passage.flat for passage in file.read(edited)] == wanted
    except ContentError:
        return False


def _in_source(planned: Iterable[_Planned]) -> list[Edit]:
    """The edits of passages as edits of the file, from left to right."""
    return sorted(_moved(one.passage, edit) for one in planned for edit in one.edits)


def _moved(passage: Passage, edit: Edit) -> Edit:
    if edit.start == edit.end:
        here = passage.ends[edit.start - 1]
        return Edit(here, here, edit.new)
    return Edit(passage.offsets[edit.start], passage.ends[edit.end - 1], edit.new)


def _written(before: str, found: Sequence[Edit]) -> str:
    """The file's own characters after edits that know of no line ends but newlines."""
    if not before.startswith(_BYTE_ORDER_MARK) and "\r" not in before:
        return _edited(before, found)
    places = _places(before)
    return _edited(before, [Edit(places[e.start], places[e.end], e.new) for e in found])


def _places(raw: str) -> list[int]:
    """Where each character of the text, and its end, is in the file with its own line ends."""
    places = []
    at = 1 if raw.startswith(_BYTE_ORDER_MARK) else 0
    while at < len(raw):
        places.append(at)
        at += 2 if raw.startswith("\r\n", at) else 1
    return [*places, len(raw)]
