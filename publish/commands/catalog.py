"""``publish catalog``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from publish.commands.answering import ask_about_words, finish, load_all, stderr
from publish.commands.asking import CONTENT, Anyway, Content, Statements


def command(
    statements: Statements = None,
    out: Annotated[
        Path, typer.Option("-o", "--out", metavar="DIR", help="Where the site goes.")
    ] = Path("site"),
    build_dir: Annotated[
        Path, typer.Option("--build", metavar="DIR", help="Where the files were built.")
    ] = Path("build"),
    address: Annotated[
        str | None,
        typer.Option("--base-url", metavar="URL", help="Where the site will be on the web."),
    ] = None,
    check_only: Annotated[
        bool, typer.Option("--check", help="Write nothing; check the site that is there.")
    ] = False,
    force: Anyway = False,
    content: Content = CONTENT,
) -> None:
    """Make the download site and its feeds from what is built."""
    from publish.catalogue.checks import verify_site
    from publish.catalogue.compose import catalogue

    if check_only:
        problems = list(verify_site(out))
        finish(problems, f"{len(problems)} wrong in {out}/")
        return
    loaded, problems = load_all(content, statements or [])
    if problems:
        finish(problems, f"{out}/ is as it was")
    ask_about_words(loaded, force=force)
    made = catalogue(loaded, build_dir, out, address=address)
    print(out)
    stderr.print(f"{len(made.made)} files made, {len(made.taken)} taken from {build_dir}/")
