"""What other dialects of Markdown have and a statement has not: found, named, never printed.

CommonMark prints as plain text whatever it does not know. A row of the table says what such a
thing looks like once the parser has done its work, what it is called, and what to do about it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from publish.faults import Fault, content_error, quoted

if TYPE_CHECKING:
    from markdown_it.token import Token

_SIGNS: Final = frozenset("~=^|$:+!&%<>{}[]#@*_")
"""Without one of these there is no construct."""

ELSE: Final = "\ue000"
"""Stands in flat text for what is no plain text: a mark, a picture, a sign behind a backslash.
Private-use characters never occur in content."""

NOTE: Final = "\ue001"
"""Stands in flat text for the call of a note."""


@dataclass(frozen=True, slots=True)
class Construct:
    """A construct: what it looks like in a flat passage, what is wrong with it, what to do.

    ``{}`` in the message stands for the words found.
    """

    pattern: re.Pattern[str]
    message: str
    remedy: str

    def fault(self, found: str) -> Fault:
        """What is said of an occurrence."""
        shown = quoted(" ".join(found.replace(ELSE, "").replace(NOTE, "").split()))
        return Fault(self.message.replace("{}", shown), self.remedy)


def _construct(pattern: str, message: str, remedy: str) -> Construct:
    return Construct(re.compile(pattern, re.MULTILINE), message, remedy)


_TEMPLATE: Final = _construct(
    r"\{\{[^{}]*+(?:\}\}?)?|\{%[^%}]*+(?:%\})?|\{#\s[^#}]*+(?:#\})?|<%[^%>]*+(?:%>)?"
    r"|\$\{[^{}]*+\}?|\{%|%\}|\}\}|%>",
    "{} is a tag of a template, which nobody has filled in.",
    r"Put the words there that it stands for; write \{{ or \< for the sign itself.",
)

_CONFLICT: Final = re.compile(r"<{7}(?: .*)?|\|{7}(?: .*)?|={7}|>{7}(?: .*)?")
_CONFLICT_LINE: Final = re.compile(rf"^(?:{_CONFLICT.pattern})$", re.MULTILINE)
_MARKS: Final = frozenset(sign * 7 for sign in "<|=>")
"""The lines that Git puts around two versions of a text (git merge-file, CONFLICT MARKERS)."""

_RUBY: Final = _construct(
    r"\{[^{}|\n]+\|[^{}\n]+\}",
    "small letters above the line (ruby) cannot be printed: {}.",
    "Put the reading into round brackets after the word.",
)

_MOST_BARS: Final = 9
_CELLS: Final = r"(?:[^|\n]*+(?<= )\|(?= )){%d}[^|\n]*+"
"""A line with so many bars, each with a space on both sides."""
_DASHES: Final = (
    r"Write a line such as |---|---| below its first row; write \| for the sign itself."
)
_TABLES: Final = (
    # Borders of plus signs and hyphens, as reStructuredText and others have them.
    _construct(
        r"^\+[-=]{3,}[-=+]*\+$(?:\n[+|].*$)*",
        "a table with borders of plus signs is not understood.",
        "Write its rows between bars, and a line such as |---|---| below the first.",
    ),
    # A line of dashes, with the line before it and those after it.
    _construct(
        r"^(?:[^|\n]*\|.*\n)?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*(?:\||$)|:?-+:?[ \t]*\|[ \t]*:?-+:?)"
        r"[-:| \t]*$(?:\n.*\|.*$)*",
        "the line of dashes of a table does not fit the row above it.",
        r"Give both as many cells; write \| for the sign itself.",
    ),
    *(
        _construct(pattern, "a table has no line of dashes.", _DASHES)
        for pattern in (
            # A line between bars that has others in it.
            r"^[ \t]*\|[ \t][^\n]*[ \t]\|[ \t][^\n]*\|[ \t]*$(?:\n[ \t]*\|.*$)*",
            # Two that begin with a bar.
            r"^[ \t]*\|[^|\n]+\|[^\n]*\n[ \t]*\|[^|\n]+\|.*$(?:\n[ \t]*\|.*$)*",
            # Two with as many bars.
            "|".join(
                rf"^{cells}(?:\n{cells}$)+" for cells in (_CELLS % n for n in range(1, _MOST_BARS))
            ),
        )
    ),
)

CONSTRUCTS: Final = (
    _TEMPLATE,
    *_TABLES,
    _construct(
        r"(?:^|(?<=[-*+] ))\[[ xX]?\](?=\s|$)",
        "a box of a task list cannot be printed: {}.",
        r"Take it out; write \[ for the sign itself.",
    ),
    _construct(
        r"(?<!~)~~(?=[^\s~])[^~]*+(?<=\S)~~(?!~)",
        "words are struck out, which cannot be printed: {}.",
        r"Take them out, or the marks; write \~ for the sign itself.",
    ),
    _construct(
        r"(?<![=\w])==(?=[^\s=])[^=\n]*+(?<=\S)==(?![=\w])"
        r"|(?<![+\w])\+\+(?=[^\s+])[^+\n]*+(?<=\S)\+\+(?![+\w])",
        "words are highlighted, which cannot be printed: {}.",
        r"Use *emphasis* or **strong emphasis**; write \= or \+ for the sign itself.",
    ),
    _construct(
        r"(?<=[A-Za-z0-9)\]])\^[^\W_]{1,10}\^|(?<=[A-Za-z)\]])~[A-Za-z0-9+-]{1,10}~(?!~)",
        "raised or lowered letters cannot be set by marks: {}.",
        r"Type the letters themselves, such as ² or ₂; write \^ or \~ for the sign itself.",
    ),
    _construct(
        r"(?<!\$)\$\$(?![\s$])[^$]*+(?<=\S)\$\$(?!\$)"
        r"|(?<!\$)\$\$\s(?=[^$]*[\\=^_<>+])[^$]*+(?<=\s)\$\$(?!\$)"
        r"|(?<![\w$])\$(?![\s\d$])(?=[^$\n]*[\\^_=])[^$\n]*+(?<=\S)\$(?![\w$])",
        "mathematics cannot be printed: {}.",
        r"Write it in words or signs; write \$ for the sign itself.",
    ),
    _construct(
        r"^(?::{3,}|!!![ \t]+[a-z]+).*$|^\.\.[ \t]+[a-z-]+::.*$|^\[![A-Za-z]+\]",
        "a container of another dialect is not understood: {}.",
        "Give a block its role by a line such as {.lead} before it; else take it out.",
    ),
    _construct(
        r"^\[\[?_?(?:TOC|toc)_?\]?\]$|^@\[toc\].*$",
        "a mark for a table of contents is not understood: {}.",
        "Take it out: contents are made from the headings.",
    ),
    _construct(
        r"\[\[[^\[\]\n]+\]\]",
        "a link in double brackets is not understood: {}.",
        r"Write [words](https://...); write \[ for the sign itself.",
    ),
    _construct(
        r"\^?\[\^[^\]\n]{0,40}\]?|\^\[",
        "a footnote mark is not understood: {}.",
        r"Write [^1], without spaces, and the note on a line of its own: [^1]: ...",
    ),
    _construct(
        r"^\*\[[^\]\n]+\]:",
        "the definition of an abbreviation cannot be printed: {}.",
        "Say in the text what it stands for.",
    ),
    _construct(
        r"(?:(?<=\S\n)|^):[ \t]+(?=\S)",
        "a definition has no term above it.",
        r"Write the term by itself on the line before; write \: for the sign itself.",
    ),
    _construct(
        r"^#{2,6}[^\s#].*$|\A#(?![\d#\s])\S+(?!\s+#)(?:[^\S\n][^\n#]*)?\Z|^={1,6} [^=\n]+ ={1,6}$",
        "a heading is not understood: {}.",
        r"Write ## and a space before it; write \# where a word begins with that sign.",
    ),
    _construct(
        r"^={3,}$",
        "a line of signs is no heading and no break: {}.",
        r"Write ## before a heading, --- for a break; write \= for the sign itself.",
    ),
    _RUBY,
    _construct(
        r"\{[ \t]*(?:[.#:][^{}\n]*|[\w-]+[ \t]*=[^{}\n]*)\}",
        "a brace belongs to no attribute line and to no phrase: {}.",
        r"Put {.role} alone on the line before a block, after a blank line; "
        r"write [phrase]{lang=ar}; write \{ for the sign itself.",
    ),
    _construct(
        r"[{}]",
        "a brace belongs to no attribute line and to no phrase.",
        r"Put {.role} alone on the line before a block, after a blank line; "
        r"write [phrase]{lang=ar}; write \{ for the sign itself.",
    ),
    _construct(
        rf"\[[^\[\]]*{NOTE}[^\[\]]*\]\(",
        "a footnote is called within the words of a link, which cannot lead to two places.",
        "Call it behind the link: [text](https://...)[^1].",
    ),
    _construct(
        r"\]\(",
        "a link is not understood.",
        "Write [text](https://...), with no space in the address.",
    ),
    _construct(
        r"\]\[",
        "a link names a definition that is not there.",
        "Add a line [name]: https://...",
    ),
    _construct(
        r"(?<![\w:]):(?:[+-]1|[a-z][a-z0-9]*(?:_[a-z0-9]+)*):(?![\w:])",
        "the name of a picture sign is not understood: {}.",
        r"Type the sign itself; write \: for the colon.",
    ),
    _construct(
        r"&(?:[A-Za-z]{2,30}\d{0,2}|#\d{1,8}|#[xX][0-9A-Fa-f]{1,8});",
        "a character reference is not understood: {}.",
        r"Type the character itself; write \& for the sign itself.",
    ),
    _construct(
        r"(?<!\*)\*\*(?!\*)|(?<!\w)__(?!_)|(?<!_)__(?!\w)",
        "marks of strong text have no partner.",
        "Put no space inside **the marks**.",
    ),
)
"""Every construct. What one finds no later one sees, so that one thing is one fault."""


def find(tokens: Sequence[Token]) -> Iterator[tuple[int, Fault]]:
    """The constructs in a passage, each with its line in it, counted from 0.

    ``tokens`` are the parser's; a sign behind a backslash is no sign of a construct.
    """
    flat = _flat(tokens)
    for construct in CONSTRUCTS:
        kept: list[str] = []
        done = 0
        for match in construct.pattern.finditer(flat):
            yield flat.count("\n", 0, match.start()), construct.fault(match.group())
            kept += flat[done : match.start()], _blank(match.group())
            done = match.end()
        flat = "".join(kept) + flat[done:]


def signs(text: str) -> frozenset[int]:
    """Where in plain text a backslash keeps a sign from being one of a construct."""
    spans = [match.span() for each in CONSTRUCTS for match in each.pattern.finditer(text)]
    spans += [match.span() for match in _CONFLICT_LINE.finditer(text)]
    return frozenset(i for start, end in spans for i in range(start, end) if text[i] in _SIGNS)


def conflicts(text: str) -> Iterator[tuple[int, Fault]]:
    """The lines, counted from 0, where a merge of two versions was left undone."""
    for row, line in enumerate(text.split("\n")):
        if line[:7] in _MARKS and _CONFLICT.fullmatch(line):
            message = f"two versions of the text were not merged: {quoted(line)} is a mark of Git."
            yield row, Fault(message, "Keep one version, and remove the lines of marks.")


def check_merged(text: str, path: Path, first_line: int = 1) -> None:
    """Raise ContentError where a merge was left undone in a file that is not Markdown."""
    if found := [(first_line + row, fault) for row, fault in conflicts(text)]:
        raise content_error(path, found)


def check_plain(text: str) -> str:
    """A text that knows no Markdown, such as a title; raises Fault for a tag of a template."""
    if found := _TEMPLATE.pattern.search(text):
        raise _TEMPLATE.fault(found.group())
    return text


def in_braces(line: str) -> Fault | None:
    """What stands in braces on a line of its own and was never meant for an attribute line."""
    for construct in (_TEMPLATE, _RUBY):
        if found := construct.pattern.search(line):
            return construct.fault(found.group())
    return None


def _flat(tokens: Sequence[Token]) -> str:
    """The plain text of a passage, an address in pointed brackets left out."""
    parts: list[str] = []
    is_address = False
    for token in tokens:
        if token.markup == "autolink":
            is_address = token.nesting > 0
        parts.append(ELSE if is_address else _plain(token))
    return "".join(parts)


def _plain(token: Token) -> str:
    behind_backslash = token.type == "text_special" and token.content != token.markup
    if token.type.startswith("text") and not behind_backslash:
        return token.content
    if token.type in ("softbreak", "hardbreak"):
        return "\n"
    if token.type == "footnote_ref":
        return NOTE
    return f"{ELSE}{_flat(token.children or ())}"


def _blank(text: str) -> str:
    return "".join(char if char == "\n" else ELSE for char in text)
