"""``publish import``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from publish.commands.answering import finish, print_json, stderr
from publish.commands.asking import CONTENT, AsJson, language_option


def command(
    files: Annotated[
        list[Path],
        typer.Argument(
            metavar="FILE...",
            help="Text, Markdown, HTML, .docx or .odt; several: each in one language.",
        ),
    ],
    slug: Annotated[
        str | None,
        typer.Option("--slug", metavar="NAME", help="The new folder's name; else from the title."),
    ] = None,
    into: Annotated[
        str | None,
        typer.Option("--into", metavar="STATEMENT", help="Add a language to one that is there."),
    ] = None,
    out: Annotated[
        Path,
        typer.Option(
            "-o", "--out", "--content", metavar="DIR", help="The folder of statements to put it in."
        ),
    ] = CONTENT,
    languages: Annotated[
        list[str] | None,
        language_option(
            "-l",
            "--language",
            help="Look for these languages alone; or those of the files, in order.",
        ),
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
    from publish.findings.saying import counted
    from publish.incoming.importing import Wish, import_files
    from publish.incoming.reporting import alignment_rows, report_data

    wish = Wish(
        slug=slug,
        form=form,
        languages=tuple(languages or ()),
        source_language=source_language,
        keep=tuple(keep or ()),
        replace=replace,
        into=into,
    )
    imported = import_files(files, out, wish)
    told = imported.assembled
    if as_json:
        written = [str(path) for path in imported.files]
        print_json(
            {
                "statement": imported.folder.name,
                "files": written,
                "is_new": imported.is_new,
                "unit": imported.places.units[0],
                **report_data(told, imported.places),
            }
        )
    else:
        for path in imported.files:
            print(path)
    for aligned in told.aligned:
        for row in alignment_rows(aligned):
            stderr.print(f"{aligned.translation.language}: {row}")
    for remark in told.unplaced:
        place = imported.places.in_file(remark.line)
        stderr.print(f"unplaced: {place}: {remark.message}: {remark.words[:80]}")
    done = "imported" if imported.is_new else "was imported already"
    summary = (
        f"{imported.folder.name} {done}: {counted(len(told.translations), 'language')}, "
        f"{counted(len(told.changes), 'change')}, {counted(len(told.doubts), 'place')} to look at, "
        f"{len(told.unplaced)} unplaced; see {imported.files[-1]}"
    )
    finish([], summary, failed=bool(told.unplaced))
