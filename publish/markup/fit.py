"""How a text is fitted to its pages: what may differ between two layouts of the same words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final, Literal

TitlePlace = Literal["page", "head"]
"""A title page, or a title that heads the first page of the text."""

ColophonPlace = Literal["end", "title"]
"""Under the last lines, or at the foot of the title page."""

LEAST_LEADING: Final = 0.97
LEAST_SIZE: Final = 0.97
"""Type is never closer or smaller than by three in a hundred: nobody sees it without a rule."""

DEPTH_MM: Final = 170.0
MOST_DEPTH_MM: Final = 176.0
"""How high the lines of a page of 210 mm may stand: folios keep 8 mm of paper below them."""


@dataclass(frozen=True, slots=True)
class Fit:
    """One way to set a text.

    ``leading`` and ``size`` are shares of what its script is set in, ``depth_mm`` is how much of
    a page's height its lines may take. ``looseness`` is by how many lines each paragraph that can
    be is set longer, or shorter where it is below 0 (Knuth and Plass, 1981).
    """

    title: TitlePlace = "page"
    colophon: ColophonPlace = "end"
    looseness: int = 0
    leading: float = 1.0
    size: float = 1.0
    depth_mm: float = DEPTH_MM


SHORTENED: Final = 0
"""By how many lines paragraphs are set shorter before anything else gets closer.

None, for lines are still filled one after another: a setter of whole paragraphs can have it.
"""

PLAIN: Final = Fit()
"""A title page, the colophon at the end, everything as the style sheets have it."""


def rungs(start: Fit, *, title: bool) -> tuple[Fit, ...]:
    """Ways to set a text on fewer pages, each at least as close as the one before it.

    ``start`` is the first; ``title`` says whether the title may lose its page.
    """
    return tuple(_rungs(start, title=title))


def _rungs(fit: Fit, *, title: bool) -> Iterator[Fit]:
    yield fit
    if SHORTENED:
        fit = replace(fit, looseness=-SHORTENED)
        yield fit
    if title and fit.title == "page":
        fit = replace(fit, title="head", colophon="end")
        yield fit
    for leading in (0.985, LEAST_LEADING):
        fit = replace(fit, leading=leading)
        yield fit
    for size in (0.985, LEAST_SIZE):
        fit = replace(fit, size=size)
        yield fit
    yield replace(fit, depth_mm=MOST_DEPTH_MM)


def fit_rules(fit: Fit) -> str:
    """A style sheet of what a fit changes, for pages measured in points; nothing for the plain one.

    What type is measured in gets smaller, and with it whatever is set in type.
    """
    changed = {
        "--pt": (fit.size, PLAIN.size, "pt"),
        "--lead": (fit.leading, PLAIN.leading, "pt"),
        "--depth": (fit.depth_mm, PLAIN.depth_mm, "mm"),
    }
    rules = "; ".join(
        f"{name}: {value:g}{unit}"
        for name, (value, plain, unit) in changed.items()
        if value != plain
    )
    return f":root {{ {rules} }}\n" if rules else ""
