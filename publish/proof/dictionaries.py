"""Hunspell's dictionaries: found by language in the folders where systems keep them.

``python -m publish.proof.dictionaries LANG...`` prints the Debian packages that are missing.
A dictionary is read by a program in C++, so it is never taken from a statement's folder.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, Protocol

from publish.language import tags

FOLDERS: Final = (
    Path("/usr/share/hunspell"),
    Path("/usr/local/share/hunspell"),
    Path("/usr/share/myspell/dicts"),
    Path("/opt/homebrew/share/hunspell"),
    Path("/Library/Spelling"),
)
"""Where systems keep dictionaries, after the folders that DICPATH names, as in Hunspell."""

_REGION: Final[Mapping[str, str]] = {"en": "GB"}
"""The region whose spelling a language without one has, where it is not the likeliest (CLDR)."""

_PACKAGES: Final = frozenset(
    """
    af an ar be bg bn bo br bs ca cs da dz el es eu fr gd gl gu gug he hi hr hu id is it kk kmr
    ko lo lt lv ml mn ne nl no oc pl ro ru si sk sl sr sv sw te th tr uk uz vi
    """.split()  # noqa: SIM905  # a list of fifty literals is fifty lines
)
"""Languages whose package of Debian 12 is called ``hunspell-`` and their code."""

_OTHER_PACKAGES: Final[Mapping[str, str]] = {
    "de": "hunspell-de-de",
    "de-AT": "hunspell-de-at",
    "de-CH": "hunspell-de-ch",
    "en": "hunspell-en-gb",
    "en-AU": "hunspell-en-au",
    "en-CA": "hunspell-en-ca",
    "en-US": "hunspell-en-us",
    "en-ZA": "hunspell-en-za",
    "eo": "myspell-eo",
    "et": "myspell-et",
    "fo": "myspell-fo",
    "ku": "hunspell-kmr",
    "nb": "hunspell-no",
    "nn": "hunspell-no",
    "pt": "hunspell-pt-br",
    "pt-AO": "hunspell-pt-pt",
    "pt-MZ": "hunspell-pt-pt",
    "pt-PT": "hunspell-pt-pt",
    "tl": "myspell-tl",
}


class Dictionary(Protocol):
    """What is asked of a dictionary."""

    def spell(self, word: str) -> bool:
        """Whether a word is spelt right."""

    def suggest(self, word: str) -> Sequence[str]:
        """Words that may have been meant, the likeliest first."""


@dataclass(slots=True)
class Shelf:
    """The dictionaries of a machine; each is read once, when it is first asked for."""

    folders: Sequence[Path]
    _read: dict[str, Dictionary | None] = field(default_factory=dict)

    def dictionary(self, tag: str) -> Dictionary | None:
        """The dictionary of a language, or None where there is none that can be read."""
        if tag not in self._read:
            self._read[tag] = _opened(find(tag, self.folders))
        return self._read[tag]


def shelf() -> Shelf:
    """The shelf of this machine."""
    named = os.environ.get("DICPATH", "")
    return Shelf((*(Path(part) for part in named.split(os.pathsep) if part), *FOLDERS))


def find(tag: str, folders: Iterable[Path]) -> Path | None:
    """The path of a language's dictionary without its ``.aff`` and ``.dic``, or None.

    Tried are the tag itself, its usual region, its parents, and then any other region of its
    language, in the order of their names.
    """
    there = [folder for folder in folders if folder.is_dir()]
    for name in _names(tag):
        for folder in there:
            if (folder / f"{name}.aff").is_file() and (folder / f"{name}.dic").is_file():
                return folder / name
    if tags.subtags(tag).script is None:
        language = tags.subtags(tag).language
        regional = (p for folder in there for p in sorted(folder.glob(f"{language}_??.dic")))
        found = next((p for p in regional if p.with_suffix(".aff").is_file()), None)
        return found.with_suffix("") if found else None
    return None


def package(tag: str) -> str | None:
    """The Debian package with a language's dictionary, or None where none is known."""
    for name in tags.chain(tag):
        if name in _OTHER_PACKAGES:
            return _OTHER_PACKAGES[name]
        if name in _PACKAGES:
            return f"hunspell-{name}"
    return None


def _names(tag: str) -> Iterator[str]:
    """What a language's dictionary may be called, the best first."""
    for name in tags.chain(tag):
        own, full = tags.subtags(name), tags.likely(name)
        if own.region is None:
            region = _REGION.get(name, full.region)
            script = [own.script] if own.script else []
            yield "_".join(filter(None, (own.language, *script, region)))
        yield name.replace("-", "_")


def _opened(path: Path | None) -> Dictionary | None:
    if path is None:
        return None
    # Late, for the sake of commands that look up no words.
    from hunspell import Hunspell, HunspellFilePathError

    try:
        opened: Dictionary = Hunspell(path.name, hunspell_data_dir=str(path.parent))
    except HunspellFilePathError:
        return None
    return opened


def main(languages: Sequence[str]) -> None:
    """Print the packages of those languages that have no dictionary here."""
    here = shelf().folders
    missing = [tag for tag in languages if find(tag, here) is None]
    print(*sorted({name for tag in missing if (name := package(tag))}))


if __name__ == "__main__":
    main(sys.argv[1:])
