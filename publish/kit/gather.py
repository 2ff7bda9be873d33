"""The kit command: gathers a statement's files and writes its zip."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from publish.catalogue.addresses import SIGNATURE, at
from publish.catalogue.shelf import fill
from publish.content.statement import Statement
from publish.design.design import default_design
from publish.files import write_whole
from publish.fonts.library import open_library
from publish.kit.keys import open_key
from publish.kit.pack import kit_files, packed
from publish.making.build import source_date_epoch


@dataclass(frozen=True, slots=True)
class Kit:
    """A kit that was written: its files by their paths, and the size of the zip."""

    files: Mapping[str, bytes]
    size_bytes: int

    @property
    def signed(self) -> bool:
        """Whether the list of checksums is signed."""
        return SIGNATURE in self.files

    @property
    def has_poster(self) -> bool:
        """Whether there is a poster: only where it is known what its code leads to."""
        return any(path.endswith(".poster.pdf") for path in self.files)


def kit(
    statement: Statement, build: Path, out: Path, *, address: str | None, key: Path | None
) -> Kit:
    """Write the kit of ``statement`` from what ``build`` has of it to the zip ``out``.

    ``address`` is where the catalogue is, for the poster and for whole addresses; ``key`` the
    file of a secret key to sign with. Raises PublishError where a file is missing, changed or
    out of date, and CommandError for an address or a key that cannot be used; ``out`` is then
    as it was.
    """
    secret = open_key(key) if key else None
    home = at(address)
    shelf = fill(build, [statement])
    files = kit_files(shelf, home, open_library(), default_design(), secret)
    epoch = source_date_epoch()
    modified = shelf.modified if epoch is None else datetime.fromtimestamp(epoch, UTC)
    content = packed(files, modified)
    write_whole(out, content, out.parent)
    return Kit(files, len(content))
