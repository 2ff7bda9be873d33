"""A passage of the source beside its translation, and what is found between the two."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from publish.collate.collation import Difference, Kind, Span, Unit
from publish.language.profile import Profile

_SHOWN: Final = 60
"""How many characters of a passage are quoted."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """A passage, its translation, and the languages of the two."""

    source: Unit
    other: Unit
    source_profile: Profile
    profile: Profile

    @property
    def language(self) -> str:
        """The translation's own tag."""
        return self.profile.tag

    @property
    def source_language(self) -> str:
        """The tag of the source."""
        return self.source_profile.tag

    def difference(
        self,
        kind: Kind,
        message: str,
        remedy: str | None = None,
        *,
        here: tuple[Span, ...] = (),
        there: tuple[Span, ...] = (),
    ) -> Difference:
        """A difference between the two, at the place of the translation."""
        return Difference(
            kind,
            self.language,
            message,
            self.other.place,
            self.source.place,
            remedy,
            here,
            there,
        )


def joined(units: tuple[Unit, ...]) -> Unit:
    """Several passages as if they were one, a space between them."""
    return replace(
        units[0],
        text=" ".join(unit.text for unit in units),
        figures=" ".join(unit.figures for unit in units),
        words=" ".join(unit.words for unit in units),
        content=tuple(node for unit in units for node in unit.content),
    )


def quoted(text: str) -> str:
    """The beginning of a passage between quotation marks."""
    text = " ".join(text.split())
    return f"“{text}”" if len(text) <= _SHOWN else f"“{text[:_SHOWN].rsplit(' ', 1)[0]}…”"


def listed(text: str, spans: tuple[Span, ...]) -> str:
    """Parts of a text, each between quotation marks."""
    return ", ".join(f"“{text[start:end]}”" for start, end in spans)
