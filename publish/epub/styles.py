"""The part of a book's style that depends on its language: faces by script, and numerals."""

from __future__ import annotations

from collections.abc import Container, Iterable

from lxml import etree

from publish.fonts.catalogue import Role
from publish.fonts.library import Library
from publish.language.numerals import css_counter
from publish.language.profile import Profile

_CLASS = "script-"


def scripts(documents: Iterable[etree._Element]) -> tuple[str, ...]:
    """The scripts that ``documents`` have classes for, such as ``script-Arab``, sorted."""
    names = {
        name.removeprefix(_CLASS)
        for document in documents
        for element in document.iter("*")
        for name in element.get("class", "").split()
        if name.startswith(_CLASS)
    }
    return tuple(sorted(names))


def language_sheet(
    profile: Profile, used: Iterable[str], fonts: Library, among: Container[str] | None = None
) -> str:
    """Rules that give each script in ``used`` its faces, and lists the language's numerals.

    Only families ``among`` these are named, by default all: a book names those that it holds.
    A class on the root and on every phrase in another script chooses; the reader's own choice
    of a face, which reading systems set on every element, wins over it.
    """

    def families(script: str, role: Role) -> str:
        names = fonts.stack(script, role, profile.tag)
        return _families(name for name in names if among is None or name in among)

    rules = [
        f".script-{script} {{ font-family: {families(script, 'text')} }}\n"
        f".script-{script} .title-page h1 {{ font-family: {families(script, 'display')} }}\n"
        for script in used
    ]
    return "".join(rules) + f"ol {{ list-style-type: {css_counter(profile.numerals)} }}\n"


def _families(names: Iterable[str]) -> str:
    return ", ".join([*(f'"{name}"' for name in names), "serif"])
