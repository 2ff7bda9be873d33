"""The start page: what is on the stick, in every language, one press away from each file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from publish.catalogue import addresses
from publish.catalogue.amounts import number, size
from publish.catalogue.faces import sheet
from publish.catalogue.shelf import Item, Work
from publish.content.statement import Picture
from publish.design.design import Design
from publish.editions import PDF
from publish.fonts.library import Library
from publish.language.names import autonym
from publish.language.phrase import Phrase
from publish.markup.templates import template
from publish.markup.variables import script_class, script_classes
from publish.text.dressed import Text

START: Final = "START.html"
SHEET: Final = f"{addresses.ASSETS}/start.css"


@dataclass(frozen=True, slots=True)
class _File:
    edition: Phrase
    kind: str
    href: str
    media_type: str
    size: str
    pages: str | None


@dataclass(frozen=True, slots=True)
class _Part:
    """The files of one language, and how to print those that are printed."""

    text: Text
    script: str
    name: str
    page: str
    files: tuple[_File, ...]
    printing: tuple[Phrase, ...]

    @property
    def download(self) -> Phrase:
        """The heading of the files, in this language."""
        return self.text.word("download")

    @property
    def pages(self) -> Phrase:
        """What the number of pages is called."""
        return self.text.word("pages")


def start_page(
    work: Work, poster: str | None, fonts: Library, design: Design
) -> Mapping[str, bytes]:
    """The page and the files that it is set with, by their paths in the kit.

    ``poster`` is the path of the poster, if there is one. Every language says of itself what
    there is; the page as a whole is in the source language.
    """
    text = work.items[0].text
    context = {
        "notes_on_page": False,
        "web": True,
        "root_classes": script_classes(text.profile),
        "sheets": (addresses.SHEET, SHEET),
        "checksums": addresses.CHECKSUMS,
        "poster": poster,
        "parts": tuple(_part(work, item) for item in work.items),
    }
    page = template("kit/start.html.j2", text, _no_picture).render(context).encode()
    faces = sheet([page], text.profile, fonts)
    own = design.text(["kit"]).encode()
    return {START: page, SHEET: faces.css + own, **faces.files}


def _no_picture(value: Picture) -> str:
    raise AssertionError(f"the start page shows no {value}")


def _part(work: Work, item: Item) -> _Part:
    words = item.text.profile.words
    keys = (f"print_{entry.edition}" for entry in item.files)
    return _Part(
        text=item.text,
        script=script_class(item.language),
        name=autonym(item.language),
        page=addresses.page(work.slug, item.language),
        files=tuple(_files(item)),
        printing=tuple(words[key] for key in keys if key in words),
    )


def _files(item: Item) -> Iterator[_File]:
    spoken = item.text.profile
    for entry in item.files:
        yield _File(
            edition=item.text.edition(entry.edition),
            kind="PDF" if entry.media_type == PDF else "EPUB",
            href=entry.path,
            media_type=entry.media_type,
            size=size(entry.bytes, spoken),
            pages=number(entry.pages, spoken) if entry.pages else None,
        )
