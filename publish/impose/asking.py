"""Imposing a file as the command line asks for it, in words."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Final

from publish.errors import CommandError, Problem
from publish.faults import did_you_mean
from publish.fonts.library import open_library
from publish.impose.model import Binding, Duplex
from publish.impose.schemes import SCHEMES, Scheme
from publish.impose.writing import Imposed, impose

_BINDINGS: Final[dict[str, Binding]] = {"left": "left", "right": "right"}
_DUPLEX: Final[dict[str, Duplex]] = {"short-edge": "short-edge", "long-edge": "long-edge"}


def scheme_called(name: str) -> Scheme:
    """The scheme with this name; raises CommandError if there is none."""
    return SCHEMES[_known("scheme", name, SCHEMES)]


def impose_file(
    path: Path,
    scheme: str,
    binding: str,
    thickness_mm: float,
    duplex: str | None,
    sheet: str | None,
) -> Imposed:
    """The pages of the PDF at ``path`` on sheets; see ``impose``.

    Raises CommandError for a word that is not known, and for what ``impose`` does.
    """
    return impose(
        path.read_bytes(),
        scheme_called(scheme),
        _BINDINGS[_known("binding", binding, _BINDINGS)],
        thickness_mm=thickness_mm,
        duplex=None if duplex is None else _DUPLEX[_known("duplex", duplex, _DUPLEX)],
        sheet=sheet,
        label=path.stem,
        lettering=lettering(),
    )


def lettering() -> Path:
    """The font file that marks are lettered in."""
    library = open_library()
    family = next(each for each in library.catalogue.families if "Latn" in each.scripts)
    face = next(each for each in family.faces if each.weight == 400 and each.style == "normal")
    return library.installed.files[face]


def _known(what: str, name: str, names: Iterable[str]) -> str:
    if name in names:
        return name
    raise CommandError(
        Problem(f'there is no {what} "{name}".', remedy=did_you_mean(name, [*names]))
    )
