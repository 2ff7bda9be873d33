"""Style rules that put the rows of a text in their places, on pages of one side of the spine."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from publish.impose.sheet import OTHER, Binding
from publish.language.numerals import css_counter
from publish.language.profile import Profile
from publish.volumes.steps import Step

_SPINE_MM, _EDGE_MM = 19, 15

# Space between rows is what is left above each, and pages end where a row begins a new one.
_RESET = """\
[data-row], .frame { margin-block: 0 !important }
.frame { padding-block: 0 !important }
[data-row] { break-before: auto !important; break-after: auto !important }
"""


def page_rules(profile: Profile, hand: Binding, number: int) -> str:
    """Pages that all lie on one side of the spine: every second of a volume, from ``number``."""
    inner = OTHER[hand]
    counter = css_counter(profile.numerals)
    page = (
        f"{{ margin-{hand}: {_EDGE_MM}mm; margin-{inner}: {_SPINE_MM}mm; "
        f"@top-{hand} {{ content: element(verso) }} "
        f"@bottom-{hand} {{ content: counter(page, {counter}) }} "
        f"@bottom-{inner} {{ content: none }} }}\n"
    )
    return (
        f"@page :left {page}@page :right {page}"
        f"@page {{ counter-increment: page 2 }}\n{_numbered(1, number)}"
    )


def placing_rules(steps: Sequence[tuple[str, Step]], spreads: Sequence[int], number: int) -> str:
    """The place of each row by its name, and the numbers of pages after spreads without any."""
    rows = "".join(_row_rules(name, step) for name, step in steps)
    jumps = (
        _numbered(place, number + 2 * after)
        for place, (before, after) in enumerate(pairwise(spreads), start=2)
        if after != before + 1
    )
    return _RESET + rows + "".join(jumps)


def _row_rules(name: str, step: Step) -> str:
    rules = [f"margin-block-start: {step.space_pt:.4f}pt !important"]
    if step.turns:
        rules.append("break-before: page !important")
    if len(step.divided) == 2:  # neither earlier nor later
        rules.append(f"orphans: {step.divided[0]}; widows: {step.divided[1]}")
    return f'[data-row="{name}"] {{ {"; ".join(rules)} }}\n'


def _numbered(place: int, number: int) -> str:
    """The rule that numbers the page at this place in the document."""
    return f"@page :nth({place}) {{ counter-reset: page {number - 2} }}\n"
