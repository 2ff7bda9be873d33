"""The ZIP container of a book: the same files give the same bytes (EPUB 3.3, OCF)."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

MIMETYPE = "mimetype"
_EARLIEST = (1980, 1, 1, 0, 0, 0)
"""The first moment that a ZIP entry can be dated with."""
_UNIX = 3
_PLAIN_FILE = 0o100644 << 16


def repack(archive: bytes, modified: datetime) -> bytes:
    """``archive`` again, with nothing in it that depends on the clock or the machine.

    ``mimetype`` comes first and uncompressed, as OCF asks; the other entries follow in the
    order of their names, compressed, and every entry is dated ``modified`` (UTC).
    """
    date = max(modified.timetuple()[:6], _EARLIEST)
    output = BytesIO()
    with ZipFile(BytesIO(archive)) as old, ZipFile(output, "w") as new:
        for name in sorted(old.namelist(), key=lambda name: (name != MIMETYPE, name)):
            new.writestr(_entry(name, date), old.read(name), compresslevel=9)
    return output.getvalue()


def _entry(name: str, date: tuple[int, ...]) -> ZipInfo:
    year, month, day, hour, minute, second = date
    entry = ZipInfo(name, (year, month, day, hour, minute, second))
    entry.compress_type = ZIP_STORED if name == MIMETYPE else ZIP_DEFLATED
    entry.create_system = _UNIX
    entry.external_attr = _PLAIN_FILE
    return entry
