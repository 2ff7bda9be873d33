"""Colours for browsers: custom properties (CSS Custom Properties 1) to go before a sheet."""

from __future__ import annotations

import re
from collections.abc import Mapping

from publish.design.colours import Palette, Scheme, shown

_USED = re.compile(r"var\(--([a-z-]+)")

_ELSEWHERE: Mapping[Scheme, str] = {
    "dark": "screen and (prefers-color-scheme: dark)",
    "printed": "print",
}
"""The media (Media Queries 5) in which a browser shows another scheme than the light one."""


def light(palettes: Mapping[Scheme, Palette], sheet: str, selector: str = ":root") -> str:
    """A rule that gives what ``selector`` selects the light colours that ``sheet`` uses."""
    return _rule(_of(palettes["light"], sheet), selector)


def with_colours(palettes: Mapping[Scheme, Palette], sheet: str) -> str:
    """``sheet`` after the colours that it uses: on light screens, on dark ones, and on paper."""
    usual = _of(palettes["light"], sheet)
    rules = [_rule(usual)]
    for scheme, medium in _ELSEWHERE.items():
        shades = _of(palettes[scheme], sheet)
        others = {token: value for token, value in shades.items() if value != usual[token]}
        if others:
            rules.append(f"@media {medium} {{\n{_rule(others)}}}\n")
    return "".join(rules) + sheet


def _of(palette: Palette, sheet: str) -> Mapping[str, str]:
    used = set(_USED.findall(sheet))
    return {token: value for token, value in shown(palette).items() if token in used}


def _rule(values: Mapping[str, str], selector: str = ":root") -> str:
    said = "; ".join(f"--{token}: {value}" for token, value in values.items())
    return f"{selector} {{ {said} }}\n"
