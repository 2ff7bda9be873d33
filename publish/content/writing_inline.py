"""Inline content back to the Markdown that reads as the same content."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import singledispatch
from pathlib import Path
from urllib.parse import quote

from publish.content import constructs
from publish.content.statement import (
    Break,
    Emphasis,
    Foreign,
    Inline,
    Link,
    NoteRef,
    Picture,
    Reference,
    Run,
    Strong,
)

# Signs that mean something wherever they stand; a backslash only before punctuation, or where
# something else follows.
_SIGNS = re.compile(r"[`*_\[\]<{}]|&(?=#?\w+;)|\\(?=[!-/:-@\[-`{-~\n]|$)")

# What means something at the beginning of a line: a heading, a list, a quotation, a rule.
_OPENINGS = re.compile(r"^(\s*)(?:(\d{1,9})([.)])(?=\s|$)|([#>=+~-]|\+{3}))", re.MULTILINE)

_BARE_ADDRESS = re.compile(r"[^\s<>]+")


def passage(content: Sequence[Inline], folder: Path) -> str:
    """Inline content as Markdown; ``folder`` is the statement's, for its pictures."""
    return InlineWriter(folder.resolve()).passage(content)


class InlineWriter:
    """Writes passages; ``folder`` is the statement's, with links followed."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def passage(self, content: Sequence[Inline]) -> str:
        """A passage with what means something at the beginning of its lines escaped."""
        text = self.line(content)
        return _OPENINGS.sub(_escaped_opening, text)

    def line(self, content: Sequence[Inline], around: str = "") -> str:
        """Content within a line; ``around`` is the sign of the emphasis that it stands in."""
        return "".join(self._pieces(content, around))

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
        """A picture, by its path in the folder."""
        path = quote(picture.path.relative_to(self._folder).as_posix())
        width = "" if picture.width_mm is None else f'{{width="{picture.width_mm:g}mm"}}'
        return f"![{_text(picture.alt)}]({path}){width}"


_DASHES = {"": "---", "left": ":---", "center": ":---:", "right": "---:"}


def _is_marked(piece: Inline) -> bool:
    return isinstance(piece, Emphasis | Strong)


def _escaped_opening(match: re.Match[str]) -> str:
    space, number, point, sign = match.groups()
    return f"{space}{number}\\{point}" if number else f"{space}\\{sign}"


def _text(text: str) -> str:
    marked = constructs.signs(text) | {match.start() for match in _SIGNS.finditer(text)}
    return "".join(f"\\{char}" if i in marked else char for i, char in enumerate(text))


# --- Inline content -----------------------------------------------------------------


@singledispatch
def _inline(piece: Inline, writer: InlineWriter, sign: str) -> str:
    raise TypeError(f"no inline content: {piece!r}")


@_inline.register
def _(piece: Run, _writer: InlineWriter, _sign: str) -> str:
    return _text(piece.text)


@_inline.register
def _(piece: Emphasis, writer: InlineWriter, sign: str) -> str:
    return f"{sign}{writer.line(piece.content, sign)}{sign}"


@_inline.register
def _(piece: Strong, writer: InlineWriter, sign: str) -> str:
    return f"{sign * 2}{writer.line(piece.content, sign)}{sign * 2}"


@_inline.register
def _(piece: Link, writer: InlineWriter, _sign: str) -> str:
    address = _autolink(piece)
    if address:
        return f"<{address}>"
    href = piece.href if _BARE_ADDRESS.fullmatch(piece.href) else f"<{piece.href}>"
    href = re.sub(r"[()\\]", r"\\\g<0>", href)
    title = f" {_title(piece.title)}" if piece.title else ""
    return f"[{writer.line(piece.content)}]({href}{title})"


@_inline.register
def _(piece: Foreign, writer: InlineWriter, _sign: str) -> str:
    attributes = {"lang": piece.language, "dir": piece.direction}
    words = " ".join(f"{key}={value}" for key, value in attributes.items() if value)
    return f"[{writer.line(piece.content)}]{{{words}}}"


@_inline.register
def _(_piece: Break, _writer: InlineWriter, _sign: str) -> str:
    return "\\\n"


@_inline.register
def _(piece: NoteRef, _writer: InlineWriter, _sign: str) -> str:
    return f"[^{piece.number}]"


@_inline.register
def _(piece: Reference, _writer: InlineWriter, _sign: str) -> str:
    return f"[](#{piece.ident})"


@_inline.register
def _(piece: Picture, writer: InlineWriter, _sign: str) -> str:
    return writer.picture(piece)


def _autolink(link: Link) -> str | None:
    """What stands between ``<`` and ``>`` where a link shows its own address."""
    if link.title or len(link.content) != 1 or not isinstance(link.content[0], Run):
        return None
    shown = link.content[0].text
    whole = link.href in (shown, f"mailto:{shown}") and _BARE_ADDRESS.fullmatch(shown)
    return shown if whole and not shown.startswith("#") else None


def _title(title: str) -> str:
    return '"' + re.sub(r'["\\]', r"\\\g<0>", title) + '"'
