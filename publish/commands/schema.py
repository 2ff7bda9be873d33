"""``publish schema``."""

from __future__ import annotations

from typing import Annotated

import typer

from publish.commands.answering import print_json
from publish.commands.asking import CONTENT, Content, words


def command(
    part: Annotated[
        str,
        typer.Argument(
            metavar="statement|front-matter",
            help="Which file's schema.",
            autocompletion=words("statement", "front-matter"),
        ),
    ] = "statement",
    content: Content = CONTENT,
) -> None:
    """Print the JSON Schema of a statement's files, for completion in editors."""
    from publish.content.schema import json_schema

    print_json(json_schema(part))
