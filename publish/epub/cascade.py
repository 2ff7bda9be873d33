"""Which words a document asks of which faces, as its style sheets have it (CSS Cascade).

Only the properties that choose a face or its glyphs are worked out; all of them are inherited. A
sheet is expected to quote the names of families, to give weights as ``normal``, ``bold`` or a
number, and to do without media queries, the shorthand ``font`` and text transformation.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

import cssselect2
import tinycss2
from lxml import etree


@dataclass(frozen=True, slots=True)
class Wish:
    """What a style asks for: families in order of preference, weight, slant.

    Glyphs of the face depend on the ``language`` (BCP 47) and on the OpenType ``features``.
    """

    families: tuple[str, ...] = ()
    weight: int = 400
    italic: bool = False
    language: str = ""
    features: frozenset[str] = frozenset()


def wishes(
    documents: Iterable[etree._Element], css: str, numerals: str
) -> Mapping[Wish, frozenset[str]]:
    """The words of ``documents``, by what the style sheet ``css`` asks for.

    ``numerals`` are the characters that ordered lists are numbered with.
    """
    matcher = _matcher(css)
    found: defaultdict[Wish, set[str]] = defaultdict(set)
    for document in documents:
        root = cssselect2.ElementWrapper.from_xml_root(document)
        for element, wish, text in _runs(root, Wish(), matcher):
            found[wish].update(text.split())
            if element.local_name == "ol":
                found[wish].update(numerals)
    return {wish: frozenset(words) for wish, words in found.items() if words}


def _runs(element: Any, inherited: Wish, matcher: Any) -> Iterator[tuple[Any, Wish, str]]:
    """Every piece of text that ``element`` shows: where it stands, and the face it asks for."""
    if element.local_name == "head":
        return
    language = element.etree_element.get("lang")
    wish = replace(inherited, language=language) if language else inherited
    for _specificity, _order, pseudo_element, values in matcher.match(element):
        if pseudo_element is None:
            for name, value in values.items():
                wish = _READERS[name](wish, value)
    yield element, wish, element.etree_element.text or ""
    for child in element.iter_children():
        yield from _runs(child, wish, matcher)
        yield element, wish, child.etree_element.tail or ""


def _matcher(css: str) -> Any:
    matcher = cssselect2.Matcher()
    for rule in tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True):
        if rule.type == "qualified-rule":
            values = dict(_values(rule.content))
            for selector in cssselect2.compile_selector_list(rule.prelude):
                matcher.add_selector(selector, values)
    return matcher


def _values(content: list[Any]) -> Iterator[tuple[str, list[Any]]]:
    for part in tinycss2.parse_blocks_contents(content):
        if part.type == "declaration" and part.lower_name in _READERS:
            yield part.lower_name, part.value


def _families(wish: Wish, value: list[Any]) -> Wish:
    return replace(wish, families=tuple(token.value for token in value if token.type == "string"))


def _weight(wish: Wish, value: list[Any]) -> Wish:
    name = tinycss2.serialize(value).strip()
    return replace(wish, weight={"normal": 400, "bold": 700}.get(name) or int(name))


def _style(wish: Wish, value: list[Any]) -> Wish:
    return replace(wish, italic=tinycss2.serialize(value).strip() == "italic")


_FEATURES: Mapping[str, str] = {
    "lining-nums": "lnum",
    "oldstyle-nums": "onum",
    "proportional-nums": "pnum",
    "tabular-nums": "tnum",
    "small-caps": "smcp",
    "all-small-caps": "c2sc",
}
"""The features of values of ``font-variant-numeric`` and ``font-variant-caps`` (CSS Fonts 4)."""

_OF_FIGURES = frozenset({"lnum", "onum", "pnum", "tnum"})
_OF_CAPITALS = frozenset({"smcp", "c2sc"})


def _figures(wish: Wish, value: list[Any]) -> Wish:
    return _varied(wish, value, _OF_FIGURES)


def _capitals(wish: Wish, value: list[Any]) -> Wish:
    return _varied(wish, value, _OF_CAPITALS)


def _varied(wish: Wish, value: list[Any], kind: frozenset[str]) -> Wish:
    names = tinycss2.serialize(value).split()
    found = {_FEATURES[name] for name in names if name in _FEATURES}
    if "all-small-caps" in names:
        found.add("smcp")
    return replace(wish, features=(wish.features - kind) | found)


_READERS: Mapping[str, Callable[[Wish, list[Any]], Wish]] = {
    "font-family": _families,
    "font-weight": _weight,
    "font-style": _style,
    "font-variant-numeric": _figures,
    "font-variant-caps": _capitals,
}
