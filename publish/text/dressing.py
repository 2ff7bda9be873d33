"""Dressing: an author's text cleaned, set by its language's rules, and isolated."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from publish.content.passages import changed
from publish.content.statement import (
    Block,
    Emphasis,
    Foreign,
    Inline,
    Link,
    Note,
    Picture,
    Strong,
)
from publish.errors import Place
from publish.language.phrase import Phrase
from publish.language.profile import Profile
from publish.text.cleaning import Cleaning, clean
from publish.text.dressed import Change
from publish.text.flatten import flatten, restore
from publish.text.isolate import isolate
from publish.text.prepare import NO_LANGUAGE, prepare, without_soft_breaks


@dataclass(frozen=True, slots=True)
class Dresser:
    """Dresses text by text, and gathers in ``changes`` what cleaning changed.

    ``profile_of`` gives the profile of a language tag: each phrase is dressed by the rules
    of its own language.
    """

    profile_of: Callable[[str], Profile]
    rules: Sequence[Cleaning]
    changes: list[Change] = field(default_factory=list)

    def line(self, text: str, language: str, place: Place) -> str:
        """A plain text of one line, such as a title, cleaned and dressed."""
        return self._by_rules(without_soft_breaks(text), language, place)

    def phrase(self, phrase: Phrase, place: Place) -> Phrase:
        """A phrase, cleaned and dressed by its own language."""
        return replace(phrase, text=self.line(phrase.text, phrase.language, place))

    def inlines(
        self, content: tuple[Inline, ...], language: str, place: Place
    ) -> tuple[Inline, ...]:
        """Inline content, cleaned and dressed across its elements, then isolated."""
        profile = self.profile_of(language)
        prepared = prepare(content, profile.direction)
        nodes = tuple(self._own(node, language, place) for node in prepared)
        dressed = self._by_rules(flatten(nodes), language, place)
        return isolate(restore(nodes, dressed), profile)

    def assembled(self, content: tuple[Inline, ...], profile: Profile) -> tuple[Inline, ...]:
        """A line put together from clean parts, dressed where they meet, then isolated."""
        return isolate(restore(content, profile.dress(flatten(content))), profile)

    def blocks(self, blocks: Sequence[Block], language: str, path: Path) -> tuple[Block, ...]:
        """Blocks of the file at ``path``, each passage dressed by itself."""

        def dressed(content: tuple[Inline, ...], line: int) -> tuple[Inline, ...]:
            return self.inlines(content, language, Place(path, line))

        return changed(blocks, dressed)

    def notes(self, notes: Sequence[Note], language: str, path: Path) -> tuple[Note, ...]:
        """Footnotes, dressed like blocks."""
        return tuple(
            replace(note, blocks=self.blocks(note.blocks, language, path)) for note in notes
        )

    def _by_rules(self, flat: str, language: str, place: Place) -> str:
        cleaned, changes = clean(flat, language, place, self.rules)
        self.changes.extend(changes)
        return self.profile_of(language).dress(cleaned)

    def _own(self, node: Inline, language: str, place: Place) -> Inline:
        """The node with all in it that is dressed apart: phrases, link titles, descriptions."""
        match node:
            case Foreign(language=tag) if tag == NO_LANGUAGE:
                return node
            case Foreign(content, str() as tag, direction):
                own = direction or self.profile_of(tag).direction
                return Foreign(self.inlines(content, tag, place), tag, own)
            case Picture(alt=alt):
                return replace(node, alt=self.line(alt, language, place))
            case Emphasis() | Strong() | Link() | Foreign():
                inner = tuple(self._own(child, language, place) for child in node.content)
                if isinstance(node, Link) and node.title:
                    node = replace(node, title=self.line(node.title, language, place))
                return replace(node, content=inner)
        return node
