"""The bench where a statement is checked, as ``publish check`` does it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from publish.checks.statement import check_statement
from publish.content.align import align_blocks
from publish.content.load import load
from publish.content.statement import Block, Statement
from publish.findings.finding import Finding


@dataclass(frozen=True, slots=True)
class Checked:
    """What was found in a statement.

    ``partners`` gives, for each translation, the lines of its blocks and those of the blocks of
    the source that they answer to.
    """

    findings: tuple[Finding, ...]
    source_language: str
    partners: dict[str, tuple[tuple[int, int], ...]]


@dataclass(frozen=True, slots=True)
class Checker:
    """Checks statements of a content folder."""

    content: Path

    def check(self, statement: str) -> Iterator[Checked]:
        """The findings in a statement; raises ContentError where it cannot be read."""
        loaded = load(self.content / statement)
        source = loaded.facts.source_language
        partners = {
            language: tuple(_partners(loaded, source, language))
            for language in loaded.languages
            if language != source
        }
        yield Checked(check_statement(loaded), source, partners)


def _partners(statement: Statement, source: str, language: str) -> Iterator[tuple[int, int]]:
    ours, theirs = (statement.translations[tag].blocks for tag in (source, language))
    for one, other in align_blocks(ours, theirs):
        if one is not None and other is not None:
            yield _line(other), _line(one)


def _line(block: Block) -> int:
    return block.line
