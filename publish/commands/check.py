"""``publish check``."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from publish import report
from publish.commands.answering import finish, load_all, print_json
from publish.commands.asking import CONTENT, AsJson, Content, Statements
from publish.errors import CommandError, Place, Problem

if TYPE_CHECKING:
    from publish.content.statement import Statement
    from publish.findings.finding import Finding
    from publish.proof.fixes import Fix


def command(
    statements: Statements = None,
    content: Content = CONTENT,
    as_json: AsJson = False,
    spelling: Annotated[
        bool, typer.Option("--spelling", help="Look every word up as well; takes seconds.")
    ] = False,
    fix: Annotated[
        bool, typer.Option("--fix", help="Mend what is safe to mend, and show what changed.")
    ] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", "--diff", help="Show what --fix would do; change nothing.")
    ] = False,
    html: Annotated[
        Path | None,
        typer.Option("--html", metavar="FILE", help="Write the languages side by side as a page."),
    ] = None,
) -> None:
    """Check content: what was cleaned, what is missing, what differs, what has no face."""
    from publish.checks.statement import check_statement
    from publish.findings.saying import counted
    from publish.proof.diffs import fixes_data, show

    loaded, problems = load_all(content, statements or [])
    fixes = _fixes(loaded) if fix or dry_run else []
    if dry_run and not as_json:
        show(fixes)
        finish(problems, f"{counted(len(fixes), 'file')} would be mended")
        return
    if fix and not dry_run:
        _write(fixes)
        loaded, problems = load_all(content, statements or [])
    findings = [finding for statement in loaded for finding in check_statement(statement)]
    if spelling:
        findings += _spelling(loaded)
    if html and loaded:
        _write_page(loaded, html)
    if as_json:
        data = report.findings_data(findings, problems)
        print_json({"fixes": fixes_data(fixes), **data} if fix or dry_run else data)
    else:
        show(fixes)
        report.print_checked(findings)
    mended = f"{counted(len(fixes), 'file')} mended; " if fix and not dry_run else ""
    summary = mended + report.findings_summary(findings, problems)
    finish(problems, summary, failed=report.any_error(findings))


def _write_page(loaded: Sequence[Statement], file: Path) -> None:
    """Put the languages of statements side by side on a page, which is written as a whole."""
    from publish.collate.collate import collate
    from publish.collate.page import page
    from publish.design.design import default_design
    from publish.files import write_whole

    if file.is_dir():
        raise CommandError(
            Problem("this is a folder.", Place(file), "Name a file: --html languages.html")
        )
    write_whole(
        file, page([collate(statement) for statement in loaded], default_design()), file.parent
    )


def _fixes(loaded: Sequence[Statement]) -> list[Fix]:
    from publish.checks.slips import corrections
    from publish.proof.fixes import plan

    return [fix for statement in loaded for fix in plan(statement, corrections)]


def _write(fixes: Sequence[Fix]) -> None:
    from publish.files import write_whole

    for fix in fixes:
        write_whole(fix.path.resolve(), fix.finished(), fix.path.parent)


def _spelling(loaded: Sequence[Statement]) -> list[Finding]:
    from publish.checks.typography.spelling import check
    from publish.proof.dictionaries import shelf

    dictionaries = shelf()
    return [finding for statement in loaded for finding in check(statement, dictionaries)]
