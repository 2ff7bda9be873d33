"""Text → EPUB: documents, style, faces and pictures, bound into one book."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from publish.design.design import Design
from publish.editions import Edition
from publish.epub.annexes import annexes, is_annex, lead_across, part_of_text
from publish.epub.cascade import Wish, wishes
from publish.epub.contents import anchored, levelled
from publish.epub.documents import Document, render
from publish.epub.faces import NO_FACES, Embedded, embed
from publish.epub.members import Member, Printed
from publish.epub.metadata import Traits, identifier, metadata
from publish.epub.outline import PARTS, Outline, of_one, of_several
from publish.epub.package import Package, Resource, write
from publish.epub.pagelist import Page, mark_pages
from publish.epub.pictures import Album
from publish.epub.styles import language_sheet, scripts
from publish.fonts.library import Library
from publish.language.numerals import digits
from publish.markup.colophon import colophon
from publish.markup.variables import script_classes
from publish.text.dressed import Text

_COVER = "images/cover.png"
_CSS = "text/css"
_PNG = "image/png"
_XHTML = "application/xhtml+xml"


def bind(
    text: Text,
    edition: Edition,
    fonts: Library,
    design: Design,
    printed: Printed | None = None,
    *,
    with_faces: bool = True,
    site: str | None = None,
) -> bytes:
    """``text`` as the bytes of an e-book, with cover and page list if it is ``printed`` too.

    Without faces, the reading system takes its own. ``site`` is the address of the site that has
    the other languages (see ``House.base_url``); without it they are named and not linked. The
    same text, fonts, design, pamphlet and site give the same bytes.
    """
    outline = of_one(Member(_prepared(text), printed))
    called = _Called(edition.name, site)
    return _bound(outline, edition, fonts, design, called, with_faces=with_faces)


def bind_volume(
    texts: Sequence[Text],
    edition: Edition,
    fonts: Library,
    design: Design,
    printed: Sequence[Printed],
    cover: bytes,
    *,
    with_faces: bool = True,
    site: str | None = None,
) -> bytes:
    """Several languages of a statement as the bytes of one e-book, which the first is called by.

    ``printed`` are their pamphlets in the same order, ``cover`` is a PNG; all else as for
    ``bind``. Pages turn the way of the first language, for a book has one way (EPUB 3.3,
    page-progression-direction); each document runs its own.
    """
    members = [
        Member(_prepared(text), pamphlet, f"{text.language}.")
        for text, pamphlet in zip(texts, printed, strict=True)
    ]
    outline = of_several(members, cover)
    return _bound(outline, edition, fonts, design, _Called("volume", site), with_faces=with_faces)


@dataclass(frozen=True, slots=True)
class _Called:
    """What colophons say of the book: which edition it is, and the site of the others."""

    edition: str
    site: str | None = None


def _prepared(text: Text) -> Text:
    """``text`` with headings that contents can lead to, on levels without gaps."""
    notes = tuple(replace(note, blocks=levelled(note.blocks)) for note in text.notes)
    return replace(text, blocks=levelled(anchored(text.blocks)), notes=notes)


def _bound(
    outline: Outline,
    edition: Edition,
    fonts: Library,
    design: Design,
    called: _Called,
    *,
    with_faces: bool,
) -> bytes:
    """The book of an outline."""
    house = {sheet.name: sheet.read_text("utf-8") for sheet in design.sheets(edition.sheets)}
    album = Album()
    documents, nav, pages = _documents(outline, tuple(house), album, called)
    groups = _groups(outline, documents, nav)
    faces = _faces(groups, "".join(house.values()), fonts) if with_faces else NO_FACES
    sheets = {
        group.member.sheet: faces.css + group.sheet(fonts, faces.families) for group in groups
    }
    pictures = (*album.resources(), *_cover(outline.cover))
    text = outline.front.text
    traits = Traits(pictures=bool(pictures), faces=with_faces)
    return write(
        Package(
            identifier=identifier(*outline.texts),
            language=text.language,
            title=text.title_text,
            direction=text.profile.direction,
            modified=text.modified,
            metadata=metadata(outline.members, traits),
            resources=(
                *_pages(documents),
                Resource(nav.name, _XHTML, nav.content, ("nav",)),
                *_styles(sheets | house),
                *faces.resources,
                *pictures,
            ),
            contents=outline.contents,
            pages=pages,
            pages_label=text.word("pages").text,
            licences=faces.licences,
        )
    )


def _documents(
    outline: Outline, sheets: tuple[str, ...], album: Album, called: _Called
) -> tuple[list[Document], Document, tuple[Page, ...]]:
    """The documents that are read, the navigation document, and the printed pages.

    The navigation document is for reading systems alone: there are some that would show its
    landmarks and pages as text, though they are hidden. Readers have the contents.
    """
    shared = {
        "contents": outline.contents,
        "cover": _COVER,
        "heading": outline.heading,
        "landmarks": outline.landmarks,
        "notes_on_page": False,
    }

    def made(member: Member, part: str, **more: object) -> Document:
        whole = member
        if part == "text" or is_annex(part):
            member = replace(member, text=part_of_text(member.text, part))
        own = {
            "colophon": colophon(member.text, called.edition, called.site),
            "is_annex": is_annex(part),
            "is_last": part == ("text", *annexes(whole.text))[-1],
            "root_classes": script_classes(member.text.profile),
            "sheets": (member.sheet, *sheets),
        }
        return render(part, member, album.address, shared | own | more)

    found = {m.name(part): made(m, part) for m, part in outline.spine}
    for member in outline.members:
        lead_across([found[member.name(part)] for part in ("text", *annexes(member.text))])
    pages = tuple(page for member in outline.members for page in _marked(member, outline, found))
    nav = made(outline.front, "nav", pages=pages)
    return list(found.values()), nav, pages


def _marked(member: Member, outline: Outline, documents: Mapping[str, Document]) -> Iterator[Page]:
    """The pages of a member's pamphlet, each marked where it begins in the member's documents."""
    if member.printed:
        parts = [
            part
            for each, part in outline.spine
            if each is member and (part in PARTS or is_annex(part))
        ]
        own = [documents[member.name(part)] for part in parts]
        tongue = member.tongue if member.prefix else None
        yield from mark_pages(own, member.printed.starts, member.text.profile.numerals, tongue)


# --- Style and faces ------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Group:
    """A member, and the documents that its style sheet is for."""

    member: Member
    documents: tuple[Document, ...]

    def sheet(self, fonts: Library, families: frozenset[str] | None = None) -> str:
        """The style of its language; it names only ``families``, by default all there are."""
        used = scripts(document.root for document in self.documents)
        return language_sheet(self.member.text.profile, used, fonts, families)

    def wishes(self, css: str, fonts: Library) -> Mapping[Wish, frozenset[str]]:
        """The words that its documents ask for, by face; ``css`` comes after its own."""
        numerals = digits("0123456789.", self.member.text.profile.numerals)
        roots = [document.root for document in self.documents]
        return wishes(roots, self.sheet(fonts) + css, numerals)


def _groups(outline: Outline, documents: Sequence[Document], nav: Document) -> list[_Group]:
    """The documents by the member that they are parts of; some systems show ``nav`` as well."""
    members: dict[str, Member] = {}
    found: defaultdict[str, list[Document]] = defaultdict(list)
    for (member, _), document in zip(outline.spine, documents, strict=True):
        members[member.prefix] = member
        found[member.prefix].append(document)
    found[outline.front.prefix].append(nav)
    return [_Group(member, tuple(found[prefix])) for prefix, member in members.items()]


def _faces(groups: Iterable[_Group], css: str, fonts: Library) -> Embedded:
    """The faces that the book needs, each once."""
    found: defaultdict[Wish, frozenset[str]] = defaultdict(frozenset)
    for group in groups:
        for wish, words in group.wishes(css, fonts).items():
            found[wish] |= words
    return embed(found, fonts)


# --- Files ------------------------------------------------------------------------------


def _pages(documents: Iterable[Document]) -> Iterator[Resource]:
    for document in documents:
        yield Resource(document.name, _XHTML, document.content, in_spine=True)


def _styles(sheets: Mapping[str, str]) -> Iterator[Resource]:
    for name, css in sheets.items():
        yield Resource(name, _CSS, css.encode())


def _cover(cover: bytes | None) -> Iterator[Resource]:
    if cover:
        yield Resource(_COVER, _PNG, cover, ("cover-image",))
