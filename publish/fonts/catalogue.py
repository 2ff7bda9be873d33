"""The faces that pages and books may use, read from ``fonts/catalogue.toml``."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from publish.errors import FontError, Place, Problem

Style = Literal["normal", "italic"]
Role = Literal["text", "display"]
Registry = Literal["PyPI", "npm"]

# OpenType's names of usWeightClass; a weight in between is named by its number.
_WEIGHT_NAMES = {
    100: "Thin",
    200: "ExtraLight",
    300: "Light",
    400: "Regular",
    500: "Medium",
    600: "SemiBold",
    700: "Bold",
    800: "ExtraBold",
    900: "Black",
}


@dataclass(frozen=True, slots=True)
class Face:
    """One weight and style of a family, and the file that it is made from.

    ``weight`` is CSS's (1 to 1000); ``version``, ``licence`` (an SPDX identifier) and
    ``licence_file`` are the font's own; ``file`` is relative to the folder of its package,
    or to the catalogue's folder where there is no package; ``axes`` are the places at which
    a variable font is pinned; ``drops`` are the scripts (ISO 15924) whose letters the face
    leaves to others. ``source`` is the catalogue's name for where all of this comes from.
    """

    source: str
    family: str
    style: Style
    weight: int
    version: str
    licence: str
    licence_file: str
    registry: Registry | None
    package: str | None
    package_version: str | None
    file: str
    sha256: str
    axes: tuple[tuple[str, float], ...] = ()
    drops: tuple[str, ...] = ()

    @property
    def weight_name(self) -> str:
        """The name of the weight, upright: ``Regular``, ``SemiBold``."""
        return _WEIGHT_NAMES.get(self.weight, f"W{self.weight}")

    @property
    def style_name(self) -> str:
        """The name within the family: ``Regular``, ``Italic``, ``SemiBold Italic``."""
        if self.style == "normal":
            return self.weight_name
        return "Italic" if self.weight == 400 else f"{self.weight_name} Italic"

    @property
    def postscript_name(self) -> str:
        """The name in PDF files and of the font file: ``SourceSerif4-BoldItalic``."""
        return f"{self.family}-{self.style_name}".replace(" ", "")

    def __str__(self) -> str:
        """As a style sheet would have it: ``Source Serif 4 italic 700``."""
        style = f" {self.style}" if self.style != "normal" else ""
        return f"{self.family}{style} {self.weight}"


@dataclass(frozen=True, slots=True)
class Family:
    """A name that style sheets use, what it is meant for, and its faces.

    ``scripts`` are codes of ISO 15924, of writing systems (``Jpan``) as well as of scripts;
    ``languages`` are tags (BCP 47) of languages in these scripts that take the family before
    any other.
    """

    name: str
    role: Role
    scripts: tuple[str, ...]
    faces: tuple[Face, ...]
    languages: tuple[str, ...] = ()

    @property
    def source(self) -> str:
        """The catalogue's name for where the family's files come from."""
        return self.faces[0].source

    @property
    def optional(self) -> bool:
        """Whether the family is brought only when it is asked for (see tools.fonts).

        Packages from PyPI come with the program; those from npm do not.
        """
        return self.faces[0].registry == "npm"


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Every family, in order of preference; ``path`` is the file that lists them."""

    path: Path
    families: tuple[Family, ...]

    @property
    def faces(self) -> tuple[Face, ...]:
        """The faces of all families, in catalogue order."""
        return tuple(face for family in self.families for face in family.faces)

    @property
    def scripts(self) -> tuple[str, ...]:
        """The scripts that some family is for, in catalogue order."""
        return tuple(dict.fromkeys(s for family in self.families for s in family.scripts))

    def only(self, wanted: Callable[[Family], bool]) -> Catalogue:
        """The catalogue of those families alone."""
        return replace(self, families=tuple(filter(wanted, self.families)))


# --- The file's schema --------------------------------------------------------------

_Script = Annotated[str, Field(pattern=r"^[A-Z][a-z]{3}$")]


class _Row(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class _FileRow(_Row):
    path: str
    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]


class _SourceRow(_Row):
    version: str
    licence: str
    licence_file: str
    registry: Registry = "PyPI"
    package: str | None = None
    package_version: str | None = None
    files: dict[str, _FileRow]


class _FaceRow(_Row):
    file: str
    style: Style
    weight: Annotated[int, Field(ge=1, le=1000)]
    axes: dict[str, float] = {}


class _FamilyRow(_Row):
    name: Annotated[str, Field(min_length=1)]
    source: str
    role: Role
    scripts: Annotated[tuple[_Script, ...], Field(min_length=1)]
    languages: tuple[str, ...] = ()
    drops: tuple[_Script, ...] = ()
    faces: Annotated[tuple[_FaceRow, ...], Field(min_length=1)]


class _Document(_Row):
    schema_: Annotated[Literal[1], Field(alias="schema")]
    sources: dict[str, _SourceRow]
    families: Annotated[tuple[_FamilyRow, ...], Field(min_length=1)]


# --- Reading ------------------------------------------------------------------------


def load(path: Path) -> Catalogue:
    """The catalogue in a TOML file.

    Raises FontError with every fault of the file: one that cannot be read, a key or value
    out of place, a face whose source or file is not listed, a licence that is not beside it.
    """
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
        document = _Document.model_validate(table)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise FontError(
            Problem(f"The font catalogue cannot be read: {error}.", Place(path))
        ) from error
    except ValidationError as error:
        raise FontError(*_explain(error, path)) from error
    if faults := tuple(_faults(document, path.parent)):
        raise FontError(*(Problem(fault, Place(path)) for fault in faults))
    return Catalogue(path, tuple(_family(row, document.sources) for row in document.families))


def _explain(error: ValidationError, path: Path) -> Iterator[Problem]:
    for detail in error.errors():
        key = ".".join(str(part) for part in detail["loc"])
        yield Problem(f"{key}: {detail['msg']}.", Place(path), "See docs/fonts.md.")


def _faults(document: _Document, folder: Path) -> Iterator[str]:
    """What the schema alone cannot tell: names that point nowhere, and contradictions."""
    for name, source in document.sources.items():
        if not (folder / source.licence_file).is_file():
            yield f"Source {name}: its licence {source.licence_file} is missing."
        if (source.package is None) != (source.package_version is None):
            yield f"Source {name}: package and package_version go together."
        if source.registry == "npm" and source.package is None:
            yield f"Source {name}: what comes from npm needs a package."
    for name, count in Counter(row.name for row in document.families).items():
        if count > 1:
            yield f"Family {name} is listed {count} times."
    for row in document.families:
        yield from _family_faults(row, document.sources)


def _family_faults(row: _FamilyRow, sources: dict[str, _SourceRow]) -> Iterator[str]:
    if row.source not in sources:
        yield f"Family {row.name}: there is no source {row.source}."
    else:
        for face in row.faces:
            if face.file not in sources[row.source].files:
                yield f"Family {row.name}: source {row.source} has no file {face.file}."
    if both := set(row.scripts) & set(row.drops):
        yield f"Family {row.name} both serves and drops {', '.join(sorted(both))}."
    for (style, weight), count in Counter((face.style, face.weight) for face in row.faces).items():
        if count > 1:
            yield f"Family {row.name} has {count} faces of style {style} and weight {weight}."
    if not any(face.style == "normal" and face.weight == 400 for face in row.faces):
        yield f"Family {row.name} has no face of style normal and weight 400."


def _family(row: _FamilyRow, sources: dict[str, _SourceRow]) -> Family:
    source = sources[row.source]
    faces = tuple(
        Face(
            source=row.source,
            family=row.name,
            style=face.style,
            weight=face.weight,
            version=source.version,
            licence=source.licence,
            licence_file=source.licence_file,
            registry=source.registry if source.package else None,
            package=source.package,
            package_version=source.package_version,
            file=source.files[face.file].path,
            sha256=source.files[face.file].sha256,
            axes=tuple(sorted(face.axes.items())),
            drops=row.drops,
        )
        for face in row.faces
    )
    return Family(row.name, row.role, row.scripts, faces, row.languages)
