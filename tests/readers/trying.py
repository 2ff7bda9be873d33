"""Tries readers on examples, and holds what they find against what they found before.

``floors.toml`` has, for each reader and language, the shares of words and of their order that must
be found, and how many marks of direction there may be. Whoever makes a text layer better raises
them: ``python tests/bench/every_reader.py --raise``. Nobody lowers them.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import ceil, floor
from pathlib import Path
from types import MappingProxyType
from typing import Final

from readers.measure import Measured, measure, together
from readers.reader import Reader
from readers.texts import Example

FLOORS: Final = Path(__file__).with_name("floors.toml")

_HEAD = """\
# What a reader must find, at least: per cent of the words, of the words in their order, and of the
# words with their marks of punctuation; and how many marks of direction it may find, at most: on
# one page, and within words. For all texts of a language together (readers/texts.py). The first
# three numbers may be raised, the others lowered.
"""


@dataclass(frozen=True, slots=True)
class Floor:
    """What must be found, in per cent, and how many marks of direction there may be."""

    words: float = 0.0
    order: float = 0.0
    signs: float = 0.0
    marks: int = 10**6
    inside: int = 10**6

    def misses(self, found: Measured) -> Iterator[str]:
        """A line for each way in which ``found`` is worse."""
        if found.words < self.words:
            lost = ", ".join(found.lost[:12])
            yield f"words: {found.words:.2f} % of at least {self.words:g} %; lost: {lost}"
        if found.order < self.order:
            yield f"order: {found.order:.2f} % of at least {self.order:g} %"
        if found.signs < self.signs:
            yield f"with punctuation: {found.signs:.2f} % of at least {self.signs:g} %"
        if found.marks > self.marks:
            yield f"marks of direction on a page: {found.marks} of at most {self.marks}"
        if found.inside > self.inside:
            yield f"marks of direction within words: {found.inside} of at most {self.inside}"

    @classmethod
    def under(cls, found: Sequence[Measured]) -> Floor:
        """The floor that the worst of what was found is well above."""
        return cls(
            words=_share(min(each.words for each in found)),
            order=_share(min(each.order for each in found)),
            signs=_share(min(each.signs for each in found)),
            marks=_count(max(each.marks for each in found)),
            inside=_count(max(each.inside for each in found)),
        )

    def raised(self, other: Floor) -> Floor:
        """The stricter of two floors, number by number."""
        return Floor(
            words=max(self.words, other.words),
            order=max(self.order, other.order),
            signs=max(self.signs, other.signs),
            marks=min(self.marks, other.marks),
            inside=min(self.inside, other.inside),
        )


Floors = Mapping[str, Mapping[str, Floor]]
"""Of each reader, by its name, the floor of each language."""

Found = Mapping[str, Measured]
"""What a reader found, by language."""


def tried(reader: Reader, examples: Sequence[Example]) -> dict[Example, Measured]:
    """What a reader finds of each example; it is started once for all of them.

    Raises ToolError where it cannot read one.
    """
    pages = reader.read([example.pdf for example in examples])
    return {
        example: measure(example.words, example.language, each)
        for example, each in zip(examples, pages, strict=True)
    }


def by_language(found: Mapping[Example, Measured]) -> Found:
    """The texts of each language together, in the order of the languages."""
    languages: dict[str, list[Measured]] = {}
    for example, each in found.items():
        languages.setdefault(example.language, []).append(each)
    return {language: together(languages[language]) for language in sorted(languages)}


def floors() -> Floors:
    """The floors as they are written."""
    written = tomllib.loads(FLOORS.read_text("utf-8")) if FLOORS.is_file() else {}
    return MappingProxyType(
        {
            reader: {language: Floor(*numbers) for language, numbers in rows.items()}
            for reader, rows in written.items()
        }
    )


def raise_floors(found: Mapping[str, Sequence[Found]]) -> None:
    """Write the floors anew, as high as what each reader found, each time it was tried, allows."""
    before = floors()
    lines = [_HEAD]
    for reader, times in found.items():
        lines.append(f'["{reader}"]')
        for language in times[0]:
            known = before.get(reader, {}).get(language, Floor())
            own = known.raised(Floor.under([each[language] for each in times]))
            shares = f"{own.words}, {own.order}, {own.signs}"
            lines.append(f'"{language}" = [{shares}, {own.marks}, {own.inside}]')
        lines.append("")
    FLOORS.write_text("\n".join(lines).rstrip() + "\n", "utf-8")


# Other lines break other words, and a page's end divides one that no reader joins: what is found
# may be worse by chance, by a third of what is missing.


def _share(share: float) -> float:
    return max(0.0, floor((100 - (100 - share) * 4 / 3 - 0.2) * 10 + 1e-6) / 10)


def _count(count: int) -> int:
    return ceil(count * 4 / 30) * 10
