"""Sheets as files: which form is which, and which statement one belongs to."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from publish.content.load import load
from publish.content.statement import Statement
from publish.content.tags import check_tag
from publish.doors.child import in_child
from publish.doors.reading import read_bytes
from publish.errors import CommandError, Problem
from publish.faults import known, said_of
from publish.translate import po, xliff
from publish.translate.incoming import Incoming, incoming
from publish.translate.sheet import Sheet, sheet

MAX_BYTES: Final = 8 << 20
"""The largest file that is read, 8 MiB: a long statement fills a hundredth of it."""


@dataclass(frozen=True, slots=True)
class Form:
    """A form of file for translators: how it ends, how it is written and read.

    ``write`` is given the statement's folder, ``read`` that of all statements.
    """

    suffixes: tuple[str, ...]
    write: Callable[[Sheet, Path], bytes]
    read: Callable[[bytes, Path, Path], Sheet]


FORMS: Final[Mapping[str, Form]] = {
    "xliff": Form((".xlf", ".xliff"), xliff.write, xliff.read),
    "po": Form((".po",), po.write, po.read),
}


def form_called(name: str) -> Form:
    """The form with this name; raises CommandError if there is none."""
    return FORMS[known("form", name, FORMS)]


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

    The file is read in a process of its own, for it may have been made by anybody. Raises
    ContentError or ChildError if it cannot be read, CommandError if its form is not known.
    """
    forms = {suffix: form for form in FORMS.values() for suffix in form.suffixes}
    form = forms.get(path.suffix.lower())
    if form is None:
        message = f"{path} is no file of a form that is known here."
        raise CommandError(Problem(message, remedy=f"There are: {', '.join(forms)}."))
    with said_of(path):
        data = read_bytes(path, MAX_BYTES)
    sheet = in_child(form.read, data, path, content, what=str(path))
    return incoming(load(content / sheet.statement), sheet, path)
