"""``publish run``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from publish import report
from publish.commands.answering import ask_about_words, stderr
from publish.commands.asking import (
    CONTENT,
    Anyway,
    Content,
    Statement,
    fit_option,
    language_option,
    schemes,
)


def command(
    statement: Statement,
    copies: Annotated[
        int | None,
        typer.Option("--copies", min=1, metavar="N", help="Copies of each language."),
    ] = None,
    languages: Annotated[
        list[str] | None,
        language_option(
            "-l", "--language", metavar="LANG[:N]", help="This language, N copies of it."
        ),
    ] = None,
    paper: Annotated[
        str, typer.Option("--paper", metavar="NAME", help="What it is printed on.")
    ] = "offset-80",
    imposition: Annotated[
        str,
        typer.Option(
            "--imposition",
            metavar="NAME",
            help="How pages lie on the sheets.",
            autocompletion=schemes,
        ),
    ] = "saddle-2up",
    cover_paper: Annotated[
        str | None,
        typer.Option("--cover-paper", metavar="NAME", help="Another paper for the outer sheet."),
    ] = None,
    papers: Annotated[
        Path | None, typer.Option("--papers", metavar="FILE", help="Papers of your own.")
    ] = None,
    price: Annotated[
        str | None,
        typer.Option("--price", metavar="PRICE", help='Of 1000 sheets, such as "12.50 EUR".'),
    ] = None,
    cover_price: Annotated[
        str | None, typer.Option("--cover-price", metavar="PRICE", help="The same for the cover.")
    ] = None,
    waste: Annotated[
        str, typer.Option("--waste", metavar="PERCENT", help="Sheets to allow for waste.")
    ] = "3",
    duplex: Annotated[
        str | None,
        typer.Option(
            "--duplex",
            metavar="[short-edge|long-edge]",
            help="How the printer turns sheets over; by default so that backs stand upright.",
        ),
    ] = None,
    fit: Annotated[
        int | None,
        fit_option("As few pages as can be had in multiples of N; 1 as they come."),
    ] = None,
    press: Annotated[
        bool, typer.Option("--press", help="From the press edition: PDF/X-4, with bleed.")
    ] = False,
    profile: Annotated[
        Path | None,
        typer.Option("--profile", metavar="FILE", help="CMYK profile for --press."),
    ] = None,
    ticket_language: Annotated[
        str, language_option("--ticket-language", help="What the ticket is in.")
    ] = "en",
    printer: Annotated[
        str | None,
        typer.Option("--printer", metavar="URI", help="Print it there: ipp:// or ipps://."),
    ] = None,
    out: Annotated[
        Path, typer.Option("-o", "--out", metavar="DIR", help="Where the run's folder goes.")
    ] = Path("runs"),
    force: Anyway = False,
    content: Content = CONTENT,
) -> None:
    """Make a print run: imposed sheets, job tickets and checksums; print it with --printer."""
    from publish.content.load import find, load
    from publish.design.design import default_design
    from publish.fonts.library import open_library
    from publish.making.build import source_date_epoch
    from publish.runs.make import make_run
    from publish.runs.order import Wishes, order
    from publish.runs.printer import send
    from publish.runs.write import write_run
    from publish.tools.ipptool import check_uri

    if printer is not None:
        check_uri(printer)
    (folder,) = find(content, [statement])
    loaded = load(folder)
    ask_about_words([loaded], force=force)
    wishes = Wishes(
        copies=copies,
        languages=tuple(languages or ()),
        paper=paper,
        imposition=imposition,
        cover_paper=cover_paper,
        papers=papers,
        price=price,
        cover_price=cover_price,
        waste=waste,
        duplex=duplex,
        press=press,
        profile=profile,
        ticket_language=ticket_language,
        fit=fit,
    )
    ordered = order(loaded, wishes)
    made = make_run(
        ordered, open_library(), default_design(), source_date_epoch(), report=stderr.print
    )
    where = write_run(made, out)
    print(where)
    stderr.print(report.run_summary(made.job))
    if printer is not None:
        sent = send(made.job, where, printer, report=stderr.print)
        stderr.print(f"{len(sent)} jobs sent to {printer}")
