"""What judges a passage by all the others of its text."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from publish.collate import figures, lengths, markup, sections
from publish.collate.answers import Answers
from publish.collate.collation import Difference, Unit
from publish.collate.comparison import Comparison
from publish.collate.names import Names, Witness
from publish.collate.tongues import Tongues, tongues
from publish.content.statement import Statement
from publish.text.dressed import Text


@dataclass(frozen=True, slots=True)
class Judges:
    """What is known of the whole of the texts, to judge the passages by."""

    texts: Mapping[str, Text]
    source: str
    tongues: Tongues
    names: Mapping[str, Names]
    length: Mapping[str, Callable[[Comparison], Difference | None]]

    def compare(
        self, one: Unit, other: Unit, tag: str, witnesses: Mapping[str, Unit]
    ) -> Iterator[Difference]:
        """All that differs between a passage and its translation."""
        profiles = {name: text.profile for name, text in self.texts.items()}
        both = Comparison(one, other, profiles[self.source], profiles[tag])
        foreign = tuple(self.tongues.compare(both))
        yield from foreign
        yield from figures.compare(both)
        yield from markup.compare(both)
        if foreign:
            return
        told = [Witness(unit.words, profiles[name]) for name, unit in witnesses.items()]
        yield from self.names[tag].compare(both, told)
        if (far := self.length[tag](both)) is not None:
            yield far


def judges(statement: Statement, texts: Mapping[str, Text], parts: Sequence[Answers]) -> Judges:
    """What is known of a statement's languages, from all parts of its texts."""
    source = statement.facts.source_language
    others = [tag for tag in texts if tag != source]
    passages = {
        source: [unit for part in parts for unit in part.source],
        **{tag: [unit for part in parts for unit in part.others[tag]] for tag in others},
    }
    pairs = {tag: [both for part in parts for both in part.pairs(tag)] for tag in others}
    words = {tag: "\n".join(unit.words for unit in found) for tag, found in passages.items()}
    return Judges(
        texts,
        source,
        tongues(passages, pairs),
        {
            tag: Names(words[source], words[tag], sections.known_names(statement, source, tag))
            for tag in others
        },
        {tag: lengths.usual(found) for tag, found in pairs.items()},
    )
