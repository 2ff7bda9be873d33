"""The documents of a book: templates filled in, and finished as XHTML."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from lxml import etree

from publish.content.statement import Picture
from publish.epub.members import Member
from publish.markup.templates import template

_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


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
    """One part of a text, such as ``title``, from the template of that name."""
    xhtml = template(f"book-{part}.xhtml.j2", member.text, picture).render(context)
    root = etree.fromstring(xhtml.encode())
    _name_languages_twice(root)
    _keep_identifiers_unique(root)
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
