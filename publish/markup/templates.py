"""The template engine: strict, escaping, and with the few filters that templates need."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, Template, pass_context
from jinja2.bccache import Bucket, FileSystemBytecodeCache
from jinja2.runtime import Context
from markupsafe import Markup as Safe

from publish.content.passages import plain, text_of
from publish.content.statement import (
    Foreign,
    Heading,
    Inline,
    Item,
    Link,
    ListBlock,
    Note,
    Picture,
    Run,
    Table,
)
from publish.errors import Place
from publish.language.counters import is_native, structure
from publish.language.numerals import digits
from publish.language.phrase import Phrase
from publish.language.profile import Profile
from publish.language.profiles import profile
from publish.markup.breaks import with_breaks
from publish.markup.marks import room_em
from publish.markup.tables import Column, columns
from publish.markup.variables import script_class
from publish.resources import default_cache_dir, templates
from publish.text.dressed import Text
from publish.text.isolate import inlines

ORIGIN = "data-origin"
"""The attribute for where an element was written: the name of a file, a colon, a line."""

MARK = "data-mark"
"""The attribute for what stands before an item of a list."""

LABEL = "data-label"
"""The attribute for the words of a heading, by which text.css names its bookmark."""

_TEXT, _NOTES, _PICTURE = "text", "_notes", "_picture"
"""The variables by which filters know what a template is filled with."""


@dataclass(frozen=True, slots=True)
class Filling:
    """A template for one text; ``picture`` gives the address of a picture."""

    template: Template
    text: Text
    picture: Callable[[Picture], str]

    def render(self, *context: Any, **more: Any) -> str:
        """The template filled with the text, and with variables given as for ``dict``."""
        notes = {note.number: note for note in self.text.notes}
        given = {_TEXT: self.text, _NOTES: notes, _PICTURE: self.picture}
        return self.template.render(dict(*context, **more) | given)


def template(name: str, text: Text, picture: Callable[[Picture], str]) -> Filling:
    """The template ``name`` for one text; ``picture`` gives the address of a picture."""
    return Filling(_environment().get_template(name), text, picture)


@cache
def _environment() -> Environment:
    environment = templates(
        keep_trailing_newline=True,
        auto_reload=False,
        bytecode_cache=_Compiled(default_cache_dir() / "templates"),
    )
    environment.filters |= {
        "breakable": _breakable,
        "columns": _columns,
        "drawn_mark": _drawn_mark,
        "inlines": _inlines,
        "isolation": isolation,
        "kind": lambda value: type(value).__name__,
        "label": _label,
        "link_title": link_title,
        "marked": _marked,
        "note": _note,
        "numbering": _numbering,
        "numeral": _numeral,
        "origin": _origin,
        "picture": _picture,
        "plainly": lambda content: (Run(text_of(content)),),
        "unseen_digits": _unseen_digits,
    }
    return environment


class _Compiled(FileSystemBytecodeCache):
    """Templates as an earlier process compiled them, by their text and the version of Python.

    To compile takes longer than to fill in. Where nothing can be kept, it is done again.
    """

    def __init__(self, folder: Path) -> None:
        super().__init__(str(folder), "%s.code")

    def load_bytecode(self, bucket: Bucket) -> None:
        try:
            super().load_bytecode(bucket)
        except (OSError, EOFError, ValueError, TypeError):  # damaged
            bucket.reset()

    def dump_bytecode(self, bucket: Bucket) -> None:
        try:
            Path(self.directory).mkdir(parents=True, exist_ok=True)
            super().dump_bytecode(bucket)
        except OSError:
            pass


@pass_context
def _breakable(context: Context, words: str, language: str | None) -> str:
    """The words of a page with places where they may end a line; those of a book as they are.

    ``language`` is that of words in another one than the text's.
    """
    if not context.get("on_page"):
        return words
    own = context[_TEXT].profile
    return with_breaks(words, (profile(language, own.tag) if language else own).hyphenation)


@pass_context
def _inlines(context: Context, phrase: Phrase) -> tuple[Inline, ...]:
    return inlines(phrase, context[_TEXT].profile)


@pass_context
def _note(context: Context, number: int) -> Note:
    note: Note = context[_NOTES][number]
    return note


@pass_context
def _numeral(context: Context, number: int) -> str:
    return digits(number, context[_TEXT].profile.numerals)


@pass_context
def _marked(context: Context, block: ListBlock) -> bool:
    """Whether the marks of a list are text: where nobody draws them, and it has not the same.

    Sheets of the site are those of a language, whatever numerals one of its texts has.
    """
    own: Profile = context[_TEXT].profile
    usual = own.numerals == profile(own.tag, own.tag).numerals
    native = usual and is_native(block.numbers, own.tag, own.numerals)
    return block.ordered and not context.get("on_page") and not native


@pass_context
def _columns(context: Context, table: Table) -> tuple[Column, ...]:
    return columns(table, context[_TEXT].profile)


@pass_context
def _unseen_digits(context: Context, padding: str) -> Safe:
    """Room for decimals that a figure has not, on pages: figures stand below each other by units.

    Books and pages of the web would let it be copied.
    """
    if not (padding and context.get("on_page")):
        return Safe("")
    return Safe('<span class="lacking" aria-hidden="true">{}</span>').format(padding)


@pass_context
def _drawn_mark(context: Context, item: Item) -> Safe:
    """The attributes by which pages draw the mark of an item.

    The page engine cannot draw one that is the ``content`` of a ``::marker``.
    """
    if not (item.mark and context.get("on_page")):
        return Safe("")
    return Safe(' {}="{}" style="list-style-type: \'{} \'"').format(MARK, item.mark, item.mark)


@pass_context
def _numbering(context: Context, block: ListBlock) -> Safe:
    """What pages are told of a list: how tags name its kind, and room for its widest mark."""
    if not (block.ordered and context.get("on_page")):
        return Safe("")
    told = Safe(' data-numbering="{}"').format(structure(block.numbers, context[_TEXT].profile.tag))
    if room := room_em([item.mark for item in block.items]):
        told += Safe(' style="padding-inline-start: {:g}em"').format(room)
    return told


@pass_context
def _origin(context: Context, part: Any) -> Safe:
    """The attribute that says where a part of the text was written, on pages.

    A part has a line of the language's file, or the place where it was written; the name of a
    field stands for the place in ``Text.sources``.
    """
    if not context.get("on_page"):
        return Safe("")
    text: Text = context[_TEXT]
    if isinstance(part, str):
        place = text.sources[part]
    elif hasattr(part, "line"):
        place = Place(text.path, part.line)
    else:
        place = part.source
    return Safe(' {}="{}:{}"').format(ORIGIN, place.path.name, place.line or 1)


@pass_context
def _label(context: Context, heading: Heading | tuple[Inline, ...] | Phrase) -> Safe:
    """The attribute for what a heading is called among the bookmarks of a PDF: its words alone.

    Numbers of notes that it calls, and marks for where it may end a line, are none of them.
    """
    if not context.get("on_page"):
        return Safe("")
    if isinstance(heading, Phrase):
        words = heading.text
    elif isinstance(heading, Heading):
        words = " · ".join(filter(None, (text_of(heading.mark), text_of(heading.content))))
    else:
        words = text_of(heading)
    return Safe(' {}="{}"').format(LABEL, words)


@pass_context
def _picture(context: Context, picture: Picture) -> str:
    address: str = context[_PICTURE](picture)
    return address


def link_title(link: Link) -> str:
    """What a link says of itself to those who cannot see it (ISO 14289-1, 7.18.5)."""
    return link.title or (plain(link.content) if link.href.startswith("#") else link.href)


def isolation(part: Foreign) -> Safe:
    """The attributes that set a phrase apart: its language, direction and script."""
    attributes = {
        "lang": part.language,
        "dir": part.direction,
        "class": script_class(part.language) if part.language else None,
    }
    return Safe("").join(
        Safe(' {}="{}"').format(name, value) for name, value in attributes.items() if value
    )
