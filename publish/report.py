"""How results are shown: plain lines for people, data for programs."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from publish.errors import Place, Problem
from publish.findings.saying import counted

if TYPE_CHECKING:
    from rich.table import Table

    from publish.findings.finding import Finding
    from publish.impose import Imposed
    from publish.kit.gather import Kit
    from publish.making.build import Built
    from publish.making.manifest import Entry
    from publish.making.survey import Gone, Item
    from publish.runs.job import Job
    from publish.serving.counts import Count


def built_line(how: str, entry: Entry) -> str:
    """A line that says how an artifact came, and what it is."""
    pages = f", {entry.pages} pages" if entry.pages else ""
    return f"{how} {entry.path} ({_kilobytes(entry.bytes)}{pages})"


def _kilobytes(size: int) -> str:
    return f"{max(1, round(size / 1000))} kB"


def build_data(built: Built, warnings: Sequence[Problem] = ()) -> dict[str, Any]:
    """A build's result as data: entries as in the manifest, problems, and what was removed.

    Entries are ordered by path, whichever process was done first.
    """

    def dump(entries: Iterable[Entry]) -> list[Any]:
        ordered = sorted(entries, key=lambda entry: entry.path)
        return [entry.model_dump(mode="json", exclude_none=True) for entry in ordered]

    def gone(cleared: Iterable[Gone]) -> list[dict[str, str]]:
        return [{"path": each.entry.path, "reason": each.reason} for each in cleared]

    return {
        "made": dump(entry for outcome in built.outcomes for entry in outcome.made),
        "taken": dump(entry for outcome in built.outcomes for entry in outcome.taken),
        "unchanged": dump(entry for outcome in built.outcomes for entry in outcome.unchanged),
        "removed": gone(built.cleared.removed),
        "left": gone(built.cleared.left),
        "unmade": built.unmade,
        "interrupted": built.interrupted,
        "problems": [problem_data(problem) for problem in built.problems],
        "warnings": [problem_data(warning) for warning in warnings],
        "summary": {"errors": len(built.problems), "warnings": len(warnings)},
    }


def build_lines(built: Built) -> Iterator[str]:
    """A line for each artifact that went away with its content, or should have."""
    for each in built.cleared.removed:
        yield f"removed {each.entry.path}: {each.reason}"
    for each in built.cleared.left:
        yield f"left {each.entry.path}, though {each.reason}: somebody has changed the file"


def warning_lines(warnings: Iterable[Problem]) -> Iterator[str]:
    """A line for each thing that somebody should look at."""
    return (f"warning: {warning}" for warning in warnings)


def build_summary(built: Built, out: Path) -> str:
    """One line that says how a build went."""
    outcomes = built.outcomes
    counts = {
        "made": sum(len(outcome.made) for outcome in outcomes),
        "taken from the cache": sum(len(outcome.taken) for outcome in outcomes),
        "up to date": sum(len(outcome.unchanged) for outcome in outcomes),
        "removed": len(built.cleared.removed),
    }
    always = ("made", "up to date")
    parts = [f"{count} {what}" for what, count in counts.items() if count or what in always]
    if failed := len({outcome.target.words for outcome in outcomes if outcome.problems}):
        parts.append(f"{counted(failed, 'text')} failed")
    if built.problems:
        parts.append(counted(len(built.problems), "error"))
    said = f"{', '.join(parts)}, in {out}/"
    if built.interrupted:
        return f"interrupted: {said}; {built.unmade} still to make: run it again to go on"
    return said


def survey_data(items: Iterable[Item], gone: Iterable[Gone]) -> dict[str, Any]:
    """What a build would do, artifact by artifact, as data."""
    planned = [
        {
            "path": item.path,
            "action": "make" if item.reasons else "keep",
            "reasons": list(item.reasons),
        }
        for item in items
    ]
    removed = [
        {"path": each.entry.path, "action": "remove", "reasons": [each.reason]} for each in gone
    ]
    return {"artifacts": planned + removed}


def survey_lines(data: dict[str, Any]) -> Iterator[str]:
    """The same as lines: what would be done with each artifact, and why."""
    for row in data["artifacts"]:
        reasons = f": {'; '.join(row['reasons'])}" if row["reasons"] else ""
        yield f"{row['action']} {row['path']}{reasons}"


def survey_summary(data: dict[str, Any], problems: Sequence[Problem]) -> str:
    """One line that counts what would be done, and what stands against it."""
    actions = [row["action"] for row in data["artifacts"]]
    parts = [f"{actions.count('make')} to make", f"{actions.count('keep')} up to date"]
    if "remove" in actions:
        parts.append(f"{actions.count('remove')} to remove")
    if problems:
        parts.append(counted(len(problems), "error"))
    return ", ".join(parts)


def problem_data(problem: Problem) -> dict[str, Any]:
    """A problem as data."""
    return {"message": problem.message, "remedy": problem.remedy, **_place_data(problem.place)}


def _place_data(place: Place | None) -> dict[str, Any]:
    return {"file": str(place.path), "line": place.line} if place else {"file": None, "line": None}


def findings_data(findings: Sequence[Finding], problems: Sequence[Problem]) -> dict[str, Any]:
    """Findings as data, with their stable codes; boxes are in points (see findings.finding.Box).

    ``problems`` kept files from being checked; in the summary each counts as an error.
    """
    return {
        "findings": [finding_data(finding) for finding in findings],
        "problems": [problem_data(problem) for problem in problems],
        "summary": {f"{name}s": number for name, number in _sums(findings, problems).items()},
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
        "language": finding.language,
        "beside": _place_data(finding.beside) if finding.beside else None,
    }


def print_findings(findings: Sequence[Finding]) -> None:
    """One line a finding: severity, place, message, picture, code."""
    for finding in findings:
        print(f"{finding.severity}: {_finding_line(finding)} [{finding.code}]")


def print_checked(findings: Sequence[Finding]) -> None:
    """What a check of content has found; on a terminal, translations in a table of their own."""
    if not sys.stdout.isatty():
        print_findings(findings)
        return
    print_findings([finding for finding in findings if finding.language is None])
    translations = [finding for finding in findings if finding.language is not None]
    if translations:
        from rich.console import Console

        Console(highlight=False, markup=False).print(translations_table(translations))


def translations_table(findings: Sequence[Finding]) -> Table:
    """Findings in translations, by language, with the source's line beside each."""
    from rich.table import Table

    table = Table(box=None, pad_edge=False, header_style="bold")
    for column, folds in (
        ("language", False),
        ("place", True),
        ("source", True),
        ("difference", True),
    ):
        table.add_column(column, overflow="fold", no_wrap=not folds)
    earlier = None
    for finding in sorted(findings, key=lambda finding: finding.language or ""):
        problem, beside = finding.problem, finding.beside
        if earlier not in (None, finding.language):
            table.add_section()
        table.add_row(
            "" if finding.language == earlier else finding.language,
            _short(problem.place),
            _short(beside),
            " ".join(filter(None, (problem.message, problem.remedy, f"[{finding.code}]"))),
        )
        earlier = finding.language
    return table


def _short(place: Place | None) -> str:
    """A place by the name of its file alone: the folder is the statement's."""
    return str(Place(Path(place.path.name), place.line)) if place else ""


def _finding_line(finding: Finding) -> str:
    problem, spot = finding.problem, finding.spot
    place = str(problem.place) if problem.place else ""
    page = f"page {spot.page}" if spot else ""
    where = ", ".join(part for part in (place, page) if part)
    picture = f"Picture: {finding.picture}" if finding.picture else ""
    beside = f"Source: {_short(finding.beside)}." if finding.beside else ""
    said = " ".join(part for part in (problem.message, problem.remedy, beside, picture) if part)
    return f"{where}: {said}" if where else said


def findings_summary(findings: Sequence[Finding], problems: Sequence[Problem] = ()) -> str:
    """One line that counts findings by severity, and as errors what kept files from checks."""
    sums = _sums(findings, problems)
    return ", ".join(counted(number, name) for name, number in sums.items())


def _sums(findings: Sequence[Finding], problems: Sequence[Problem]) -> dict[str, int]:
    sums = {"error": len(problems), "warning": 0, "note": 0}
    for finding in findings:
        sums[finding.severity] += 1
    return sums


def downloads_summary(counts: Sequence[Count]) -> str:
    """One line that says how often files were downloaded, by language."""
    from publish.serving.counts import by

    total = sum(count.downloads for count in counts)
    languages = [f"{tag} {number}" for tag, number in by("language", counts).items() if number]
    detail = f" ({', '.join(languages)})" if languages else ""
    return f"{counted(total, 'download')}{detail}"


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
    turn = f"turned about the {imposed.duplex.replace('-', ' ')}" if imposed.duplex else "one side"
    return (
        f"{counted(imposed.pages, 'page')} and {imposed.blanks} blank on "
        f"{counted(imposed.sheets, 'sheet')} of {imposed.sheet}, {turn}; "
        f"creep {imposed.creep_mm:.2f} mm"
    )
