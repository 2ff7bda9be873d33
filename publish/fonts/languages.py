"""The languages that can be published in: the face of each, and whether it has interface words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

from babel import Locale, localedata

from publish.fonts.catalogue import Catalogue, Family
from publish.fonts.source import how_to_install
from publish.fonts.stack import stack
from publish.language.files import available
from publish.language.profiles import words_of
from publish.language.scripts import family_of, script_of_tag
from publish.language.tags import likely, subtags

_ENGLISH: Final = "en"


@dataclass(frozen=True, slots=True)
class Spoken:
    """A language (a BCP 47 tag), its English ``name``, and what it is set with.

    ``script`` is an ISO 15924 code. ``face`` is a family of the catalogue, None where it has none
    for the script, and ``install`` the command that is still to be run. ``words`` says whose
    interface words its pages show: its own, its own that no native speaker has read, or English.
    """

    tag: str
    name: str
    script: str
    face: str | None
    install: str | None
    words: Literal["own", "unread", "English"]


def languages(catalogue: Catalogue, here: Catalogue) -> Iterator[Spoken]:
    """Every language of CLDR, of a file or of a family, by tag; each in its usual script.

    ``here`` has those families of the catalogue that are installed.
    """
    for tag in sorted(_tags(catalogue)):
        script = script_of_tag(tag)
        family = _family(catalogue, tag, script)
        missing = family is not None and family not in here.families
        state = words_of(tag)
        yield Spoken(
            tag=tag,
            name=_name(tag),
            script=script,
            face=family.name if family else None,
            install=how_to_install(family.source) if family and missing else None,
            words="English" if state == "none" else state,
        )


def _tags(catalogue: Catalogue) -> set[str]:
    """A tag for each language, and for each script beyond its usual one."""
    found = {tag for tag in available() if not tag.startswith("und")}
    found |= {tag for family in catalogue.families for tag in family.languages}
    for name in localedata.locale_identifiers():
        own = subtags(name.replace("_", "-"))
        if own.region is None and name.count("_") < 2 and own.language not in ("root", "und"):
            usual = likely(own.language).script
            is_other = own.script is not None and own.script != usual
            found.add(f"{own.language}-{own.script}" if is_other else own.language)
    return found


def _family(catalogue: Catalogue, tag: str, script: str) -> Family | None:
    """The family that sets most of a text in the language."""
    first = stack(catalogue, script, language=tag)[0]
    family = next(family for family in catalogue.families if family.name == first)
    return family if set(family_of(script)) & set(family.scripts) else None


def _name(tag: str) -> str:
    own = subtags(tag)
    english = Locale(_ENGLISH)
    name = str(english.languages.get(own.language, own.language))
    if own.script:
        name += f" ({english.scripts.get(own.script, own.script)})"
    variants = tag.split("-")[1:]
    return name if own.script or not variants else f"{name} ({', '.join(variants)})"
