"""An import from beginning to end: a file in, a statement's folder out."""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from anyascii import anyascii

from publish.content.facts import SCHEMA, Facts
from publish.content.load import FACTS, check_slug, find, load
from publish.content.statement import Statement, Translation
from publish.content.tags import check_tag
from publish.content.writing import language_file
from publish.content.writing_facts import facts_file
from publish.doors.child import Bounds, in_child
from publish.doors.paths import leads_inside
from publish.doors.reading import read_bytes
from publish.errors import CommandError, ContentError, Place, Problem, PublishError
from publish.faults import fail, quoted, said_of
from publish.files import cannot_write, write_whole
from publish.incoming.assembling import Assembled, assemble
from publish.incoming.cleaning import Cleaner, rules_without
from publish.incoming.conserving import lost, made_up
from publish.incoming.joining import Places, joined_pages
from publish.incoming.page import Page, Remark
from publish.incoming.readers.files import MAX_BYTES, read_page
from publish.incoming.reporting import REPORT, report_text

ORIGINAL = "original"
"""The folder, in the statement's, of the imported file and of the report."""
_LONGEST_SLUG = 48
_BOUNDS = Bounds(seconds=120)
"""Twice what the longest page takes that is read at all, and longer than pandoc may take."""
_UNSAFE = re.compile(r"[^\w.()\- ]+")


@dataclass(frozen=True, slots=True)
class Wish:
    """What an editor asks for; see ``publish import --help``."""

    slug: str | None = None
    form: str | None = None
    languages: tuple[str, ...] = ()
    source_language: str | None = None
    keep: tuple[str, ...] = ()
    replace: bool = False
    into: str | None = None


@dataclass(frozen=True, slots=True)
class Imported:
    """A statement that has been imported; ``is_new`` is false where it was there already.

    ``places`` says what places in the originals are called.
    """

    folder: Path
    files: tuple[Path, ...]
    assembled: Assembled
    is_new: bool
    places: Places


def import_file(file: Path, content: Path, wish: Wish) -> Imported:
    """Make a folder in ``content`` of the page in ``file``: see ``import_files``."""
    return import_files([file], content, wish)


def import_files(named: Sequence[Path], content: Path, wish: Wish) -> Imported:
    """Make a folder in ``content`` of a page, with the file and a report beside it.

    Of several files each is one language. With ``wish.into`` they become languages of a statement
    that is there, and nothing else of it is changed. The same files give the same bytes. They are
    read in a process of its own, within bounds. Raises ContentError or ChildError for a file that
    cannot be read, and CommandError for a wish that cannot be fulfilled or a folder that holds
    something else; then nothing is written.
    """
    for tag in (*wish.languages, *filter(None, (wish.source_language,))):
        with said_of(None, kind=CommandError):
            check_tag(tag)
    for slug in (wish.slug, wish.into):
        if slug is not None:
            check_slug(slug)
    base = _base(content, wish)
    sent = [(file, _read(file)) for file in named]
    what = ", ".join(map(str, named))
    made = in_child(_made, sent, wish, base, what=what, bounds=_BOUNDS)
    folder = content / made.slug
    _check_targets(folder, content, made.files)
    try:
        is_new = _put(folder, made.files, wish.replace, adds=base is not None)
    except OSError as error:
        raise PublishError(cannot_write(folder, error)) from None
    written = tuple(folder / name for name in made.files)
    return Imported(folder, written, made.assembled, is_new, made.places)


def _base(content: Path, wish: Wish) -> Statement | None:
    """The statement that languages are added to."""
    if wish.into is None:
        return None
    if wish.slug is not None or wish.source_language is not None:
        message = "--into adds to a statement: its name and its source language stay."
        raise CommandError(Problem(message, remedy="Leave out --slug and --source-language."))
    (folder,) = find(content, [wish.into])
    return load(folder)


@dataclass(frozen=True, slots=True)
class _Made:
    """What is made of a page: the folder's name, its files, and what is told of them."""

    slug: str
    files: Mapping[str, bytes]
    assembled: Assembled
    places: Places


def _made(sent: Sequence[tuple[Path, bytes]], wish: Wish, base: Statement | None) -> _Made:
    """Read, take apart and put together; in a child, for the files may have been made by anybody.

    ``sent`` are files with what is in them.
    """
    # The detector's library reserves memory for as many threads as the machine has processors.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    cleaner = Cleaner(sent[0][0], rules_without(wish.keep))
    pages = [(file, read_page(data, file, wish.form)) for file, data in sent]
    places = Places(tuple(file for file, _ in pages), tuple(page.unit for _, page in pages))
    page, languages, fronts = pages[0][1], wish.languages, None
    if len(pages) > 1 or base:
        joined = joined_pages(pages, wish.languages)
        page, languages, fronts = joined.page, joined.languages, joined.fronts
    source = wish.source_language
    assembled = assemble(page, cleaner, languages, source, fronts, base)
    if base:
        _check_added(assembled, base, wish)
    slug = wish.into or wish.slug or _slug(assembled)
    with tempfile.TemporaryDirectory() as workshop:
        assembled, files = _files(Path(workshop, slug), page, assembled, is_added=base is not None)
    kept = _originals(sent, languages, base)
    report = report_text(list(kept), places, assembled).encode()
    files |= {f"{ORIGINAL}/{name}": data for name, data in kept.items()}
    files[f"{ORIGINAL}/{_report_name(assembled, base)}"] = report
    return _Made(slug, files, assembled, places)


def _check_added(assembled: Assembled, base: Statement, wish: Wish) -> None:
    """Raise where a language that is to be added is the source, or is there already."""
    for added in assembled.translations:
        tag = added.language
        if tag == base.facts.source_language:
            message = f"the file is in {quoted(tag)}, which is the source language of {base.slug}."
            remedy = "Edit its file, or name the language of this one with -l."
            raise CommandError(Problem(message, remedy=remedy))
        if tag in base.translations and not wish.replace and not _is_again(added, base):
            message = f"{base.slug} has a text in {quoted(tag)} already."
            remedy = "Give --replace to put this one in its place: it is kept beside."
            raise CommandError(Problem(message, Place(base.translations[tag].path), remedy))


def _is_again(added: Translation, base: Statement) -> bool:
    """Whether a statement has a translation just as it was imported."""
    path = base.translations[added.language].path
    return path.read_bytes() == language_file(added, base.folder).encode()


def _report_name(assembled: Assembled, base: Statement | None) -> str:
    """The name of the report: each language that was added has its own."""
    if base is None:
        return REPORT
    added = "-".join(each.language for each in assembled.translations)
    return REPORT.replace(".md", f".{added}.md")


def _read(file: Path) -> bytes:
    if file.is_dir():
        raise fail(file, None, "this is a folder.", "Name a file.")
    with said_of(file):
        return read_bytes(file, MAX_BYTES)


def _slug(assembled: Assembled) -> str:
    """A name for the folder: the source's title in small Latin letters, cut between words."""
    words = re.findall(r"[a-z0-9]+", anyascii(assembled.translations[0].title).lower())
    while len(words) > 1 and len("-".join(words)) > _LONGEST_SLUG:
        words.pop()
    return "-".join(words)[:_LONGEST_SLUG] or "statement"


# --- The files ----------------------------------------------------------------------


def _files(
    folder: Path, page: Page, assembled: Assembled, is_added: bool
) -> tuple[Assembled, dict[str, bytes]]:
    """The files by their path in the folder, once they are known to load and to say it all.

    Words that would be lost for a fault of the program are reported as unplaced.
    """
    files = {} if is_added else {FACTS: facts_file(assembled.facts).encode()}
    for translation in assembled.translations:
        files[f"{translation.language}.md"] = language_file(translation, folder).encode()
    trial = dict(files)
    if is_added:  # they must load by themselves
        own = Facts.model_validate(
            {"schema": SCHEMA, "source_language": assembled.translations[0].language}
        )
        trial[FACTS] = facts_file(own).encode()
    for path, content in trial.items():
        write_whole(folder / path, content, folder)
    try:
        written = load(folder)
    except ContentError as error:
        raise _not_fit(error, folder) from None
    gone = lost(page, assembled, written)
    if gone:
        remark = Remark(None, "words that were found nowhere in the files", _listed(gone))
        assembled = replace(assembled, unplaced=(*assembled.unplaced, remark))
    if more := made_up(page, assembled, written) - gone:
        remark = Remark(
            None, "words in the files that were not found in the original", _listed(more)
        )
        assembled = replace(assembled, doubts=(*assembled.doubts, remark))
    return assembled, files


def _originals(
    sent: Sequence[tuple[Path, bytes]], languages: Sequence[str], base: Statement | None
) -> dict[str, bytes]:
    """The imported files by their names; a name that another file has gets its language too."""
    kept: dict[str, bytes] = {}
    for number, (file, data) in enumerate(sent):
        name = _original_name(file.name)
        there = None if base is None else base.folder / ORIGINAL / name
        is_taken = there is not None and there.is_file() and there.read_bytes() != data
        if name in kept or is_taken:
            name = f"{languages[number]}-{name}"
        kept[name] = data
    return kept


def _not_fit(error: ContentError, folder: Path) -> ContentError:
    """What is wrong with a statement that cannot be loaded, without the place of a workshop."""
    problems = (
        replace(problem, place=Place(problem.place.path.relative_to(folder), problem.place.line))
        if problem.place and problem.place.path.is_relative_to(folder)
        else problem
        for problem in error.problems
    )
    return ContentError(*problems)


def _listed(words: Mapping[str, int]) -> str:
    return " ".join(word for word, count in sorted(words.items()) for _ in range(count))


def _original_name(name: str) -> str:
    """The name of the imported file, as any system can have it."""
    safe = _UNSAFE.sub("-", name).strip(" .") or "original"
    return f"original-{safe}" if safe == REPORT else safe


def _check_targets(folder: Path, content: Path, names: Iterable[str]) -> None:
    """Raise where a link on the way to a file would have it written somewhere else."""
    for path, root in ((folder, content), *((folder / name, folder) for name in names)):
        if path.is_symlink() or not leads_inside(path, root):
            message = "this is a link, or lies behind one: nothing is written through it."
            raise fail(path, None, message, "Put the file or folder itself there, or name another.")


# --- The folder ---------------------------------------------------------------------


def _put(folder: Path, files: Mapping[str, bytes], may_replace: bool, adds: bool) -> bool:
    """Write the files; whether there was anything to write.

    A new folder appears whole. In one that is there already, files that differ are only replaced
    if that was asked for, and are kept under ``original/replaced-…``.
    """
    if not folder.exists():
        _put_new(folder, files)
        return True
    differ = [name for name, content in files.items() if _bytes_of(folder / name) != content]
    present = [name for name in differ if (folder / name).exists()]
    if not differ:
        return False
    if not may_replace and (present or not adds):
        raise CommandError(_refusal(folder, present))
    if present:
        kept = folder / ORIGINAL / f"replaced-{_next_number(folder / ORIGINAL)}"
        for name in present:
            write_whole(kept / name, (folder / name).read_bytes(), kept)
    for name in differ:
        write_whole(folder / name, files[name], folder / ORIGINAL)
    return True


def _put_new(folder: Path, files: Mapping[str, bytes]) -> None:
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix=".import-") as workshop:
        made = Path(workshop, folder.name)
        for name, content in files.items():
            write_whole(made / name, content, Path(workshop))
        os.chmod(made, 0o755)
        os.rename(made, folder)


def _refusal(folder: Path, present: Sequence[str]) -> Problem:
    what = ", ".join(present) if present else "another set of files"
    return Problem(
        f"{quoted(folder.name)} is there already, and differs from the file in: {what}.",
        Place(folder),
        "Name another folder with --slug, or give --replace: what is replaced is kept beside.",
    )


def _next_number(folder: Path) -> int:
    taken = (path.name.rpartition("-")[2] for path in folder.glob("replaced-*"))
    return max((int(number) for number in taken if number.isdecimal()), default=0) + 1


def _bytes_of(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None
