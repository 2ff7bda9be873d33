"""Names of countries in a language, and of languages in themselves, after CLDR."""

from __future__ import annotations

from typing import Final

from publish.language import tags
from publish.language.profile import Profile

_BIDI_CONTROLS: Final = dict.fromkeys(map(ord, "\u200e\u200f\u061c"))


def territory(code: str, profile: Profile) -> str:
    """The name of a country (ISO 3166-1 alpha-2) in the profile's language.

    Where neither the language's file nor CLDR has one, the code itself, in capitals.
    """
    code = code.upper()
    name = profile.territories.get(code) or profile.locale.territories.get(code) or code
    return str(name).translate(_BIDI_CONTROLS)


def autonym(tag: str) -> str:
    """The name of a language in itself, with a capital as in a list: ``Русский``.

    A language that CLDR cannot name in itself is named by its tag. Raises ``ContentError``
    if ``tag`` is not well-formed.
    """
    locale = next(filter(None, map(tags.locale, tags.chain(tag))), None)
    name = locale.get_display_name(locale) if locale else None
    return _capitalised(name.translate(_BIDI_CONTROLS)) if name else tag


def in_english(tag: str) -> str:
    """What a language is called in English, with its tag: ``Russian (ru)``.

    What CLDR does not know, or what is no tag, is called by what is written there.
    """
    if not tags.is_well_formed(tag):
        return f"“{tag}”"
    own, english = tags.subtags(tag), tags.locale("en")
    assert english is not None  # the interface's own language
    name = english.languages.get(own.language)
    rest = (english.scripts.get(own.script or ""), english.territories.get(own.region or ""))
    known = ", ".join(str(part) for part in (name, *rest) if part)
    return f"{known} ({tag})" if name else f"“{tag}”"


def _capitalised(name: str) -> str:
    """With a capital, unless the first word has one already: isiZulu stays.

    Title case, since the capitals of Georgian are for whole words in capitals alone.
    """
    first = name.split()[0]
    return name[0].title() + name[1:] if first == first.lower() else name
