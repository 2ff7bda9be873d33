"""``publish poster``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from publish.commands.answering import ask_about_words
from publish.commands.asking import CONTENT, Anyway, Content, Statement


def command(
    statement: Statement,
    url: Annotated[
        str, typer.Option("--url", metavar="URL", help="Its page in the catalogue, on the web.")
    ],
    out: Annotated[
        Path | None, typer.Option("-o", "--out", metavar="FILE", help="Instead of build/...pdf.")
    ] = None,
    force: Anyway = False,
    content: Content = CONTENT,
) -> None:
    """Make an A4 poster with a code that is read from two metres, in all languages."""
    from publish.catalogue.poster import poster as make_poster
    from publish.content.load import find, load
    from publish.design.design import default_design
    from publish.files import write_whole
    from publish.fonts.library import open_library

    (folder,) = find(content, [statement])
    target = out or Path("build", statement, f"{statement}.poster.pdf")
    loaded = load(folder)
    ask_about_words([loaded], force=force)
    made = make_poster(loaded, url, open_library(), default_design())
    write_whole(target, made, target.parent)
    print(target)
