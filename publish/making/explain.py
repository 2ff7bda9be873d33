"""Why an artifact is to be made: what of its parts is another than when it was made last."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Final

from publish.faults import quoted
from publish.making.fingerprint import Parts

_SAYINGS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "content": "{name} changed",
        "languages": "the languages of the statement were {old} and are {new}",
        "language": "the language data {name}.toml changed",
        "scripts": "the script of a language changed",
        "edition": "the row of {name} in the table of editions changed",
        "styles": "styles/{name} changed",
        "code": "the code of publish/{name} changed",
        "templates": "the template {name} changed",
        "version": "{name} {old} → {new}",
        "fonts": "the fonts changed",
        "licences": "a licence of the fonts changed",
        "option": "{name} changed",
        "house": "the {name} of the pages was {old} and is {new}",
    }
)
"""What is said of a part that changed, by its kind."""

_FILES: Final = frozenset({"content", "language", "styles", "templates"})
"""Kinds of which each part is a file, which can come and go."""

NEW, FORCED, ALTERED, MISSING, UNKNOWN = (
    "new",
    "asked for with --force",
    "the file was altered",
    "the file is missing",
    "nothing is known of how the file was made",
)
"""Reasons that are not in the parts."""


def differences(old: Parts, new: Parts) -> tuple[str, ...]:
    """A reason for each part that was added, has gone or is another."""
    return tuple(_reasons(old, new))


def _reasons(old: Parts, new: Parts) -> Iterator[str]:
    for key in sorted(old.keys() | new.keys()):
        before, after = old.get(key), new.get(key)
        if before == after:
            continue
        kind, _, name = key.partition(" ")
        name = name if name.isprintable() else quoted(name)  # a file may be called anything
        saying = _SAYINGS.get(kind, "{name} changed")
        if kind in _FILES and not (before and after):
            saying = saying.replace("changed", "is gone" if before else "is new")
        yield saying.format(name=name, old=before or "none", new=after or "none")
