"""A text as a source of Typst, for the template in `pamphlet.typ`."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from functools import singledispatch
from pathlib import Path

import segno

from publish.content.statement import (
    Block,
    Break,
    Emphasis,
    Foreign,
    Heading,
    Inline,
    Item,
    Link,
    ListBlock,
    Note,
    NoteRef,
    Paragraph,
    Quote,
    Run,
    Strong,
    ThematicBreak,
)
from publish.fonts.catalogue import Role
from publish.fonts.library import Library
from publish.language.phrase import Phrase
from publish.markup.colophon import colophon
from publish.text.dressed import Text
from publish.text.isolate import inlines

_Notes = dict[int, Note]


def write_source(text: Text, fonts: Library, folder: Path) -> Path:
    """Write the source of ``text`` in ``folder``, beside a copy of the template; its path."""
    (folder / "pamphlet.typ").write_bytes((Path(__file__).parent / "pamphlet.typ").read_bytes())
    code = None
    if text.source_url:
        code = f"{text.slug}.{text.language}.svg"
        segno.make(text.source_url, error="m", micro=False).save(str(folder / code), border=0)
    path = folder / f"{text.slug}.{text.language}.typ"
    path.write_text(
        f'#import "pamphlet.typ": *\n{_head(text, fonts)}\n{_body(text, code)}', "utf-8"
    )
    return path


def _head(text: Text, fonts: Library) -> str:
    profile = text.profile
    notes: _Notes = {}
    language, _, region = text.language.partition("-")
    where = [phrase for phrase in (text.place, text.dates) if phrase]
    settings = {
        "title": _content(text.title, notes),
        "plain": _string(text.title_text),
        "short": f"[#{_string(text.short_title)}]",
        "subtitle": _content(text.subtitle, notes) if text.subtitle else "none",
        "kind": _phrase(text.kind, text),
        "event": _phrase(text.event, text),
        "where": f"({', '.join(_phrase(each, text) for each in where)},).join([ · ])",
        "lang": _string(language),
        "region": _string(region) if len(region) == 2 else "none",
        "dir": profile.direction,
        "script": _string(profile.script),
        "text-face": _faces(fonts.stack(profile.script, "text", text.language), fonts, "text"),
        "display-face": _faces(
            fonts.stack(profile.script, "display", text.language), fonts, "display"
        ),
        "justify": _bool(profile.justified),
        "hyphenate": _bool(profile.hyphenation is not None),
        "date": f"datetime(year: {text.modified.year}, month: {text.modified.month},"
        f" day: {text.modified.day})",
    }
    lines = "".join(f"  {name}: {value},\n" for name, value in settings.items())
    return f"#show: pamphlet.with(\n{lines})"


def _body(text: Text, code: str | None) -> str:
    notes = {note.number: note for note in text.notes}
    written = [_blocks(text.blocks, notes)]
    if text.groups:
        written.append(f"#heading(level: 2, {_phrase(text.word('signatories'), text)})")
    for group in text.groups:
        members = ", ".join(_phrase(member.name, text) for member in group.members)
        written.append(f"#group({_phrase(group.heading, text)}, ({members},))")
    if text.status:
        written.append(f"#status({_phrase(text.status, text)})")
    if text.upcoming:
        written.append(f"#heading(level: 2, {_phrase(text.word('upcoming'), text)})")
    for each in text.upcoming:
        where = [_phrase(part, text) for part in (each.place, each.dates) if part]
        joined = f"({', '.join(where)},).join([ · ])" if where else "none"
        written.append(f"#announcement({_phrase(each.name, text)}, {joined})")
    lines = ", ".join(
        (f"{_phrase(line.label, text)} + [ ] + " if line.label else "")
        + _content(line.content, notes)
        for line in colophon(text, "pamphlet")
    )
    written.append(f"#colophon(({lines},), {_string(code) if code else 'none'})")
    return "\n\n".join(written) + "\n"


def _string(text: str) -> str:
    """A string of Typst, whose escapes are among those of JSON."""
    return json.dumps(text.replace("\n", " "), ensure_ascii=False)


def _bool(value: bool) -> str:
    return "true" if value else "false"


def _faces(own: Sequence[str], fonts: Library, role: Role) -> str:
    """The text's own families, then those of the other scripts for names in it."""
    others = [name for script in ("Latn", "Arab", "Hebr") for name in fonts.stack(script, role)]
    return f"({', '.join(map(_string, dict.fromkeys((*own, *others))))},)"


def _phrase(phrase: Phrase | None, text: Text) -> str:
    return _content(inlines(phrase, text.profile), {}) if phrase else "none"


def _content(content: Iterable[Inline], notes: _Notes) -> str:
    """Inline content as a block of content, which an expression of code can hold."""
    return f"[{''.join(_inline(piece, notes) for piece in content)}]"


# --- Blocks -----------------------------------------------------------------------------


def _blocks(blocks: Iterable[Block], notes: _Notes) -> str:
    return "\n\n".join(_block(block, notes) for block in blocks)


@singledispatch
def _block(block: Block, notes: _Notes) -> str:
    raise TypeError(f"no block: {block!r}")


@_block.register
def _(block: Paragraph, notes: _Notes) -> str:
    content = _content(block.content, notes)
    known = ("lead", "salutation", "signature", "slogan")
    return f"#{block.role}({content})" if block.role in known else content[1:-1]


@_block.register
def _(block: Heading, notes: _Notes) -> str:
    return f"#heading(level: {block.level}, {_content(block.content, notes)})"


@_block.register
def _(block: ListBlock, notes: _Notes) -> str:
    items = ", ".join(f"[{_item(item, notes)}]" for item in block.items)
    start = f"start: {block.start}, " if block.ordered else ""
    return f"#{'enum' if block.ordered else 'list'}({start}tight: {_bool(block.tight)}, {items})"


def _item(item: Item, notes: _Notes) -> str:
    return _blocks(item.blocks, notes)


@_block.register
def _(block: Quote, notes: _Notes) -> str:
    return f"#quote(block: true)[{_blocks(block.blocks, notes)}]"


@_block.register
def _(_block: ThematicBreak, _notes: _Notes) -> str:
    return "#align(center, line(length: 16%, stroke: 0.5pt))"


# --- Inline content -----------------------------------------------------------------------


@singledispatch
def _inline(piece: Inline, notes: _Notes) -> str:
    raise TypeError(f"no inline content: {piece!r}")


@_inline.register
def _(piece: Run, _notes: _Notes) -> str:
    return f"#{_string(piece.text)};"


@_inline.register
def _(piece: Emphasis, notes: _Notes) -> str:
    return f"#emph{_content(piece.content, notes)};"


@_inline.register
def _(piece: Strong, notes: _Notes) -> str:
    return f"#strong{_content(piece.content, notes)};"


@_inline.register
def _(piece: Link, notes: _Notes) -> str:
    if piece.href.startswith("#"):
        return _content(piece.content, notes)[1:-1]
    return f"#link({_string(piece.href)}){_content(piece.content, notes)};"


@_inline.register
def _(piece: Foreign, notes: _Notes) -> str:
    language = (piece.language or "en").split("-")[0]
    direction = piece.direction or "auto"
    return f"#foreign({_string(language)}, {direction}){_content(piece.content, notes)};"


@_inline.register
def _(_piece: Break, _notes: _Notes) -> str:
    return "#linebreak();"


@_inline.register
def _(piece: NoteRef, notes: _Notes) -> str:
    return f"#footnote[{_blocks(notes[piece.number].blocks, notes)}];"
