"""What CommonMark has not at the level of lines: attribute lines, and identifiers of list items.

Both are found while blocks are parsed, so that all who look at a text have the same blocks.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.token import Token
from mdit_py_plugins.attrs.parse import ParseError, parse
from mdit_py_plugins.deflist import deflist_plugin

ATTRIBUTE_LINE: Final = "attrs_block"
"""The type of the token that stands for an attribute line."""

IDENT: Final = "ident"
"""Where the token of a list item keeps the identifier that its first line ends in."""

_DEFINITIONS: Final = "deflist"
"""What the plugin calls its rule."""

_CAPTION: Final = ".caption"
_ITEM: Final = re.compile(r"(?:[-+*]|\d{1,9}[.)])(?:\s|$)")
_AT_END: Final = re.compile(r"[ \t]+\{#([^\s{}]+)\}[ \t]*$")


def attribute_lines(parser: MarkdownIt) -> None:
    """Let a parser find lines such as ``{.slogan}``.

    One before a list ends the paragraph above, so that an item and the list in it need no empty
    line between them; one below a table ends it, and so does one of a caption below a picture.
    """
    parser.block.ruler.before("fence", "attr", _rule, {"alt": ["paragraph", "blockquote"]})


def definition_lists(parser: MarkdownIt) -> None:
    """Let a parser find terms and what follows them behind a colon.

    The plugin takes a tilde for a colon as well, and would make a term of what stands above
    "~ 20 people".
    """
    parser.use(deflist_plugin)
    rules = parser.block.ruler
    found = rules.__rules__[rules.__find__(_DEFINITIONS)]
    find = found.fn

    def with_colons(state: StateBlock, row: int, last: int, silent: bool) -> bool:
        below = row if silent else row + 1
        if not silent and below < last and state.isEmpty(below):
            below += 1
        has_colon = below < last and _written(state, below).startswith(":")
        return has_colon and find(state, row, last, silent)

    rules.at(_DEFINITIONS, with_colons, {"alt": found.alt})


def _rule(state: StateBlock, row: int, last: int, silent: bool) -> bool:
    if state.is_code_block(row) or not _is_attribute_line(_written(state, row)):
        return False
    if silent:
        ends = state.parentType == "table" or _CAPTION in _written(state, row)
        return ends or _leads_to_list(state, row + 1, last)
    token = state.push(ATTRIBUTE_LINE, "", 0)
    token.map = [row, row + 1]
    state.line = row + 1
    return True


def _leads_to_list(state: StateBlock, row: int, last: int) -> bool:
    """Whether an item follows, maybe after more attribute lines."""
    while row < last and _is_attribute_line(_written(state, row)):
        row += 1
    return row < last and bool(_ITEM.match(_written(state, row)))


def _is_attribute_line(line: str) -> bool:
    """Whether a line begins with attributes and ends in a brace; what is between is not judged."""
    if not line.startswith("{") or not line.rstrip().endswith("}"):
        return False
    try:
        parse(line)
    except ParseError:
        return False
    return True


def _written(state: StateBlock, row: int) -> str:
    return state.src[state.bMarks[row] + state.tShift[row] : state.eMarks[row]]


def name_items(tokens: Sequence[Token]) -> None:
    """Take identifiers from the ends of the first lines of items, and keep them with the items."""
    for item, _, passage in zip(tokens, tokens[1:], tokens[2:], strict=False):
        if item.type == "list_item_open" and passage.type == "inline":
            first, end, rest = passage.content.partition("\n")
            if found := _AT_END.search(first):
                item.meta[IDENT] = found[1]
                passage.content = first[: found.start()] + end + rest
