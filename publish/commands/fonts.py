"""``publish fonts``."""

from __future__ import annotations

from typing import Annotated

import typer

from publish.commands import listing
from publish.commands.answering import print_json
from publish.commands.asking import CONTENT, AsJson, Content


def command(
    content: Content = CONTENT,
    as_json: AsJson = False,
    languages: Annotated[
        bool,
        typer.Option("--languages", help="List languages: the face and the words of each."),
    ] = False,
) -> None:
    """List the catalogue of faces, or the languages that they set."""
    from publish.fonts.library import available, read_catalogue

    catalogue = read_catalogue()
    here = available(catalogue)
    if languages:
        from publish.fonts.languages import languages as spoken_in

        spoken = list(spoken_in(catalogue, here))
        if as_json:
            print_json([listing.language_data(each) for each in spoken])
        else:
            listing.print_languages(spoken)
        return
    rows = [
        listing.face_data(family, face, installed=family in here.families)
        for family in catalogue.families
        for face in family.faces
    ]
    if as_json:
        print_json(rows)
    else:
        listing.print_faces(rows)
