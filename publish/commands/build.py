"""``publish build``."""

from __future__ import annotations

import signal
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from publish import report
from publish.commands.answering import finish, json_text, print_json, stderr
from publish.commands.asking import (
    CONTENT,
    AsJson,
    Content,
    Languages,
    Statements,
    edition_option,
    fit_option,
)
from publish.errors import PublishError

if TYPE_CHECKING:
    from publish.errors import Problem
    from publish.making.build import Built
    from publish.making.workers import CarryOut

INTERRUPTED = 130
"""The exit status of a command that Ctrl-C ended: 128 and the number of the signal (POSIX sh)."""


def command(
    statements: Statements = None,
    languages: Languages = None,
    editions: Annotated[list[str] | None, edition_option("Only this edition.")] = None,
    out: Annotated[
        Path, typer.Option("-o", "--out", metavar="DIR", help="Where the files go.")
    ] = Path("build"),
    jobs: Annotated[
        int | None,
        typer.Option("-j", "--jobs", min=1, metavar="N", help="Processes; one a core by default."),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Make everything again.")] = False,
    explain: Annotated[
        bool, typer.Option("--explain", help="Make nothing; say what would be made, and why.")
    ] = False,
    cache: Annotated[
        str | None,
        typer.Option(
            "--cache", metavar="DIR", help="Where finished files are kept for other builds."
        ),
    ] = None,
    no_cache: Annotated[
        bool, typer.Option("--no-cache", help="Neither take files from the cache nor keep any.")
    ] = False,
    time_limit_s: Annotated[
        float,
        typer.Option("--time-limit", min=1, metavar="SECONDS", help="For one text, at most."),
    ] = 600,
    cluster: Annotated[
        str | None,
        typer.Option(
            "--cluster",
            metavar="ADDRESS",
            help="Let workers of Dask make them, whose scheduler is at this address.",
        ),
    ] = None,
    fit: Annotated[
        int | None,
        fit_option("Pamphlets in as few pages as can be had in multiples of N; 1 as they come."),
    ] = None,
    ua: Annotated[
        int,
        typer.Option(
            "--ua", min=1, max=2, metavar="N", help="2: pamphlets as PDF/UA-2 (PDF 2.0), too."
        ),
    ] = 1,
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
    from publish.making.answers import Answer, remember
    from publish.making.build import build as run
    from publish.making.build import idle, survey
    from publish.making.cache import open_cache
    from publish.making.mirror import at_hand
    from publish.making.plan import Scope, plan
    from publish.making.record import read_stamps
    from publish.making.stamps import Stamps
    from publish.progress import progress

    # A terminal that closes, or a supervisor, ends a build as Ctrl-C does.
    for ending in (signal.SIGTERM, signal.SIGHUP):
        if signal.getsignal(ending) != signal.SIG_IGN:  # as under nohup
            signal.signal(ending, signal.default_int_handler)
    home = at_hand(content, out)
    content, out = home.content, home.out
    kept = None if no_cache else open_cache(cache, stderr.print)
    scope = Scope(tuple(statements or ()), tuple(languages or ()), tuple(editions or ()))
    stamps = Stamps(read_stamps(out))
    planned = plan(
        content, scope, profile, epub_fonts=not no_epub_fonts, fit=fit, ua=ua, stamps=stamps
    )
    if not planned.statements:
        stderr.print(f"There is no statement in {content}/ yet: publish new STATEMENT -l LANG")
    if explain:
        data = report.survey_data(*survey(planned, out, force=force))
        if as_json:
            print_json(data)
        else:
            print(*report.survey_lines(data), sep="\n")
        stopped = home.placed(planned.problems)
        finish(stopped, report.survey_summary(data, stopped))
        return
    with progress() as watch:
        built = run(
            planned,
            out,
            _hands(jobs, cluster, time_limit_s),
            cache=kept,
            force=force,
            watch=watch,
        )
    home.send()
    built = replace(built, problems=home.placed(built.problems))
    left = home.placed([*_placeholders(built), *_told(built)])
    if as_json:
        print_json(report.build_data(built, left))
    for line in (*report.build_lines(built), *report.warning_lines(left)):
        stderr.print(line)
    summary = report.build_summary(built, home.shown)
    if built.interrupted:
        stderr.print(summary)
        raise typer.Exit(INTERRUPTED)
    if not force and not home.is_remote and (done := idle(planned, out, built)):
        said = json_text(report.build_data(done, left)) if as_json else ""
        told = (*report.warning_lines(left), report.build_summary(done, out))
        answer = Answer(said, "".join(f"{line}\n" for line in told))
        remember(sys.argv[1:], done.seen, answer)
    finish(built.problems, summary)


def _told(built: Built) -> list[Problem]:
    """What is to be said of what was made, in the order of the texts."""
    ordered = sorted(built.outcomes, key=lambda outcome: outcome.target.words)
    return list(dict.fromkeys(each for outcome in ordered for each in outcome.warnings))


def _placeholders(built: Built) -> list[Problem]:
    """The words that only hold a place, in statements of which something was made."""
    folders = {o.target.folder: None for o in built.outcomes if o.made or o.taken}
    if not folders:
        return []
    from publish.checks.placeholders import check
    from publish.content.load import load

    found: list[Problem] = []
    for folder in folders:
        try:
            found += [each.problem for each in check(load(folder))]
        except PublishError:  # it has changed since, and the next build says so
            continue
    return found


def _hands(jobs: int | None, cluster: str | None, time_limit_s: float) -> CarryOut:
    """Who carries out the orders: processes of this machine, or a cluster."""
    if cluster is None:
        from publish.making.workers import here

        return here(jobs, time_limit_s=time_limit_s)
    from publish.errors import CommandError, Problem
    from publish.making.cluster import there

    if jobs is not None:
        raise CommandError(
            Problem(
                "-j counts processes of this machine, and --cluster has others do the work.",
                remedy="Name one of the two.",
            )
        )
    return there(cluster, stderr.print, time_limit_s=time_limit_s)
