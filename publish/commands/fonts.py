"""``publish fonts``."""

from __future__ import annotations

from publish import report
from publish.commands.answering import print_json
from publish.commands.asking import CONTENT, AsJson, Content


def command(content: Content = CONTENT, as_json: AsJson = False) -> None:
    """List the catalogue of faces."""
    from publish.fonts.library import available, read_catalogue

    catalogue = read_catalogue()
    here = available(catalogue).families
    rows = [
        report.face_data(family, face, installed=family in here)
        for family in catalogue.families
        for face in family.faces
    ]
    if as_json:
        print_json(rows)
    else:
        report.print_faces(rows)
