"""The texts in TOML that a reader sees: where each of their characters is written."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from publish.content.tags import is_well_formed
from publish.language.profile import Profile
from publish.proof.passage import Gathering, Passage, Source

if TYPE_CHECKING:
    from tree_sitter import Node

_FRONT_MATTER: Final = frozenset({("title",), ("subtitle",), ("short_title",)})
"""Keys whose text is in the language of the file. A translator's name is nobody's to mend."""

_FACTS: Final = frozenset(
    {
        ("event", "name"),
        ("event", "place"),
        ("signatories", "heading"),
        ("signatories", "members", "name"),
        ("upcoming", "name"),
        ("upcoming", "place"),
    }
)
"""Keys with localised texts, in ``statement.toml``."""

_ESCAPE: Final = re.compile(r"\\(?:u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|.)")

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
    """The titles in the part of a language file that is TOML."""
    for written in _strings(source.text[start:end], start):
        if written.names in _FRONT_MATTER:
            yield from _passage(source, written, profile_of(language))


def facts(
    source: Source, source_language: str, profile_of: Callable[[str], Profile]
) -> Iterator[Passage]:
    """The localised texts of ``statement.toml``, each in its language."""
    for written in _strings(source.text, 0):
        *names, last = written.names
        if written.names in _FACTS:
            yield from _passage(source, written, profile_of(source_language))
        elif tuple(names) in _FACTS and is_well_formed(last):
            yield from _passage(source, written, profile_of(last))


def _passage(source: Source, written: Written, profile: Profile) -> Iterator[Passage]:
    """The text of a string on one line; none of one between three marks."""
    mark, inside = written.text[0], written.text[1:-1]
    if written.text.startswith(mark * 3):
        return
    gathered = Gathering(source, profile)
    at = 0
    while at < len(inside):
        escape = _ESCAPE.match(inside, at) if mark == '"' else None
        shown = tomllib.loads(f'a = "{escape.group()}"')["a"] if escape else inside[at]
        end = escape.end() if escape else at + 1
        gathered.add(shown, written.start + 1 + at, written.start + 1 + end)
        at = end
    yield gathered.passage()


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
