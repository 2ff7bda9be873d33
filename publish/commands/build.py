"""``publish build``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from publish import report
from publish.commands.answering import finish, load_all, print_json, stderr
from publish.commands.asking import CONTENT, AsJson, Content, Languages, Statements


def command(
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
    profile: Annotated[
        Path | None,
        typer.Option(
            "--profile", metavar="FILE", help="CMYK profile for press; FOGRA39 by default."
        ),
    ] = None,
    no_epub_fonts: Annotated[
        bool,
        typer.Option("--no-epub-fonts", help="Leave the fonts of e-books to reading systems."),
    ] = False,
    content: Content = CONTENT,
    as_json: AsJson = False,
) -> None:
    """Make the artifacts that are missing or out of date."""
    from publish.build.plan import plan
    from publish.build.run import build as run

    loaded, problems = load_all(content, statements or [])
    tasks = plan(loaded, languages or [], editions or [], profile, epub_fonts=not no_epub_fonts)
    with report.progress(stderr, len(tasks)) as tell:
        outcomes = run(tasks, out, jobs=jobs, force=force, report=tell)
    problems += [problem for outcome in outcomes for problem in outcome.problems]
    if as_json:
        print_json(report.build_data(outcomes, problems))
    finish(problems, report.build_summary(outcomes, out))
