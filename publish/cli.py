"""The command line: parse, call, print."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Console

from publish import __version__, report
from publish.errors import Problem, PublishError

if TYPE_CHECKING:
    from publish.content.model import Statement

app = typer.Typer(
    name="publish",
    help="Typeset pamphlets and e-books from structured statements, in any language.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)

stderr = Console(stderr=True, highlight=False, markup=False, soft_wrap=True)

Statements = Annotated[
    list[str] | None, typer.Argument(metavar="[STATEMENT]...", help="Statements; none means all.")
]
Content = Annotated[Path, typer.Option("--content", metavar="DIR", help="Folder of statements.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print the result as JSON.")]
Languages = Annotated[
    list[str] | None, typer.Option("-l", "--language", metavar="LANG", help="Only this language.")
]
CONTENT = Path("content")


@app.command()
def build(
    statements: Statements = None,
    languages: Languages = None,
    editions: Annotated[
        list[str] | None, typer.Option("-e", "--edition", metavar="NAME", help="Only this edition.")
    ] = None,
    out: Annotated[Path, typer.Option("-o", "--out", help="Where the files go.")] = Path("build"),
    jobs: Annotated[
        int | None, typer.Option("-j", "--jobs", min=1, help="Processes; one a core by default.")
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Make everything again.")] = False,
    content: Content = CONTENT,
    as_json: AsJson = False,
) -> None:
    """Make the artifacts that are missing or out of date."""
    from publish.build.plan import plan
    from publish.build.run import build as run

    loaded, problems = _load(content, statements or [])
    tasks = plan(loaded, languages or [], editions or [])
    with report.progress(stderr, len(tasks)) as tell:
        outcomes = run(tasks, out, jobs=jobs, force=force, report=tell)
    problems += [problem for outcome in outcomes for problem in outcome.problems]
    if as_json:
        _print_json(report.build_data(outcomes, problems))
    _finish(problems, report.build_summary(outcomes, out))


@app.command()
def check(
    statements: Statements = None, content: Content = CONTENT, as_json: AsJson = False
) -> None:
    """Check content: what was cleaned, what is missing, what differs, what has no face."""
    from publish.checks.content import check_statement

    loaded, problems = _load(content, statements or [])
    findings = [finding for statement in loaded for finding in check_statement(statement)]
    if as_json:
        _print_json(report.findings_data(findings, problems))
    else:
        report.print_findings(findings)
    _finish(problems, report.findings_summary(findings), failed=report.any_error(findings))


@app.command()
def verify(
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="PDF and EPUB files.")],
    content: Content = CONTENT,
    pictures: Annotated[
        Path | None,
        typer.Option(
            "--pictures", metavar="DIR", help="Draw pages there, with findings marked on them."
        ),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Check finished PDFs and EPUBs, whoever made them."""
    from publish.build.origin import origins
    from publish.checks.artifacts import verify_files
    from publish.checks.pictures import draw

    findings = verify_files(files, origins(files, content))
    if pictures:
        findings = draw(findings, pictures)
    if as_json:
        _print_json(report.findings_data(findings, []))
    else:
        report.print_findings(findings)
    _finish([], report.findings_summary(findings), failed=report.any_error(findings))


@app.command()
def new(
    statement: Annotated[str, typer.Argument(metavar="STATEMENT", help="The new folder's name.")],
    languages: Annotated[
        list[str],
        typer.Option(
            "-l", "--language", metavar="LANG", help="A language; the first is the source."
        ),
    ],
    content: Content = CONTENT,
) -> None:
    """Make a statement folder to start from."""
    from publish.content.new import create

    for path in create(content, statement, languages):
        print(path)


@app.command()
def fonts(content: Content = CONTENT, as_json: AsJson = False) -> None:
    """List the catalogue of faces."""
    from publish.fonts.library import available, read_catalogue

    catalogue = read_catalogue()
    here = available(catalogue).families
    rows = [
        report.face_data(family, face, installed=family in here)
        for family in catalogue.families
        for face in family.faces
    ]
    if as_json:
        _print_json(rows)
    else:
        report.print_faces(rows)


@app.command()
def schema(
    part: Annotated[
        str, typer.Argument(metavar="[statement|front-matter]", help="Which file's schema.")
    ] = "statement",
    content: Content = CONTENT,
) -> None:
    """Print the JSON Schema of a statement's files, for completion in editors."""
    from publish.content.schema import json_schema

    _print_json(json_schema(part))


@app.callback(invoke_without_command=True)
def options(
    version: Annotated[bool, typer.Option("--version", help="Print the version.")] = False,
) -> None:
    """Typeset pamphlets and e-books from structured statements, in any language."""
    if version:
        print(__version__)
        raise typer.Exit


def _load(content: Path, slugs: list[str]) -> tuple[list[Statement], list[Problem]]:
    """The statements that load, and the problems of those that do not."""
    from publish.content.load import find, load

    loaded: list[Statement] = []
    problems: list[Problem] = []
    folders = find(content, slugs)
    if not folders:
        stderr.print(f"There is no statement in {content}/ yet: publish new STATEMENT -l LANG")
    for folder in folders:
        try:
            loaded.append(load(folder))
        except PublishError as error:
            problems += error.problems
    return loaded, problems


def _print_json(data: Any) -> None:
    print(json.dumps(data, ensure_ascii=False, indent=2, default=str))


def _finish(problems: Iterable[Problem], summary: str, *, failed: bool = False) -> None:
    """Say what is wrong, then how it went; end with status 1 where anything is wrong."""
    problems = list(problems)
    for problem in problems:
        stderr.print(f"error: {problem}")
    stderr.print(summary)
    if problems or failed:
        raise typer.Exit(1)


def main() -> None:
    """Run the command line; a PublishError becomes its messages and its exit status."""
    try:
        app()
    except PublishError as error:
        for problem in error.problems:
            stderr.print(f"error: {problem}")
        sys.exit(error.exit_status)
    except OSError as error:
        stderr.print(f"error: {error.filename or 'a file'} cannot be used: {error.strerror}.")
        sys.exit(1)
    except Exception as error:
        if os.environ.get("PUBLISH_DEBUG"):
            raise
        stderr.print(
            f"error: this is a fault of the program, not of the content: "
            f"{type(error).__name__}: {error}. PUBLISH_DEBUG=1 shows where it happened."
        )
        sys.exit(1)
