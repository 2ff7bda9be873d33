"""The site: every file of the catalogue, named and finished, before anything is written."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from publish.catalogue import addresses, atom, opds, pages, search
from publish.catalogue.addresses import Home
from publish.catalogue.faces import sheet
from publish.catalogue.pages import Pictures
from publish.catalogue.pictures import first_pages
from publish.catalogue.shelf import Shelf, Work
from publish.design.css import with_colours
from publish.design.design import Design
from publish.files import sha256
from publish.fonts.library import Library
from publish.language.profiles import profile
from publish.making import manifest
from publish.making.manifest import Manifest
from publish.pictures.publishing import for_books

_SHEETS = ("tokens", "scripts", "text", "statement", "site")
_SCRIPTS = (addresses.CHOICE_SCRIPT, addresses.SEARCH_SCRIPT)
_TEMPLATES = files("publish") / "templates" / "site"


@dataclass(frozen=True, slots=True)
class Site:
    """A site by the paths of its files: those made for it, and those taken from the build.

    ``taken`` has, for each path, the file that is to be there too and its SHA-256.
    """

    made: Mapping[str, bytes]
    taken: Mapping[str, tuple[Path, str]]


def site(shelf: Shelf, home: Home, fonts: Library, design: Design) -> Site:
    """The whole site of a shelf; ``design`` is what its pages look like.

    The same shelf, address, faces and design give the same bytes. Raises OSError where a
    picture or a file of the build cannot be read.
    """
    pictures = first_pages(shelf)
    made: dict[str, bytes] = {where: picture.content for where, picture in pictures.items()}
    made |= _pages(shelf, home, pictures)
    made |= _faces(made, shelf, fonts)
    made |= {name: (_TEMPLATES / name.rpartition("/")[2]).read_bytes() for name in _SCRIPTS}
    made[addresses.SHEET] = _style(design)
    for tag in shelf.languages:
        made[addresses.search_index(tag)] = search.index(shelf, tag)
    made |= _feeds(shelf, home, pictures)
    for work in shelf.works:
        made |= _text_pictures(work)
    made[addresses.MANIFEST] = manifest.content(_offered(shelf))
    taken = {
        entry.path: (shelf.folder / entry.path, entry.sha256) for entry in _offered(shelf).artifacts
    }
    made[addresses.CHECKSUMS] = _checksums(made, taken)
    return Site(made, taken)


def _style(design: Design) -> bytes:
    """The style sheets with their colours as one, without comments and indents."""
    style = with_colours(design.palettes, design.text(_SHEETS))
    return re.sub(r"/\*.*?\*/\s*|(?<=\n)\s+", "", style, flags=re.DOTALL).encode()


def _pages(shelf: Shelf, home: Home, pictures: Pictures) -> Mapping[str, bytes]:
    made = {addresses.HOME: pages.front_page(shelf)}
    for tag in shelf.languages:
        made[addresses.home(tag)] = pages.list_page(shelf, tag, home, pictures)
    for work in shelf.works:
        made[addresses.choice(work.slug)] = pages.choice_page(work, shelf)
        for item in work.items:
            path = addresses.page(work.slug, item.language)
            made[path] = pages.statement_page(work, item, shelf, home, pictures)
    return made


def _faces(made: Mapping[str, bytes], shelf: Shelf, fonts: Library) -> Mapping[str, bytes]:
    """The faces of each language, cut to what all the pages that link its sheet set in them."""
    faces: dict[str, bytes] = {}
    for tag in (*shelf.languages, addresses.MANY):
        name = addresses.language_sheet(tag)
        linking = [content for path, content in made.items() if _links(path, content, name)]
        cut = sheet(linking, profile(tag, tag), fonts)
        faces |= cut.files
        faces[name] = cut.css
    return faces


def _links(path: str, content: bytes, sheet: str) -> bool:
    link = f'rel="stylesheet" href="{addresses.relative(sheet, path)}"'
    return path.endswith(".html") and link.encode() in content


def _feeds(shelf: Shelf, home: Home, pictures: Pictures) -> Mapping[str, bytes]:
    made = {
        addresses.OPDS_2: opds.root(shelf, home),
        addresses.OPDS_1: atom.root(shelf, home),
    }
    for tag in shelf.languages:
        made[addresses.opds_2(tag)] = opds.publications(shelf, tag, home, pictures)
        made[addresses.opds_1(tag)] = atom.publications(shelf, tag, home, pictures)
        made[addresses.atom(tag)] = atom.news(shelf, tag, home)
    return made


def _text_pictures(work: Work) -> Mapping[str, bytes]:
    """The pictures that the texts show; they are files of the statement, but no words of it."""
    folder = work.statement.folder.resolve()
    names = (path.relative_to(folder).as_posix() for path in work.statement.files)
    return {
        addresses.text_picture(work.slug, name): for_books(folder / name).content
        for name in names
        if not name.endswith((".md", ".toml"))
    }


def _offered(shelf: Shelf) -> Manifest:
    """The manifest of what the site has, in the order of paths."""
    entries = (entry for work in shelf.works for item in work.items for entry in item.files)
    return Manifest(schema=1, artifacts=tuple(sorted(entries, key=lambda entry: entry.path)))


def _checksums(made: Mapping[str, bytes], taken: Mapping[str, tuple[Path, str]]) -> bytes:
    """A list that ``sha256sum --check`` reads."""
    sums = {path: sha256(content) for path, content in made.items()}
    sums |= {path: known for path, (_, known) in taken.items()}
    return "".join(f"{sums[path]}  {path}\n" for path in sorted(sums)).encode()
