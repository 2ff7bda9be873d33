"""The documents of a book: templates filled in, and finished as XHTML."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from lxml import etree

from publish.content.statement import Picture
from publish.epub.members import Member
from publish.markup.templates import template

_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"

_NARROW: Final = frozenset({"h1", "h2", "h3", "li", "title-page", "slogan"})
"""Elements and classes that are set larger than running text, or on shorter lines."""

_LONGEST_KEPT, _LONGEST_KEPT_THERE = 11, 9
"""How many characters are kept on one line by no-break spaces: what a narrow screen shows at twice
the size. What is longer would be broken within a word there, though it has a space."""

_KEPT: Final = re.compile(r"[^\s]+(?:\u00a0[^\s]+)+")
_BETWEEN_WORDS: Final = re.compile(r"(?<=\w)\u00a0(?=\w)")


@dataclass(frozen=True, slots=True)
class Document:
    """A content document: the part of a text that it is, its file's name, its root element.

    ``name`` is its path from the package document.
    """

    part: str
    name: str
    root: etree._Element

    @property
    def content(self) -> bytes:
        """The file's bytes."""
        return etree.tostring(
            self.root.getroottree(),
            encoding="utf-8",
            xml_declaration=True,
            doctype="<!DOCTYPE html>",
        )


def render(
    part: str,
    member: Member,
    picture: Callable[[Picture], str],
    context: Mapping[str, Any],
) -> Document:
    """One part of a text, such as ``title``, from the template of that name.

    Of ``annex-1`` this is the template of the text, which annexes are part of.
    """
    name = "text" if part.startswith("annex-") else part
    xhtml = template(f"book-{name}.xhtml.j2", member.text, picture).render(context)
    root = etree.fromstring(xhtml.encode())
    _name_languages_twice(root)
    _keep_identifiers_unique(root)
    _loosen(root)
    return Document(part, member.name(part), root)


def _name_languages_twice(root: etree._Element) -> None:
    """Repeat ``lang`` as ``xml:lang``, which older reading systems look at alone."""
    for element in root.iter("*"):
        if language := element.get("lang"):
            element.set(_XML_LANG, language)


def _keep_identifiers_unique(root: etree._Element) -> None:
    """Let a note that is called twice lead back to its first call."""
    seen: set[str] = set()
    for element in root.iter("*"):
        if identifier := element.get("id"):
            if identifier in seen:
                del element.attrib["id"]
            seen.add(identifier)


def _loosen(root: etree._Element) -> None:
    """Let lines end between words that are kept together, where they are long together."""
    for element in root.iter("*"):
        if element.text:
            element.text = _loosened(element.text, element)
        if element.tail:
            element.tail = _loosened(element.tail, element.getparent())


def _loosened(text: str, around: Any) -> str:
    """``text``, which stands in the element ``around``."""
    if "\u00a0" not in text:
        return text
    lineage = (around, *around.iterancestors())
    names = {name for each in lineage for name in each.get("class", "").split()}
    narrow = _NARROW & (names | {etree.QName(each).localname for each in lineage})
    most = _LONGEST_KEPT_THERE if narrow else _LONGEST_KEPT

    def loose(kept: re.Match[str]) -> str:
        return _BETWEEN_WORDS.sub(" ", kept[0]) if len(kept[0]) > most else kept[0]

    return _KEPT.sub(loose, text)
