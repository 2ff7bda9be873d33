"""The kit's files and its zip: the same statement, build and key give the same bytes."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Final

from publish.catalogue import addresses
from publish.catalogue.addresses import Home
from publish.catalogue.poster import poster as make_poster
from publish.catalogue.shelf import Shelf
from publish.catalogue.site import site
from publish.design.design import Design
from publish.epub import archive
from publish.errors import Place, Problem, PublishError
from publish.files import sha256
from publish.fonts.library import Library
from publish.kit.minisign import SecretKey, signature
from publish.kit.portable import faults
from publish.kit.start import START, start_page

_COMPRESSED_ALREADY: Final = (".epub", ".jpeg", ".jpg", ".pdf", ".png", ".webp", ".woff2")


def kit_files(
    shelf: Shelf, home: Home, fonts: Library, design: Design, key: SecretKey | None
) -> Mapping[str, bytes]:
    """Every file of the kit of the one work on ``shelf``, in the order of the zip.

    The catalogue is the body of it, so that each book is there once and the site works as it
    is; a start page stands above it, and a poster in the work's folder where ``home`` is known.
    One list has the checksums of all, and is signed with ``key`` where there is one.

    Raises PublishError for a name that a memory stick cannot hold, a file that changes
    meanwhile, and whatever the poster cannot be made for.
    """
    (work,) = shelf.works
    made = site(shelf, home, fonts, design)
    files = dict(made.made)
    del files[addresses.CHECKSUMS]
    files |= {path: _taken(*source) for path, source in made.taken.items()}
    poster = f"{work.slug}/{work.slug}.poster.pdf"
    url = home.whole(addresses.choice(work.slug))
    if url is not None:
        files[poster] = make_poster(work.statement, url, fonts, design)
    files |= start_page(work, poster if url else None, fonts, design)
    if problems := list(faults(sorted(files))):
        raise PublishError(*problems)
    sums = "".join(f"{sha256(files[path])}  {path}\n" for path in sorted(files)).encode()
    files[addresses.CHECKSUMS] = sums
    if key is not None:
        comment = f"{work.slug}, content of {work.modified.date().isoformat()}"
        files[addresses.SIGNATURE] = signature(sums, key, comment).encode()
    return {path: files[path] for path in sorted(files, key=_place)}


def _taken(source: Path, known: str) -> bytes:
    content = source.read_bytes()
    if sha256(content) != known:
        raise PublishError(
            Problem("the file changes while it is read.", Place(source), "Run it again.")
        )
    return content


def _place(path: str) -> tuple[bool, str]:
    return path != START, path


def packed(files: Mapping[str, bytes], modified: datetime) -> bytes:
    """A zip of ``files`` in their order, all dated ``modified`` (UTC).

    What is compressed already is only stored: it opens faster on a phone.
    """
    return archive.packed(files.items(), modified, lambda path: path.endswith(_COMPRESSED_ALREADY))
