"""Ace by DAISY, the judge of whether EPUB files are accessible (EPUB Accessibility 1.1).

It is a program for Node.js that opens every document of a book in Chromium. npm brings it, as
the lock file in ``ace_packages`` pins it: ``python -m publish.tools.ace``.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

from pydantic import BaseModel, Field, ValidationError

from publish.errors import Place, Problem, ToolError
from publish.resources import default_cache_dir
from publish.tools import npm
from publish.tools.program import Program, each, run

CHROMIUM: Final = Program("chromium", package="chromium")
NODE: Final = Program("node", package="nodejs")
INSTALL: Final = "python -m publish.tools.ace"

TIMEOUT_S = 180.0

_PACKAGES: Final = Path(__file__).parent / "ace_packages"
_PROGRAM: Final = Path("node_modules", "@daisy", "ace-cli", "bin", "ace.js")
_START_MS: Final = 60_000
"""How long the browser may take to start; by itself Ace gives it five seconds."""

Impact = Literal["critical", "serious", "moderate", "minor"]


@dataclass(frozen=True, slots=True)
class Violation:
    """Something in ``book`` that keeps some readers out.

    ``rule`` is Ace's or axe's name for it, ``member`` the file inside the book, ``markup`` the
    element that it was found on, ``remedy`` what Ace advises.
    """

    book: Path
    rule: str
    impact: Impact
    message: str
    remedy: str
    member: str | None = None
    markup: str | None = None


def missing() -> str | None:
    """What to do before Ace can be asked here; None where it can."""
    absent = [program.package for program in (NODE, CHROMIUM) if program.path() is None]
    if absent:
        return f"apt install {' '.join(absent)}"
    return None if npm.is_installed(_PACKAGES, default_cache_dir()) else INSTALL


def judge(books: Sequence[Path]) -> Iterator[tuple[Path, tuple[Violation, ...] | ToolError]]:
    """Each of ``books`` with every violation in it, or with why Ace could not judge it.

    Raises ToolError where something that Ace needs is missing.
    """
    if remedy := missing():
        raise ToolError(Problem("Ace by DAISY was not found.", remedy=f"Install it: {remedy}"))
    return each(_check, books)


def _check(book: Path) -> tuple[Violation, ...]:
    program = npm.place(_PACKAGES, default_cache_dir()) / _PROGRAM
    with tempfile.TemporaryDirectory(prefix="publish-ace-") as scratch:
        home = Path(scratch, "home")
        home.mkdir()
        environment = {
            "ACE_TIMEOUT_INITIAL": str(_START_MS),
            "PUPPETEER_EXECUTABLE_PATH": CHROMIUM.path() or "",
            # Settings, logs and the browser's profile end with the run.
            "HOME": str(home),
            "XDG_CACHE_HOME": str(home / "cache"),
            "XDG_CONFIG_HOME": str(home / "config"),
            "XDG_DATA_HOME": str(home / "data"),
        }
        folders = ("--outdir", str(Path(scratch, "out")), "--tempdir", str(Path(scratch, "tmp")))
        arguments = (str(program), "--silent", "--lang", "en", *folders, str(book.resolve()))
        output = run(
            NODE,
            *arguments,
            timeout_s=TIMEOUT_S,
            environment=environment,
            starts_others=True,
        )
        try:
            report = _Report.model_validate_json(Path(scratch, "out", "report.json").read_bytes())
        except (OSError, ValidationError) as error:
            said = (output.err or output.out).strip().partition("\n")[0]
            raise ToolError(Problem(f"Ace gave no verdict: {said}", Place(book))) from error
    return tuple(report.violations(book))


# --- The part of Ace's report that is used here (EARL 1.0, in JSON) ---------------------


class _Help(BaseModel):
    description: str = Field("", alias="dct:description")


class _Test(BaseModel):
    rule: str = Field(alias="dct:title")
    impact: Impact = Field("serious", alias="earl:impact")
    help: _Help


class _Result(BaseModel):
    outcome: str = Field(alias="earl:outcome")
    description: str = Field("", alias="dct:description")
    html: str | None = None


class _Assertion(BaseModel):
    test: _Test = Field(alias="earl:test")
    result: _Result = Field(alias="earl:result")


class _Subject(BaseModel):
    url: str


class _Document(BaseModel):
    subject: _Subject = Field(alias="earl:testSubject")
    assertions: tuple[_Assertion, ...] = ()


class _Report(BaseModel):
    assertions: tuple[_Document, ...]

    def violations(self, book: Path) -> Iterator[Violation]:
        """What did not pass, document by document."""
        for document in self.assertions:
            for assertion in document.assertions:
                if assertion.result.outcome == "fail":
                    yield Violation(
                        book=book,
                        rule=assertion.test.rule,
                        impact=assertion.test.impact,
                        message=" ".join(assertion.result.description.split()),
                        remedy=" ".join(assertion.test.help.description.split()),
                        member=document.subject.url.lstrip("/") or None,
                        markup=assertion.result.html,
                    )


if __name__ == "__main__":
    npm.main([_PACKAGES])
