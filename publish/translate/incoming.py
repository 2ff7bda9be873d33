"""A sheet that comes back: what is new in it goes into the statement's files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import tomlkit

from publish.content.characters import check_words
from publish.content.load import FACTS
from publish.content.model import Inline, Run, Statement, Translation
from publish.content.passages import text_of
from publish.content.translation import FENCE
from publish.content.writing import body, front_matter
from publish.errors import ContentError, Place, Problem
from publish.faults import Fault
from publish.translate.codes import KIND_OF
from publish.translate.facts import with_facts
from publish.translate.memory import memory_file, remember
from publish.translate.passages import FRONT, Content, translated
from publish.translate.sheet import Entry, Sheet, markdown, sheet


@dataclass(frozen=True, slots=True)
class Incoming:
    """What a sheet changes: files with their new text, and what an editor should know.

    ``told`` is the number of passages with a translation, ``open`` of those without.
    """

    files: Mapping[Path, str]
    remarks: tuple[Problem, ...]
    told: int
    open: int


def incoming(statement: Statement, returned: Sheet, path: Path) -> Incoming:
    """What the sheet in ``path`` brings for a statement; nothing is written here.

    A passage is put where the source has it now. What was translated from words that have
    changed since is taken as it is, and comes out again as changed.

    Raises ContentError where the sheet is of another statement or source, or a title has marks.
    """
    _check_origin(statement, returned, path)
    now = {entry.ident: entry for entry in sheet(statement, returned.language).entries}
    folder = statement.folder
    told: dict[str, Content] = {}
    remarks: list[Problem] = []
    memory: list[tuple[str, str, str]] = []
    for entry in returned.entries:
        place = _place_of(entry, now, folder)
        if place is None:
            remarks.append(_unplaced(entry, path))
        elif entry.target is not None:
            told[place.ident] = entry.target
            remarks += _lost_codes(entry, path, folder)
            was = place.former if entry.former is not None and place.former else None
            source = was or markdown(entry.source, folder)
            memory.append((place.ident, source, markdown(entry.target, folder)))
    files = dict(_files(statement, returned.language, told, now, path))
    if files or memory:
        files[memory_file(folder, returned.language)] = remember(returned.language, memory)
    known = {
        file: text for file, text in files.items() if not file.is_file() or text != _read(file)
    }
    return Incoming(known, tuple(remarks), len(told), len(now) - len(told))


def _check_origin(statement: Statement, returned: Sheet, path: Path) -> None:
    source = statement.facts.source_language
    faults = {
        "statement": (returned.statement, statement.slug),
        "source language": (returned.source_language, source),
    }
    for what, (said, is_so) in faults.items():
        if said != is_so:
            message = f'the file is for the {what} "{said}", not "{is_so}".'
            raise ContentError(Problem(message, Place(path), "Take the file that was exported."))
    if returned.language == source:
        message = f'the file would translate "{source}" into itself.'
        raise ContentError(Problem(message, Place(path), "Correct its target language."))


def _place_of(entry: Entry, now: Mapping[str, Entry], folder: Path) -> Entry | None:
    """Where a passage belongs today: under its name, or where its words have gone."""
    same = now.get(entry.ident)
    words = markdown(entry.source, folder)
    if same and (markdown(same.source, folder) == words):
        return same
    moved = [each for each in now.values() if markdown(each.source, folder) == words]
    return moved[0] if moved else same


def _unplaced(entry: Entry, path: Path) -> Problem:
    shown = text_of(entry.target or entry.source)[:60]
    message = f"the source has no passage {entry.ident} any more: “{shown}” is left out."
    return Problem(message, Place(path, entry.line), "Put it into the file by hand, if it is due.")


def _lost_codes(entry: Entry, path: Path, folder: Path) -> Iterator[Problem]:
    """Links, notes and pictures of the source that the translation does not have."""
    missing = list(_anchors(entry.source, folder))
    for anchor in _anchors(entry.target or (), folder):
        if anchor in missing:
            missing.remove(anchor)
    for kind, data in missing:
        message = f"{entry.ident} has lost a {kind.rpartition(':')[2]} of the source: {data}."
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
    path: Path,
) -> Iterator[tuple[Path, str]]:
    folder = statement.folder
    new = {each: content for each, content in told.items() if _is_new(now[each], content, folder)}
    source = statement.translations[statement.facts.source_language]
    target = statement.translations.get(language)
    facts = {
        ident: _plain(content, ident, path)
        for ident, content in new.items()
        if now[ident].file.endswith(FACTS)
    }
    if (text := with_facts(statement, language, facts)) is not None:
        yield folder / FACTS, text
    if new.keys() - facts.keys():
        yield (
            folder / f"{language}.md",
            _language_file(statement, source, target, new, path),
        )


def _is_new(entry: Entry, content: Content, folder: Path) -> bool:
    """Whether a passage says something else than the file does; a line's end is a space."""
    return entry.target is None or markdown(content, folder) != markdown(entry.target, folder)


def _language_file(
    statement: Statement,
    source: Translation,
    target: Translation | None,
    told: Mapping[str, Content],
    path: Path,
) -> str:
    """The language's file with what was told; its front matter keeps its other lines."""
    front = {key: _plain(told[key], key, path) for key in FRONT if key in told}
    if target is None:
        head = front_matter({"title": source.title} | front)
    else:
        text = target.path.read_text(encoding="utf-8-sig").replace("\r\n", "\n")
        document = tomlkit.parse(text.split(f"\n{FENCE}", 1)[0].partition("\n")[2] + "\n")
        document.update(front)
        head = f"{FENCE}\n{tomlkit.dumps(document)}{FENCE}\n"
    blocks, notes = translated(source, target, told)
    return f"{head}\n{body(blocks, notes, statement.folder)}"


def _plain(content: Content, ident: str, path: Path) -> str:
    """A title or name, which is one line without marks."""
    if all(isinstance(piece, Run) for piece in content):
        try:
            return check_words(text_of(content))
        except Fault as fault:
            raise ContentError(Problem(f"{ident}: {fault.message}", Place(path))) from None
    message = f"{ident} has marks of emphasis, links or codes, and a title is plain."
    raise ContentError(Problem(message, Place(path), "Take them out."))


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8")
