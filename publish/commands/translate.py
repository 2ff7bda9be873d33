"""``publish translate``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from publish.commands.answering import finish, stderr
from publish.commands.asking import CONTENT, Content, Statement, language_option, words

command = typer.Typer(
    help="Files for translators, and back.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
)


@command.command("export")
def translate_export(
    statement: Statement,
    language: Annotated[str, language_option("-l", "--language", help="Into this language.")],
    form: Annotated[
        str,
        typer.Option(
            "--format",
            metavar="[xliff|po]",
            help="The form of the file.",
            autocompletion=words("xliff", "po"),
        ),
    ] = "xliff",
    out: Annotated[
        Path | None, typer.Option("-o", "--out", metavar="FILE", help="Instead of STATEMENT.LANG.*")
    ] = None,
    content: Content = CONTENT,
) -> None:
    """Write a file with all that is to be translated, and what is already."""
    from publish.content.load import find, load
    from publish.files import write_whole
    from publish.translate.files import exported, form_called

    (folder,) = find(content, [statement])
    chosen = form_called(form)
    target = out or Path(f"{statement}.{language}{chosen.suffixes[0]}")
    write_whole(target, exported(load(folder), language, chosen), target.parent)
    print(target)


@command.command("import")
def translate_import(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="What a translator has sent.")],
    content: Content = CONTENT,
) -> None:
    """Put what a translator has sent into the statement's files."""
    from publish.files import write_whole
    from publish.translate.files import returned

    brought = returned(file, content)
    for path, text in brought.files.items():
        write_whole(path, text.encode(), path.parent)
        print(path)
    for remark in brought.remarks:
        stderr.print(f"warning: {remark}")
    finish(brought.refused, f"{brought.told} passages translated, {brought.open} open")
