"""ISO 3166-1 alpha-2 country codes, as CLDR has them."""

from __future__ import annotations

from functools import cache

from babel import Locale
from babel.core import get_global

from publish.faults import Fault, quoted

# Two-letter codes of CLDR that ISO 3166-1 has not assigned to a country: reserved or
# user-assigned codes, and codes for groupings and for tests.
_NOT_ISO = frozenset(
    ("AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "XK", "ZZ")
)


def is_country(code: str) -> bool:
    """Whether ISO 3166-1 has assigned a code."""
    return code in _names()


def check_country(code: str) -> str:
    """The code itself; raises Fault unless ISO 3166-1 has assigned it."""
    if is_country(code):
        return code
    raise Fault(f"{quoted(code)} is not a country code of ISO 3166-1.", _remedy(code, _names()))


@cache
def _names() -> dict[str, str]:
    territories = Locale.parse("en").territories
    return {
        code: name
        for code, name in territories.items()
        if len(code) == 2 and code.isalpha() and code not in _NOT_ISO
    }


def _remedy(code: str, names: dict[str, str]) -> str:
    current = get_global("territory_aliases").get(code.upper(), [code.upper()])[0]
    if current in names:
        return f'Write "{current}".'
    by_name = {name.casefold(): code for code, name in names.items()}
    if code.casefold() in by_name:
        return f'Write "{by_name[code.casefold()]}".'
    return "Write two capital letters, such as GR or TR."
