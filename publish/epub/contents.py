"""The table of contents: what a reader can go to, and where it stands in the book."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from publish.content.passages import plain
from publish.content.statement import (
    Block,
    Break,
    Emphasis,
    Foreign,
    Heading,
    Inline,
    Link,
    ListBlock,
    NoteRef,
    Picture,
    Quote,
    Reference,
    Run,
    Strong,
)
from publish.epub.annexes import divided, is_annex
from publish.epub.members import Member, Tongue
from publish.text.dressed import Text
from publish.text.isolate import inlines


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the contents; ``href`` is relative to the package document.

    ``tongue`` is its language and that of what is below it, where it may be another than that
    of the book.
    """

    label: tuple[Inline, ...]
    href: str
    children: tuple[Entry, ...] = ()
    tongue: Tongue | None = None


@dataclass(frozen=True, slots=True)
class Landmark:
    """A place that reading systems know by its kind, ``type`` (EPUB Structural Semantics)."""

    type: str
    label: tuple[Inline, ...]
    href: str
    tongue: Tongue | None = None


_DOT = " · "
"""What stands between the name of an annex and its heading."""

_LANDMARKS = {
    "cover": ("cover", "cover", ""),
    "title": ("titlepage", "title_page", ""),
    "contents": ("toc", "contents", "#contents"),
    "text": ("bodymatter", "start_of_text", ""),
}
"""By part of a book: the kind of landmark, the interface word for it, and its place there."""


def contents(member: Member, parts: Iterable[str]) -> tuple[Entry, ...]:
    """A text's contents: where it begins, its headings (see ``anchored``), and what follows it.

    Its title is not among them: who listens has just heard it, and hears it again above the text.
    """
    text, home = member.text, member.name("text")
    beginning = Entry(_word(text, "start_of_text"), home)
    after = [part for part in parts if part not in _LANDMARKS and not is_annex(part)]
    return (
        beginning,
        *(
            entry
            for part, blocks in divided(text.blocks)
            for entry in headings(blocks, member.name(part))
        ),
        *(Entry(_word(text, part), member.name(part)) for part in after),
    )


def landmarks(member: Member, parts: Iterable[str]) -> Iterator[Landmark]:
    """The landmarks among the ``parts`` that are ``member``'s."""
    for part in parts:
        if part in _LANDMARKS:
            kind, word, place = _LANDMARKS[part]
            yield Landmark(kind, _word(member.text, word), f"{member.name(part)}{place}")


def _word(text: Text, key: str) -> tuple[Inline, ...]:
    return inlines(text.word(key), text.profile)


def anchored(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """The same blocks, with an identifier on every heading of the text's own.

    A heading inside a quotation or a list belongs to what is quoted or listed. The dot keeps
    these identifiers apart from an editor's, which have none.
    """
    return tuple(
        replace(block, ident=f"section.{number}")
        if isinstance(block, Heading) and block.ident is None
        else block
        for number, block in enumerate(blocks, start=1)
    )


def levelled(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """The same blocks, in which no level of heading is passed over (WCAG 2.2, 1.3.1).

    Where the text has headings of level 3 before any of level 2, they are of level 2 in a book,
    as they are in its contents: otherwise who listens misses a heading that is not there.
    """
    return _levelled(blocks, below=False)[0]


def _levelled(blocks: tuple[Block, ...], *, below: bool) -> tuple[tuple[Block, ...], bool]:
    """``below`` says, before and after, whether there has been a heading of level 2."""
    found: list[Block] = []
    for block in blocks:
        match block:
            case Heading(level=2):
                below = True
            case Heading() if not below:
                block = replace(block, level=2)
            case Quote():
                inner, below = _levelled(block.blocks, below=below)
                block = replace(block, blocks=inner)
            case ListBlock():
                items = []
                for item in block.items:
                    inner, below = _levelled(item.blocks, below=below)
                    items.append(replace(item, blocks=inner))
                block = replace(block, items=tuple(items))
        found.append(block)
    return tuple(found), below


def headings(blocks: tuple[Block, ...], document: str) -> tuple[Entry, ...]:
    """The headings of ``blocks`` (see ``anchored``), those of level 3 below those of level 2.

    ``document`` is the name of the file that the blocks are in.
    """
    entries: list[Entry] = []
    in_section = False
    for block in blocks:
        if not isinstance(block, Heading):
            continue
        mark = (*block.mark, Run(_DOT)) if block.mark else ()
        entry = Entry(label((*mark, *block.content)), f"{document}#{block.ident}")
        if block.level > 2 and in_section:
            entries[-1] = replace(entries[-1], children=(*entries[-1].children, entry))
        else:
            entries.append(entry)
            in_section = block.level == 2
    return tuple(entries)


def label(content: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """``content`` fit to stand inside a link: one line, with no links, notes or pictures."""
    return tuple(part for whole in content for part in _fit(whole))


def _fit(part: Inline) -> tuple[Inline, ...]:
    match part:
        case Emphasis() | Strong() | Foreign():
            return (replace(part, content=label(part.content)),)
        case Link():
            return label(part.content)
        case Break():
            return (Run(" "),)
        case Picture():
            return (Run(part.alt),)
        case NoteRef() | Reference():
            return ()
        case Run():
            return (part,)


def one_line(content: tuple[Inline, ...]) -> str:
    """The characters of ``content`` alone, for places that have no markup."""
    return plain(label(content)).replace("\n", " ")
