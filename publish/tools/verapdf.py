"""veraPDF, the reference validator of PDF/UA and PDF/A: a Java program from Maven Central.

``python -m publish.tools.verapdf install`` brings it; it needs Maven once, and Java.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Literal

from pydantic import BaseModel, Field, ValidationError

from publish.errors import Place, Problem, ToolError
from publish.tools.java import JAVA, JAVA_OPTIONS
from publish.tools.maven import Jar, bring
from publish.tools.program import each, missing, run, told

JAR = Jar(
    title="veraPDF",
    group="org.verapdf.apps",
    name="greenfield-apps",
    version="1.28.2",
    sha256="687d4d8bcfec48c9f7e931cf78ed061f1eeccfba55d4cdc000ba9b4d8aa46ce6",
)
INSTALL = "python -m publish.tools.verapdf install"

_MAIN = "org.verapdf.apps.GreenfieldCliWrapper"
# Flavour 0: each file is held against all that it claims to be, in one run.
_OPTIONS = ("--flavour", "0", "--format", "json", "--nonpdfext", "--maxfailuresdisplayed", "1")
# All valid, some not valid, some encrypted, some not readable.
_VERDICTS = (0, 1, 6, 7)
_START_S = 60.0
_FILE_S = 8.0

NO_VERDICT = "veraPDF cannot read it, so nobody knows whether it is what it claims to be."

Flavour = Literal["ua1", "2a", "ua2", "wt1a", "wt1r"]


@dataclass(frozen=True, slots=True)
class _Standard:
    """A flavour: how people and veraPDF call it, and the clause that has a file claim it."""

    name: str
    profile: str
    claim: str


_STANDARDS: Mapping[Flavour, _Standard] = MappingProxyType(
    {
        "ua1": _Standard("PDF/UA-1", "PDF/UA-1 validation profile", "ISO 14289-1:2014, 5"),
        "2a": _Standard("PDF/A-2a", "PDF/A-2A validation profile", "ISO 19005-2:2011, 6.6.4"),
        "ua2": _Standard(
            "PDF/UA-2", "PDF/UA-2 + Tagged PDF validation profile", "ISO 14289-2:2024, 6"
        ),
        "wt1a": _Standard(
            "WTPDF for accessibility",
            "WTPDF 1.0 Accessibility validation profile",
            "WTPDF 1.0, 6.1.3",
        ),
        "wt1r": _Standard(
            "WTPDF for reuse", "WTPDF 1.0 Reuse validation profile", "WTPDF 1.0, 6.1.3"
        ),
    }
)
FLAVOURS: tuple[Flavour, ...] = ("ua1", "2a")
"""What a file for readers should be."""
FLAVOURS_2: tuple[Flavour, ...] = ("ua2", "wt1a", "wt1r")
"""What one should be that says it is any of these, which are of PDF 2.0, as the others are not."""


@dataclass(frozen=True, slots=True)
class Finding:
    """A rule that ``file`` breaks ``count`` times, or that it cannot be held against.

    ``clause`` names the standard, its clause and veraPDF's test of it, such as
    ``ISO 14289-1:2014, 7.1-3``; it and ``flavour`` are None where a file cannot be read.
    ``context`` is the path to the first object that breaks the rule. ``unclaimed`` says that
    the file is not of the flavour because it does not claim to be.
    """

    file: Path
    flavour: Flavour | None
    clause: str | None
    description: str
    context: str | None = None
    count: int = 1
    unclaimed: bool = False


def available() -> bool:
    """Whether veraPDF can be run here: it is installed, and so is Java."""
    return JAVA.path() is not None and archive().is_file()


def archive() -> Path:
    """Where the program is when it is installed."""
    return JAR.path


def install() -> Path:
    """Bring veraPDF if it is not there yet, and return where it is; see ``maven.bring``."""
    return bring(JAR)


def check(files: Sequence[Path], flavours: Sequence[Flavour] | None = None) -> tuple[Finding, ...]:
    """Every rule of ``flavours`` that ``files`` break, in the order of the files.

    No finding means that every file claims each of the flavours and is what it claims; none
    named means those of PDF 2.0 for a file that claims one of them, else the others. One
    run does it all, for starting the program takes longer than judging a file; where that run
    fails, each file gets one of its own, so that none costs the others their verdict.

    Raises ToolError where Java or veraPDF is missing.
    """
    if not files:
        return ()
    if not archive().is_file():
        raise ToolError(Problem("veraPDF was not found.", remedy=f"Install it: {INSTALL}"))
    if JAVA.path() is None:
        raise missing(JAVA)
    findings: list[Finding] = []
    for file, job in _jobs(files):
        if isinstance(job, ToolError):
            findings.append(Finding(file, None, None, NO_VERDICT))
        else:
            findings.extend(job.findings(file, flavours))
    return tuple(findings)


def _jobs(files: Sequence[Path]) -> Iterator[tuple[Path, _Job | ToolError]]:
    try:
        jobs = {job.details.name: job for job in _report(files).jobs}
    except ToolError:
        jobs = {}
    judged = {file: job for file in files if (job := jobs.get(str(file.resolve())))}
    rest = [file for file in dict.fromkeys(files) if file not in judged]
    alone = dict(each(_job, rest))
    for file in files:
        yield file, judged.get(file) or alone[file]


def _job(file: Path) -> _Job:
    for job in _report([file]).jobs:
        return job
    raise ToolError(Problem(NO_VERDICT, Place(file)))


def _report(files: Sequence[Path]) -> _Report:
    jar = archive()
    # It keeps settings in the home folder; those of others must not decide here.
    home = f"-Duser.home={jar.parent}"
    paths = (str(file.resolve()) for file in files)
    command = (*JAVA_OPTIONS, home, "-cp", str(jar), _MAIN, *_OPTIONS, *paths)
    timeout_s = _START_S + _FILE_S * len(files)
    output = run(JAVA, *command, timeout_s=timeout_s, statuses=_VERDICTS)
    try:
        return _Answer.model_validate_json(output.out).report
    except ValidationError:
        raise ToolError(Problem(NO_VERDICT)) from None


class _Check(BaseModel):
    context: str


class _Rule(BaseModel):
    specification: str
    clause: str
    test: int = Field(alias="testNumber")
    description: str
    count: int = Field(alias="failedChecks")
    checks: tuple[_Check, ...] = ()


class _Verdict(BaseModel):
    rules: tuple[_Rule, ...] = Field(alias="ruleSummaries")


class _Result(BaseModel):
    profile: str = Field(alias="profileName")
    verdict: _Verdict = Field(alias="details")


class _File(BaseModel):
    name: str


class _Failure(BaseModel):
    """What Java says of a file that it trips over, which is for programmers."""


class _Job(BaseModel):
    details: _File = Field(alias="itemDetails")
    results: tuple[_Result, ...] = Field(alias="validationResult", default=())
    failure: _Failure | None = Field(alias="taskException", default=None)

    def findings(self, file: Path, flavours: Sequence[Flavour] | None) -> Iterator[Finding]:
        """What is wrong with ``file`` for each of ``flavours``; None means those it may be of."""
        if self.failure is not None:
            yield Finding(file, None, None, NO_VERDICT)
            return
        verdicts = {result.profile: result.verdict for result in self.results}
        claims_new = any(_STANDARDS[each].profile in verdicts for each in FLAVOURS_2)
        for flavour in flavours or (FLAVOURS_2 if claims_new else FLAVOURS):
            standard = _STANDARDS[flavour]
            verdict = verdicts.get(standard.profile)
            if verdict is None:
                claim = f"It does not say that it is {standard.name}."
                yield Finding(file, flavour, standard.claim, claim, unclaimed=True)
                continue
            for rule in sorted(verdict.rules, key=lambda rule: (rule.clause, rule.test)):
                clause = f"{rule.specification}, {rule.clause}-{rule.test}"
                context = rule.checks[0].context if rule.checks else None
                yield Finding(file, flavour, clause, rule.description, context, rule.count)


class _Report(BaseModel):
    jobs: tuple[_Job, ...]


class _Answer(BaseModel):
    """The part of veraPDF's JSON report that is used here."""

    report: _Report


def main(arguments: Sequence[str] | None = None) -> None:
    """The command line: ``install`` brings the program and says where it is."""
    parser = argparse.ArgumentParser(prog="python -m publish.tools.verapdf")
    parser.add_argument("command", choices=["install"])
    parser.parse_args(arguments)
    with told():
        print(install())


if __name__ == "__main__":
    main()
