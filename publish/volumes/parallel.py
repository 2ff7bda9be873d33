"""Two languages side by side: paragraph against paragraph, each on its own side of the spine.

Each text is laid out twice. The first time it stands on one endless page, which tells how high
its rows are; from that the places of all rows follow (``steps``). The second time every row is
put in its place, and whether it is there is looked up.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from publish.design.design import Design
from publish.editions import PDF, Edition
from publish.errors import Place, Problem, TypesetError
from publish.fonts.library import Library
from publish.impose.sheet import BINDINGS, OTHER, Binding
from publish.markup.pages import Markup, page_markup
from publish.press.geometry import MM_PT
from publish.text.dressed import Text
from publish.typeset.binding import Leaf, Volume, scoped
from publish.typeset.blank import blank_page
from publish.typeset.engine import lay_out
from publish.typeset.layout import Layout
from publish.typeset.measures import Measure, measures, spots, text_height_pt
from publish.volumes.front import front_markup, undivided
from publish.volumes.order import side_of
from publish.volumes.pairs import Pair, pairs
from publish.volumes.placing import page_rules, placing_rules
from publish.volumes.steps import Row, in_step, pages_with

TOLERANCE_PT: Final = 0.5
"""How far apart the first baselines of a pair may be."""

WIDTH_MM, HEIGHT_MM = 148.0, 210.0

PARALLEL: Final = Edition(
    name="volume",
    suffix="parallel.pdf",
    media_type=PDF,
    writer="pages",
    template="parallel.html.j2",
    sheets=("tokens", "scripts", "text", "statement", "parallel"),
    size_mm=(WIDTH_MM, HEIGHT_MM),
)

_ENDLESS_MM = 100_000.0


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two texts: what it is laid out from, and on which side of the spine.

    ``number`` is that of its first page. Once it is laid out, ``spreads`` are those that its
    pages lie on, counted from 0: some may have none of it.
    """

    text: Text
    markup: Markup
    hand: Binding
    number: int
    layout: Layout | None = None
    spreads: tuple[int, ...] = ()


def parallel(texts: Sequence[Text], fonts: Library, design: Design) -> Volume:
    """A volume of two texts with a common cover, bound for the first.

    The text that reads from right to left is on the right. Where both read one way, the first
    is on the page that is read first. Raises TypesetError where a block is higher than a page
    or a row is not where it should be.
    """
    binding = BINDINGS[texts[0].profile.direction]
    cover = lay_out(front_markup(texts, fonts, design, begins=None, binding=binding))
    hands = hands_of([text.profile.direction for text in texts])
    sides = _in_step(
        [
            Side(text, _markup(text, fonts, design, binding), hand, _first_page(hand, binding))
            for text, hand in zip(texts, hands, strict=True)
        ]
    )
    pages = [_by_spread(side) for side in sides]
    spreads = max(map(len, pages))
    places: dict[int, Any] = {}
    for side, own in zip(sides, pages, strict=True):
        for spread in range(spreads):
            places[side.number + 2 * spread] = own.get(spread, blank_page(WIDTH_MM, HEIGHT_MM))
    (front,) = cover.document.pages
    leaves = [Leaf(front, ("", 1)), *(Leaf(places[n], ("", n)) for n in sorted(places))]
    order = [0, *(side.number + 2 * n - 1 for side in sides for n in range(spreads))]
    layouts = [side.layout for side in sides if side.layout]
    return Volume(tuple(leaves), (cover, *layouts), binding, tuple(order))


def _markup(text: Text, fonts: Library, design: Design, binding: Binding) -> Markup:
    markup = page_markup(text, PARALLEL, fonts, design)
    return replace(markup, rules=markup.rules + undivided(text.profile, binding))


def hands_of(directions: Sequence[str]) -> tuple[Binding, Binding]:
    """On which side of the spine each of two texts stands, by their directions."""
    one, other = directions
    if one == other:
        near = side_of(2, BINDINGS[one])
        return near, OTHER[near]
    return BINDINGS[one], BINDINGS[other]


def _first_page(hand: Binding, binding: Binding) -> int:
    """The first page of the first spread on that side; the cover is page 1."""
    return 2 if side_of(2, binding) == hand else 3


def _in_step(sides: Sequence[Side]) -> list[Side]:
    """Both sides, laid out."""
    names = pairs(sides[0].text, sides[1].text)
    laid_out = _placed(sides, names)
    _check(laid_out, names)
    return laid_out


def _placed(sides: Sequence[Side], names: Sequence[Pair]) -> list[Side]:
    frames = [page_rules(side.text.profile, side.hand, side.number) for side in sides]
    endless = f"@page {{ size: {WIDTH_MM}mm {_ENDLESS_MM}mm }}\n"
    alone = [_laid_out(side, frame + endless) for side, frame in zip(sides, frames, strict=True)]
    height_pt = text_height_pt(alone[0]) - (_ENDLESS_MM - HEIGHT_MM) * MM_PT
    rows = _rows([measures(layout) for layout in alone], names)
    steps = in_step(rows, height_pt)
    laid_out = []
    for number, (side, frame) in enumerate(zip(sides, frames, strict=True)):
        own = [
            (name, step)
            for pair, both in zip(names, steps, strict=True)
            if (name := pair[number]) and (step := both[number])
        ]
        spreads = pages_with(step for _, step in own)
        rules = frame + placing_rules(own, spreads, side.number)
        laid_out.append(replace(side, layout=_laid_out(side, rules), spreads=spreads))
    return laid_out


def _laid_out(side: Side, rules: str) -> Layout:
    return lay_out(replace(side.markup, rules=side.markup.rules + rules))


def _rows(found: Sequence[dict[str, Measure]], names: Sequence[Pair]) -> list[Row]:
    return [
        (found[0][left] if left else None, found[1][right] if right else None)
        for left, right in names
    ]


def _by_spread(side: Side) -> dict[int, Any]:
    assert side.layout is not None
    return dict(zip(side.spreads, scoped(side.layout, side.text.language), strict=True))


def _check(sides: Sequence[Side], names: Sequence[Pair]) -> None:
    """Whether what answers to each other stands on one line.

    Raises TypesetError where it does not: then the page engine has divided a row otherwise
    than was foreseen.
    """
    found = [
        {name: (side.spreads[spot.page], spot.baseline_pt) for name, spot in own.items()}
        for side in sides
        if side.layout and len(side.spreads) == side.layout.pages
        for own in [spots(side.layout)]
    ]
    for left, right in names:
        if left and right and not _level(found, left, right):
            raise TypesetError(
                Problem(
                    f"the {sides[0].text.language} and {sides[1].text.language} pages fall out "
                    f"of step at “{left}”.",
                    Place(sides[0].text.path),
                    "This is a fault of the page engine: change the text near that place, "
                    "and report it.",
                )
            )


def _level(found: Sequence[dict[str, tuple[int, float]]], left: str, right: str) -> bool:
    if len(found) != 2:
        return False
    (page, depth), (other_page, other_depth) = found[0][left], found[1][right]
    return page == other_page and abs(depth - other_depth) <= TOLERANCE_PT
