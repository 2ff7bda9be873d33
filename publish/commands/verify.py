"""``publish verify``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from publish import report
from publish.commands.answering import finish, print_json
from publish.commands.asking import CONTENT, AsJson, Content, Finished


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
    as_json: AsJson = False,
) -> None:
    """Check finished PDFs and EPUBs, whoever made them."""
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
