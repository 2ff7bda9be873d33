"""The making of one text: its pages are laid out once, and every edition is written from that."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache

from publish.build.plan import Task
from publish.editions import EDITIONS, Edition
from publish.epub.bind import bind
from publish.epub.cover import title_page_picture
from publish.fonts.library import Library
from publish.markup.pages import page_markup
from publish.resources import styles_dir
from publish.text.edit import edit
from publish.text.model import Text
from publish.text.words import characters
from publish.typeset.engine import lay_out, use_fonts, write_pdf


@dataclass(frozen=True, slots=True)
class Artifact:
    """A finished file: its bytes, and its number of pages where it has pages."""

    edition: Edition
    title: str
    content: bytes
    pages: int | None = None


def make(task: Task, fonts: Library, epoch: int | None = None) -> Iterator[Artifact]:
    """The artifacts of a task, one after another.

    ``epoch`` (SOURCE_DATE_EPOCH, in seconds) replaces the date that the content gives.
    Raises FontError before anything is laid out where a character has no face, and
    TypesetError where a page cannot be set as asked.
    """
    modified = None if epoch is None else datetime.fromtimestamp(epoch, UTC)
    text = edit(task.statement, task.language, modified=modified).naming(fonts.draws)
    fonts.check(characters(text), text.profile.script)
    use_fonts(fonts.installed)

    @cache  # the pamphlet is wanted for itself and for the cover of the book
    def pages(edition: Edition) -> Artifact:
        return _pages(text, edition, fonts)

    for edition in task.editions:
        if edition.writer == "book":
            cover = title_page_picture(pages(EDITIONS["pamphlet"]).content)
            yield Artifact(edition, text.title_text, bind(text, edition, fonts, cover))
        else:
            yield pages(edition)


def _pages(text: Text, edition: Edition, fonts: Library) -> Artifact:
    layout = lay_out(page_markup(text, edition, fonts, styles_dir()))
    return Artifact(edition, text.title_text, write_pdf(layout), layout.pages)
