"""The editions: a table of what each one is called, made from and written as."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, Literal

from publish.errors import CommandError, Problem
from publish.faults import did_you_mean, quoted

if TYPE_CHECKING:
    from publish.design.colours import Scheme

PDF = "application/pdf"
EPUB = "application/epub+zip"

MOST_MULTIPLE = 64
"""Pages may be wanted in multiples of so many at most: no sheet is folded to more."""


@dataclass(frozen=True, slots=True)
class Edition:
    """One way to publish a text.

    ``name`` is what commands know it by; readers see the interface word ``edition_<name>``
    (``Profile.edition``). ``suffix`` follows ``<statement>.<language>.`` in file names;
    ``sheets`` are style sheets of ``styles/``, in order; ``size_mm`` is the trimmed page (width,
    height) of editions that have one; ``only_asked`` ones are made when they are named, and not
    as one of all; ``scheme`` is that of its colours; ``facing`` says that its pages face each
    other, bound or side by side on a screen; ``variant`` tells one that is the edition of its
    name in another form, as a file of its own.
    """

    name: str
    suffix: str
    media_type: str
    writer: Literal["pages", "book", "booklet", "leaflet", "press", "ua2"]
    template: str
    sheets: tuple[str, ...]
    size_mm: tuple[float, float] | None = None
    only_asked: bool = False
    scheme: Scheme = "light"
    facing: bool = False
    variant: str | None = None

    @property
    def key(self) -> str:
        """What tells it from all others: the name, and the variant if it is one."""
        return f"{self.name}-{self.variant}" if self.variant else self.name


EDITIONS = {
    edition.name: edition
    for edition in (
        Edition(
            name="pamphlet",
            suffix="pamphlet.pdf",
            media_type=PDF,
            writer="pages",
            template="pamphlet.html.j2",
            sheets=("tokens", "scripts", "text", "statement", "page", "pamphlet", "press"),
            size_mm=(148.0, 210.0),
            facing=True,
        ),
        Edition(
            name="largeprint",
            suffix="largeprint.pdf",
            media_type=PDF,
            writer="pages",
            template="pamphlet.html.j2",
            sheets=("tokens", "scripts", "text", "statement", "page", "pamphlet", "largeprint"),
            size_mm=(210.0, 297.0),
            scheme="largeprint",
            facing=True,
        ),
        Edition(
            name="press",
            suffix="press.pdf",
            media_type=PDF,
            writer="press",
            template="pamphlet.html.j2",
            sheets=("tokens", "scripts", "text", "statement", "page", "pamphlet", "press"),
            size_mm=(148.0, 210.0),
            facing=True,
        ),
        Edition(
            name="booklet",
            suffix="booklet.pdf",
            media_type=PDF,
            writer="booklet",
            template="pamphlet.html.j2",
            sheets=("tokens", "scripts", "text", "statement", "page", "pamphlet"),
            size_mm=(297.0, 210.0),
        ),
        Edition(
            name="epub",
            suffix="epub",
            media_type=EPUB,
            writer="book",
            template="book.xhtml.j2",
            sheets=("book",),
        ),
        # Made when they are named, and not as one of all:
        Edition(
            name="leaflet",
            suffix="leaflet.pdf",
            media_type=PDF,
            writer="leaflet",
            template="pamphlet.html.j2",
            sheets=("tokens", "scripts", "text", "statement", "leaflet"),
            size_mm=(297.0, 210.0),
            only_asked=True,
        ),
    )
}
"""Every edition by name, in the order in which they are made."""

UA_2: Final = replace(
    EDITIONS["pamphlet"],
    suffix="pamphlet-ua2.pdf",
    writer="ua2",
    only_asked=True,
    variant="ua2",
)
"""The pamphlet as PDF/UA-2 and WTPDF (PDF 2.0), a file beside it."""

VARIANTS: Final[Mapping[str, Edition]] = MappingProxyType({UA_2.key: UA_2})
"""Editions in other forms, by key: files of their own, made when an option asks for them."""


def edition_called(name: str) -> Edition:
    """The edition of a name. Raises CommandError, which suggests others, where there is none.

    Somebody who asks for a kind of file, a PDF say, is told the editions that are of it.
    """
    if found := EDITIONS.get(name):
        return found
    wanted = name.lower()
    kin = [each for each in EDITIONS if EDITIONS[each].suffix.endswith(f".{wanted}")]
    remedy = (
        f"Did you mean {quoted(kin[0])}? Others of this kind: {', '.join(kin[1:])}."
        if kin
        else did_you_mean(wanted, sorted(EDITIONS))
    )
    raise CommandError(Problem(f"there is no edition {quoted(name)}.", remedy=remedy))
