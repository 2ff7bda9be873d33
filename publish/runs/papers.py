"""The table of papers: what they weigh, how thick they are, in which sheets they come."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from importlib.resources import files
from pathlib import Path
from types import MappingProxyType
from typing import Annotated, Any, Final, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from publish.content import toml
from publish.content.validation import expectation
from publish.errors import CommandError, ContentError, Place, Problem
from publish.faults import did_you_mean

DEFAULT: Final = "offset-80"
MATCH_MM: Final = 0.5
"""A page is as large as a sheet of paper if it differs by less; papers are cut no truer."""

Coating = Literal["none", "silk", "gloss", "matt"]

_PRICE: Final = re.compile(r"(?:([A-Z]{3}) ?)?([0-9]+(?:\.[0-9]+)?)(?: ?([A-Z]{3}))?")


@dataclass(frozen=True, slots=True)
class Format:
    """A size of sheets as they are bought, upright; ``media`` is its PWG 5101.1 name."""

    name: str
    width_mm: float
    height_mm: float
    media: str

    def holds(self, size_mm: tuple[float, float]) -> bool:
        """Whether a printed sheet of ``size_mm`` fits on it, either way round."""
        short, long = sorted(size_mm)
        return short <= self.width_mm + MATCH_MM and long <= self.height_mm + MATCH_MM

    @property
    def area_m2(self) -> float:
        """The area of a sheet in square metres."""
        return self.width_mm * self.height_mm / 1e6


@dataclass(frozen=True, slots=True)
class Price:
    """What 1000 sheets cost; ``currency`` is an ISO 4217 code."""

    amount: Decimal
    currency: str


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper; ``prices`` are for 1000 sheets, by the name of the format."""

    name: str
    coating: Coating
    grammage_gsm: float
    thickness_mm: float
    formats: tuple[Format, ...]
    prices: Mapping[str, Price]

    def format_for(self, size_mm: tuple[float, float]) -> Format:
        """The smallest sheet that holds a printed sheet of ``size_mm``.

        Raises CommandError where this paper comes in none that does.
        """
        fitting = [each for each in self.formats if each.holds(size_mm)]
        if not fitting:
            width, height = size_mm
            sizes = ", ".join(each.name for each in self.formats)
            raise CommandError(
                Problem(
                    f"the sheets are {width:g} × {height:g} mm; “{self.name}” comes as {sizes}.",
                    remedy="Choose another paper or imposition.",
                )
            )
        return min(fitting, key=lambda each: each.area_m2)


Papers = Mapping[str, Paper]


def read_papers(own: Path | None = None) -> Papers:
    """The papers of Publish by name, with those of the file ``own`` added or put in their place.

    A paper that has the name of a known one need only say what is different.
    Raises CommandError for a file that is not a table of papers.
    """
    table = tomllib.loads(files("publish.runs").joinpath("papers.toml").read_text("utf-8"))
    if own is not None:
        table = _merged(table, _read(own))
    return MappingProxyType(_papers(table, own))


def paper_called(name: str, papers: Papers) -> Paper:
    """The paper of that name. Raises CommandError, with the nearest name, where there is none."""
    if name in papers:
        return papers[name]
    hint = did_you_mean(name, [*papers])
    raise CommandError(Problem(f'there is no paper "{name}".', remedy=hint))


def price_called(text: str) -> Price:
    """The price that ``text`` gives, such as ``12.50 EUR``. Raises CommandError if none."""
    match = _PRICE.fullmatch(text.strip())
    currencies = {match[1], match[3]} - {None} if match else set()
    if match is None or len(currencies) != 1:
        raise CommandError(
            Problem(
                f"“{text}” is not a price.",
                remedy='Give an amount for 1000 sheets and a currency, such as "12.50 EUR".',
            )
        )
    return Price(Decimal(match[2]), currencies.pop() or "")


# --- The file -----------------------------------------------------------------------


class _Row(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class _Format(_Row):
    name: str = Field(min_length=1)
    width_mm: float = Field(gt=0)
    height_mm: float = Field(gt=0)
    media: str = Field(pattern=r"^[a-z0-9._-]+$")


class _Paper(_Row):
    name: str = Field(pattern=r"^[a-z0-9][a-z0-9.-]*$")
    coating: Coating = "none"
    grammage_gsm: float = Field(gt=0, le=2000)
    thickness_mm: float = Field(gt=0, le=5)
    formats: Annotated[tuple[str, ...], Field(min_length=1)]
    prices: dict[str, Annotated[Decimal, Field(ge=0)]] = {}


class _Table(_Row):
    currency: Annotated[str, Field(pattern=r"^[A-Z]{3}$")] | None = None
    format: tuple[_Format, ...] = ()
    paper: tuple[_Paper, ...] = ()


def _read(path: Path) -> Mapping[str, Any]:
    """What a file of papers says, within the bounds of content; it may lie anywhere."""
    try:
        return toml.read(path, Path(path.absolute().anchor))
    except ContentError as error:
        raise CommandError(*error.problems) from None


def _merged(known: dict[str, Any], own: Mapping[str, Any]) -> dict[str, Any]:
    """Both tables as one: rows of the same name become one row."""
    merged = known | dict(own)
    for kind in ("format", "paper"):
        added = own.get(kind, [])
        if not isinstance(added, list) or not all(isinstance(row, dict) for row in added):
            continue  # validation will say so
        rows: dict[str, dict[str, Any]] = {}
        for row in (*known[kind], *added):
            name = repr(row.get("name"))  # which need not be a name
            rows[name] = rows.get(name, {}) | row
        merged[kind] = list(rows.values())
    return merged


def _papers(content: dict[str, Any], path: Path | None) -> dict[str, Paper]:
    place = Place(path) if path else None
    try:
        table = _Table.model_validate(content)
    except ValidationError as error:
        raise CommandError(
            *(
                Problem(f"{_where(found['loc'], content)} {expectation(found)}.", place)
                for found in error.errors()
            )
        ) from error
    formats = {row.name: Format(**row.model_dump()) for row in table.format}
    return {row.name: _paper(row, formats, table.currency, place) for row in table.paper}


def _where(keys: tuple[int | str, ...], content: dict[str, Any]) -> str:
    """The place of a fault in words: the name of the row rather than its number."""
    kind, *rest = keys
    if len(rest) and isinstance(rest[0], int):
        row = content[str(kind)][rest[0]]
        named = row.get("name") if isinstance(row, dict) else None
        rest[0] = str(named or f"number {rest[0] + 1}")
    return " ".join(map(str, (kind, *rest)))


def _paper(
    row: _Paper, formats: Mapping[str, Format], currency: str | None, place: Place | None
) -> Paper:
    unknown = sorted({*row.formats, *row.prices} - formats.keys())
    if unknown:
        raise CommandError(
            Problem(
                f"paper {row.name}: there is no format “{unknown[0]}”.",
                place,
                f"There are: {', '.join(formats)}; others need a [[format]].",
            )
        )
    if row.prices and currency is None:
        raise CommandError(
            Problem("prices need a currency.", place, 'Write, above all: currency = "EUR".')
        )
    return Paper(
        name=row.name,
        coating=row.coating,
        grammage_gsm=row.grammage_gsm,
        thickness_mm=row.thickness_mm,
        formats=tuple(formats[name] for name in row.formats),
        prices=MappingProxyType(
            {name: Price(amount, currency or "") for name, amount in row.prices.items()}
        ),
    )
