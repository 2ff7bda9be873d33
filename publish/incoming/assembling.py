"""From a page to a statement: its facts, its translations, and what an editor is told."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from publish.content.facts import Facts
from publish.content.inline import MAX_PASSAGE
from publish.content.markdown import read_passage
from publish.content.passages import block_text, passages, text_of, with_content
from publish.content.statement import (
    Block,
    Heading,
    Inline,
    Item,
    ListBlock,
    Note,
    NoteRef,
    Paragraph,
    Run,
    Statement,
    Translation,
)
from publish.content.writing_inline import passage
from publish.errors import CommandError, ContentError, Problem
from publish.faults import fail, quoted
from publish.incoming.announcements import Announced
from publish.incoming.cleaning import Cleaner
from publish.incoming.directions import with_direction
from publish.incoming.dissecting import Dissected, dissect
from publish.incoming.facts import Gathered, gather
from publish.incoming.identifying import Aligned, answering, identified
from publish.incoming.page import Page, Remark
from publish.incoming.parts import Part, parts_of
from publish.incoming.readers.passages import note_numbers, without_marks
from publish.incoming.roles import with_roles
from publish.incoming.signing import Line, Names
from publish.incoming.walk import with_calls, with_quotes
from publish.incoming.words import said
from publish.text.dressed import Change

_TITLE_WORDS = 8
_CUT = "…"


@dataclass(frozen=True, slots=True)
class Assembled:
    """A statement made of a page, and what is told of its making.

    ``taken`` are lines that became facts, ``announced`` those that announce an event; ``made_up``
    are words that stand for a title that the page does not have. ``aligned`` says for each language
    that was added what answers to what.
    """

    facts: Facts
    translations: tuple[Translation, ...]
    changes: tuple[Change, ...]
    taken: tuple[Remark, ...]
    announced: tuple[Announced, ...]
    doubts: tuple[Remark, ...]
    unplaced: tuple[Remark, ...]
    made_up: tuple[str, ...] = ()
    aligned: tuple[Aligned, ...] = ()


def assemble(
    page: Page,
    cleaner: Cleaner,
    languages: Sequence[str] = (),
    source_language: str | None = None,
    fronts: Mapping[str, Mapping[str, str]] | None = None,
    base: Statement | None = None,
) -> Assembled:
    """Make a statement of a page; the first language with a text is the source, if none is named.

    ``fronts`` are the titles that files give apart, by language, where there are several. With
    ``base``, what is made are more languages of that statement: its facts are left as they are.

    Raises CommandError where there is no text in ``source_language``, ContentError where there is
    none in any language.
    """
    found = parts_of(page.pieces, languages, page.language)
    found = replace(found, parts=tuple(map(_with_marks, found.parts)))
    first = found.parts[0].language if found.parts else "und"
    fronts = {first: page.front} if fronts is None else fronts
    dissected = [
        dissect(part, source_language or first, fronts.get(part.language, {}))
        for part in found.parts
    ]
    source = _source(dissected, source_language, cleaner.path)
    gathered = _left_alone(dissected, base) if base else gather(dissected, source, cleaner)
    for part in dissected:
        part.blocks += _blocks_of(gathered.left.get(part.language, []))
    with_text = sorted((part for part in dissected if part.blocks), key=_order(source))
    drafts = [_Draft(part, page, cleaner) for part in with_text]
    made = [draft.translation() for draft in drafts]
    aligned: list[Aligned] = []
    if base:
        original = base.translations[base.facts.source_language]
        aligned = [answering(original, each) for each in made]
        translations = tuple(each.translation for each in aligned)
    else:
        translations = tuple(identified(made))
    told = {
        (remark.line, remark.words)
        for part in dissected
        for remark in (*part.taken, *part.unplaced)
    }
    # What is no text any more need not be marked as a phrase in it.
    open_ones = (doubt for doubt in found.doubts if (doubt.line, doubt.words) not in told)
    doubts = [*page.doubts, *open_ones, *gathered.doubts]
    unplaced = [*page.unplaced]
    for part in dissected:
        doubts += part.doubts
        unplaced += part.unplaced
        if not part.blocks:
            unplaced += _titles(part)
    for draft in drafts:
        doubts += draft.doubts
    unplaced += _unused_notes(page, with_text)
    return Assembled(
        facts=gathered.facts,
        translations=translations,
        changes=tuple(cleaner.changes),
        aligned=tuple(aligned),
        taken=(*found.headings, *(remark for part in dissected for remark in part.taken)),
        announced=tuple(event for part in dissected for event in part.announced),
        doubts=tuple(sorted(doubts, key=_place)),
        unplaced=tuple(sorted(unplaced, key=_place)),
        made_up=tuple(draft.made_up for draft in drafts if draft.made_up),
    )


def _left_alone(parts: Sequence[Dissected], base: Statement) -> Gathered:
    """The facts of the statement that languages are added to: what these say stays theirs.

    Lists of names stay text, unless the statement has its signatories already.
    """
    left: dict[str, list[Names]] = {}
    for part in parts:
        message = "is a fact in statement.toml, which was left as it is"
        part.unplaced += (
            replace(each, message=f"{each.message}; {message}") for each in part.taken
        )
        part.taken.clear()
        for event in part.announced:
            words = " ".join(filter(None, (event.days, event.place, event.name)))
            part.unplaced.append(Remark(event.line, f"an announcement {message}", words))
        part.announced.clear()
        if not base.facts.signatories:
            left[part.language] = part.groups
            continue
        for group in part.groups:
            for line in filter(None, (group.heading, *group.names)):
                part.unplaced.append(
                    Remark(line.line, f"a line of signatories {message}", line.text)
                )
    return Gathered(base.facts, left=left)


def _with_marks(part: Part) -> Part:
    """A part of a page with the quotation marks of its language for the signs of its reader."""
    pieces = (
        replace(piece, block=with_quotes(piece.block, part.language)) for piece in part.pieces
    )
    return replace(part, pieces=tuple(pieces))


def _source(parts: Sequence[Dissected], wanted: str | None, path: Path) -> str:
    known = [part.language for part in parts if part.blocks]
    if not known:
        message = "there is no text under the titles: no statement can be made of this."
        raise fail(path, None, message, "Look at the file, or say what it is with --format.")
    if wanted is not None and wanted not in known:
        message = f"there is no text in {quoted(wanted)}; found were: {', '.join(known)}."
        raise CommandError(Problem(message, remedy="Name the languages of the page with -l."))
    return wanted or known[0]


def _order(source: str) -> Callable[[Dissected], tuple[bool, str]]:
    """The source first, then by tag."""
    return lambda part: (part.language != source, part.language)


def _place(remark: Remark) -> tuple[bool, int]:
    return remark.line is None, remark.line or 0


def _titles(part: Dissected) -> Iterator[Remark]:
    for line in (part.title, part.subtitle):
        if line:
            message = f"a line without a text in its language ({part.language})"
            yield Remark(line.line, message, line.text)


def _blocks_of(lists: Sequence[Names]) -> Iterator[Block]:
    """Lists of names as the text they were."""
    for names in lists:
        if names.heading:
            yield Heading(2, _run(names.heading), names.heading.line)
        items = tuple(Item((Paragraph(_run(line), line.line),), line.line) for line in names.names)
        yield ListBlock(True, items, items[0].line)


def _run(line: Line) -> tuple[Inline, ...]:
    return (Run(line.text),)


def _unused_notes(page: Page, parts: Sequence[Dissected]) -> Iterator[Remark]:
    called = {number for part in parts for number in _calls(part.blocks)}
    for note in page.notes:
        if note.number not in called:
            message = "nothing in the text refers to this footnote"
            yield Remark(note.line, message, block_text(note.blocks).replace("\n", " "))


def _calls(blocks: Sequence[Block]) -> Iterator[int]:
    for content in passages(blocks):
        yield from note_numbers(content)


# --- One translation ----------------------------------------------------------------


class _Draft:
    """One language on its way to a translation: roles, notes, cleaning, safe marks."""

    def __init__(self, part: Dissected, page: Page, cleaner: Cleaner) -> None:
        self._part = part
        self._cleaner = cleaner
        self._by_number = {note.number: note for note in page.notes}
        called = dict.fromkeys(_calls(part.blocks))
        there = (number for number in called if number in self._by_number)
        self._numbers = {old: new for new, old in enumerate(there, 1)}
        self.doubts: list[Remark] = []
        self.made_up = ""

    def translation(self) -> Translation:
        part = self._part
        title = part.title or self._title()
        return Translation(
            language=part.language,
            path=Path(f"{part.language}.md"),
            title=self._line(title),
            subtitle=self._optional(part.subtitle),
            short_title=self._optional(part.front.get("short_title")),
            translator=self._optional(part.front.get("translator")),
            blocks=self._blocks(self._with_roles()),
            notes=tuple(self._notes()),
        )

    def _with_roles(self) -> Sequence[Block]:
        """The blocks with their roles; resolutions of bodies address nobody and end in no call."""
        part = self._part
        return part.blocks if part.masthead else with_roles(part.blocks, [part.language])

    def _title(self) -> Line:
        """A title for a text that has none: its first words, to be replaced by an editor."""
        first = next(filter(None, (said(block).strip() for block in self._part.blocks)), "")
        words = first.split()
        cut = " ".join(words[:_TITLE_WORDS])[:80]
        self.made_up = cut + (_CUT if cut != first else "")
        line = self._part.blocks[0].line
        message = f"no title was found in {self._part.language}; its first words stand for one"
        self.doubts.append(Remark(line, message, self.made_up))
        return Line(self.made_up, line)

    def _line(self, line: Line) -> str:
        return self._cleaner.line(line.text, self._part.language, line.line)

    def _optional(self, line: Line | None) -> str | None:
        return self._line(line) if line else None

    def _blocks(self, blocks: Sequence[Block]) -> tuple[Block, ...]:
        directed = (with_direction(block, self._part.language) for block in blocks)
        called = (with_calls(block, self._call) for block in directed)
        cleaned = (self._cleaner.block(block, self._part.language) for block in called)
        return tuple(with_content(block, self._safe) for block in cleaned)

    def _call(self, old: int) -> Inline:
        """A call of a footnote by its new number; a word in brackets where that says nothing."""
        if new := self._numbers.get(old):
            return NoteRef(new)
        self.doubts.append(Remark(None, "a footnote that is called has no words", f"[{old}]"))
        return Run(f"[{old}]")

    def _notes(self) -> Iterator[Note]:
        for old, new in self._numbers.items():
            note = self._by_number[old]
            marked = (with_quotes(block, self._part.language) for block in note.blocks)
            directed = (with_direction(block, self._part.language) for block in marked)
            cleaned = (self._cleaner.block(block, self._part.language) for block in directed)
            yield Note(new, tuple(with_content(b, self._safe) for b in cleaned), note.line)

    def _safe(self, content: tuple[Inline, ...], line: int) -> tuple[Inline, ...]:
        """Content that reads the same once it is written: marks inside words may not."""
        if not content or _reads_again(content):
            return content
        words = text_of(content)
        self.doubts.append(Remark(line, "emphasis that cannot be written was taken off", words))
        return without_marks(content)


def _reads_again(content: tuple[Inline, ...]) -> bool:
    here = Path()
    written = passage(content, here)
    if len(written) > MAX_PASSAGE:
        return True  # said by whoever reads the file, with its place
    try:
        return read_passage(written, here, here, 1) == content
    except ContentError:
        return False
