"""The faces at hand: catalogue, files, coverage and stacks, opened once and passed along."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from publish.errors import Place
from publish.fonts import catalogue as catalogues
from publish.fonts import coverage as coverages
from publish.fonts import suggestions as suggestion_tables
from publish.fonts.catalogue import Catalogue, Role
from publish.fonts.check import check
from publish.fonts.coverage import Coverage
from publish.fonts.install import Installed, default_cache_dir, prepare
from publish.fonts.stack import stack
from publish.fonts.suggestions import Suggestion
from publish.resources import fonts_dir


@dataclass(frozen=True, slots=True)
class Library:
    """Everything that the other rooms need to know about faces."""

    catalogue: Catalogue
    installed: Installed
    coverage: Coverage
    suggestions: Mapping[str, Suggestion]

    def stack(self, script: str, role: Role = "text") -> tuple[str, ...]:
        """Names of families for a text in this script, best first (see fonts.stack)."""
        return stack(self.catalogue, script, role)

    @property
    def scripts(self) -> tuple[str, ...]:
        """The scripts that some family is for, in catalogue order (ISO 15924)."""
        return tuple(
            dict.fromkeys(script for family in self.catalogue.families for script in family.scripts)
        )

    def draws(self, text: str) -> bool:
        """Whether every character of a text has a face."""
        return all(map(self.coverage.covers, text))

    def check(self, uses: Iterable[tuple[str, Place]]) -> None:
        """Raise FontError where a character of a text has no face (see fonts.check)."""
        check(uses, self.coverage, self.suggestions)


def read_catalogue(folder: Path | None = None) -> Catalogue:
    """The catalogue as it is written, with nothing installed."""
    return catalogues.load((folder or fonts_dir()) / "catalogue.toml")


@cache
def open_library(cache_dir: Path | None = None) -> Library:
    """The library of this installation, its faces made ready under ``cache_dir``.

    Raises FontError where a face cannot be had.
    """
    catalogue = read_catalogue()
    installed = prepare(catalogue, cache_dir or default_cache_dir())
    return Library(
        catalogue,
        installed,
        coverages.load(catalogue, installed),
        suggestion_tables.load(fonts_dir() / "suggestions.toml"),
    )
