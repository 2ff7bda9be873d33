"""The cleaning rules of the text, applied to what is imported, each change with its place."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from publish.content.passages import with_content
from publish.content.statement import Block, Inline
from publish.errors import Place
from publish.faults import known
from publish.text.cleaning import Cleaning, clean
from publish.text.dressed import Change
from publish.text.flatten import flatten, restore
from publish.text.rules import ALL


def rules_without(kept: Collection[str]) -> tuple[Cleaning, ...]:
    """The rules but those whose codes are given. Raises CommandError for a code that is none."""
    codes = [rule.code for rule in ALL]
    for code in kept:
        known("cleaning rule", code, codes)
    return tuple(rule for rule in ALL if rule.code not in kept)


@dataclass(frozen=True, slots=True)
class Cleaner:
    """Cleans text of the file at ``path``, and gathers in ``changes`` what was changed."""

    path: Path
    rules: Sequence[Cleaning]
    changes: list[Change] = field(default_factory=list)

    def line(self, text: str, language: str, line: int) -> str:
        """A text of one line, clean."""
        cleaned, changes = clean(text, language, Place(self.path, line), self.rules)
        self.changes.extend(changes)
        return cleaned

    def block(self, block: Block, language: str) -> Block:
        """A block, each of its passages clean across its elements."""

        def done(content: tuple[Inline, ...], line: int) -> tuple[Inline, ...]:
            return restore(content, self.line(flatten(content), language, line))

        return with_content(block, done)
