"""The texts in TOML that a reader sees: where each of their characters is written."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from publish.content.tags import is_well_formed
from publish.language.profile import Profile
from publish.proof.passage import Gathering, Kind, Passage, Source
from publish.text.prepare import NO_LANGUAGE

if TYPE_CHECKING:
    from tree_sitter import Node

_FRONT_MATTER: Final[Mapping[tuple[str, ...], Kind]] = {
    ("title",): Kind.TITLE,
    ("subtitle",): Kind.TITLE,
    ("short_title",): Kind.TITLE,
    ("translator",): Kind.PERSON,
}
"""Keys whose text is in the language of the file."""

_FACTS: Final = frozenset(
    {
        ("event", "name"),
        ("event", "place"),
        ("signatories", "heading"),
        ("signatories", "members", "name"),
        ("upcoming", "name"),
        ("upcoming", "place"),
        ("issued_by",),
        ("revisions", "note"),
    }
)
"""Keys with localised texts, in ``statement.toml``."""

_ESCAPE: Final = re.compile(r"\\(?:u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|.)")

_SOURCE: Final = ("source",)
"""The key of ``statement.toml`` that says where the text comes from: an address."""

Names = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Written:
    """A string in TOML: the names that lead to it, and its text with marks and all."""

    names: Names
    start: int
    text: str


def front_matter(
    source: Source, start: int, end: int, language: str, profile_of: Callable[[str], Profile]
) -> Iterator[Passage]:
    """The titles, and the translator, in the part of a language file that is TOML."""
    for written in _strings(source.text[start:end], start):
        if kind := _FRONT_MATTER.get(written.names):
            yield from _passages(source, written, profile_of, language, kind)


def facts(
    source: Source, source_language: str, profile_of: Callable[[str], Profile]
) -> Iterator[Passage]:
    """The localised texts of ``statement.toml``, each in its language, and its address."""
    for written in _strings(source.text, 0):
        *names, last = written.names
        if written.names in _FACTS:
            yield from _passages(source, written, profile_of, source_language, Kind.FACT)
        elif tuple(names) in _FACTS and is_well_formed(last):
            yield from _passages(source, written, profile_of, last, Kind.FACT)
        elif written.names == _SOURCE:
            yield from _passages(source, written, profile_of, NO_LANGUAGE, Kind.ADDRESS)


def _passages(
    source: Source,
    written: Written,
    profile_of: Callable[[str], Profile],
    language: str,
    kind: Kind,
) -> Iterator[Passage]:
    """The text of a string, and the addresses in it."""
    gathered = Gathering(source, profile_of(language), kind)
    _gather(gathered, written)
    yield from gathered.passages(profile_of)


def _gather(gathered: Gathering, written: Written) -> None:
    """The characters of a string; of one between three marks, none can be changed there."""
    mark, inside = written.text[0], written.text[1:-1]
    if written.text.startswith(mark * 3):
        end = written.start + len(written.text)
        for char in tomllib.loads(f"a = {written.text}")["a"]:
            gathered.add(char, written.start, end, fixed=True)
        return
    at = 0
    while at < len(inside):
        escape = _ESCAPE.match(inside, at) if mark == '"' else None
        shown = tomllib.loads(f'a = "{escape.group()}"')["a"] if escape else inside[at]
        end = escape.end() if escape else at + 1
        gathered.add(shown, written.start + 1 + at, written.start + 1 + end)
        at = end


# --- The tree -----------------------------------------------------------------------


def _strings(text: str, start: int) -> Iterator[Written]:
    """All strings of valid TOML, with offsets that count from ``start``."""
    # Late, for the sake of commands that read no content.
    import tree_sitter
    import tree_sitter_toml

    parser = tree_sitter.Parser(tree_sitter.Language(tree_sitter_toml.language()))
    data = text.encode()
    for names, node in _values((), parser.parse(data).root_node):
        before = data[: node.start_byte].decode()
        yield Written(names, start + len(before), (node.text or b"").decode())


def _values(names: Names, node: Node) -> Iterator[tuple[Names, Node]]:
    """The strings below a node, each with the names of the keys that lead to it."""
    if node.type == "string":
        yield names, node
        return
    children = [child for child in node.named_children if child.type != "comment"]
    if node.type in ("pair", "table", "table_array_element") and children:
        names = (*names, *_key(children.pop(0)))
    for child in children:
        yield from _values(names, child)


def _key(node: Node) -> Names:
    if node.type == "dotted_key":
        return tuple(name for part in node.named_children for name in _key(part))
    text = (node.text or b"").decode()
    return (text if node.type == "bare_key" else next(iter(tomllib.loads(f"{text} = 0"))),)
