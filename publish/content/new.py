"""A new statement folder: files that build as they are, with comments that teach."""

from __future__ import annotations

import os
import shutil
import tempfile
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Final

from publish.content.load import FACTS, check_slug
from publish.content.tags import check_tag
from publish.errors import CommandError, Problem
from publish.faults import Fault
from publish.files import naming
from publish.language.names import autonym
from publish.language.scripts import script_of_tag
from publish.language.tags import chain

_DATA: Final = files("publish.content") / "data"
NOTHING_YET: Final = "…"
"""What stands where words of a language are not known."""
_NO_LANGUAGE: Final = "zxx"
"""The tag of what is in no language (ISO 639-2): the source says its own, to be told apart."""
_SENTENCES: Final = ("lead", "heading", "paragraph", "slogan")
_BLOCKS: Final = ("salutation", "lead", "heading", "paragraph", "one", "another", "slogan")


def create(content: Path, slug: str, languages: Sequence[str]) -> tuple[Path, ...]:
    """Make the folder ``content/slug`` with a file for each language; the first is the source.

    Returns the new files. The folder is made beside its place and then renamed into it. Raises
    CommandError where it exists already or a name is not one, before anything is written.
    """
    check_slug(slug)
    for language in languages:
        _check_language(language)
    folder = content / slug
    if folder.exists():
        raise CommandError(
            Problem(f"{folder} exists already.", remedy="Choose another name, or edit it.")
        )
    texts = dict(_texts(tuple(dict.fromkeys(languages))))
    content.mkdir(parents=True, exist_ok=True)
    workshop = Path(tempfile.mkdtemp(prefix=".new-", dir=content))
    try:
        with naming(folder):
            for name, text in texts.items():
                (workshop / name).write_text(text, encoding="utf-8")
        workshop.chmod(0o755)
        os.rename(workshop, folder)
    except BaseException:
        shutil.rmtree(workshop, ignore_errors=True)
        raise
    return tuple(folder / name for name in texts)


@dataclass(frozen=True, slots=True)
class Words:
    """What a new file says in a language.

    ``own`` are words that nobody leaves there on purpose; ``common`` may be somebody's own.
    """

    own: frozenset[str]
    common: frozenset[str]


@cache
def template_words(language: str) -> Words:
    """What ``create`` puts into a file of a language, as plain text."""
    words = _words(language, NOTHING_YET)
    own = {words[name] for name in _SENTENCES} - {NOTHING_YET} | {f"{language} {NOTHING_YET}"}
    return Words(frozenset(own), frozenset({*words.values(), NOTHING_YET} - own))


def _check_language(tag: str) -> None:
    try:
        check_tag(tag)
    except Fault as fault:
        raise CommandError(fault.problem()) from None


def _texts(languages: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """The name and the text of every file."""
    source, *others = languages
    localised = ", ".join(f'{language} = "..."' for language in languages)
    yield FACTS, _filled("new-statement.toml", source=source, localised=localised)
    words = _words(source, f"[{source}]{{lang={_NO_LANGUAGE}}} {NOTHING_YET}")
    yield f"{source}.md", _filled("new-source.md", **words)
    for language in others:
        words = _words(language, NOTHING_YET)
        yield f"{language}.md", _filled("new-translation.md", source=source, **words)


def _words(language: str, nothing_yet: str) -> Mapping[str, str]:
    """What stands in the blocks until somebody writes them: in the language, where it is known.

    Else it is the language's name; or ``nothing_yet``, where its letters may have no face.
    """
    written = (_DATA / "new.toml").read_text(encoding="utf-8")
    known: dict[str, dict[str, str]] = tomllib.loads(written)
    nearest = next((known[tag] for tag in chain(language) if tag in known), None)
    if nearest is not None:
        return nearest
    if script_of_tag(language) == "Latn":
        name = autonym(language)
        return {"title": name, **dict.fromkeys(_BLOCKS, f"{name} {NOTHING_YET}")}
    return {"title": NOTHING_YET, **dict.fromkeys(_BLOCKS, nothing_yet)}


def _filled(template: str, **values: str) -> str:
    return (_DATA / template).read_text(encoding="utf-8").format(**values)
