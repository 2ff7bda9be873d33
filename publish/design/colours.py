"""The colours of the design, each as it is shown and as it is printed: ``styles/colours.toml``."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final, Literal, cast, get_args

from publish.errors import Place, Problem, PublishError

COLOURS: Final = "colours.toml"
"""The table's file, among the style sheets."""

INK_LIMIT_PERCENT = 300
"""The most ink of all four plates together: what the profile that comes with Publish allows."""

Cmyk = tuple[float, float, float, float]

Scheme = Literal["light", "dark", "largeprint", "printed"]
"""Where a colour is seen: on paper and bright screens, on dark ones, in large print, and where a
page of the web is printed."""

SCHEMES: Final[tuple[Scheme, ...]] = get_args(Scheme)

_HEX = re.compile(r"#[0-9a-fA-F]{6}")
_ALIAS = re.compile(r"var\(--([a-z-]+)\)")


@dataclass(frozen=True, slots=True)
class Colour:
    """A colour of the design: its name, what is shown (CSS), its inks in per cent.

    A colour that is never printed by a press has no inks. ``spot`` is the name of an ink of its
    own that replaces the mixture, if there is one.
    """

    token: str
    srgb: str
    cmyk: Cmyk | None = None
    spot: str | None = None


Palette = tuple[Colour, ...]
"""The colours of one scheme."""


def read_colours(styles: Path) -> Mapping[Scheme, Palette]:
    """The table in the folder of style sheets: every colour in every scheme.

    Raises PublishError for what is no colour, for inks that are not four amounts from 0 to 100,
    or too many together.
    """
    path = styles / COLOURS
    rows = tomllib.loads(path.read_text(encoding="utf-8"))
    problems = [
        Problem(f"[{token}]: {fault}", Place(path))
        for token, row in rows.items()
        for fault in _faults(row, rows)
    ]
    if problems:
        raise PublishError(*problems)
    return MappingProxyType(
        {
            scheme: tuple(
                Colour(token, _shown(token, rows, scheme), _inks(row), row.get("spot"))
                for token, row in rows.items()
            )
            for scheme in SCHEMES
        }
    )


def _shown(token: str, rows: Mapping[str, Any], scheme: Scheme) -> str:
    """What a scheme shows: its own value or the usual one, or those of the colour named there."""
    value: str = rows[token].get(scheme, rows[token]["srgb"])
    alias = _ALIAS.fullmatch(value)
    return _shown(alias[1], rows, scheme) if alias else value


def _inks(row: Mapping[str, Any]) -> Cmyk | None:
    return cast(Cmyk, tuple(map(float, row["cmyk"]))) if "cmyk" in row else None


def _faults(row: Mapping[str, Any], rows: Mapping[str, Any]) -> Iterator[str]:
    for key in ("srgb", *(key for key in row if key in SCHEMES)):
        if not _is_colour(row.get(key), rows):
            yield f'{key} is no colour such as "#8e1b1f", nor another of this table.'
    cmyk = row.get("cmyk", ())
    if "cmyk" in row and (len(cmyk) != 4 or not all(0 <= ink <= 100 for ink in cmyk)):
        yield "cmyk is not four amounts of ink from 0 to 100 per cent."
    elif "spot" in row and not cmyk:
        yield "spot has no cmyk beside it, which says what the ink looks like."
    elif sum(cmyk) > INK_LIMIT_PERCENT:
        yield f"{sum(cmyk):g} % of ink is more than the {INK_LIMIT_PERCENT} % that paper bears."


def _is_colour(value: object, rows: Mapping[str, Any]) -> bool:
    """Whether a value is a colour, or the name of one that has a value of its own."""
    if not isinstance(value, str):
        return False
    alias = _ALIAS.fullmatch(value)
    if alias is None:
        return _HEX.fullmatch(value) is not None
    named = rows.get(alias[1], {})
    return all(_HEX.fullmatch(str(named.get(key, named.get("srgb")))) for key in SCHEMES)


def shown(palette: Iterable[Colour]) -> Mapping[str, str]:
    """What is shown, by the names of the colours."""
    return {colour.token: colour.srgb for colour in palette}
