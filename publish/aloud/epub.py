"""An EPUB as a screen reader speaks it: its documents in the order of reading, by their elements.

Elements become those that a tagged PDF would have, and are spoken as these are (HTML-AAM 1.0 and
DPUB-AAM 1.1 say what assistive technology is told of them).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Final

from lxml import etree

from publish.aloud.speaking import Reading, begin
from publish.aloud.targets import Target
from publish.aloud.transcript import Line, Voice
from publish.pdf.items import ObjectKey
from publish.pdf.speech import Speaker
from publish.pdf.tree import Attribute, Element, Kid, Reference
from publish.verify.epub.book import Book

_ROLES: Final[Mapping[str, str]] = MappingProxyType(
    {
        **{f"h{level}": f"H{level}" for level in range(1, 7)},
        **{"p": "P", "ul": "L", "ol": "L", "li": "LI", "blockquote": "BlockQuote"},
        **{"table": "Table", "thead": "THead", "tbody": "TBody", "tfoot": "TFoot"},
        **{"tr": "TR", "th": "TH", "td": "TD", "caption": "Caption", "figcaption": "Caption"},
        **{"a": "Link", "img": "Figure", "ruby": "Ruby", "rb": "RB", "rt": "RT", "rp": "RP"},
        **{"head": "Artifact", "script": "Artifact", "style": "Artifact"},
    }
)
_ARIA: Final[Mapping[str, str]] = MappingProxyType(
    {
        "doc-noteref": "Reference",
        "doc-backlink": "Lbl",
        "doc-footnote": "Note",
        "doc-endnote": "Note",
        "doc-pagebreak": "Artifact",
    }
)
"""What a role makes of an element, whatever it is."""

_IN_LINE: Final = frozenset(
    {
        *("abbr", "b", "bdi", "bdo", "cite", "code", "data", "del", "dfn", "em", "i", "ins"),
        *("kbd", "mark", "q", "s", "samp", "small", "span", "strong", "sub", "sup", "time", "u"),
    }
)
_XHTML: Final = "{http://www.w3.org/1999/xhtml}"
_MARK: Final = "mark"
"""The class of the number of a list item where it is text."""
_LANGUAGE: Final = "{http://www.w3.org/XML/1998/namespace}lang"
_ATTRIBUTES: Final[Mapping[str, str]] = MappingProxyType(
    {"colspan": "ColSpan", "rowspan": "RowSpan"}
)
_SCOPES: Final[Mapping[str, str]] = MappingProxyType(
    {"col": "Column", "colgroup": "Column", "row": "Row", "rowgroup": "Row"}
)


def read(book: Book) -> tuple[str | None, list[Line]]:
    """The language that a book says it is in, and what is heard of it."""
    language = next(iter(book.languages), None) or None
    voice = Voice()
    begin(voice, book.title, language)
    for document in book.documents:
        if document.is_nav:  # what reading systems have menus for
            continue
        links: dict[ObjectKey, Target] = {}
        tree = _Tree(links).element(document.root, language)
        Reading(Speaker({}), voice, links).children(tree)
        voice.end_block()
    return language, voice.lines


@dataclass(slots=True)
class _Tree:
    """Makes elements of those of XHTML; ``links`` is where their links lead."""

    links: dict[ObjectKey, Target] = field(default_factory=dict)

    def element(self, data: Any, around: str | None) -> Element:
        name = etree.QName(data).localname
        role = _ARIA.get(data.get("role", "")) or _ROLES.get(name)
        if _is_mark(data):
            role = "Lbl"
        if role is None:
            role = "Span" if name in _IN_LINE else "Div"
        if data.get("hidden") is not None or data.get("aria-hidden") == "true":
            role = "Artifact"
        language = (data.get(_LANGUAGE) or data.get("lang") or "").strip() or around
        kids = tuple(self.kids(data, language))
        if role == "LI" and (number := _number(data)) is not None:
            said = (Element("Span", language, f"{number}.", None, ()),)
            kids = (Element("Lbl", language, None, None, said), *kids)
        if role == "Link":
            kids = (*kids, self.target(data))
        if role == "Reference":
            kids = (Element("Lbl", language, None, None, kids),)
        alternative = data.get("alt") if role == "Figure" else None
        if alternative == "":  # decoration (HTML, 4.8.4.4)
            role = "Artifact"
        return Element(
            role, language, None, alternative, kids, data.get("id"), dict(_attributes(data))
        )

    def kids(self, data: Any, language: str | None) -> Iterator[Kid]:
        yield from _words(data.text, language)
        for child in data:
            if isinstance(child.tag, str):
                broken = etree.QName(child).localname == "br"
                yield from _words(" ", language) if broken else [self.element(child, language)]
            yield from _words(child.tail, language)

    def target(self, data: Any) -> Reference:
        leads = data.get("href")
        key = (len(self.links) + 1, 0)
        self.links[key] = Target("link", leads, data.get("title"))
        return Reference(key)


def _is_mark(data: Any) -> bool:
    """Whether an element is the number of a list item, written out as Publish does."""
    return data.get("class") == _MARK and bool(
        next(data.iterancestors(f"{_XHTML}li"), None) is not None
    )


def _number(data: Any) -> int | None:
    """The number of an item in a list that says where it begins, and writes none out."""
    around = data.getparent()
    start = "" if around is None else around.get("start", "")
    if not start.isdecimal() or any(map(_is_mark, (*data, *data.iterfind(f"{_XHTML}p/*")))):
        return None
    return int(start[:9]) + sum(1 for _ in data.itersiblings(f"{_XHTML}li", preceding=True))


def _words(text: str | None, language: str | None) -> Iterator[Element]:
    if text:
        yield Element("Span", language, text, None, ())


def _attributes(data: Any) -> Iterator[tuple[str, Attribute]]:
    for name, own in _ATTRIBUTES.items():
        if (value := data.get(name, "")).isdecimal():
            yield own, int(value[:9])
    if (scope := _SCOPES.get(data.get("scope", ""))) is not None:
        yield "Scope", scope
    if data.get("headers"):
        yield "Headers", tuple(data.get("headers").split())
