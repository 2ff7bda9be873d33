"""``publish serve``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from publish import report
from publish.commands.answering import stderr


def command(
    folder: Annotated[
        Path, typer.Argument(metavar="DIR", help="A catalogue, or what was built.")
    ] = Path("site"),
    host: Annotated[
        str, typer.Option("--host", metavar="ADDRESS", help="Listen on this address only.")
    ] = "0.0.0.0",
    port: Annotated[
        int,
        typer.Option(
            "--port", metavar="N", min=0, max=65535, help="Listen there; 0 takes a free one."
        ),
    ] = 8000,
    connections: Annotated[
        int,
        typer.Option(
            "--connections", metavar="N", min=1, help="Readers at once; more are asked to wait."
        ),
    ] = 512,
    announce: Annotated[
        bool, typer.Option("--announce/--no-announce", help="Announce it by mDNS.")
    ] = True,
    keep_counts: Annotated[
        bool,
        typer.Option(
            "--keep-counts/--forget-counts", help="Go on counting downloads after a restart."
        ),
    ] = True,
) -> None:
    """Serve the catalogue to everybody on the local network, until Ctrl+C."""
    from publish.serving.service import Listening
    from publish.serving.service import serve as run

    def show(line: str) -> None:
        print(line, flush=True)

    listening = Listening(host, port, connections, announce, keep_counts)
    counts = run(folder, listening, show, lambda line: stderr.print(f"warning: {line}"))
    stderr.print(report.downloads_summary(counts))
