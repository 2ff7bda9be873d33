"""A sheet that comes back: what is new in it goes into the statement's files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import tomlkit

from publish.content.characters import check_words
from publish.content.load import FACTS
from publish.content.markdown import read_passage
from publish.content.passages import text_of
from publish.content.statement import Inline, Run, Statement, Translation
from publish.content.translation import FENCE
from publish.content.writing import body, front_matter
from publish.errors import ContentError, Place, Problem
from publish.faults import Fault, fail, quoted
from publish.translate.codes import KIND_OF
from publish.translate.facts import with_facts
from publish.translate.memory import memory_file, remember
from publish.translate.passages import FRONT, Content, translated
from publish.translate.places import check_target
from publish.translate.sheet import Entry, Sheet, markdown, sheet
from publish.translate.trying import tried


@dataclass(frozen=True, slots=True)
class Incoming:
    """What a sheet changes: files with their new text, and what an editor should know.

    ``told`` is the number of passages with a translation, ``open`` of those without. ``refused``
    says what is wrong with each passage that was left out.
    """

    files: Mapping[Path, str]
    remarks: tuple[Problem, ...]
    refused: tuple[Problem, ...]
    told: int
    open: int


def incoming(statement: Statement, returned: Sheet, path: Path) -> Incoming:
    """What the sheet in ``path`` brings for a statement; nothing is written here.

    A passage is put where the source has it now. What was translated from words that have
    changed since is taken as it is, and comes out again as changed.

    A passage with which the statement would not load any more is left out, and all else taken.

    Raises ContentError where the sheet is of another statement or source, says two things of one
    passage, or would be written outside of the statement's folder.
    """
    _check_origin(statement, returned, path)
    language, folder = returned.language, statement.folder
    own = (memory_file(folder, language), folder / FACTS, folder / f"{language}.md")
    for file in own:
        check_target(file, folder)
    places = _Places(sheet(statement, language).entries, folder)
    told: dict[str, Entry] = {}
    remarks: list[Problem] = []
    refused: dict[str, Problem] = {}
    for entry in returned.entries:
        place = places.of(entry)
        if place is None:
            remarks.append(_unplaced(entry, path))
        elif entry.target is not None:
            _check_once(told.get(place.ident), entry, path)
            problem = _unfit(place, entry, path, folder)
            if problem is None:
                told[place.ident] = entry
                remarks += _lost_codes(entry, path, folder)
            else:
                refused[place.ident] = _left_out(entry, problem, path)

    def files_of(idents: Iterable[str]) -> Mapping[Path, str]:
        contents = {ident: told[ident].target or () for ident in idents}
        return dict(_files(statement, language, contents, places.now))

    known = tried(statement, tuple(told), files_of)
    for ident, problem in known.refused.items():
        refused[ident] = _left_out(told[ident], problem, path)
    files = dict(files_of(known.kept))
    if files or known.kept:
        memory = [_remembered(places.now[ident], told[ident], folder) for ident in known.kept]
        files[memory_file(folder, language)] = remember(language, memory)
    changed = {file: text for file, text in files.items() if text != _read(file)}
    open_ = len(places.now) - len(known.kept)
    return Incoming(changed, tuple(remarks), tuple(refused.values()), len(known.kept), open_)


def _check_origin(statement: Statement, returned: Sheet, path: Path) -> None:
    source = statement.facts.source_language
    faults = {
        "statement": (returned.statement, statement.slug),
        "source language": (returned.source_language, source),
    }
    for what, (said, is_so) in faults.items():
        if said != is_so:
            message = f"the file is for the {what} {quoted(said)}, not {quoted(is_so)}."
            raise ContentError(Problem(message, Place(path), "Take the file that was exported."))
    if returned.language == source:
        message = f'the file would translate "{source}" into itself.'
        raise ContentError(Problem(message, Place(path), "Correct its target language."))


class _Places:
    """Where the passages of a sheet belong today: under their names, or where their words went."""

    def __init__(self, entries: Iterable[Entry], folder: Path) -> None:
        self._folder = folder
        self.now = {entry.ident: entry for entry in entries}
        self._words = {ident: markdown(each.source, folder) for ident, each in self.now.items()}
        # Of two passages with the same words, the first.
        self._by_words = {words: ident for ident, words in reversed(self._words.items())}

    def of(self, entry: Entry) -> Entry | None:
        """The passage of today that an entry is of; None where there is none any more."""
        words = markdown(entry.source, self._folder)
        same = self.now.get(entry.ident)
        if same and self._words[entry.ident] == words:
            return same
        moved = self._by_words.get(words)
        return self.now[moved] if moved is not None else same


def _check_once(known: Entry | None, entry: Entry, path: Path) -> None:
    if known is not None and known.ident == entry.ident and known.target != entry.target:
        message = f"the passage {quoted(entry.ident)} is translated otherwise on line {known.line}."
        raise fail(path, entry.line, message, "Keep one of the two.")


def _unfit(place: Entry, entry: Entry, path: Path, folder: Path) -> Problem | None:
    """What is wrong with a translation by itself, or None."""
    content = entry.target or ()
    try:
        if place.file.endswith(FACTS) or place.ident in FRONT:
            check_words(_plain(content))
        else:
            read_passage(markdown(content, folder), path, folder, entry.line)
    except ContentError as error:
        return error.problems[0]
    except Fault as fault:
        return fault.problem()
    return None


def _left_out(entry: Entry, problem: Problem, path: Path) -> Problem:
    message = f"{quoted(entry.ident)} is left out: {problem.message}"
    return Problem(message, Place(path, entry.line), problem.remedy)


def _remembered(place: Entry, entry: Entry, folder: Path) -> tuple[str, str, str]:
    """What the memory keeps of a passage: its name, the source's words, and the translation."""
    was = place.former if entry.former is not None and place.former else None
    return place.ident, was or markdown(entry.source, folder), markdown(entry.target or (), folder)


def _unplaced(entry: Entry, path: Path) -> Problem:
    shown = quoted(text_of(entry.target or entry.source))
    message = f"the source has no passage {quoted(entry.ident)} any more: {shown} is left out."
    return Problem(message, Place(path, entry.line), "Put it into the file by hand, if it is due.")


def _lost_codes(entry: Entry, path: Path, folder: Path) -> Iterator[Problem]:
    """Links, notes and pictures of the source that the translation does not have."""
    missing = list(_anchors(entry.source, folder))
    for anchor in _anchors(entry.target or (), folder):
        if anchor in missing:
            missing.remove(anchor)
    for kind, data in missing:
        what = kind.rpartition(":")[2]
        message = f"{quoted(entry.ident)} has lost a {what} of the source: {quoted(data)}."
        yield Problem(message, Place(path, entry.line), "Put it in again, or leave it so.")


def _anchors(content: Iterable[Inline], folder: Path) -> Iterator[tuple[str, str]]:
    for piece in content:
        if isinstance(piece, Run):
            continue
        kind = KIND_OF[type(piece)]
        if kind.is_anchor:
            yield kind.sub_type, kind.data(piece, folder.resolve())
        yield from _anchors(kind.inside(piece) or (), folder)


# --- The files ----------------------------------------------------------------------


def _files(
    statement: Statement,
    language: str,
    told: Mapping[str, Content],
    now: Mapping[str, Entry],
) -> Iterator[tuple[Path, str]]:
    folder = statement.folder
    new = {each: content for each, content in told.items() if _is_new(now[each], content, folder)}
    source = statement.translations[statement.facts.source_language]
    target = statement.translations.get(language)
    facts = {
        ident: _plain(content) for ident, content in new.items() if now[ident].file.endswith(FACTS)
    }
    if (text := with_facts(statement, language, facts)) is not None:
        yield folder / FACTS, text
    if new.keys() - facts.keys():
        yield (
            folder / f"{language}.md",
            _language_file(statement, source, target, new),
        )


def _is_new(entry: Entry, content: Content, folder: Path) -> bool:
    """Whether a passage says something else than the file does; a line's end is a space."""
    return entry.target is None or markdown(content, folder) != markdown(entry.target, folder)


def _language_file(
    statement: Statement,
    source: Translation,
    target: Translation | None,
    told: Mapping[str, Content],
) -> str:
    """The language's file with what was told; its front matter keeps its other lines."""
    front = {key: _plain(told[key]) for key in FRONT if key in told}
    if target is None:
        head = front_matter({"title": source.title} | front)
    else:
        text = target.path.read_text(encoding="utf-8-sig").replace("\r\n", "\n")
        document = tomlkit.parse(text.split(f"\n{FENCE}", 1)[0].partition("\n")[2] + "\n")
        document.update(front)
        head = f"{FENCE}\n{tomlkit.dumps(document)}{FENCE}\n"
    blocks, notes = translated(source, target, told)
    return f"{head}\n{body(blocks, notes, statement.folder)}"


def _plain(content: Content) -> str:
    """A title or name, which is one line without marks. Raises Fault where it has some."""
    if all(isinstance(piece, Run) for piece in content):
        return text_of(content)
    message = "it has marks of emphasis, links or codes, and a title is plain."
    raise Fault(message, "Take them out.")


def _read(path: Path) -> str | None:
    """What a file says now, or None where there is none."""
    return path.read_text(encoding="utf-8") if path.is_file() else None
