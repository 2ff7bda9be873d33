"""What is marked in a passage: links, emphasis, footnotes and pictures."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Final

from publish.collate.collation import Difference, Kind
from publish.collate.comparison import Comparison
from publish.content.statement import (
    Emphasis,
    Foreign,
    Inline,
    Link,
    NoteRef,
    Picture,
    Strong,
)
from publish.findings.saying import counted

_LANGUAGE_PART: Final = r"(?<=[/=])%s(?=[./&#?]|$)"
_PLURALS: Final = {"emphasis": "emphases", "strong emphasis": "strong emphases"}


def compare(pair: Comparison) -> Iterator[Difference]:
    """Links to other places, and marks that one of the passages has more often."""
    ours, theirs = list(_nodes(pair.source.content)), list(_nodes(pair.other.content))
    yield from _links(pair, ours, theirs)
    for kind, name, types, remedy in _MARKS:
        wanted, found = (sum(isinstance(node, types) for node in side) for side in (ours, theirs))
        if wanted != found:
            yield pair.difference(
                kind,
                f"{counted(found, name, _PLURALS.get(name))} here, "
                f"{wanted} in {pair.source_language}.",
                remedy,
            )


_MARKS: Final[tuple[tuple[Kind, str, type, str], ...]] = (
    (Kind.EMPHASIS, "emphasis", Emphasis, "Mark the same words with *asterisks*, or none."),
    (Kind.EMPHASIS, "strong emphasis", Strong, "Mark the same words with **asterisks**, or none."),
    (Kind.NOTES, "footnote", NoteRef, "Call the note where it belongs: [^name]."),
    (Kind.PICTURES, "picture", Picture, "Show the same pictures in both."),
)


def _links(
    pair: Comparison, ours: Iterable[Inline], theirs: Iterable[Inline]
) -> Iterator[Difference]:
    wanted = Counter(_target(node, pair.source_language) for node in ours if isinstance(node, Link))
    found = Counter(_target(node, pair.language) for node in theirs if isinstance(node, Link))
    lost, added = wanted - found, found - wanted
    if lost or added:
        yield pair.difference(
            Kind.LINKS,
            f"links do not agree: {_addresses(added)} here, "
            f"{_addresses(lost)} in {pair.source_language}.",
            "Link to the same place, or make sure that it is the same in the other language.",
        )


def _target(link: Link, language: str) -> str:
    """Where a link leads, whatever language of a site it leads to: //ru. and /ru/ are alike."""
    part = _LANGUAGE_PART % re.escape(language)
    return re.sub(part, "{language}", link.href, flags=re.IGNORECASE)


def _addresses(targets: Counter[str]) -> str:
    return ", ".join(f"<{target}>" for target in targets.elements()) or "nothing"


def _nodes(content: Iterable[Inline]) -> Iterator[Inline]:
    for node in content:
        yield node
        if isinstance(node, Emphasis | Strong | Link | Foreign):
            yield from _nodes(node.content)
