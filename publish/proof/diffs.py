"""Fixes shown: a unified diff that other programs read, and colours for a person at a terminal."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from typing import Any, Final

from rich.console import Console
from rich.text import Text

from publish.proof.fixes import Fix

_STYLES: Final = {"-": "red", "+": "green", "@": "cyan"}
_CHANGED: Final = "reverse"
_TOKEN: Final = re.compile(r"\w+|\W")


def show(fixes: Iterable[Fix]) -> None:
    """Print the diffs on stdout: plain off a terminal, and on one with what changed marked."""
    console = Console(highlight=False, markup=False, soft_wrap=True)
    for fix in fixes:
        lines = list(fix.diff())
        if console.is_terminal:
            for text in _coloured(lines):
                console.print(text)
        else:
            print(*lines, sep="\n")


def fixes_data(fixes: Iterable[Fix]) -> list[dict[str, Any]]:
    """Fixes as data: the file, and the diff as one text."""
    return [{"file": str(fix.path), "diff": "\n".join(fix.diff())} for fix in fixes]


def _coloured(lines: list[str]) -> Iterator[Text]:
    """The lines of a diff; where lines were replaced one by one, what is new in each stands out."""
    texts = [Text(line, style=_style(line)) for line in lines]
    for index in range(len(lines)):
        removed = _block(lines, index, "-")
        added = _block(lines, index + removed, "+")
        if removed and removed == added and not lines[index].startswith("---"):
            for row in range(index, index + removed):
                _mark(lines[row], lines[row + removed], texts[row], texts[row + removed])
    return iter(texts)


def _style(line: str) -> str:
    return "bold" if line.startswith(("---", "+++")) else _STYLES.get(line[:1], "")


def _block(lines: list[str], start: int, sign: str) -> int:
    """How many lines with a sign follow on, if a block of them begins here."""
    if start and sign == "-" and lines[start - 1].startswith("-"):
        return 0
    end = start
    while end < len(lines) and lines[end].startswith(sign):
        end += 1
    return end - start


def _mark(removed: str, added: str, old: Text, new: Text) -> None:
    ours, theirs = _TOKEN.findall(removed[1:]), _TOKEN.findall(added[1:])
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes():
        if tag != "equal":
            old.stylize(_CHANGED, *_columns(ours, i1, i2))
            new.stylize(_CHANGED, *_columns(theirs, j1, j2))


def _columns(tokens: list[str], start: int, end: int) -> tuple[int, int]:
    """The columns of tokens in a line whose first column is a sign."""
    before = 1 + sum(map(len, tokens[:start]))
    return before, before + sum(map(len, tokens[start:end]))
