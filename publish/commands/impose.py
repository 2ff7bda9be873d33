"""``publish impose``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from publish import report
from publish.commands.answering import stderr
from publish.commands.asking import schemes


def command(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A PDF of single pages.")],
    scheme: Annotated[
        str,
        typer.Option(
            "--scheme",
            metavar="NAME",
            help="How pages lie on sheets: perfect-16, trifold, ...; a wrong name lists all.",
            autocompletion=schemes,
        ),
    ] = "saddle-2up",
    binding: Annotated[
        str, typer.Option("--binding", metavar="[left|right]", help="Where the spine is.")
    ] = "left",
    thickness_mm: Annotated[
        float, typer.Option("--thickness", metavar="MM", min=0, help="The paper's, for creep.")
    ] = 0.1,
    duplex: Annotated[
        str | None,
        typer.Option(
            "--duplex",
            metavar="[short-edge|long-edge]",
            help="The edge the printer turns sheets about; by default the natural one.",
        ),
    ] = None,
    sheet: Annotated[
        str | None,
        typer.Option("--sheet", metavar="NAME", help="A4, SRA3, ...; else the smallest."),
    ] = None,
    out: Annotated[
        Path | None, typer.Option("-o", "--out", metavar="FILE", help="Instead of FILE.SCHEME.pdf")
    ] = None,
) -> None:
    """Put the pages of any PDF on sheets, to be folded, cut and bound."""
    from publish.files import write_whole
    from publish.impose.asking import impose_file

    imposed = impose_file(file, scheme, binding, thickness_mm, duplex, sheet)
    target = out or file.with_suffix(f".{scheme}.pdf")
    write_whole(target, imposed.content, target.parent)
    print(target)
    stderr.print(report.imposed_summary(imposed))
