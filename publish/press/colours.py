"""The colours of the design as inks, from ``styles/colours.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from publish.errors import Place, Problem, PublishError

INK_LIMIT_PERCENT = 300
"""The most ink of all four plates together: what the profile that comes with Publish allows."""

Cmyk = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Colour:
    """A colour of the design: its name, what screens show (CSS), its inks in per cent.

    ``spot`` is the name of an ink of its own that replaces the mixture, if there is one.
    """

    token: str
    srgb: str
    cmyk: Cmyk
    spot: str | None = None

    @property
    def total_ink_percent(self) -> float:
        """How much ink lies on the paper where the colour is solid."""
        return sum(self.cmyk)


def read_colours(styles: Path) -> tuple[Colour, ...]:
    """The table in the folder of style sheets.

    Raises PublishError for inks that are not four amounts from 0 to 100, or too many together.
    """
    path = styles / "colours.toml"
    rows = tomllib.loads(path.read_text(encoding="utf-8"))
    colours = tuple(
        Colour(token, row["srgb"], _inks(row["cmyk"]), row.get("spot"))
        for token, row in rows.items()
    )
    problems = [Problem(fault, Place(path)) for colour in colours for fault in _faults(colour)]
    if problems:
        raise PublishError(*problems)
    return colours


def _inks(amounts: list[float]) -> Cmyk:
    inks = tuple(map(float, amounts))
    return cast(Cmyk, inks)  # how many there are, _faults tells


def _faults(colour: Colour) -> Iterable[str]:
    if len(colour.cmyk) != 4 or not all(0 <= ink <= 100 for ink in colour.cmyk):
        yield f"[{colour.token}]: cmyk is not four amounts of ink from 0 to 100 per cent."
    elif colour.total_ink_percent > INK_LIMIT_PERCENT:
        yield (
            f"[{colour.token}]: {colour.total_ink_percent:g} % of ink is more than "
            f"the {INK_LIMIT_PERCENT} % that paper bears."
        )
