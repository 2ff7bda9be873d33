"""``publish volume``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from publish.commands.answering import stderr
from publish.commands.asking import CONTENT, Content, Statement, language_option, words


def command(
    statement: Statement,
    form: Annotated[
        str,
        typer.Option(
            "--form",
            metavar="[sequence|head-to-head|parallel|epub]",
            autocompletion=words("sequence", "head-to-head", "parallel", "epub"),
            help="One after another, from both covers, side by side, or an e-book of all.",
        ),
    ] = "sequence",
    languages: Annotated[
        list[str] | None,
        language_option("-l", "--language", help="A language; the first names the volume."),
    ] = None,
    out: Annotated[
        Path, typer.Option("-o", "--out", metavar="DIR", help="Where the file goes.")
    ] = Path("build"),
    no_epub_fonts: Annotated[
        bool,
        typer.Option("--no-epub-fonts", help="Leave the fonts of an e-book to reading systems."),
    ] = False,
    content: Content = CONTENT,
) -> None:
    """Make one pamphlet, or one e-book, of several languages."""
    from publish.content.load import find, load
    from publish.design.design import default_design
    from publish.files import write_whole
    from publish.fonts.library import open_library
    from publish.making.build import HOUSE, source_date_epoch
    from publish.making.volume import make_volume
    from publish.volumes.forms import form_called

    chosen, (folder,) = form_called(form), find(content, [statement])
    epoch = source_date_epoch()
    fonts, wanted, with_faces = open_library(), languages or [], not no_epub_fonts
    made = make_volume(
        load(folder), wanted, chosen, fonts, default_design(), epoch, with_faces=with_faces
    )
    write_whole(out / made.path, made.content, out / HOUSE / "tmp")
    print(out / made.path)
    stderr.print(made.about)
