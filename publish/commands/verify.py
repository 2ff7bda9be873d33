"""``publish verify``."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from publish import report
from publish.commands.answering import finish, print_json
from publish.commands.asking import CONTENT, AsJson, Content, Finished
from publish.errors import CommandError, Problem
from publish.findings.saying import counted


def command(
    files: Finished,
    content: Content = CONTENT,
    pictures: Annotated[
        Path | None,
        typer.Option(
            "--pictures", metavar="DIR", help="Draw pages there, with findings marked on them."
        ),
    ] = None,
    role: Annotated[
        str | None,
        typer.Option(
            "--as",
            metavar="[screen|press|imposed]",
            help="Judge PDFs as this; by default, as what each says that it is.",
        ),
    ] = None,
    transcript: Annotated[
        bool,
        typer.Option("--transcript", help="Print what a screen reader would say; judge nothing."),
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Check finished PDFs and EPUBs, whoever made them."""
    if transcript:
        if pictures or role:
            message = "--transcript judges nothing, and has no findings to draw."
            raise CommandError(Problem(message, remedy="Leave out --as and --pictures."))
        _read_aloud(files, as_json)
        return
    from publish.making.origin import origins
    from publish.pdf.roles import role_called
    from publish.verify.files import verify_files
    from publish.verify.pictures import draw

    findings = verify_files(files, origins(files, content), role_called(role))
    if pictures:
        findings = draw(findings, pictures)
    if as_json:
        print_json(report.findings_data(findings, []))
    else:
        report.print_findings(findings)
    finish([], report.findings_summary(findings), failed=report.any_error(findings))


def _read_aloud(files: Sequence[Path], as_json: bool) -> None:
    """Print what is heard of each file; those that cannot be heard cost the others nothing."""
    from publish.aloud.files import Transcript, transcript

    heard = [transcript(path) for path in files]
    read = [each for each in heard if isinstance(each, Transcript)]
    problems = [each for each in heard if isinstance(each, Problem)]
    if as_json:
        told = [report.problem_data(problem) for problem in problems]
        print_json({"files": [each.data() for each in read], "problems": told})
    else:
        for each in read:
            print(*each.printed(named=len(files) > 1), sep="\n")
    finish(problems, f"{counted(len(read), 'file')} read")
