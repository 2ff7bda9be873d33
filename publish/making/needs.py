"""What the editions are made with: a table of rooms, sheets, templates and packages by writer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from publish.editions import EDITIONS, Edition
from publish.house.house import House


@dataclass(frozen=True, slots=True)
class Needs:
    """What one way of writing needs beside what all need.

    ``pages_of`` is the edition whose pages it is made from, and whose every need it shares;
    ``rooms`` are folders or modules of ``publish``, ``styles`` files of ``styles/``,
    ``templates`` patterns of file names, ``packages`` distributions; ``takes_profile`` and
    ``takes_faces`` say whether those options of the build concern it.
    """

    pages_of: str | None = None
    rooms: tuple[str, ...] = ()
    styles: tuple[str, ...] = ()
    templates: tuple[str, ...] = ()
    packages: tuple[str, ...] = ()
    takes_profile: bool = False
    takes_faces: bool = False


ALL: Final = Needs(
    rooms=(
        "__init__.py",
        "files.py",
        "house",
        "making/fits.py",
        "making/make.py",
        "making/plan.py",
        "making/pressed.py",
        "making/stamps.py",
        "content",
        "design",
        "disks.py",
        "doors",
        "errors.py",
        "faults.py",
        "fonts",
        "language",
        "markup",
        "pictures",
        "press/profiles",
        "resources.py",
        "text",
        "typeset",
    ),
    styles=("colours.toml",),
    packages=(
        "Babel",
        "Jinja2",
        "MarkupSafe",
        "Pillow",
        "Pyphen",
        "WeasyPrint",
        "cssselect2",
        "fonttools",
        "markdown-it-py",
        "mdit-py-plugins",
        "pikepdf",
        "pydyf",
        "segno",
        "tinycss2",
        "tinyhtml5",
        "uharfbuzz",
    ),
)
"""What no artifact is made without. The table of editions is not among the rooms: each
artifact depends on its own row of it."""

BY_WRITER: Final[Mapping[str, Needs]] = MappingProxyType(
    {
        "pages": Needs(),
        "booklet": Needs(pages_of="pamphlet", rooms=("impose", "press")),
        "ua2": Needs(pages_of="pamphlet"),
        "leaflet": Needs(rooms=("impose", "press")),
        "press": Needs(
            pages_of="pamphlet",
            rooms=("press",),
            styles=("slug.css",),
            templates=("slug.html.j2",),
            takes_profile=True,
        ),
        "book": Needs(
            pages_of="pamphlet",
            rooms=("epub",),
            styles=("cover.css",),
            templates=("book-*.j2", "cover.html.j2"),
            packages=("EbookLib", "lxml", "pypdfium2"),
            takes_faces=True,
        ),
    }
)
"""The needs of each writer of ``publish.editions``."""


def editions_of(edition: Edition) -> Iterator[Edition]:
    """An edition, and those whose pages it is made from."""
    yield edition
    pages_of = BY_WRITER[edition.writer].pages_of
    if pages_of and EDITIONS[pages_of] != edition:
        yield from editions_of(EDITIONS[pages_of])


def is_fitted(edition: Edition, house: House) -> bool:
    """Whether the pages of an edition come in multiples of some number, with the pamphlet's."""
    return house.multiple > 1 and EDITIONS["pamphlet"] in editions_of(edition)


def styles_of(edition: Edition) -> frozenset[str]:
    """The files of ``styles/`` that an edition is made with."""
    sheets = [sheet for each in editions_of(edition) for sheet in each.sheets]
    named = {f"{sheet}.css" for sheet in sheets}
    return frozenset(named | {name for need in needs_of(edition) for name in need.styles})


def needs_of(edition: Edition) -> tuple[Needs, ...]:
    """All that an edition needs: what all do, its writer's needs, and those of its pages."""
    return (ALL, *(BY_WRITER[each.writer] for each in editions_of(edition)))
