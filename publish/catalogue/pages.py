"""The pages of the site: statements, lists of them by language, and choices of a language."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from markupsafe import Markup as Safe

from publish.catalogue import addresses
from publish.catalogue.addresses import Home, relative
from publish.catalogue.amounts import number, size
from publish.catalogue.cite import citation
from publish.catalogue.describe import dublin_core, schema_org
from publish.catalogue.pictures import Picture
from publish.catalogue.shelf import Item, Shelf, Work
from publish.content import statement as model
from publish.content.passages import plain
from publish.editions import PDF
from publish.language.names import autonym
from publish.language.phrase import Phrase
from publish.language.profiles import profile
from publish.markup.colophon import Line, colophon
from publish.markup.templates import template
from publish.markup.variables import script_class, script_classes
from publish.text.dressed import Text

Pictures = Mapping[str, Picture]
"""The pictures of first pages, by their paths in the site."""

_KINDS = {PDF: "PDF"}
_OTHER_KIND = "EPUB"
_COLOPHON = frozenset({"published", "source", "translator", "rights"})


@dataclass(frozen=True, slots=True)
class _Download:
    """A file to fetch: what it is called, and what is said of it in the page's language."""

    edition: Phrase
    kind: str
    href: str
    name: str
    media_type: str
    size: str
    pages: str | None
    sha256: str


@dataclass(frozen=True, slots=True)
class _Choice:
    """A language that may be chosen, named in itself; ``says`` is what it leads to."""

    name: str
    language: str
    direction: str
    script: str
    href: str
    chosen: bool = False
    says: tuple[model.Inline, ...] = ()


@dataclass(frozen=True, slots=True)
class _Offer:
    """A statement in a list, in the nearest language that it is in."""

    item: Item
    script: str
    href: str
    picture: Picture | None
    source: str | None
    choices: tuple[_Choice, ...]

    @property
    def text(self) -> Text:
        """What is said of the statement."""
        return self.item.text


def statement_page(work: Work, item: Item, shelf: Shelf, home: Home, pictures: Pictures) -> bytes:
    """The page of a statement in one language: its files, its text, how to cite and print it."""
    here = addresses.page(work.slug, item.language)
    where = addresses.picture(work.slug, item.language)
    text = item.text
    context = {
        "picture": pictures.get(where),
        "picture_source": relative(where, here),
        "downloads": tuple(_downloads(item, here)),
        "printing": tuple(_printing(item)),
        "citation": citation(text, home.whole(here)),
        "colophon": _colophon(text),
        "choices": _choices(work, here, item.language),
        "alternates": [
            (other.language, home.link(addresses.page(work.slug, other.language), here))
            for other in work.items
        ],
        "any_language": home.link(addresses.choice(work.slug), here),
        "canonical": home.whole(here),
        "dublin_core": dublin_core(item, home.whole(here)),
        "schema_org": _json(schema_org(work, item, home)),
        "description": _description(text),
    }

    def picture(value: model.Picture) -> str:
        folder = work.statement.folder.resolve()
        name = value.path.relative_to(folder).as_posix()
        return relative(addresses.text_picture(work.slug, name), here)

    return _page("page", text, picture, _common(text, here, shelf) | context)


def list_page(shelf: Shelf, language: str, home: Home, pictures: Pictures) -> bytes:
    """The page that lists every statement, and searches them, in one language."""
    here = addresses.home(language)
    text = next(item.text for work in shelf.works for item in work.items if _is(item, language))
    context = {
        "offers": tuple(_offer(work, language, here, pictures) for work in shelf.works),
        "choices": tuple(
            _choice(tag, addresses.home(tag), here, chosen=tag == language)
            for tag in shelf.languages
        ),
        "alternates": [(tag, home.link(addresses.home(tag), here)) for tag in shelf.languages],
        "any_language": home.link(addresses.HOME, here),
        "canonical": home.whole(here),
        "scripts": (relative(addresses.SEARCH_SCRIPT, here),),
        "search_index": relative(addresses.search_index(language), here),
    }
    return _page("list", text, _no_picture, _common(text, here, shelf) | context)


def front_page(shelf: Shelf) -> bytes:
    """The entrance: the languages that something is there in."""
    here = addresses.HOME
    choices = [
        replace(
            _choice(tag, addresses.home(tag), here),
            says=(model.Run(profile(tag, tag).word("all_statements").text),),
        )
        for tag in shelf.languages
    ]
    text = shelf.works[0].nearest(shelf.languages[0]).text
    return _choice_page(text, here, shelf, text.word("statements"), choices)


def choice_page(work: Work, shelf: Shelf) -> bytes:
    """The entrance to a statement: its languages, with its title in each."""
    here = addresses.choice(work.slug)
    choices = [
        replace(choice, says=item.text.title)
        for choice, item in zip(_choices(work, here), work.items, strict=True)
    ]
    text = work.items[0].text
    return _choice_page(text, here, shelf, text.kind or text.word("statements"), choices)


def _choice_page(
    text: Text, here: str, shelf: Shelf, heading: Phrase, choices: Sequence[_Choice]
) -> bytes:
    context = {
        "heading": heading,
        "choices": choices,
        "language_sheet": relative(addresses.language_sheet(addresses.MANY), here),
        "scripts": (relative(addresses.CHOICE_SCRIPT, here),),
    }
    return _page("choice", text, _no_picture, _common(text, here, shelf) | context)


def _page(
    name: str, text: Text, picture: Callable[[model.Picture], str], context: Mapping[str, Any]
) -> bytes:
    return template(f"site/{name}.html.j2", text, picture).render(context).encode()


def _no_picture(value: model.Picture) -> str:
    raise AssertionError(f"a page without text shows no {value}")


def _common(text: Text, here: str, shelf: Shelf) -> dict[str, Any]:
    """What every page needs. The page of several languages is that of their first one."""
    tag = text.language
    return {
        "notes_on_page": False,
        "web": True,
        "root_classes": script_classes(text.profile),
        "sheet": relative(addresses.SHEET, here),
        "language_sheet": relative(addresses.language_sheet(tag), here),
        "list_page": relative(addresses.home(tag), here),
        "feeds": {
            "OPDS 2.0": ("application/opds+json", relative(addresses.opds_2(tag), here)),
            "OPDS 1.2": (
                "application/atom+xml;profile=opds-catalog;kind=acquisition",
                relative(addresses.opds_1(tag), here),
            ),
            "Atom": ("application/atom+xml", relative(addresses.atom(tag), here)),
        },
        "manifest": relative(addresses.MANIFEST, here),
        "checksums": relative(addresses.CHECKSUMS, here),
        "canonical": None,
        "description": None,
        "any_language": None,
        "alternates": (),
        "dublin_core": (),
        "schema_org": None,
        "scripts": (),
    }


# --- Parts ----------------------------------------------------------------------------


def _downloads(item: Item, here: str) -> Iterator[_Download]:
    spoken = item.text.profile
    for entry in item.files:
        yield _Download(
            edition=item.text.edition(entry.edition),
            kind=_KINDS.get(entry.media_type, _OTHER_KIND),
            href=relative(entry.path, here),
            name=entry.path.rpartition("/")[2],
            media_type=entry.media_type,
            size=size(entry.bytes, spoken),
            pages=number(entry.pages, spoken) if entry.pages else None,
            sha256=entry.sha256,
        )


def _printing(item: Item) -> Iterator[Phrase]:
    """How to print each edition that there is something to say of."""
    words = item.text.profile.words
    keys = (f"print_{entry.edition}" for entry in item.files)
    return (words[key] for key in keys if key in words)


def _colophon(text: Text) -> tuple[Line, ...]:
    lines = colophon(text, "statements")
    return tuple(line for line in lines if line.name in _COLOPHON)


def _choices(work: Work, here: str, chosen: str | None = None) -> tuple[_Choice, ...]:
    return tuple(
        _choice(tag, addresses.page(work.slug, tag), here, chosen=tag == chosen)
        for tag in (item.language for item in work.items)
    )


def _choice(tag: str, path: str, here: str, *, chosen: bool = False) -> _Choice:
    spoken = profile(tag, tag)
    return _Choice(
        autonym(tag), tag, spoken.direction, script_class(tag), relative(path, here), chosen
    )


def _offer(work: Work, language: str, here: str, pictures: Pictures) -> _Offer:
    item = work.nearest(language)
    where = addresses.picture(work.slug, item.language)
    return _Offer(
        item=item,
        script=script_class(item.language),
        href=relative(addresses.page(work.slug, item.language), here),
        picture=pictures.get(where),
        source=relative(where, here),
        choices=_choices(work, here),
    )


def _description(text: Text) -> str | None:
    return plain(text.subtitle or text.adopted).replace("\n", " ") or None


def _is(item: Item, language: str) -> bool:
    return item.language == language


def _json(data: Mapping[str, Any]) -> Safe:
    """JSON for a script element, which nothing inside can end (HTML, 4.12.1.3)."""
    return Safe(json.dumps(data, ensure_ascii=False).replace("<", "\\u003c"))
