"""Sheets as files: which form is which, and which statement one belongs to."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from publish.content.load import load
from publish.content.model import Statement
from publish.content.tags import check_tag
from publish.errors import CommandError, Problem
from publish.faults import did_you_mean, fail
from publish.translate import po, xliff
from publish.translate.incoming import Incoming, incoming
from publish.translate.sheet import Sheet, sheet

MAX_BYTES: Final = 8 << 20
"""The largest file that is read, 8 MiB: a long statement fills a hundredth of it."""


@dataclass(frozen=True, slots=True)
class Form:
    """A form of file for translators: how it ends, how it is written and read."""

    suffixes: tuple[str, ...]
    write: Callable[[Sheet, Path], bytes]
    read: Callable[[bytes, Path, Path], Sheet]


FORMS: Final[Mapping[str, Form]] = {
    "xliff": Form((".xlf", ".xliff"), xliff.write, xliff.read),
    "po": Form((".po",), po.write, po.read),
}


def form_called(name: str) -> Form:
    """The form with this name; raises CommandError if there is none."""
    if name not in FORMS:
        raise CommandError(
            Problem(f'there is no form "{name}".', remedy=did_you_mean(name, list(FORMS)))
        )
    return FORMS[name]


def exported(statement: Statement, language: str, form: Form) -> bytes:
    """A file with all that is to be translated, and what is translated already.

    Raises CommandError if ``language`` is no tag or the source's own.
    """
    check_tag(language)
    if language == statement.facts.source_language:
        message = f'"{language}" is the language that {statement.slug} is translated from.'
        raise CommandError(Problem(message, remedy="Name another one."))
    return form.write(sheet(statement, language), statement.folder)


def returned(path: Path, content: Path) -> Incoming:
    """What a translator's file brings for the statement in ``content`` that it names.

    Raises ContentError if it cannot be read, CommandError if its form is not known.
    """
    forms = {suffix: form for form in FORMS.values() for suffix in form.suffixes}
    form = forms.get(path.suffix.lower())
    if form is None:
        message = f"{path} is no file of a form that is known here."
        raise CommandError(Problem(message, remedy=f"There are: {', '.join(forms)}."))
    if path.stat().st_size > MAX_BYTES:
        raise fail(path, None, f"the file is larger than {MAX_BYTES:,} bytes.")
    data = path.read_bytes()
    # The folder of pictures is known once the statement is; no picture is read before.
    slug = form.read(data, path, content).statement
    folder = content / slug
    if not slug or not folder.is_dir() or folder.parent.resolve() != content.resolve():
        message = f'the file is for a statement "{slug}", which is not in {content}/.'
        raise fail(path, None, message, "Name its folder with --content.")
    return incoming(load(folder), form.read(data, path, folder), path)
