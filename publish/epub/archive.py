"""ZIP archives of which the same files give the same bytes, and the container of a book (OCF)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

MIMETYPE = "mimetype"
_EARLIEST = (1980, 1, 1, 0, 0, 0)
"""The first moment that a ZIP entry, or a file on FAT, can be dated with."""
_UNIX = 3
_PLAIN_FILE = 0o100644 << 16


def packed(
    files: Iterable[tuple[str, bytes]], modified: datetime, is_dense: Callable[[str], bool]
) -> bytes:
    """An archive of ``files`` in their order, all dated ``modified`` (UTC).

    What ``is_dense`` by its name is only stored, the others are compressed.
    """
    year, month, day, hour, minute, second = max(modified.timetuple()[:6], _EARLIEST)
    output = BytesIO()
    with ZipFile(output, "w") as archive:
        for name, content in files:
            entry = ZipInfo(name, (year, month, day, hour, minute, second))
            entry.compress_type = ZIP_STORED if is_dense(name) else ZIP_DEFLATED
            entry.create_system = _UNIX
            entry.external_attr = _PLAIN_FILE
            archive.writestr(entry, content, compresslevel=9)
    return output.getvalue()


def repack(archive: bytes, modified: datetime) -> bytes:
    """The ``archive`` of a book again, with nothing that depends on the clock or the machine.

    ``mimetype`` comes first and uncompressed, as OCF asks (EPUB 3.3, 4.2); the other entries
    follow in the order of their names.
    """
    with ZipFile(BytesIO(archive)) as old:
        names = sorted(old.namelist(), key=lambda name: (name != MIMETYPE, name))
        return packed(((name, old.read(name)) for name in names), modified, MIMETYPE.__eq__)
