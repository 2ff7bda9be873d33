"""Names of countries in a language, and of languages in themselves, after CLDR."""

from __future__ import annotations

from typing import Final

from babel import Locale

from publish.language import tags
from publish.language.autonyms import AUTONYMS
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

    One whose own name neither CLDR nor ``AUTONYMS`` has is named in English: readers are never
    shown a tag, but that of a language that has no name at all. Raises ``ContentError`` if ``tag``
    is not well-formed.
    """
    for each in tags.chain(tag):
        if each in AUTONYMS:
            return AUTONYMS[each]
        if (locale := tags.locale(each)) and (name := locale.get_display_name(locale)):
            return _capitalised(name.translate(_BIDI_CONTROLS))
    return _english(tag) or tag


def _english(tag: str) -> str | None:
    """The English name, with the script that it is written in where the tag says one."""
    own, english = tags.subtags(tag), Locale("en")
    name = english.languages.get(own.language) if own.language != "und" else None
    script = english.scripts.get(own.script) if own.script else None
    return f"{name} ({script})" if name and script else name


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
