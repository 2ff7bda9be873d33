"""What translators' programs call a language: POSIX locale names, understood as BCP 47 tags."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from publish.content.tags import canonical, is_well_formed

_LOCALE: Final = re.compile(
    r"(?P<stem>[a-z]+(?:[_-][a-z0-9]+)*)(?:\.[a-z0-9_-]+)?(?:@(?P<modifier>[a-z]+))?",
    re.IGNORECASE | re.ASCII,
)
"""``language[_territory][.codeset][@modifier]`` (GNU gettext manual, "Locale Names")."""

_SCRIPTS: Final[Mapping[str, str]] = {
    "arabic": "Arab", "cyrillic": "Cyrl", "devanagari": "Deva", "iqtelif": "Latn",
    "latin": "Latn", "shaw": "Shaw",
}  # fmt: skip
_VARIANTS: Final[Mapping[str, str]] = {"saaho": "saaho", "valencia": "valencia"}
_SILENT: Final = frozenset(("abegede", "euro"))
"""Modifiers of glibc that say something else than how a language is written."""


def tag_of_locale(name: str) -> str:
    """The tag of a language that is named as a locale: ``sr_RS.UTF-8@latin`` is ``sr-Latn-RS``.

    A tag in any letter case comes out in its canonical one. What is neither comes out as it is,
    for ``check_tag`` to refuse it with the words that its author wrote.
    """
    found = _LOCALE.fullmatch(name.strip())
    if found is None:
        return name
    subtags = canonical(found["stem"].replace("_", "-")).split("-")
    modifier = (found["modifier"] or "").lower()
    if modifier in _SCRIPTS:
        subtags.insert(1, _SCRIPTS[modifier])
    elif modifier in _VARIANTS:
        subtags.append(_VARIANTS[modifier])
    elif modifier and modifier not in _SILENT:
        return name
    tag = "-".join(subtags)
    return tag if is_well_formed(tag) else name
