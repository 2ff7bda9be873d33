"""``publish kit``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from publish import report
from publish.commands.answering import ask_about_words, stderr
from publish.commands.asking import CONTENT, AnyStatement, Anyway, Content
from publish.errors import Problem


def command(
    statement: AnyStatement = None,
    out: Annotated[
        Path | None, typer.Option("-o", "--out", metavar="FILE", help="Instead of build/...zip.")
    ] = None,
    key: Annotated[
        Path | None, typer.Option("--key", metavar="FILE", help="Sign with this secret key.")
    ] = None,
    new_key: Annotated[
        Path | None, typer.Option("--new-key", metavar="FILE", help="Make a key pair to sign with.")
    ] = None,
    address: Annotated[
        str | None,
        typer.Option("--base-url", metavar="URL", help="Where the site is, for the poster."),
    ] = None,
    build_dir: Annotated[
        Path, typer.Option("--build", metavar="DIR", help="Where the files were built.")
    ] = Path("build"),
    force: Anyway = False,
    content: Content = CONTENT,
) -> None:
    """Make a zip for a memory stick: a start page, all files, the site, checksums."""
    from publish.content.load import find, load
    from publish.errors import CommandError
    from publish.kit.gather import kit as make_kit
    from publish.kit.keys import new_key as make_key

    loaded = None
    if statement is not None:
        (folder,) = find(content, [statement])
        loaded = load(folder)
        ask_about_words([loaded], force=force)
    if new_key:
        print(make_key(new_key))
        stderr.print(f"Keep {new_key} to yourself, and tell others what is in {new_key}.pub.")
    elif statement is None:
        raise CommandError(Problem("a kit is of one statement.", remedy="publish kit STATEMENT"))
    if loaded is None:
        return
    target = out or build_dir / loaded.slug / f"{loaded.slug}.kit.zip"
    made = make_kit(loaded, build_dir, target, address=address, key=key or new_key)
    print(target)
    stderr.print(report.kit_summary(made))
