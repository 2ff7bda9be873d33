"""Imposing a file as the command line asks for it, in words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Final

from publish.doors.child import Bounds, ChildError, in_child
from publish.doors.reading import read_bytes
from publish.errors import ContentError, Place, PublishError
from publish.faults import Fault, known
from publish.fonts.library import open_library
from publish.impose.schemes import SCHEMES, Scheme
from publish.impose.sheet import Binding, Duplex
from publish.impose.writing import Imposed, impose

_BINDINGS: Final[dict[str, Binding]] = {"left": "left", "right": "right"}
_DUPLEX: Final[dict[str, Duplex]] = {"short-edge": "short-edge", "long-edge": "long-edge"}

_LARGEST_FILE: Final = 1_000_000_000


def scheme_called(name: str) -> Scheme:
    """The scheme with this name; raises CommandError if there is none."""
    return SCHEMES[known("scheme", name, SCHEMES)]


def impose_file(
    path: Path,
    scheme: str,
    binding: str,
    thickness_mm: float,
    duplex: str | None,
    sheet: str | None,
) -> Imposed:
    """The pages of the PDF at ``path`` on sheets; see ``impose``.

    The file is read in a process of its own. Raises CommandError for a word that is not known,
    and for what ``impose`` does; ContentError, with the file's name, where it is the file that
    cannot be imposed.
    """
    wanted = scheme_called(scheme)
    bound = _BINDINGS[known("binding", binding, _BINDINGS)]
    turn = None if duplex is None else _DUPLEX[known("duplex", duplex, _DUPLEX)]
    letters = lettering()
    try:
        pdf = read_bytes(path, _LARGEST_FILE)
        work = partial(impose, thickness_mm=thickness_mm, duplex=turn, sheet=sheet)
        work = partial(work, label=path.stem, lettering=letters)
        bounds = Bounds.for_size(len(pdf))
        return in_child(_imposed, work, pdf, wanted, bound, what="the file", bounds=bounds)
    except Fault as fault:
        raise ContentError(fault.problem(Place(path))) from None
    except ChildError as died:
        raise ContentError(*(replace(each, place=Place(path)) for each in died.problems)) from None


def _imposed(
    work: Callable[[bytes, Scheme, Binding], Imposed], pdf: bytes, scheme: Scheme, binding: Binding
) -> Imposed:
    """What ``work`` gives; a file can be wrong in ways that nobody foresees."""
    try:
        return work(pdf, scheme, binding)
    except (PublishError, Fault, MemoryError):
        raise
    except Exception:
        message = "its pages cannot be put on sheets: the file is damaged."
        raise Fault(message, "Make or fetch it anew.") from None


def lettering() -> Path:
    """The font file that marks are lettered in."""
    library = open_library()
    family = next(each for each in library.catalogue.families if "Latn" in each.scripts)
    face = next(each for each in family.faces if each.weight == 400 and each.style == "normal")
    return library.installed.files[face]
