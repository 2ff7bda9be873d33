"""The elements of HTML by what they are for, and what their attributes say."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Final

from lxml import etree

from publish.content.statement import (
    Block,
    Emphasis,
    Heading,
    Paragraph,
    Role,
    Strong,
    ThematicBreak,
)
from publish.content.tags import canonical, is_well_formed
from publish.faults import fail

_SILENT_NAMES: Final = """
    script style template noscript iframe object embed svg math canvas audio video head select
    option datalist input textarea button map applet frameset colgroup
"""
SILENT: Final = frozenset(_SILENT_NAMES.split())
"""Elements whose text is no text of the page."""

FURNITURE: Final = frozenset(["nav", "footer", "menu", "dialog", "form"])
"""Elements that belong to a site, not to what it publishes."""

HEADINGS: Final = {f"h{level}": level for level in range(1, 7)}

WRAPPERS: Final[Mapping[str, type[Emphasis] | type[Strong]]] = {
    **dict.fromkeys(["em", "i", "cite", "dfn", "var", "u", "ins", "mark"], Emphasis),
    **dict.fromkeys(["strong", "b"], Strong),
}

TRACKED: Final[Mapping[str, str]] = {
    "deletion": "a deletion is tracked here and not yet accepted; it was carried out",
    "comment-start": "a comment stands here; it was left out",
    "comment-end": "a comment ends here",
}
"""What pandoc calls the tracks of those who worked on a document, and what is said of each."""

NO_LANGUAGES: Final = frozenset(("und", "zxx", "mul", "mis", "x-default"))
"""Tags that say that there is no language, or that it is not said."""
_PLAIN: Final = {"el-monoton": "el"}
"""Tags that say no more than a shorter one."""

_BLOCK_NAMES: Final = """
    p dt dd figcaption caption td th summary address pre center legend ul ol li blockquote hr div
    section article main header aside figure table tbody thead tfoot tr dl body html details
    fieldset hgroup search
"""
_BLOCKS: Final = frozenset((*HEADINGS, *FURNITURE, *_BLOCK_NAMES.split()))
_NAME: Final = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")
_UNSEEN: Final = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_LINE: Final = "data-line"
"""Where an element comes from, given by readers that make HTML of something else."""


MAX_ATTRIBUTES: Final = 500
"""The most attributes of an element: the parser looks each up among all others."""
_TAG: Final = re.compile(r"<[A-Za-z][^\s/>]*")
_ATTRIBUTE: Final = re.compile(
    r"[\s/]+[^\s/>=][^\s/>=]*+(?:\s*+=\s*+(?:\"[^\"]*+\"|'[^']*+'|[^\s>]*+))?"
)


def _check_attributes(text: str, path: Path) -> None:
    at = 0
    while tag := _TAG.search(text, at):
        at, count = tag.end(), 0
        while attribute := _ATTRIBUTE.match(text, at):
            at, count = attribute.end(), count + 1
            if count > MAX_ATTRIBUTES:
                message = f"an element has more than {MAX_ATTRIBUTES} attributes."
                line = text.count("\n", 0, at) + 1
                raise fail(path, line, message, "Save the page as plain text.")


def parsed(text: str, path: Path) -> etree._Element:
    """The tree of a page.

    Raises ContentError if it is empty, nested too deeply to be read, or the parser gave it up.
    """
    _check_attributes(text, path)
    parser = etree.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True, huge_tree=False
    )
    root = etree.fromstring(text.encode(), parser) if text.strip() else None
    # The parser mends what is broken, and leaves out what is too deep: that must be said.
    for entry in parser.error_log:
        if "depth" in entry.message.lower():
            raise too_deep(path, entry.line)
        if entry.level_name == "FATAL" and "too long" in entry.message.lower():
            message = "a part of the page is longer than can be read."
            raise fail(path, entry.line, message, "Save the page as plain text.")
    if root is None:
        raise fail(path, None, "there is no text in the file.")
    return root


def too_deep(path: Path, line: int | None) -> Exception:
    """The error of a page that is nested deeper than any page of words."""
    return fail(path, line, "the page is nested too deeply.", "Save it as plain text.")


def name_of(element: etree._Element) -> str:
    """The name of an element in small letters; empty for what is none."""
    return element.tag.lower() if isinstance(element.tag, str) else ""


def is_block(element: etree._Element) -> bool:
    """Whether an element is a block, or has one in it, as links around headings do."""
    if name_of(element) in SILENT:
        return False
    return name_of(element) in _BLOCKS or any(name_of(inner) in _BLOCKS for inner in element.iter())


def is_hidden(element: etree._Element) -> bool:
    """Whether the page does not show an element, as far as its own attributes tell."""
    hidden = element.get("hidden") is not None or element.get("aria-hidden") == "true"
    return hidden or _UNSEEN.search(element.get("style", "")) is not None


def is_notes(element: etree._Element) -> bool:
    """Whether an element holds footnotes (DPUB-ARIA 1.1, doc-endnotes)."""
    return bool(roles_of(element) & {"doc-endnotes", "footnotes"})


def roles_of(element: etree._Element) -> set[str]:
    """The roles and classes of an element."""
    return {*element.get("role", "").split(), *element.get("class", "").split()}


def language_of(element: etree._Element) -> str | None:
    """The language that an element says it is in, as a canonical tag; None if it says none."""
    tag = (element.get("lang") or "").strip().replace("_", "-")
    if tag.lower() in NO_LANGUAGES:
        return None
    return _PLAIN.get(tag.lower()) or (canonical(tag) if is_well_formed(tag) else None)


def attributed(block: Block, element: etree._Element, targets: Collection[str] = ()) -> Block:
    """A block with the role and the identifier that its element has, where it has.

    Identifiers are those of Markdown, and those that links of the page lead to (``targets``).
    """
    if isinstance(block, ThematicBreak):
        return block
    role = next((Role(name) for name in sorted(roles_of(element)) if name in list(Role)), None)
    ident = element.get("id", "")
    is_known = element.get(_LINE) or ident in targets
    own = ident if is_known and _NAME.fullmatch(ident) else None
    return replace(block, role=block.role or role, ident=block.ident or own)


def targets_in(root: etree._Element) -> frozenset[str]:
    """What links of a page lead to on it, by identifiers that a statement may have."""
    notes = {"doc-noteref", "doc-backlink", "footnote-ref", "footnote-back", "footnote-backref"}
    leads: list[str] = []
    for link in root.iter("a"):
        above = link.getparent()
        if not (roles_of(link) | (set() if above is None else roles_of(above))) & notes:
            leads.append(link.get("href", ""))
    names = (lead[1:] for lead in leads if lead.startswith("#"))
    return frozenset(name for name in names if _NAME.fullmatch(name))


def named_as(
    name: str, block: Block, element: etree._Element, targets: Collection[str] = ()
) -> Block:
    """A block found in an element, as what that element makes of it."""
    if name in HEADINGS and isinstance(block, Paragraph):
        block = Heading(HEADINGS[name], block.content, block.line, ident=block.ident)
    return attributed(block, element, targets) if name in HEADINGS or name == "p" else block


def main_of(root: etree._Element) -> etree._Element:
    """The part of a page that it is there for: ``main``, the only article, the body, or all."""
    for found in (root.findall(".//main"), root.findall(".//article"), root.findall("body")):
        if len(found) == 1:
            return found[0]
    return root


def texts_of(element: etree._Element) -> Iterator[str]:
    """The texts in an element, without those that are no text of a page."""
    if name_of(element) in SILENT:
        return
    if element.text:
        yield element.text
    for child in element:
        yield from texts_of(child)
        if child.tail:
            yield child.tail


def line_of(element: etree._Element) -> int:
    """The line of the page where an element begins."""
    line = element.sourceline
    return line if isinstance(line, int) else 1


def here(element: etree._Element | None) -> int:
    """The line of an element: where its reader says it comes from, or its own."""
    own = 1 if element is None else line_of(element)
    while element is not None:
        line = element.get(_LINE)
        if line and line.isdecimal():
            return int(line)
        element = element.getparent()
    return own
