"""Where the pages of a volume stand: pure arithmetic of leaves, sides and blanks."""

from __future__ import annotations

from collections.abc import Sequence

from publish.impose.sheet import OTHER, Binding

SIGNATURE = 4
"""Pages of a folded sheet: a stitched volume has a multiple of them."""


def beginnings(before: int, lengths: Sequence[int]) -> tuple[int, ...]:
    """The page on which each text begins, counted from 1: the next odd one, as title pages do.

    ``before`` is the number of pages that stand before the first text.
    """
    begins = []
    end = before
    for length in lengths:
        begins.append(end + 1 + end % 2)
        end = begins[-1] + length - 1
    return tuple(begins)


def blanks_between(before: int, lengths: Sequence[int]) -> tuple[int, ...]:
    """How many blank pages stand before each text, so that it begins where it does."""
    begins = beginnings(before, lengths)
    ends = (before, *(begin + length - 1 for begin, length in zip(begins, lengths, strict=True)))
    return tuple(begin - end - 1 for begin, end in zip(begins, ends, strict=False))


def blanks_in_the_middle(front: int, back: int) -> int:
    """How many blank pages stand between two texts that begin at the two covers."""
    return -(front + back) % SIGNATURE


def reading_order(front: int, back: int) -> tuple[int, ...]:
    """The places of a volume with two covers as they are read, counted from 0.

    First those of the front side with the blanks, then the back side from the last page on.
    """
    total = front + blanks_in_the_middle(front, back) + back
    return (*range(total - back), *reversed(range(total - back, total)))


def side_of(number: int, binding: Binding) -> Binding:
    """On which side of the open volume a page lies; the first is on the far side of the spine."""
    return binding if number % 2 == 0 else OTHER[binding]
