"""Passages of one part of all texts, and which of them answer to the source's."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from publish.collate.collation import Unit
from publish.collate.comparison import joined
from publish.collate.pairing import Pairing, pair

Passages = Mapping[str, tuple[Unit, ...]]
"""The passages of one part of the text, by language."""


@dataclass(frozen=True, slots=True)
class Answers:
    """The passages of one part of all texts, and how each translation's answer to the source's."""

    source: tuple[Unit, ...]
    others: Passages
    pairings: Mapping[str, Pairing]

    @classmethod
    def of(cls, passages: Passages, source: str) -> Answers:
        """Paired twice: the second time every translation bears witness to the others."""
        ours = passages[source]
        others = {tag: found for tag, found in passages.items() if tag != source}
        first = cls(ours, others, {tag: pair(ours, found) for tag, found in others.items()})
        if len(others) < 2:
            return first
        pairings = {
            tag: pair(ours, found, first.texts_beside(tag), first.pairings[tag].known)
            for tag, found in others.items()
        }
        return cls(ours, others, pairings)

    def answer(self, number: int, tag: str) -> tuple[Unit, ...]:
        """What answers in a translation to a passage of the source."""
        return tuple(
            self.others[tag][index] for index in self.pairings[tag].partners.get(number, ())
        )

    def witnesses(self, number: int, tag: str) -> dict[str, Unit]:
        """What answers to a passage of the source in the translations but one."""
        found = {other: self.answer(number, other) for other in self.others if other != tag}
        return {other: joined(there) for other, there in found.items() if there}

    def texts_beside(self, tag: str) -> dict[int, list[str]]:
        """By passage of the source, what answers to it in the translations but one."""
        return {
            number: [unit.text for unit in self.witnesses(number, tag).values()]
            for number in range(len(self.source))
        }

    def pairs(self, tag: str) -> Iterator[tuple[Unit, Unit]]:
        """The passages that answer to each other one to one."""
        merged = self.pairings[tag].merged
        taken = {*merged, *merged.values()}
        for number, unit in enumerate(self.source):
            there = self.answer(number, tag)
            if len(there) == 1 and number not in taken:
                yield unit, there[0]
