"""Paper: sheets that are turned, folded, cut, nested and leafed through, page by page.

It knows nothing of how sheets are planned. A sheet is a grid of places; at each lies a pile of
leaves, from the uppermost down. A leaf has two faces; ``up`` says which way a page's head points
as one looks down on the pile: 1 away from the viewer, -1 towards him.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from publish.impose import Sheet

Page = int | None


@dataclass(frozen=True)
class Leaf:
    """A piece of paper: the page that one sees, the one below it, and where their heads are."""

    seen: Page
    hidden: Page
    seen_up: int
    hidden_up: int

    def turned_like_a_leaf(self) -> Leaf:
        """Turned over about a vertical axis: heads stay where they are."""
        return Leaf(self.hidden, self.seen, self.hidden_up, self.seen_up)

    def turned_head_over(self) -> Leaf:
        """Turned over about a horizontal axis: heads change ends."""
        return Leaf(self.hidden, self.seen, -self.hidden_up, -self.seen_up)

    def turned_round(self) -> Leaf:
        """Turned by half a circle on the table."""
        return replace(self, seen_up=-self.seen_up, hidden_up=-self.hidden_up)


Pile = tuple[Leaf, ...]
Paper = tuple[tuple[Pile, ...], ...]
"""Rows of piles."""


def laid_out(sheet: Sheet, columns: int, rows: int) -> Paper:
    """A printed sheet on the table, its front up.

    What is on its back was seen after turning it like a leaf: it lies behind the mirrored place.
    """
    front = {(cell.row, cell.column): cell for cell in sheet.front}
    back = {(cell.row, columns - 1 - cell.column): cell for cell in sheet.back}

    def leaf(row: int, column: int) -> Leaf:
        above, below = front[row, column], back.get((row, column))
        return Leaf(
            above.page,
            below.page if below else None,
            -1 if above.turned else 1,
            -1 if below and below.turned else 1,
        )

    return tuple(tuple((leaf(row, column),) for column in range(columns)) for row in range(rows))


def flipped(paper: Paper) -> Paper:
    """The whole turned over like a leaf."""
    return tuple(
        tuple(tuple(leaf.turned_like_a_leaf() for leaf in pile[::-1]) for pile in row[::-1])
        for row in paper
    )


def left_over_right(paper: Paper) -> Paper:
    """The left half folded onto the right one; the crease is on the left."""
    half = len(paper[0]) // 2
    return tuple(
        tuple(
            tuple(leaf.turned_like_a_leaf() for leaf in row[half - 1 - place][::-1])
            + row[half + place]
            for place in range(half)
        )
        for row in paper
    )


def right_over_left(paper: Paper) -> Paper:
    """The right half folded onto the left one; the crease is on the right."""
    half = len(paper[0]) // 2
    return tuple(
        tuple(
            tuple(leaf.turned_like_a_leaf() for leaf in row[-1 - place][::-1]) + row[place]
            for place in range(half)
        )
        for row in paper
    )


def top_over_bottom(paper: Paper) -> Paper:
    """The upper half folded down onto the lower one."""
    half = len(paper) // 2
    return tuple(
        tuple(
            tuple(leaf.turned_head_over() for leaf in above[::-1]) + below
            for above, below in zip(paper[half - 1 - row], paper[half + row], strict=True)
        )
        for row in range(half)
    )


def bottom_over_top(paper: Paper) -> Paper:
    """The lower half folded up onto the upper one."""
    half = len(paper) // 2
    return tuple(
        tuple(
            tuple(leaf.turned_head_over() for leaf in below[::-1]) + above
            for above, below in zip(paper[row], paper[-1 - row], strict=True)
        )
        for row in range(half)
    )


FOLDS: Mapping[str, Callable[[Paper], Paper]] = {
    "left over right": left_over_right,
    "right over left": right_over_left,
    "top over bottom": top_over_bottom,
    "bottom over top": bottom_over_top,
}


def only_pile(paper: Paper) -> Pile:
    """The pile that folding has left."""
    ((pile,),) = paper
    return pile


def nested(sheets: Sequence[Pile]) -> Pile:
    """Folded sheets of two leaves each, every one laid into the fold of the one before."""
    return tuple(pile[0] for pile in sheets) + tuple(pile[1] for pile in reversed(sheets))


def cut_across(paper: Paper) -> tuple[Paper, Paper]:
    """The upper and the lower half, cut apart."""
    half = len(paper) // 2
    return paper[:half], paper[half:]


def pages_of(book: Pile) -> list[Page]:
    """The pages as a reader leafs through, from the uppermost leaf on.

    Heads must be up, but for those of blank pages. A book that is bound on the right is leafed
    through the other way, and shows the same faces in the same order.
    """
    faces = [
        face for leaf in book for face in ((leaf.seen, leaf.seen_up), (leaf.hidden, leaf.hidden_up))
    ]
    assert all(up == 1 for page, up in faces if page is not None), f"heads down: {faces}"
    return [page for page, _ in faces]
