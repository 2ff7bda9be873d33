"""Which language data a text is set with, told from its files without parsing its words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from publish.errors import ContentError
from publish.language import tags

FALLBACK: Final = "en"
"""The language whose interface words stand in for those that nobody has written."""

_MARKED: Final = re.compile(r"""lang\s*=\s*["']?([A-Za-z0-9-]+)""")
"""A phrase that is marked as in another language: ``[phrase]{lang=ar}``."""


def spoken(language: str, source_language: str, words: str, facts: Mapping[str, Any]) -> set[str]:
    """The tags of all languages in which a text says anything, or that lend it words.

    ``words`` is the text of the language's file, ``facts`` what ``statement.toml`` holds. That
    may be more languages than the pages show, never fewer.
    """
    own = {language, source_language, FALLBACK}
    return own | set(_MARKED.findall(words)) | set(_strangers(facts, own))


def data_names(languages: Iterable[str]) -> set[str]:
    """The names, without suffix, of files of language data that speak of these languages."""
    names: set[str] = set()
    for tag in languages:
        try:
            names.update(tags.chain(tag))
        except ContentError:  # the loader will say so, with its line
            continue
    return names


def _strangers(value: Any, own: set[str]) -> Iterator[str]:
    """The language that stands in where a localised value has none of the text's own."""
    if isinstance(value, list):
        for item in value:
            yield from _strangers(item, own)
    elif isinstance(value, dict) and value:
        if all(isinstance(text, str) for text in value.values()):
            if not data_names(own) & set(value):
                yield next(iter(value))
        else:
            for item in value.values():
                yield from _strangers(item, own)
