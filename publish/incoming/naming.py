"""Lines that name a language, as headings over its part of a page do."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Final

from babel import localedata

from publish.language import tags

_AROUND: Final = " \t\u00a0:：.-–—_=*|/[]()<>«»"
_CODE: Final = re.compile(r"[\[(]?([A-Z]{2,3})[\])]?:?")
_ENGLISH: Final = "en"


def language_named(text: str) -> str | None:
    """The tag of the language whose name, in itself or in English, is all that a line says."""
    if len(text) > 60:
        return None
    name = text.strip(_AROUND).casefold()
    if name in _names():
        return _names()[name]
    code = _CODE.fullmatch(text.strip())
    marked = code is not None and text.strip() != code[1]
    return code[1].lower() if code and marked and tags.locale(code[1].lower()) else None


@cache
def _names() -> Mapping[str, str]:
    """Tags by the names of their languages, without case; what two have in common is none's."""
    found: dict[str, set[str]] = {}
    for name, tag in _all_names():
        found.setdefault(name.casefold(), set()).add(tag)
    return {name: min(each) for name, each in found.items() if len(each) == 1}


def _all_names() -> Iterator[tuple[str, str]]:
    for tag in _tags():
        locale = tags.locale(tag)
        if locale is not None:
            for language in (tag, _ENGLISH):
                name = locale.get_display_name(language.replace("-", "_"))
                if name:
                    yield name, tag


def _tags() -> Iterable[str]:
    """Languages that CLDR has, and those with a script of their own, but not their regions."""
    for name in localedata.locale_identifiers():
        parts = name.split("_")
        if name != tags.ROOT and all(len(part) == 4 for part in parts[1:]):
            yield name.replace("_", "-")
