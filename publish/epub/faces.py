"""The faces of a book: subsets that hold just the characters that it sets in them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from publish.epub.cascade import Wish
from publish.epub.package import Resource
from publish.fonts.catalogue import Catalogue, Face
from publish.fonts.library import Library
from publish.fonts.subset import subset

TRUETYPE = "font/ttf"


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
    """The faces that draw what is wished for; those with nothing to draw stay out."""
    characters = _characters(wishes, fonts)
    chosen = [face for face in fonts.catalogue.faces if face in characters]
    names = {face: f"fonts/{fonts.installed.files[face].name}" for face in chosen}
    return Embedded(
        families=frozenset(face.family for face in chosen),
        css="".join(_rule(face, names[face]) for face in chosen),
        resources=tuple(
            Resource(name, TRUETYPE, subset(fonts.installed.files[face], characters[face]))
            for face, name in names.items()
        ),
        licences=_licences(chosen, fonts.catalogue.path.parent),
    )


def _characters(
    wishes: Mapping[Wish, frozenset[str]], fonts: Library
) -> Mapping[Face, frozenset[str]]:
    """Each wish's characters, shared out among the faces that will draw them."""
    found: defaultdict[Face, set[str]] = defaultdict(set)
    for wish, characters in wishes.items():
        for character in characters:
            if family := fonts.coverage.drawn_by(character, wish.families):
                found[_face(fonts.catalogue, family, wish)].add(character)
    return {face: frozenset(characters) for face, characters in found.items()}


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
    """The licence of each face, which every copy of it has to carry (SIL OFL 1.1, 2)."""
    files = sorted({face.licence_file for face in faces})
    return {f"licences/{Path(file).name}": (folder / file).read_bytes() for file in files}
