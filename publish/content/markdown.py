"""From the Markdown of a language file to frozen blocks, each with its line.

CommonMark with footnotes, attribute lines and phrases in their own language. Nothing
an author wrote is dropped: what has no place in a statement is an error with its line.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from publish.content import constructs
from publish.content.blocks import read_blocks
from publish.content.inline import MAX_PASSAGE_BRACKETS, read_inline
from publish.content.ledger import Ledger
from publish.content.parsing import block_tree, parser
from publish.content.statement import Block, Inline, Note
from publish.faults import Fault, fail


@dataclass(frozen=True, slots=True)
class Body:
    """What stands below the front matter; ``pictures`` are the files that it shows."""

    blocks: tuple[Block, ...]
    notes: tuple[Note, ...]
    pictures: frozenset[Path]


def parse(text: str, path: Path, folder: Path, first_line: int = 1) -> Body:
    """Parse Markdown that stands in the file ``path`` from ``first_line`` on.

    ``folder`` is the statement's, for its pictures. Raises ContentError with a problem for
    everything in the text that cannot be published.
    """
    ledger = Ledger(path, folder)
    env: dict[str, Any] = {}
    text = _without_conflicts(text, ledger, first_line)
    root = block_tree(text, env, path, first_line)
    blocks, notes = read_blocks(root, text, env, ledger, first_line)
    ledger.check_references()
    if not blocks and not ledger.faults:
        ledger.report(first_line, Fault("there is no text after the front matter.", "Write it."))
    ledger.settle()
    return Body(blocks, notes, frozenset(ledger.pictures))


def read_passage(text: str, path: Path, folder: Path, line: int) -> tuple[Inline, ...]:
    """Inline content by itself, such as comes from a translator's file.

    A footnote is called by its number. Raises ContentError for what cannot be published.
    """
    own_numbers = {str(number): number for number in range(1, MAX_PASSAGE_BRACKETS)}
    ledger = Ledger(path, folder, notes=own_numbers)
    text = _without_conflicts(text, ledger, line)
    root = block_tree(text, {}, path, line)
    if [node.type for node in root.children] != ["paragraph"]:
        raise fail(path, line, "this is not a single passage.", "Take out blank lines and marks.")
    content = read_inline(root.children[0].children[0], line, parser(), {}, ledger)
    ledger.settle()
    return content


def _without_conflicts(text: str, ledger: Ledger, first_line: int) -> str:
    """The text without the marks of a merge, which are reported: Markdown takes them for others."""
    lines = text.split("\n")
    for row, fault in constructs.conflicts(text):
        ledger.report(first_line + row, fault)
        lines[row] = ""
    return "\n".join(lines)
