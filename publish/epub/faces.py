"""The faces of a book: subsets that hold just the glyphs that it sets of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Final
from unicodedata import bidirectional

from publish.epub.cascade import Wish
from publish.epub.package import Resource
from publish.fonts.catalogue import Catalogue, Face
from publish.fonts.library import Library
from publish.fonts.subset import Words, subset

TRUETYPE = "font/ttf"

LICENCES: Final = "licences.txt"
"""The file of META-INF that has the licences of the faces."""


@dataclass(frozen=True, slots=True)
class Embedded:
    """Faces that go into a book: families, the rules that declare them, files and licences."""

    families: frozenset[str]
    css: str
    resources: tuple[Resource, ...]
    licences: Mapping[str, bytes]


NO_FACES = Embedded(frozenset(), "", (), {})
"""What a book holds that leaves its faces to the reading system."""


def embed(wishes: Mapping[Wish, frozenset[str]], fonts: Library) -> Embedded:
    """The faces that draw the words wished for; those with nothing to draw stay out."""
    words = _words(wishes, fonts)
    chosen = [face for face in fonts.catalogue.faces if face in words]
    names = {face: f"fonts/{fonts.installed.files[face].name}" for face in chosen}
    return Embedded(
        families=frozenset(face.family for face in chosen),
        css="".join(_rule(face, names[face]) for face in chosen),
        resources=tuple(
            Resource(name, TRUETYPE, _cut(fonts.installed.files[face], words[face]))
            for face, name in names.items()
        ),
        licences=_licences(chosen, fonts.catalogue.path.parent),
    )


def _cut(file: Path, words: frozenset[Words]) -> bytes:
    characters = frozenset(char for each in words for text in each.texts for char in text)
    return subset(file, characters - {_JOINER}, words=words)


def _words(
    wishes: Mapping[Wish, frozenset[str]], fonts: Library
) -> Mapping[Face, frozenset[Words]]:
    """The words wished for, shared out among the faces that will draw them."""
    found: defaultdict[Face, defaultdict[tuple[str, frozenset[str]], set[str]]]
    found = defaultdict(lambda: defaultdict(set))
    for wish, words in wishes.items():
        families = {
            character: fonts.coverage.drawn_by(character, wish.families)
            for character in frozenset("".join(words))
        }
        for word in words:
            for family, piece in groupby(word, families.__getitem__):
                if family:
                    face = _face(fonts.catalogue, family, wish)
                    found[face][wish.language, wish.features].add("".join(piece))
    return {
        face: frozenset(
            Words(frozenset(texts | _joined(texts)), language, features)
            for (language, features), texts in ways.items()
        )
        for face, ways in found.items()
    }


_JOINER: Final = "\N{ZERO WIDTH JOINER}"


def _joined(texts: Iterable[str]) -> set[str]:
    """Every form of letters that join, by themselves.

    A reading system may break a word that is too wide for its line, or set its letters apart.
    """
    joining = {char for text in texts for char in text if bidirectional(char) == "AL"}
    forms = ("{0}", "{0}{1}", "{1}{0}", "{1}{0}{1}")
    return {form.format(char, _JOINER) for char in joining for form in forms}


def _face(catalogue: Catalogue, family: str, wish: Wish) -> Face:
    """The face of a family that a reading system takes (CSS Fonts 4, 5.2)."""
    style = "italic" if wish.italic else "normal"
    faces = next(listed.faces for listed in catalogue.families if listed.name == family)
    return min(
        faces, key=lambda face: (face.style != style, _weight_rank(face.weight, wish.weight))
    )


def _weight_rank(weight: int, desired: int) -> tuple[int, int]:
    """How late CSS comes to ``weight`` in its search for the nearest to ``desired``."""
    if weight == desired or 400 <= desired < weight <= 500:
        turn = 0
    elif desired > 500:
        turn = 1 if weight > desired else 2
    else:
        turn = 1 if weight < desired else 2
    return turn, abs(weight - desired)


def _rule(face: Face, name: str) -> str:
    return (
        f'@font-face {{ font-family: "{face.family}"; font-style: {face.style};'
        f" font-weight: {face.weight}; src: url({name}) }}\n"
    )


def _licences(faces: Iterable[Face], folder: Path) -> Mapping[str, bytes]:
    """The licences of all faces, which every copy of them has to carry (SIL OFL 1.1, 2).

    They are in one file: most are the same but for a line, and so packed as small as one.
    """
    families: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for face in faces:
        families[face.licence_file][face.family] = None
    texts = [
        f"{', '.join(names)}\n\n{(folder / file).read_text('utf-8').strip()}\n"
        for file, names in sorted(families.items())
    ]
    return {LICENCES: "\n\n".join(texts).encode()} if texts else {}
