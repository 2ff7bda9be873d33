"""Checks a finished site: nothing missing, nothing changed, nothing too many, no dead link."""

from __future__ import annotations

import json
import posixpath
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from urllib.parse import unquote, urlsplit

from lxml import etree, html

from publish.build import manifest
from publish.build.files import sha256_of
from publish.catalogue import addresses
from publish.errors import Place, Problem, PublishError

_AGAIN = "Run publish catalog."


def verify_site(folder: Path) -> tuple[Problem, ...]:
    """What is wrong with the site in ``folder``, file by file; nothing where all is well.

    Every file is compared with ``SHA256SUMS``, every artifact also with the manifest, and every
    link of a page or a feed is followed to a file of the site, or to a place in it.
    """
    sums = folder / addresses.CHECKSUMS
    if not sums.is_file():
        return (Problem("there is no catalogue here.", Place(folder), _AGAIN),)
    return (*_files(folder, sums), *_artifacts(folder), *_links(folder))


def _files(folder: Path, sums: Path) -> Iterator[Problem]:
    known = dict(_read(sums))
    for name, expected in known.items():
        yield from _compared(folder / name, expected)
    expected_names = {*known, addresses.CHECKSUMS, addresses.SIGNATURE}
    for path in sorted(folder.rglob("*")):
        if path.is_file() and _name(path, folder) not in expected_names:
            yield Problem("the file does not belong to the catalogue.", Place(path), _AGAIN)


def _name(path: Path, folder: Path) -> str:
    return path.relative_to(folder).as_posix()


def _read(sums: Path) -> Iterator[tuple[str, str]]:
    for number, line in enumerate(sums.read_text(encoding="utf-8").splitlines(), start=1):
        expected, gap, path = line.partition("  ")
        if not gap or ".." in Path(path).parts or Path(path).is_absolute():
            raise PublishError(Problem("this is no checksum.", Place(sums, number), _AGAIN))
        yield path, expected


def _artifacts(folder: Path) -> Iterator[Problem]:
    for entry in manifest.read(folder).artifacts:
        yield from _compared(folder / entry.path, entry.sha256)


def _compared(path: Path, expected: str) -> Iterator[Problem]:
    found = sha256_of(path)
    if found is None:
        yield Problem("the file is missing.", Place(path), _AGAIN)
    elif found != expected:
        yield Problem("the file has changed since it was made.", Place(path), _AGAIN)


# --- Links ------------------------------------------------------------------------------


def _links(folder: Path) -> Iterator[Problem]:
    pages = {_name(path, folder): _parsed(path) for path in sorted(folder.rglob("*.html"))}
    targets = {name: frozenset(_attributes(page, "id")) for name, page in pages.items()}
    found = {name: _attributes(page, *_LINKS) for name, page in pages.items()}
    for pattern, links in _FEEDS.items():
        found |= {_name(path, folder): links(path) for path in sorted(folder.glob(pattern))}
    for name, links_of_file in found.items():
        for link in links_of_file:
            if not _leads(name, link, folder, targets):
                yield Problem(f'the link "{link}" leads nowhere.', Place(folder / name), _AGAIN)


def _parsed(path: Path) -> etree._Element:
    return html.fromstring(path.read_bytes())


def _attributes(root: etree._Element, *names: str) -> Iterator[str]:
    values = (element.get(name) for element in root.iter("*") for name in names)
    return (value for value in values if value)


def _links_of_atom(path: Path) -> Iterator[str]:
    return _attributes(etree.parse(path).getroot(), "href")


def _links_of_opds(path: Path) -> Iterator[str]:
    waiting = [json.loads(path.read_bytes())]
    while waiting:
        match waiting.pop():
            case dict() as table:
                if isinstance(href := table.get("href"), str):
                    yield href
                waiting.extend(table.values())
            case list() as items:
                waiting.extend(items)


_LINKS = ("href", "src", "data-index")
_FEEDS: Mapping[str, Callable[[Path], Iterator[str]]] = {
    "opds*.json": _links_of_opds,
    "opds*.xml": _links_of_atom,
    "*.atom": _links_of_atom,
}


def _leads(here: str, link: str, folder: Path, targets: Mapping[str, frozenset[str]]) -> bool:
    """Whether a link of the file ``here`` leads out of the site or to something in it."""
    parts = urlsplit(link)
    if parts.scheme or parts.netloc:
        return True
    name = posixpath.normpath(posixpath.join(posixpath.dirname(here), unquote(parts.path)))
    name = name if parts.path else here
    if parts.fragment and name in targets:
        return unquote(parts.fragment) in targets[name]
    return (folder / name).is_file()
