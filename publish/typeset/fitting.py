"""Fits a text to its pages: as few as can be had in multiples of some number, and not too close."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace

from publish.errors import TypesetError
from publish.markup.fit import PLAIN, Fit, rungs
from publish.markup.pages import Markup
from publish.typeset.engine import lay_out
from publish.typeset.fullness import has_air, spills, too_many
from publish.typeset.layout import Layout

Setting = Callable[[Fit], Markup]
"""What a text is set from, for a fit."""


@dataclass(frozen=True, slots=True)
class Fitted:
    """A text as it is laid out in a fit."""

    fit: Fit
    layout: Layout

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return self.layout.pages


def as_it_comes(setting: Setting, fit: Fit = PLAIN) -> Fitted:
    """A text laid out in a fit, but with its colophon where it costs no page.

    That is under the last lines, or else on the title page, if it has room there.
    """
    layout = lay_out(setting(fit))
    if fit.title == "page" and fit.colophon == "end" and spills(layout):
        other = replace(fit, colophon="title")
        with suppress(TypesetError):  # a title page that has no room for it
            moved = lay_out(setting(other))
            if moved.pages < layout.pages and has_air(moved):
                return Fitted(other, moved)
    return Fitted(fit, layout)


class Ladder:
    """The ways to set one text, each closer than the one before it, laid out when asked for."""

    def __init__(self, setting: Setting, start: Fit, *, title: bool) -> None:
        self._setting = setting
        self._rungs = rungs(start, title=title)
        self._known: dict[int, Fitted] = {}

    def at(self, rung: int) -> Fitted:
        """The text as it is on a rung, counted from 0, which is as it comes."""
        if rung not in self._known:
            self._known[rung] = as_it_comes(self._setting, self._rungs[rung])
        return self._known[rung]

    @property
    def last(self) -> int:
        """The number of the closest rung."""
        return len(self._rungs) - 1

    def goal(self, multiple: int) -> int:
        """The number of pages to be had: the next smaller multiple, if there is any."""
        pages = self.at(0).pages
        return pages - pages % multiple or pages

    def needed(self, multiple: int) -> int | None:
        """The first rung on which the goal is reached; None where it is on none."""
        goal = self.goal(multiple)
        if self.at(0).pages == goal:
            return 0
        if self.at(self.last).pages > goal:
            return None
        return next(rung for rung in range(1, self.last + 1) if self.at(rung).pages <= goal)

    def too_many(self, multiple: int) -> int:
        """How many lines too many there are for the goal, even where the text is closest."""
        return too_many(self.at(self.last).layout, self.goal(multiple))


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of fitting a text: ``pages`` in ``fit``, of ``natural`` ones as it comes.

    ``lines_too_many`` are those for which it has more pages than ``goal``.
    """

    fit: Fit
    pages: int
    natural: int
    goal: int
    lines_too_many: int = 0


def fitted(ladders: Mapping[str, Ladder], multiple: int) -> dict[str, Outcome]:
    """The outcome for each text by its language, the same rung for all where that costs no page.

    One that has to be close for its pages makes the others look like it.
    """
    needed = {language: ladder.needed(multiple) for language, ladder in ladders.items()}
    common = max((rung for rung in needed.values() if rung is not None), default=0)
    return {
        language: _outcome(ladder, multiple, needed[language], common)
        for language, ladder in ladders.items()
    }


def _outcome(ladder: Ladder, multiple: int, needed: int | None, common: int) -> Outcome:
    goal, natural = ladder.goal(multiple), ladder.at(0).pages
    most = natural if needed is None else goal
    alike = ladder.at(common)
    chosen = alike if alike.pages <= most else ladder.at(needed or 0)
    return Outcome(
        fit=chosen.fit,
        pages=chosen.pages,
        natural=natural,
        goal=goal,
        lines_too_many=ladder.too_many(multiple) if needed is None else 0,
    )
