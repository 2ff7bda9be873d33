"""BCP 47 language tags: their syntax, canonical spelling and parents."""

from __future__ import annotations

from collections.abc import Iterator

from babel.core import get_global

from publish.faults import Fault, quoted
from publish.language import tags

MAX_TAG = 100
"""The longest tag, in characters: a file is named by it (RFC 5646, 4.4.1, asks for 35)."""


def is_well_formed(tag: str) -> bool:
    """Whether the tag has the syntax of RFC 5646; no registry is asked.

    Primary languages of four letters are reserved there, and none of five to eight is
    registered, so that README is no tag.
    """
    fits = len(tag) <= MAX_TAG and len(tag.split("-")[0]) in (2, 3)
    return fits and tags.is_well_formed(tag)


def canonical(tag: str) -> str:
    """A well-formed tag in the letter case that RFC 5646, section 2.1.1, recommends."""
    return "-".join(_cased(tag.lower().split("-")))


def is_tag(tag: str) -> bool:
    """Whether a tag is well formed and canonically spelt: what ``check_tag`` lets pass."""
    return is_well_formed(tag) and canonical(tag) == tag


def check_tag(tag: str) -> str:
    """The tag itself; raises Fault unless it is well formed and canonically spelt.

    One spelling for each language means one file and one key for it.
    """
    if is_tag(tag):
        return tag
    repaired = tag.replace("_", "-")
    remedy = (
        f'Write "{canonical(repaired)}".'
        if is_well_formed(repaired)
        else "Use a BCP 47 tag, such as en, pt-BR or sr-Cyrl."
    )
    raise Fault(f"{quoted(tag)} is not a language tag.", remedy)


def parents(tag: str) -> tuple[str, ...]:
    """The tags to try after this one, nearest first: ``pt-AO`` gives ``pt-PT``, ``pt``.

    Subtags are cut from the end (RFC 4647, section 3.4) except where CLDR names another
    parent in the same language. CLDR's other exceptions end the search at a change of
    script; here a reader is better served by the other script than by the other language.
    """
    found: list[str] = []
    while parent := _parent(tag):
        found.append(parent)
        tag = parent
    return tuple(found)


def _parent(tag: str) -> str | None:
    exception = get_global("parent_exceptions").get(tag.replace("-", "_"))
    if exception and exception.split("_")[0] == tag.split("-")[0]:
        return str(exception).replace("_", "-")
    shorter = tag.split("-")[:-1]
    if shorter and len(shorter[-1]) == 1:  # a singleton introduces what has been cut
        shorter.pop()
    return "-".join(shorter) or None


def _cased(subtags: list[str]) -> Iterator[str]:
    after_singleton = False
    for position, subtag in enumerate(subtags):
        if position and not after_singleton and len(subtag) == 2:
            yield subtag.upper()
        elif position and not after_singleton and len(subtag) == 4 and subtag.isalpha():
            yield subtag.title()
        else:
            yield subtag
        after_singleton = after_singleton or len(subtag) == 1
