"""What is ordered: how many copies of which languages, on what paper, folded how."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path
from types import MappingProxyType
from typing import Final

from publish.content.statement import Statement
from publish.errors import CommandError, Problem
from publish.faults import known
from publish.house.house import NO_HOUSE, House, house_for
from publish.impose import Duplex, Scheme
from publish.impose.asking import scheme_called
from publish.press.profile import read_profile
from publish.runs.job import Waste
from publish.runs.papers import DEFAULT as DEFAULT_PAPER
from publish.runs.papers import Paper, Price, paper_called, price_called, read_papers
from publish.runs.words import words

DEFAULT_SCHEME: Final = "saddle-2up"
COVERED_SCHEME: Final = "saddle-2up"
"""The scheme whose first sheet is the cover: its four pages, and nothing else."""

WASTE: Final = Waste()

_MOST_COPIES: Final = 1_000_000
_DUPLEXES: Final[Mapping[str, Duplex]] = MappingProxyType(
    {"short-edge": "short-edge", "long-edge": "long-edge"}
)


@dataclass(frozen=True, slots=True)
class Order:
    """A print run as it is asked for.

    ``copies`` are by language, in the order of printing. ``edition`` is that whose pages are
    imposed; ``house`` is what is said of its pages; ``duplex`` None has both sides upright.
    ``price`` and ``cover_price`` stand in for those of the papers.
    """

    statement: Statement
    copies: Mapping[str, int]
    paper: Paper
    scheme: Scheme
    cover_paper: Paper | None = None
    edition: str = "pamphlet"
    profile: Path | None = None
    duplex: Duplex | None = None
    waste: Waste = WASTE
    price: Price | None = None
    cover_price: Price | None = None
    ticket_language: str = "en"
    house: House = NO_HOUSE

    def __post_init__(self) -> None:
        """Raise CommandError where the cover cannot be printed apart from the rest."""
        if self.cover_paper is not None and self.scheme.name != COVERED_SCHEME:
            raise CommandError(
                Problem(
                    f"a cover on other paper cannot be had with “{self.scheme.name}”: "
                    "there its pages are on a sheet with others.",
                    remedy=f"Use {COVERED_SCHEME}, or leave --cover-paper out.",
                )
            )
        if self.cover_price is not None and self.cover_paper is None:
            raise CommandError(
                Problem(
                    "there is a price for the cover, but no paper.", remedy="Add --cover-paper."
                )
            )


@dataclass(frozen=True, slots=True)
class Wishes:
    """An order in the words of whoever gives it, each as the command line takes it."""

    copies: int | None
    languages: Sequence[str] = ()
    paper: str = DEFAULT_PAPER
    imposition: str = DEFAULT_SCHEME
    cover_paper: str | None = None
    papers: Path | None = None
    price: str | None = None
    cover_price: str | None = None
    waste: str = "3"
    duplex: str | None = None
    press: bool = False
    profile: Path | None = None
    ticket_language: str = "en"
    fit: int | None = None


def order(statement: Statement, wishes: Wishes) -> Order:
    """The order that ``wishes`` make. Raises CommandError for what is not there or amiss."""
    table = read_papers(wishes.papers)
    if wishes.profile is not None:
        if not wishes.press:
            raise CommandError(
                Problem("a profile is for the press edition.", remedy="Add --press.")
            )
        read_profile(wishes.profile)
    words(wishes.ticket_language)
    return Order(
        statement=statement,
        copies=copies_called(wishes.languages, wishes.copies, statement),
        paper=paper_called(wishes.paper, table),
        scheme=scheme_called(wishes.imposition),
        cover_paper=paper_called(wishes.cover_paper, table) if wishes.cover_paper else None,
        edition="press" if wishes.press else "pamphlet",
        profile=wishes.profile,
        duplex=duplex_called(wishes.duplex) if wishes.duplex else None,
        waste=waste_called(wishes.waste),
        price=price_called(wishes.price) if wishes.price else None,
        cover_price=price_called(wishes.cover_price) if wishes.cover_price else None,
        ticket_language=wishes.ticket_language,
        house=house_for(statement).fitting(wishes.fit),
    )


def copies_called(
    languages: Sequence[str], copies: int | None, statement: Statement
) -> Mapping[str, int]:
    """How many copies of each language ``LANG`` or ``LANG:N`` asks for; none named means all.

    Raises CommandError for a language that is not there or named twice, and for copies that
    are no number or not given.
    """
    there = tuple(statement.languages)
    wanted: dict[str, int] = {}
    for named in languages or there:
        tag, colon, number = named.partition(":")
        if known("language", tag, there) in wanted:
            raise CommandError(Problem(f"the language {tag} is named twice."))
        count = _number(named, number) if colon else copies
        if count is None:
            raise CommandError(
                Problem(f"there are no copies for {tag}.", remedy=f"Use --copies N, or -l {tag}:N.")
            )
        wanted[tag] = count
    return MappingProxyType(wanted)


def duplex_called(name: str) -> Duplex:
    """The way to turn a sheet over. Raises CommandError where there is none of that name."""
    return _DUPLEXES[known("way to turn sheets over", name, _DUPLEXES)]


def waste_called(percent: str) -> Waste:
    """The allowance for waste. Raises CommandError for what is no number from 0 to 100."""
    try:
        value = Decimal(percent)
    except InvalidOperation:
        value = Decimal(-1)
    if not (value.is_finite() and 0 <= value <= 100):
        raise CommandError(
            Problem(f"“{percent}” is no share of waste.", remedy="Give per cent, from 0 to 100.")
        )
    return Waste(value)


def _number(named: str, number: str) -> int:
    if not (number.isascii() and number.isdecimal() and 0 < int(number) <= _MOST_COPIES):
        raise CommandError(
            Problem(
                f"“{named}” does not say how many copies.",
                remedy=f"Write a number from 1 to {_MOST_COPIES} after the colon, as in ar:200.",
            )
        )
    return int(number)
