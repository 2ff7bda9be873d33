"""The faces of the site: for each language, subsets that hold just what its pages set in them.

A browser fetches a face only when it draws with it, so all of a family's styles are declared.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO

from fontTools.ttLib import TTFont
from lxml import html

from publish.catalogue.addresses import ASSETS
from publish.epub.styles import scripts
from publish.fonts.catalogue import Face, Role
from publish.fonts.library import Library
from publish.fonts.subset import Words, subset
from publish.language.numerals import css_counter
from publish.language.profile import Profile
from publish.language.scripts import runs

_SAID = ("data-found", "data-nothing")
_ROLES: tuple[Role, ...] = ("text", "display")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A style sheet of faces, and the font files that it names, by their paths in the site."""

    css: bytes
    files: Mapping[str, bytes]


def sheet(pages: Iterable[bytes], profile: Profile, fonts: Library) -> Sheet:
    """The faces of finished HTML ``pages``, all in one language, and its list numerals.

    A class on the root and on every phrase in another script chooses the stack of families;
    only families that draw something there are named. The licences go along (SIL OFL 1.1, 2).
    """
    documents = [html.fromstring(page.decode()) for page in pages]
    said = frozenset(text for page in documents for text in _texts(page))
    characters = frozenset("".join(said))
    texts = frozenset(word for text in said for word in _words(text))
    rules: list[str] = []
    wanted: defaultdict[str, set[str]] = defaultdict(set)
    for script in scripts(documents):
        for role in _ROLES:
            stack = fonts.stack(script, role, profile.tag)
            drawn = _shares(characters, stack, fonts)
            for family, share in drawn.items():
                wanted[family] |= share
            names = ", ".join([*(f'"{name}"' for name in stack if name in drawn), "serif"])
            rules.append(f".script-{script} {{ --{role}-face: {names} }}\n")
    faces = [face for face in fonts.catalogue.faces if face.family in wanted]
    files = {face: _woff2(face, frozenset(wanted[face.family]), texts, fonts) for face in faces}
    paths = {face: _path(face, content) for face, content in files.items()}
    counter = f"ol {{ list-style-type: {css_counter(profile.numerals)} }}\n"
    css = "".join([*(_rule(face, paths[face]) for face in faces), *rules, counter])
    content = {paths[face]: content for face, content in files.items()}
    return Sheet(css.encode(), {**content, **_licences(faces, fonts)})


def _shares(
    characters: Iterable[str], stack: tuple[str, ...], fonts: Library
) -> Mapping[str, set[str]]:
    """The characters that each family of a stack will draw, in the stack's order."""
    shares: defaultdict[str, set[str]] = defaultdict(set)
    for character in characters:
        if family := fonts.coverage.drawn_by(character, stack):
            shares[family].add(character)
    return shares


def _texts(page: html.HtmlElement) -> Iterator[str]:
    """What a page shows, and what its search may come to say."""
    yield from map(str, page.itertext())
    yield from (page.get(name, "") for page in page.iter("form") for name in _SAID)


def _words(text: str) -> Iterator[str]:
    """Words, each also in the scripts that it is made of: elements part them so."""
    for word in text.split():
        yield word
        yield from (piece for _, piece in runs(word))


def _woff2(face: Face, characters: frozenset[str], texts: frozenset[str], fonts: Library) -> bytes:
    font = TTFont(
        BytesIO(subset(fonts.installed.files[face], characters, words=frozenset({Words(texts)}))),
        recalcTimestamp=False,
        recalcBBoxes=False,
    )
    font.flavor = "woff2"
    output = BytesIO()
    font.save(output)
    return output.getvalue()


def _path(face: Face, content: bytes) -> str:
    """A name that changes with the content, so that it may be kept by browsers for ever."""
    mark = hashlib.sha256(content).hexdigest()[:10]
    return f"{ASSETS}/{face.postscript_name}.{mark}.woff2"


def _rule(face: Face, path: str) -> str:
    name = path.removeprefix(f"{ASSETS}/")
    return (
        f'@font-face {{ font-family: "{face.family}"; font-style: {face.style};'
        f' font-weight: {face.weight}; font-display: swap; src: url({name}) format("woff2") }}\n'
    )


def _licences(faces: Iterable[Face], fonts: Library) -> Mapping[str, bytes]:
    folder = fonts.catalogue.path.parent
    names = sorted({face.licence_file for face in faces})
    return {f"{ASSETS}/{name}": (folder / name).read_bytes() for name in names}
