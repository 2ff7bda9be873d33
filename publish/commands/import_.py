"""``publish import``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from publish.commands.answering import finish, print_json, stderr
from publish.commands.asking import CONTENT, AsJson, language_option


def command(
    file: Annotated[
        Path,
        typer.Argument(
            metavar="FILE", help="Text, Markdown, HTML, .docx or .odt, in any languages."
        ),
    ],
    slug: Annotated[
        str | None,
        typer.Option("--slug", metavar="NAME", help="The new folder's name; else from the title."),
    ] = None,
    out: Annotated[
        Path,
        typer.Option(
            "-o", "--out", "--content", metavar="DIR", help="The folder of statements to put it in."
        ),
    ] = CONTENT,
    languages: Annotated[
        list[str] | None,
        language_option("-l", "--language", help="Look for these languages alone."),
    ] = None,
    source_language: Annotated[
        str | None,
        language_option("--source-language", help="The source; else the first on the page."),
    ] = None,
    keep: Annotated[
        list[str] | None,
        typer.Option("--keep", metavar="RULE", help="A cleaning rule to do without."),
    ] = None,
    form: Annotated[
        str | None,
        typer.Option("--format", metavar="[text|markdown|html|docx|odt]", help="What the file is."),
    ] = None,
    replace: Annotated[
        bool, typer.Option("--replace", help="Replace files that differ; they are kept beside.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Make a statement of a page that was pasted, sent or saved, with a report of all changes."""
    from publish.incoming.importing import Wish, import_file
    from publish.incoming.reporting import report_data

    wish = Wish(
        slug=slug,
        form=form,
        languages=tuple(languages or ()),
        source_language=source_language,
        keep=tuple(keep or ()),
        replace=replace,
    )
    imported = import_file(file, out, wish)
    told = imported.assembled
    if as_json:
        files = [str(path) for path in imported.files]
        print_json(
            {
                "statement": imported.folder.name,
                "files": files,
                "is_new": imported.is_new,
                "unit": imported.unit,
                **report_data(told),
            }
        )
    else:
        for path in imported.files:
            print(path)
    for remark in told.unplaced:
        between = ":" if imported.unit == "line" else f", {imported.unit} "
        place = f"{file}{between}{remark.line}" if remark.line else str(file)
        stderr.print(f"unplaced: {place}: {remark.message}: {remark.words[:80]}")
    done = "imported" if imported.is_new else "was imported already"
    summary = (
        f"{imported.folder.name} {done}: {len(told.translations)} languages, "
        f"{len(told.changes)} changes, {len(told.doubts)} places to look at, "
        f"{len(told.unplaced)} unplaced; see {imported.files[-1]}"
    )
    finish([], summary, failed=bool(told.unplaced))
