"""Checks a finished site: nothing missing, nothing changed, nothing too many, no dead link."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from urllib.parse import unquote, urlsplit

from lxml import etree, html

from publish.catalogue import addresses
from publish.doors.paths import check_inner, leads_inside
from publish.doors.reading import parse_json, read_bytes
from publish.errors import Place, Problem, PublishError
from publish.faults import Fault, said_of
from publish.files import sha256_of
from publish.making import manifest

_AGAIN = "Run publish catalog."

MAX_BYTES = 64 << 20
"""The largest page, feed or list that is read, 64 MiB."""


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
        yield from _compared(name, expected, folder)
    expected_names = {*known, addresses.CHECKSUMS, addresses.SIGNATURE}
    for path in sorted(folder.rglob("*")):
        if path.is_file() and _name(path, folder) not in expected_names:
            yield Problem("the file does not belong to the catalogue.", Place(path), _AGAIN)


def _name(path: Path, folder: Path) -> str:
    return path.relative_to(folder).as_posix()


def _read(sums: Path) -> Iterator[tuple[str, str]]:
    for number, line in enumerate(_bytes(sums).decode(errors="replace").splitlines(), start=1):
        expected, _, path = line.partition("  ")
        try:
            yield check_inner(path), expected
        except Fault:
            problem = Problem("this is no checksum.", Place(sums, number), _AGAIN)
            raise PublishError(problem) from None


def _bytes(path: Path) -> bytes:
    with said_of(path, kind=PublishError):
        return read_bytes(path, MAX_BYTES)


def _artifacts(folder: Path) -> Iterator[Problem]:
    for entry in manifest.read(folder).artifacts:
        yield from _compared(entry.path, entry.sha256, folder)


def _compared(name: str, expected: str, folder: Path) -> Iterator[Problem]:
    path = folder / name
    found = sha256_of(path) if leads_inside(path, folder) else None
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
    try:
        return html.fromstring(_bytes(path))
    except (etree.LxmlError, ValueError):
        return _NOTHING


def _attributes(root: etree._Element, *names: str) -> Iterator[str]:
    values = (element.get(name) for element in root.iter("*") for name in names)
    return (value for value in values if value)


def _links_of_atom(path: Path) -> Iterator[str]:
    try:
        return _attributes(etree.fromstring(_bytes(path), _PLAIN), "href")
    except etree.LxmlError:
        return iter(())


def _links_of_opds(path: Path) -> Iterator[str]:
    try:
        waiting = [parse_json(_bytes(path))]
    except Fault:
        return
    while waiting:
        match waiting.pop():
            case dict() as table:
                if isinstance(href := table.get("href"), str):
                    yield href
                waiting.extend(table.values())
            case list() as items:
                waiting.extend(items)


_NOTHING = etree.Element("html")
"""What is no page has been told of: it is not as it was made."""

_PLAIN = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
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
    return (folder / name).is_file() and leads_inside(folder / name, folder)
