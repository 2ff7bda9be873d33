"""Before any rule sees a text: soft line breaks become spaces, addresses are set apart."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from publish.content.statement import Emphasis, Foreign, Inline, Link, Run, Strong
from publish.language.profile import Direction

NO_LANGUAGE = "zxx"
"""The tag of what is in no language (ISO 639-2), so that nobody hyphenates it."""

# Looked for from where a run of spaces begins only: else each space would be a beginning.
_SOFT_BREAK = re.compile(r"(?:(?<![ \t])[ \t]+)?\n[ \t]*")
_UNSPACED = "\u2e80-\u312f\u31a0-\u4dbf\u4e00-\u9fff\uff00-\uffef"
_UNSPACED_BREAK = re.compile(f"(?<=[{_UNSPACED}])[ \\t]*\\n[ \\t]*(?=[{_UNSPACED}])")
"""Between Chinese or Japanese characters a line end is no space (CSS Text 3, section 4.1.3)."""

_OUTSIDE = r"\s()<>\"«»“”„،؛؟"
_TRAILING = r".,;:!?…'’"
_ADDRESS = re.compile(
    rf"(?:https?://|www\.)(?:[^{_OUTSIDE}]|\([^{_OUTSIDE}]*\))*"
    rf"(?:[^{_OUTSIDE}{_TRAILING}]|\([^{_OUTSIDE}]*\))"
    r"|(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+",
    re.IGNORECASE,
)


def prepare(content: tuple[Inline, ...], direction: Direction) -> tuple[Inline, ...]:
    """Inline content whose runs have no line ends, and whose addresses are Foreign phrases.

    An address (of a page or a mailbox, or a link's text that spells out its own target) is
    in no language and reads from left to right, also in text of the other ``direction``.
    """
    return tuple(part for node in content for part in _prepared(node, direction))


def address(text: str, direction: Direction) -> Foreign:
    """An address as it stands in text of a direction: in no language, from left to right."""
    return Foreign((Run(text),), NO_LANGUAGE, "ltr" if direction == "rtl" else None)


def without_soft_breaks(text: str) -> str:
    """A text on one line."""
    return _SOFT_BREAK.sub(" ", _UNSPACED_BREAK.sub("", text))


def _prepared(node: Inline, direction: Direction) -> Iterator[Inline]:
    match node:
        case Run(text):
            yield from _addresses(without_soft_breaks(text), direction)
        case Link(href, (Run(text),)) if "." in text and text in href:
            yield replace(node, content=(address(text, direction),))
        case Emphasis() | Strong() | Link() | Foreign(language=None):
            yield replace(node, content=prepare(node.content, direction))
        case _:
            yield node


def _addresses(text: str, direction: Direction) -> Iterator[Inline]:
    done = 0
    for match in _ADDRESS.finditer(text):
        yield Run(text[done : match.start()])
        yield address(match.group(), direction)
        done = match.end()
    yield Run(text[done:])
