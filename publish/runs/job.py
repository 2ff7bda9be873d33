"""The figures of a print run, computed from what is printed, on what, and how often."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Final, Literal

from publish.content.statement import Inline
from publish.impose import Binding, Duplex, Scheme
from publish.language.profile import Direction
from publish.runs.papers import Format, Paper, Price

Kind = Literal["whole", "cover", "inside"]


_FOLDED_AS_IT_IS_MM: Final = 1.5
"""What pages side by side may lack of the sheet: two of A5 are a millimetre narrower than A4."""


@dataclass(frozen=True, slots=True)
class Waste:
    """What is allowed for sheets that are spoilt while a machine is set up and runs.

    ``percent`` of the sheets, rounded up, but at least ``least`` for every file that is printed;
    nothing where ``percent`` is 0.
    """

    percent: Decimal = Decimal(3)
    least: int = 5

    def sheets(self, net: int) -> int:
        """How many sheets are allowed for beside ``net`` good ones."""
        if self.percent == 0:
            return 0
        return max(self.least, math.ceil(net * self.percent / 100))


@dataclass(frozen=True, slots=True)
class Part:
    """A file of the run: all its sheets are of one paper.

    ``sheets`` are those of the file; on a side of each lie pages of the finished size
    ``page_mm``, ``grid`` says how many across and down. A file makes one copy, or as many as
    ``copies_per_set`` where a page stands on a sheet several times.
    ``duplex`` is None where only the front is printed.
    """

    kind: Kind
    file: str
    sha256: str
    paper: Paper
    format: Format
    price: Price | None
    sheet_mm: tuple[float, float]
    page_mm: tuple[float, float]
    grid: tuple[int, int]
    sheets: int
    sides: int
    duplex: Duplex | None
    creep_mm: float
    copies: int
    copies_per_set: int
    waste: Waste

    @property
    def cells(self) -> int:
        """How many pages lie on a side of a sheet."""
        return self.grid[0] * self.grid[1]

    @property
    def sheets_per_copy(self) -> Fraction:
        """How many sheets a copy takes; a fraction where copies share a sheet."""
        return Fraction(self.sheets, self.copies_per_set)

    @property
    def sets(self) -> int:
        """How often the file is printed."""
        return -(-self.copies // self.copies_per_set)

    @property
    def net_sheets(self) -> int:
        """The sheets that make the copies."""
        return self.sets * self.sheets

    @property
    def waste_sheets(self) -> int:
        """The sheets that are allowed for waste."""
        return self.waste.sheets(self.net_sheets)

    @property
    def total_sheets(self) -> int:
        """The sheets to have at hand."""
        return self.net_sheets + self.waste_sheets

    @property
    def leaves_per_copy(self) -> Fraction:
        """How many leaves of the finished size a copy has of this paper."""
        return self.cells * self.sheets_per_copy

    @property
    def weight_g(self) -> float:
        """The weight of these leaves in one finished copy, in grams."""
        width_mm, height_mm = self.page_mm
        area_m2 = float(self.leaves_per_copy) * width_mm * height_mm / 1e6
        return area_m2 * self.paper.grammage_gsm

    @property
    def paper_weight_g(self) -> float:
        """The weight of all sheets, as they are bought, in grams."""
        return self.total_sheets * self.format.area_m2 * self.paper.grammage_gsm

    @property
    def thickness_mm(self) -> float:
        """How thick these leaves are in one copy, lying closed, in mm."""
        return float(self.leaves_per_copy) * self.paper.thickness_mm

    @property
    def trimmed(self) -> bool:
        """Whether more is cut away from the paper than pages and sheet differ by anyway."""
        paper = sorted((self.format.width_mm, self.format.height_mm))
        block = sorted(size * count for size, count in zip(self.page_mm, self.grid, strict=True))
        return any(
            whole - used > _FOLDED_AS_IT_IS_MM for whole, used in zip(paper, block, strict=True)
        )

    @property
    def cost(self) -> Price | None:
        """What the sheets cost, where their price is known."""
        if self.price is None:
            return None
        return Price(self.price.amount * self.total_sheets / 1000, self.price.currency)


@dataclass(frozen=True, slots=True)
class Booklet:
    """One language of the run: ``parts`` together make its copies.

    ``blanks`` follow after the last of ``pages``, in the order of reading.
    """

    language: str
    direction: Direction
    title: tuple[Inline, ...]
    title_text: str
    binding: Binding
    copies: int
    pages: int
    blanks: int
    parts: tuple[Part, ...]

    @property
    def page_mm(self) -> tuple[float, float]:
        """The finished page, in mm."""
        return self.parts[0].page_mm

    @property
    def sheets_per_copy(self) -> Fraction:
        """The sheets of a copy, of all papers."""
        return sum((part.sheets_per_copy for part in self.parts), Fraction())

    @property
    def weight_g(self) -> float:
        """What a finished copy weighs, without staples or glue."""
        return sum(part.weight_g for part in self.parts)

    @property
    def thickness_mm(self) -> float:
        """How thick a closed copy is."""
        return sum(part.thickness_mm for part in self.parts)

    @property
    def creep_mm(self) -> float:
        """How far the innermost pages were moved towards the spine."""
        return max(part.creep_mm for part in self.parts)


@dataclass(frozen=True, slots=True)
class Need:
    """How many sheets of a paper the whole run takes."""

    paper: Paper
    format: Format
    net_sheets: int
    waste_sheets: int
    weight_g: float
    cost: Price | None

    @property
    def total_sheets(self) -> int:
        """With the allowance for waste."""
        return self.net_sheets + self.waste_sheets


@dataclass(frozen=True, slots=True)
class Job:
    """A whole run; ``edition`` names that from which the sheets were imposed.

    ``name`` is that of its folder. ``dated`` is the latest date of its content.
    """

    name: str
    statement: str
    edition: str
    scheme: Scheme
    dated: datetime
    waste: Waste
    booklets: tuple[Booklet, ...]

    @property
    def parts(self) -> tuple[Part, ...]:
        """Every file to be printed, in order."""
        return tuple(part for booklet in self.booklets for part in booklet.parts)

    @property
    def copies(self) -> int:
        """The copies in all languages."""
        return sum(booklet.copies for booklet in self.booklets)

    @property
    def weight_g(self) -> float:
        """What all finished copies weigh."""
        return sum(booklet.weight_g * booklet.copies for booklet in self.booklets)

    @property
    def needs(self) -> tuple[Need, ...]:
        """The papers to be had, in the order in which they are used."""
        return tuple(self._needs())

    @property
    def costs(self) -> tuple[Price, ...]:
        """What the paper costs, by currency; empty where a price is missing."""
        totals: dict[str, Decimal] = {}
        for part in self.parts:
            if part.cost is None:
                return ()
            known = totals.get(part.cost.currency, Decimal())
            totals[part.cost.currency] = known + part.cost.amount
        return tuple(Price(amount, currency) for currency, amount in sorted(totals.items()))

    def _needs(self) -> Iterator[Need]:
        groups: dict[tuple[str, str], list[Part]] = {}
        for part in self.parts:
            groups.setdefault((part.paper.name, part.format.name), []).append(part)
        for parts in groups.values():
            costs = [part.cost for part in parts if part.cost is not None]
            whole = len(costs) == len(parts)
            amount = sum((cost.amount for cost in costs), Decimal())
            yield Need(
                paper=parts[0].paper,
                format=parts[0].format,
                net_sheets=sum(part.net_sheets for part in parts),
                waste_sheets=sum(part.waste_sheets for part in parts),
                weight_g=sum(part.paper_weight_g for part in parts),
                cost=Price(amount, costs[0].currency) if whole else None,
            )


_CENT: Final = Decimal("0.01")


def rounded(amount: Decimal) -> Decimal:
    """An amount of money to hundredths, half of one upwards."""
    return amount.quantize(_CENT, ROUND_HALF_UP)
