"""The making of one text: its pages are laid out once, and every edition is written from that."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cache, partial
from typing import TypeVar

from publish.design.design import Design
from publish.editions import Edition
from publish.epub.bind import bind
from publish.epub.cover import cover_picture
from publish.epub.members import Printed
from publish.errors import Place, PublishError
from publish.fonts.library import Library
from publish.impose import BINDINGS, SCHEMES, impose
from publish.making.fits import PAMPHLET, laid_out
from publish.making.plan import Task
from publish.making.pressed import press_file
from publish.markup.cover import cover_markups
from publish.markup.pages import page_markup
from publish.text.dressed import Text
from publish.text.edit import edit
from publish.text.words import characters
from publish.typeset.covers import on_one_page
from publish.typeset.engine import use_fonts, write_pdf
from publish.typeset.fitting import Fitted
from publish.typeset.leaflet import lay_out_leaflet
from publish.typeset.pagebreaks import page_starts
from publish.typeset.ua2 import as_ua2

Made = TypeVar("Made")

OFFICE_PAPER_MM = 0.1
"""How thick the paper of an office printer is, of 80 grams a square metre: for creep."""


@dataclass(frozen=True, slots=True)
class Artifact:
    """A finished file: its bytes, and its number of pages where it has pages."""

    edition: Edition
    title: str
    content: bytes
    pages: int | None = None


def make(
    task: Task, fonts: Library, design: Design, epoch: int | None = None
) -> Iterator[Artifact]:
    """The artifacts of a task, one after another; for what is raised, see ``makers``."""
    return (made() for made in makers(task, fonts, design, epoch))


def makers(
    task: Task, fonts: Library, design: Design, epoch: int | None = None
) -> tuple[Callable[[], Artifact], ...]:
    """What makes the artifacts of a task, in its order: one that cannot be had costs no other.

    ``epoch`` (SOURCE_DATE_EPOCH, in seconds) replaces the date that the content gives.
    Raises FontError before anything is laid out where a character has no face. What is given
    raises TypesetError where a page cannot be set as asked.
    """
    modified = None if epoch is None else datetime.fromtimestamp(epoch, UTC)
    text = edit(task.statement, task.language, modified=modified).naming(fonts.draws)
    fonts.check(characters(text), text.profile.script)
    use_fonts(fonts.installed)

    # The pamphlet is wanted for itself, for the press, and for the page list of the book.
    @_once
    def fitted(edition: Edition) -> Fitted:
        setting = partial(page_markup, text, edition, fonts, design)
        return laid_out(setting, task.house, task.fit if edition == PAMPHLET else None)

    @_once
    def pages(edition: Edition) -> Artifact:
        layout = fitted(edition).layout
        return Artifact(edition, text.title_text, write_pdf(layout), layout.pages)

    def made(edition: Edition) -> Artifact:
        if edition.writer == "book":
            printed = Printed(
                name=task.path(PAMPHLET).name,
                cover=_cover(text, fonts, design),
                starts=page_starts(fitted(PAMPHLET).layout),
            )
            book = bind(
                text,
                edition,
                fonts,
                design,
                printed,
                with_faces=task.epub_fonts,
                site=task.house.base_url,
            )
            return Artifact(edition, text.title_text, book)
        if edition.writer == "ua2":
            pamphlet = pages(PAMPHLET)
            return replace(pamphlet, edition=edition, content=as_ua2(pamphlet.content))
        if edition.writer == "booklet":
            return _booklet(text, edition, pages(PAMPHLET).content)
        if edition.writer == "leaflet":
            return _leaflet(text, edition, fonts, design)
        if edition.writer == "press":
            pages(PAMPHLET)  # glyphs are numbered as they are met: always there first
            content, count = press_file(
                text, edition, fonts, design, task.profile, fitted(PAMPHLET)
            )
            return Artifact(edition, text.title_text, content, count)
        return pages(edition)

    return tuple(partial(made, edition) for edition in task.editions)


def _once(work: Callable[[Edition], Made]) -> Callable[[Edition], Made]:
    """The same, done once for each edition, whatever comes of it: several others need it."""

    @cache
    def tried(edition: Edition) -> Made | PublishError:
        try:
            return work(edition)
        except PublishError as error:
            return error

    def once(edition: Edition) -> Made:
        if isinstance(found := tried(edition), PublishError):
            raise found
        return found

    return once


def _cover(text: Text, fonts: Library, design: Design) -> bytes:
    """The cover of the book of a text, a PNG."""
    page = on_one_page(cover_markups((text,), fonts, design))
    return cover_picture(write_pdf(page), design.palettes["light"])


def _booklet(text: Text, edition: Edition, pamphlet: bytes) -> Artifact:
    """The pamphlet's pages, two a side on A4, to be stitched through the fold."""
    return _sheets(text, edition, pamphlet, "saddle-2up")


def _leaflet(text: Text, edition: Edition, fonts: Library, design: Design) -> Artifact:
    markup = page_markup(text, edition, fonts, design)
    panels = write_pdf(lay_out_leaflet(markup, Place(text.path)))
    return _sheets(text, edition, panels, "trifold")


def _sheets(text: Text, edition: Edition, pages: bytes, scheme: str) -> Artifact:
    """Pages on sheets for an office printer, bound on the language's own side."""
    binding = BINDINGS[text.profile.direction]
    sheets = impose(pages, SCHEMES[scheme], binding, thickness_mm=OFFICE_PAPER_MM, sheet="A4")
    return Artifact(edition, text.title_text, sheets.content, sheets.sides)
