"""The catalogue command: fills a shelf, makes the site of it and puts it in its place."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from publish.catalogue.addresses import at
from publish.catalogue.shelf import fill
from publish.catalogue.site import Site, site
from publish.catalogue.write import write
from publish.content.statement import Statement
from publish.design.design import default_design
from publish.fonts.library import open_library


def catalogue(
    statements: Iterable[Statement], build: Path, out: Path, *, address: str | None = None
) -> Site:
    """Write the site of what ``build`` has of ``statements`` to the folder ``out``.

    ``address`` is where the site will be, for whole addresses in feeds and pages; without it
    all links are relative. Raises PublishError where a file is missing, changed or out of
    date, and CommandError for an address that cannot be one; ``out`` is then as it was.
    """
    made = site(fill(build, statements), at(address), open_library(), default_design())
    write(made, out)
    return made
