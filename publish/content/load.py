"""From a content folder to statements: find the folders, load one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from publish.content import toml
from publish.content.facts import Facts, Versioned
from publish.content.slugs import check_slug as checked_slug
from publish.content.source import read_source
from publish.content.statement import Statement, Translation
from publish.content.tags import check_tag
from publish.content.translation import read_translation
from publish.content.validation import validate
from publish.doors.paths import leads_inside
from publish.errors import CommandError, ContentError, Problem
from publish.faults import Fault, did_you_mean, fail, quoted

FACTS = "statement.toml"

_LONGEST_NAME = 200
"""Bytes of a file's name, of 255 that file systems have: artifacts have longer suffixes."""


def find(content_dir: Path, slugs: Sequence[str]) -> tuple[Path, ...]:
    """The folders of the named statements, as named; of all, sorted, if none is named.

    Raises CommandError if there is no such folder or a name cannot be a statement's.
    """
    try:
        folders = [entry.name for entry in content_dir.iterdir() if entry.is_dir()]
    except OSError as error:
        message = f"the content folder {quoted(str(content_dir))} cannot be read: {error.strerror}."
        raise CommandError(Problem(message, remedy="Name another with --content.")) from None
    known = sorted(name for name in folders if not name.startswith("."))
    for slug in slugs:
        if check_slug(slug) not in known:
            remedy = did_you_mean(slug, known) if known else "The content folder has none."
            raise CommandError(Problem(f"there is no statement {quoted(slug)}.", remedy=remedy))
    return tuple(content_dir / slug for slug in dict.fromkeys(slugs or known))


def check_slug(slug: str) -> str:
    """The name itself; raises CommandError if no statement's folder can have it."""
    try:
        return checked_slug(slug)
    except Fault as fault:
        raise CommandError(fault.problem()) from None


def load(folder: Path) -> Statement:
    """The statement in a folder, whole and valid.

    Reads only files that are really in ``folder``, and that only where it is really in the
    folder around it. Raises ContentError with the problems of all of them; places begin with
    ``folder`` as it was given.
    """
    slug = folder.absolute().name
    try:
        checked_slug(slug)
    except Fault as fault:
        raise fail(folder, None, fault.message, f"Rename the folder. {fault.remedy}") from None
    if leads_out(folder):
        message = "the folder is a link that leads out of the content folder."
        raise fail(folder, None, message, "Put the folder itself there.")
    paths = _language_files(folder)
    problems: list[Problem] = []
    with _gathering(problems):
        document, facts = _read_facts(folder, paths)
    translations: dict[str, Translation] = {}
    pictures: set[Path] = set()
    for path in paths:
        with _gathering(problems):
            translation, shown = read_translation(path, _language(path), folder)
            translations[translation.language] = translation
            pictures |= shown
    if problems:
        raise ContentError(*problems)
    return Statement(
        slug=slug,
        folder=folder,
        facts=facts,
        translations=translations,
        files=_files(document.path, translations, pictures),
        lines=document.lines,
    )


def leads_out(folder: Path) -> bool:
    """Whether a statement's folder is a link that leads out of the content folder."""
    return folder.is_symlink() and not leads_inside(folder, folder.parent)


def _read_facts(folder: Path, language_files: Sequence[Path]) -> tuple[toml.Document, Facts]:
    path = folder / FACTS
    document = toml.parse(read_source(path, folder), path)
    validate(Versioned, document)  # the keys of a version unknown here are not to be judged
    facts = validate(Facts, document)
    source = folder / f"{facts.source_language}.md"
    if source not in language_files:
        message = f'the source language is "{facts.source_language}", but there is no {source}.'
        line = document.line(("source_language",))
        raise fail(path, line, message, "Write that file, or correct source_language.")
    return document, facts


def _language_files(folder: Path) -> list[Path]:
    """The Markdown files of a folder; hidden ones belong to programs, not to the editor."""
    try:
        paths = [path for path in folder.iterdir() if path.suffix.lower() == ".md"]
    except OSError as error:
        raise fail(folder, None, f"the folder cannot be read: {error.strerror}.") from None
    return sorted(path for path in paths if not path.name.startswith("."))


def _language(path: Path) -> str:
    """The language that a file is named by."""
    try:
        tag = check_tag(path.stem)
    except Fault as fault:
        remedy = f"{fault.remedy} Markdown files here are named by language; move others away."
        raise fail(path, None, fault.message, remedy) from None
    if len(f"{path.parent.absolute().name}.{tag}") > _LONGEST_NAME:
        message = "the names of the files that are made would be too long."
        raise fail(path, None, message, "Shorten the name of the folder, or the language tag.")
    if path.suffix != ".md":
        raise fail(path, None, f"the name ends in {path.suffix}.", f"Name it {tag}.md.")
    return tag


def _files(
    facts: Path, translations: Mapping[str, Translation], pictures: Iterable[Path]
) -> tuple[Path, ...]:
    texts = (translation.path for translation in translations.values())
    return tuple(sorted({*pictures, *(path.resolve() for path in (facts, *texts))}))


@contextmanager
def _gathering(problems: list[Problem]) -> Iterator[None]:
    """Put the problems of a ContentError aside, so that the other files are read too."""
    try:
        yield
    except ContentError as error:
        problems.extend(error.problems)
