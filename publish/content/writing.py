"""From a Translation's values back to the text of its file: the inverse of reading it.

What is written reads as the same blocks again. It is written in one form, whatever form the
author used: ``*`` for emphasis, ``-`` for bullets, footnotes numbered in their order.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import singledispatch
from pathlib import Path
from typing import Literal
from urllib.parse import quote

from publish.content import constructs
from publish.content.numbering import Levels
from publish.content.statement import (
    Block,
    Break,
    Emphasis,
    Foreign,
    Heading,
    Inline,
    Link,
    ListBlock,
    Note,
    NoteRef,
    Paragraph,
    Picture,
    Quote,
    Reference,
    Run,
    Strong,
    ThematicBreak,
    Translation,
)
from publish.content.translation import FENCE

# Signs that mean something wherever they stand; a backslash only before punctuation, or where
# something else follows.
_SIGNS = re.compile(r"[`*_\[\]<{}]|&(?=#?\w+;)|\\(?=[!-/:-@\[-`{-~\n]|$)")

# What means something at the beginning of a line: a heading, a list, a quotation, a rule.
_OPENINGS = re.compile(r"^(\s*)(?:(\d{1,9})([.)])(?=\s|$)|([#>=+~-]|\+{3}))", re.MULTILINE)

_BARE_ADDRESS = re.compile(r"[^\s<>]+")


def language_file(translation: Translation, folder: Path) -> str:
    """The text of ``<language>.md``; ``folder`` is the statement's, for its pictures."""
    front = {
        "title": translation.title,
        "subtitle": translation.subtitle,
        "short_title": translation.short_title,
        "translator": translation.translator,
        "numerals": translation.numerals,
    }
    head = front_matter({key: value for key, value in front.items() if value is not None})
    return f"{head}\n{body(translation.blocks, translation.notes, folder)}"


def front_matter(values: Mapping[str, str]) -> str:
    """What stands above the text, with the lines around it."""
    lines = (f"{key} = {toml_string(value)}\n" for key, value in values.items())
    return f"{FENCE}\n{''.join(lines)}{FENCE}\n"


def body(blocks: Sequence[Block], notes: Sequence[Note], folder: Path) -> str:
    """What stands below the front matter; ``folder`` is the statement's, for its pictures."""
    writer = _Writer(folder.resolve())
    return "\n\n".join([*writer.blocks(blocks), *map(writer.note, notes)]) + "\n"


def toml_string(value: str) -> str:
    """A basic string of TOML 1.0, on one line, with its letters as they are."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007F")


def passage(content: Sequence[Inline], folder: Path) -> str:
    """Inline content as Markdown that reads as the same content."""
    return _Writer(folder.resolve()).passage(content)


class _Writer:
    """Writes blocks; ``_folder`` is the statement's, with links followed."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._levels = Levels()

    def blocks(self, blocks: Sequence[Block]) -> Iterator[str]:
        """Each block, with its attribute line and without the blank line between them."""
        marker = _BULLETS[0]
        before: Block | None = None
        for block in blocks:
            # Of two lists in a row, the second has other marks, or it would go on with the first.
            other = _goes_on(before, block) and marker == _BULLETS[0]
            marker = _BULLETS[other]
            yield _attribute_line(block, self._levels) + self._within(block, marker)
            before = block

    def _within(self, block: Block, marker: Marker) -> str:
        """A block, with what is in it at its level."""
        around = self._levels
        kind = block.numbers if isinstance(block, ListBlock) and block.ordered else None
        self._levels = around.within(getattr(block, "role", None), kind)
        written = _write(block, self, marker)
        self._levels = around
        return written

    def note(self, note: Note) -> str:
        """A footnote: its later lines stand below its first word."""
        text = "\n\n".join(self.blocks(note.blocks))
        return f"[^{note.number}]: " + _indented(text, "    ")

    def list(self, block: ListBlock, marker: Marker) -> str:
        items = []
        for number, item in enumerate(block.items, block.start):
            mark = f"{number}{marker.after_number} " if block.ordered else f"{marker.bullet} "
            parts = self.blocks(item.blocks)
            text = "\n".join(parts) if block.tight else "\n\n".join(parts)
            if item.ident and isinstance(item.blocks[0], Paragraph):
                first, end, rest = text.partition("\n")
                text = f"{first} {{#{item.ident}}}{end}{rest}"
            items.append(mark + _indented(text, " " * len(mark)))
        return ("\n" if block.tight else "\n\n").join(items)

    def passage(self, content: Sequence[Inline]) -> str:
        text = "".join(self._pieces(content))
        return _OPENINGS.sub(_escaped_opening, text)

    def _pieces(self, content: Sequence[Inline], around: str = "") -> Iterator[str]:
        sign = around
        for number, piece in enumerate(content):
            after = content[number + 1] if number + 1 < len(content) else None
            # Beside the marks of another emphasis, or they would run together.
            is_beside = (sign if number == 0 or _is_marked(content[number - 1]) else "") or (
                around if after is None else ""
            )
            sign = "_" if is_beside == "*" else "*"
            written = _inline(piece, self, sign)
            # An exclamation mark before a bracket would make a picture of what is a link.
            opens = isinstance(after, Link | Foreign | NoteRef | Reference)
            yield f"{written[:-1]}\\!" if opens and written.endswith("!") else written

    def picture(self, picture: Picture) -> str:
        path = quote(picture.path.relative_to(self._folder).as_posix())
        width = "" if picture.width_mm is None else f'{{width="{picture.width_mm:g}mm"}}'
        return f"![{_text(picture.alt)}]({path}){width}"


class Marker:
    """The marks of a list's items."""

    __slots__ = ("after_number", "bullet")

    def __init__(self, bullet: Literal["-", "*"], after_number: Literal[".", ")"]) -> None:
        self.bullet = bullet
        self.after_number = after_number


_BULLETS = (Marker("-", "."), Marker("*", ")"))


def _is_marked(piece: Inline) -> bool:
    return isinstance(piece, Emphasis | Strong)


def _goes_on(before: Block | None, block: Block) -> bool:
    return (
        isinstance(before, ListBlock)
        and isinstance(block, ListBlock)
        and before.ordered == block.ordered
    )


def _attribute_line(block: Block, levels: Levels) -> str:
    if isinstance(block, ThematicBreak):
        return ""
    words = [f".{block.role}"] if block.role else []
    words += [f"#{block.ident}"] if block.ident else []
    if isinstance(block, ListBlock) and block.ordered and block.numbers != levels.kind():
        words.append(f'numbers="{block.numbers}"')
    return f"{{{' '.join(words)}}}\n" if words else ""


def _indented(text: str, by: str) -> str:
    """All lines but the first and the empty ones moved right."""
    return re.sub(r"\n(?=[^\n])", f"\n{by}", text)


def _escaped_opening(match: re.Match[str]) -> str:
    space, number, point, sign = match.groups()
    return f"{space}{number}\\{point}" if number else f"{space}\\{sign}"


def _text(text: str) -> str:
    marked = constructs.signs(text) | {match.start() for match in _SIGNS.finditer(text)}
    return "".join(f"\\{char}" if i in marked else char for i, char in enumerate(text))


# --- Blocks -------------------------------------------------------------------------


@singledispatch
def _write(block: Block, writer: _Writer, marker: Marker) -> str:
    raise TypeError(f"no block: {block!r}")


@_write.register
def _(block: Paragraph, writer: _Writer, _marker: Marker) -> str:
    return writer.passage(block.content)


@_write.register
def _(block: Heading, writer: _Writer, _marker: Marker) -> str:
    text = " ".join("".join(writer._pieces(block.content)).split("\n"))
    # Number signs at the end would be taken for the heading's closing sequence.
    return f"{'#' * block.level} " + re.sub(r"(?<=\s)(#+)$|^(#+)$", r"\\\g<0>", text)


@_write.register
def _(block: ListBlock, writer: _Writer, marker: Marker) -> str:
    return writer.list(block, marker)


@_write.register
def _(block: Quote, writer: _Writer, _marker: Marker) -> str:
    text = "\n\n".join(writer.blocks(block.blocks))
    return "\n".join(f"> {line}".rstrip() for line in text.split("\n"))


@_write.register
def _(_block: ThematicBreak, _writer: _Writer, _marker: Marker) -> str:
    return "---"


# --- Inline content -----------------------------------------------------------------


@singledispatch
def _inline(piece: Inline, writer: _Writer, sign: str) -> str:
    raise TypeError(f"no inline content: {piece!r}")


@_inline.register
def _(piece: Run, _writer: _Writer, _sign: str) -> str:
    return _text(piece.text)


@_inline.register
def _(piece: Emphasis, writer: _Writer, sign: str) -> str:
    return f"{sign}{_inner(piece.content, writer, sign)}{sign}"


@_inline.register
def _(piece: Strong, writer: _Writer, sign: str) -> str:
    return f"{sign * 2}{_inner(piece.content, writer, sign)}{sign * 2}"


@_inline.register
def _(piece: Link, writer: _Writer, _sign: str) -> str:
    address = _autolink(piece)
    if address:
        return f"<{address}>"
    href = piece.href if _BARE_ADDRESS.fullmatch(piece.href) else f"<{piece.href}>"
    href = re.sub(r"[()\\]", r"\\\g<0>", href)
    title = f" {_title(piece.title)}" if piece.title else ""
    return f"[{_inner(piece.content, writer)}]({href}{title})"


@_inline.register
def _(piece: Foreign, writer: _Writer, _sign: str) -> str:
    attributes = {"lang": piece.language, "dir": piece.direction}
    words = " ".join(f"{key}={value}" for key, value in attributes.items() if value)
    return f"[{_inner(piece.content, writer)}]{{{words}}}"


@_inline.register
def _(_piece: Break, _writer: _Writer, _sign: str) -> str:
    return "\\\n"


@_inline.register
def _(piece: NoteRef, _writer: _Writer, _sign: str) -> str:
    return f"[^{piece.number}]"


@_inline.register
def _(piece: Reference, _writer: _Writer, _sign: str) -> str:
    return f"[](#{piece.ident})"


@_inline.register
def _(piece: Picture, writer: _Writer, _sign: str) -> str:
    return writer.picture(piece)


def _inner(content: Sequence[Inline], writer: _Writer, around: str = "") -> str:
    return "".join(writer._pieces(content, around))


def _autolink(link: Link) -> str | None:
    """What stands between ``<`` and ``>`` where a link shows its own address."""
    if link.title or len(link.content) != 1 or not isinstance(link.content[0], Run):
        return None
    shown = link.content[0].text
    whole = link.href in (shown, f"mailto:{shown}") and _BARE_ADDRESS.fullmatch(shown)
    return shown if whole and not shown.startswith("#") else None


def _title(title: str) -> str:
    return '"' + re.sub(r'["\\]', r"\\\g<0>", title) + '"'
