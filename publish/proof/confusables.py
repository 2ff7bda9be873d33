"""Letters that look like letters of another script, by the Unicode Consortium's table.

``python -m publish.proof.confusables confusables.txt > publish/proof/data/confusables.txt`` takes
the lines that matter here out of the file of UTS #39, Unicode Security Mechanisms.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path
from types import MappingProxyType
from typing import Final
from unicodedata import category, normalize

from publish.language.scripts import script_of

_SCRIPTS: Final = frozenset({"Latn", "Cyrl", "Grek", "Armn", "Geor", "Hebr"})
"""Alphabets that are typed on one keyboard after another, with letters alike."""


@cache
def lookalike(char: str, script: str) -> str | None:
    """The letter of a script that a letter of another looks like, or None."""
    alike = [other for other in _alike().get(char, "") if script_of(other) == script]
    same_case = [other for other in alike if other.isupper() == char.isupper()]
    return min(same_case or alike, default=None)


@cache
def _alike() -> Mapping[str, str]:
    """Every letter of the table, with all that look like it."""
    written = files("publish.proof").joinpath("data/confusables.txt").read_text("utf-8")
    groups = [line for line in written.splitlines() if line and not line.startswith("#")]
    return MappingProxyType({char: group for group in groups for char in group})


# --- The making of the table --------------------------------------------------------


def groups(lines: Iterable[str]) -> Iterator[str]:
    """Letters of several alphabets that look alike, from the lines of ``confusables.txt``."""
    alike: defaultdict[str, set[str]] = defaultdict(set)
    for line in lines:
        fields = [field.split() for field in line.lstrip(_MARK).split("#")[0].split(";")]
        if len(fields) >= 2 and len(fields[0]) == len(fields[1]) == 1:
            char, model = (chr(int(field[0], 16)) for field in fields[:2])
            alike[model] |= {char, model}
    for model in sorted(alike):
        letters = sorted(filter(_is_typed, alike[model]))
        if len({script_of(letter) for letter in letters}) > 1:
            yield "".join(letters)


def _is_typed(char: str) -> bool:
    letter = category(char) in ("Lu", "Ll", "Lo")
    return letter and script_of(char) in _SCRIPTS and normalize("NFKC", char) == char


_MARK: Final = "\ufeff"
_HEADER: Final = """\
# Letters of several alphabets that look alike, one group a line.
# Taken from confusables.txt, version {version}, of UTS #39 (publish/proof/confusables.py).
# © Unicode, Inc. Unicode License v3, https://www.unicode.org/license.txt
"""


def main(path: Path) -> None:
    """Print the table made from the file at ``path``."""
    lines = path.read_text("utf-8").splitlines()
    version = next(line.split()[-1] for line in lines if line.startswith("# Version:"))
    print(_HEADER.format(version=version), *groups(lines), sep="\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
