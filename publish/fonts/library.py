"""The faces at hand: catalogue, files, coverage and stacks, opened once and passed along."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

from publish.errors import Place
from publish.fonts import catalogue as catalogues
from publish.fonts import coverage as coverages
from publish.fonts import install
from publish.fonts import suggestions as suggestion_tables
from publish.fonts.catalogue import Catalogue, Family, Role
from publish.fonts.check import check, check_script
from publish.fonts.coverage import Coverage
from publish.fonts.install import Installed
from publish.fonts.source import is_present, shelves
from publish.fonts.stack import stack
from publish.fonts.suggestions import Suggestion
from publish.resources import default_cache_dir, fonts_dir


@dataclass(frozen=True, slots=True)
class Library:
    """Everything that the other rooms need to know about faces.

    ``catalogue`` has the families that are here; ``absent`` are the optional ones that are
    not, by the scripts that they are for.
    """

    catalogue: Catalogue
    installed: Installed
    coverage: Coverage
    suggestions: Mapping[str, Suggestion]
    absent: Mapping[str, Family]

    def stack(
        self, script: str, role: Role = "text", language: str | None = None
    ) -> tuple[str, ...]:
        """Names of families for a text in this script, best first (see fonts.stack)."""
        return stack(self.catalogue, script, role, language)

    @property
    def scripts(self) -> tuple[str, ...]:
        """The scripts that some family is for, in catalogue order (ISO 15924)."""
        return self.catalogue.scripts

    def draws(self, text: str) -> bool:
        """Whether every character of a text has a face."""
        return all(map(self.coverage.covers, text))

    def check(self, uses: Iterable[tuple[str, Place]], script: str | None = None) -> None:
        """Raise FontError where a character of a text has no face (see fonts.check).

        Also where the text's main ``script`` has a family of its own, and it is not here.
        """
        pieces = tuple(uses)
        check(pieces, self.coverage, self.suggestions, self.absent)
        if script is not None and pieces:
            check_script(script, pieces[0][1], self.scripts, self.absent)


def read_catalogue(folder: Path | None = None) -> Catalogue:
    """The catalogue as it is written, with nothing installed."""
    return catalogues.load((folder or fonts_dir()) / "catalogue.toml")


def available(catalogue: Catalogue, cache_dir: Path | None = None) -> Catalogue:
    """What a catalogue offers here: all families but the optional ones that are not installed."""
    where = shelves(catalogue, cache_dir or default_cache_dir())
    return catalogue.only(lambda family: is_present(family, where))


def key(cache_dir: Path | None = None) -> str:
    """A name for the faces that are here, and for the code and libraries that derive them.

    What is made with one key may differ from what is made with another: an optional family
    that has come may draw what another family drew before.
    """
    return install.key(available(read_catalogue(), cache_dir))


@cache
def open_library(cache_dir: Path | None = None) -> Library:
    """The library of this installation, its faces made ready under ``cache_dir``.

    Raises FontError where a face cannot be had.
    """
    catalogue = read_catalogue()
    here = available(catalogue, cache_dir)
    installed = install.prepare(here, cache_dir or default_cache_dir())
    return Library(
        here,
        installed,
        coverages.load(here, installed),
        suggestion_tables.load(fonts_dir() / "suggestions.toml"),
        _by_script(catalogue.only(lambda family: family not in here.families)),
    )


def _by_script(absent: Catalogue) -> Mapping[str, Family]:
    """The first family for each script."""
    return MappingProxyType(
        {script: family for family in reversed(absent.families) for script in family.scripts}
    )
