"""How results are shown: plain lines and a live bar for people, data for programs."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from publish.errors import Place, Problem

if TYPE_CHECKING:
    from publish.build.run import Outcome
    from publish.checks.finding import Finding
    from publish.fonts.catalogue import Face, Family
    from publish.impose import Imposed
    from publish.kit.run import Kit
    from publish.runs.job import Job
    from publish.serving.counts import Count


@contextmanager
def progress(console: Console, total: int) -> Iterator[Callable[[Outcome], None]]:
    """A function to call with each outcome: a live bar on a terminal, plain lines off it."""
    if not console.is_terminal:
        yield lambda outcome: _print_made(console, outcome)
        return
    bar = Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        console=console,
        transient=True,
    )
    with bar:
        task = bar.add_task("building", total=total)

        def tell(outcome: Outcome) -> None:
            _print_made(bar.console, outcome)
            bar.advance(task)

        yield tell


def _print_made(console: Console, outcome: Outcome) -> None:
    for entry in outcome.made:
        pages = f", {entry.pages} pages" if entry.pages else ""
        console.print(f"made {entry.path} ({_kilobytes(entry.bytes)}{pages})")


def _kilobytes(size: int) -> str:
    return f"{max(1, round(size / 1000))} kB"


def build_data(outcomes: Sequence[Outcome], problems: Sequence[Problem]) -> dict[str, Any]:
    """A build's result as data: entries as in the manifest, and problems."""

    def dump(entries: Any) -> list[Any]:
        return [e.model_dump(mode="json", exclude_none=True) for e in entries]

    return {
        "made": dump(entry for outcome in outcomes for entry in outcome.made),
        "unchanged": dump(entry for outcome in outcomes for entry in outcome.unchanged),
        "problems": [problem_data(problem) for problem in problems],
    }


def build_summary(outcomes: Sequence[Outcome], out: Path) -> str:
    """One line that says how a build went."""
    made = sum(len(outcome.made) for outcome in outcomes)
    unchanged = sum(len(outcome.unchanged) for outcome in outcomes)
    failed = sum(bool(outcome.problems) for outcome in outcomes)
    parts = [f"{made} made", f"{unchanged} up to date"]
    if failed:
        parts.append(f"{failed} {'text' if failed == 1 else 'texts'} failed")
    return f"{', '.join(parts)}, in {out}/"


def problem_data(problem: Problem) -> dict[str, Any]:
    """A problem as data."""
    return {"message": problem.message, "remedy": problem.remedy, **_place_data(problem.place)}


def _place_data(place: Place | None) -> dict[str, Any]:
    return {"file": str(place.path), "line": place.line} if place else {"file": None, "line": None}


def findings_data(findings: Sequence[Finding], problems: Sequence[Problem]) -> dict[str, Any]:
    """Findings as data, with their stable codes; boxes are in points (see checks.finding.Box)."""
    return {
        "findings": [finding_data(finding) for finding in findings],
        "problems": [problem_data(problem) for problem in problems],
    }


def finding_data(finding: Finding) -> dict[str, Any]:
    """A finding as data; what is not known of it is null."""
    spot = finding.spot
    box = spot.box if spot else None
    return {
        "code": finding.code,
        "severity": finding.severity,
        **problem_data(finding.problem),
        "clause": finding.clause,
        "page": spot.page if spot else None,
        "box": [round(edge, 2) for edge in box] if box else None,
        "picture": str(finding.picture) if finding.picture else None,
    }


def print_findings(findings: Sequence[Finding]) -> None:
    """One line a finding: severity, place, message, picture, code."""
    for finding in findings:
        print(f"{finding.severity}: {_finding_line(finding)} [{finding.code}]")


def _finding_line(finding: Finding) -> str:
    problem, spot = finding.problem, finding.spot
    place = str(problem.place) if problem.place else ""
    page = f"page {spot.page}" if spot else ""
    where = ", ".join(part for part in (place, page) if part)
    picture = f"Picture: {finding.picture}" if finding.picture else ""
    said = " ".join(part for part in (problem.message, problem.remedy, picture) if part)
    return f"{where}: {said}" if where else said


def findings_summary(findings: Sequence[Finding]) -> str:
    """One line that counts findings by severity."""
    counts = dict.fromkeys(("error", "warning", "note"), 0)
    for finding in findings:
        counts[finding.severity] += 1
    return ", ".join(f"{number} {name}{'s' * (number != 1)}" for name, number in counts.items())


def downloads_summary(counts: Sequence[Count]) -> str:
    """One line that says how often files were downloaded, by language."""
    from publish.serving.counts import by

    total = sum(count.downloads for count in counts)
    languages = [f"{tag} {number}" for tag, number in by("language", counts).items() if number]
    detail = f" ({', '.join(languages)})" if languages else ""
    return f"{total} {'download' if total == 1 else 'downloads'}{detail}"


def kit_summary(kit: Kit) -> str:
    """One line that says what a kit has, and what it lacks and why."""
    lacks = []
    if not kit.has_poster:
        lacks.append("without a poster, for want of --base-url")
    lacks.append("signed" if kit.signed else "not signed, for want of --key")
    return f"{len(kit.files)} files, {_kilobytes(kit.size_bytes)}, {', '.join(lacks)}"


def any_error(findings: Sequence[Finding]) -> bool:
    """Whether any finding is an error."""
    return any(finding.severity == "error" for finding in findings)


def face_data(family: Family, face: Face, *, installed: bool) -> dict[str, Any]:
    """A row of the catalogue as data; ``install`` is the command that is still to be run."""
    from publish.fonts.source import how_to_install

    return {
        "family": face.family,
        "scripts": list(family.scripts),
        "style": face.style,
        "weight": face.weight,
        "version": face.version,
        "licence": face.licence,
        "package": f"{face.package}=={face.package_version}" if face.package else None,
        "file": face.file,
        "sha256": face.sha256,
        "install": None if installed else how_to_install(family.source),
    }


def print_faces(rows: Sequence[dict[str, Any]]) -> None:
    """The catalogue as a table on stdout."""
    table = Table(box=None, pad_edge=False, header_style="")
    columns = ("family", "scripts", "style", "weight", "version", "licence", "file", "sha256")
    for column in (*columns, "installed"):
        table.add_column(column, overflow="fold")
    for row in rows:
        installed = f"no: {row['install']}" if row["install"] else "yes"
        table.add_row(*(_cell(row[column]) for column in columns), installed)
    # Off a terminal a row is a line, however long.
    width = None if sys.stdout.isatty() else 400
    Console(highlight=False, markup=False, width=width).print(table)


def _cell(value: Any) -> str:
    return " ".join(value) if isinstance(value, list) else str(value)


def run_summary(job: Job) -> str:
    """A print run in a line: what there is of it, and what it takes."""
    net = sum(need.net_sheets for need in job.needs)
    waste = sum(need.waste_sheets for need in job.needs)
    return (
        f"{job.copies} copies in {len(job.booklets)} languages: {net} sheets and {waste} for "
        f"waste, {job.weight_g / 1000:.1f} kg"
    )


def imposed_summary(imposed: Imposed) -> str:
    """What sheets there are, and how they are printed."""
    from publish.checks.saying import counted

    turn = f"turned about the {imposed.duplex.replace('-', ' ')}" if imposed.duplex else "one side"
    return (
        f"{counted(imposed.pages, 'page')} and {imposed.blanks} blank on "
        f"{counted(imposed.sheets, 'sheet')} of {imposed.sheet}, {turn}; "
        f"creep {imposed.creep_mm:.2f} mm"
    )
