"""Two covers: texts that begin at either end of a volume and meet in the middle.

Where both directions of reading are there, a text that reads from right to left begins where a
book of its kind does, at the other's back cover, and nothing is turned. Where all read in one
direction, the second begins at the back upside down (tête-bêche): whoever turns the volume over
has its front in hand.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from publish.design.design import Design
from publish.fonts.library import Library
from publish.impose.sheet import BINDINGS
from publish.text.dressed import Text
from publish.typeset.binding import Leaf, Volume
from publish.typeset.blank import blank_page
from publish.volumes.order import blanks_in_the_middle, reading_order
from publish.volumes.sequence import PAMPHLET, Shop, side


def head_to_head(texts: Sequence[Text], fonts: Library, design: Design) -> Volume:
    """A volume that the first text opens, bound for it, its pages as they lie between the covers.

    At the other cover begin the texts of the other direction; without any, all but the first.
    """
    near, far = shared_out(texts)
    directions = [group[0].profile.direction for group in (near, far)]
    bindings = [BINDINGS[direction] for direction in directions]
    shop = Shop(fonts, design, bindings[0])
    front, back = (
        side(group, shop, binding, prefix=group[0].language)
        for group, binding in zip((near, far), bindings, strict=True)
    )
    turned = directions[0] == directions[1]
    blanks = [Leaf(_blank())] * blanks_in_the_middle(len(front.leaves), len(back.leaves))
    from_behind = [replace(leaf, turned=turned) for leaf in reversed(back.leaves)]
    return Volume(
        leaves=(*front.leaves, *blanks, *from_behind),
        sources=(*front.layouts, *back.layouts),
        binding=bindings[0],
        reading=reading_order(len(front.leaves), len(back.leaves)),
    )


def shared_out(texts: Sequence[Text]) -> tuple[Sequence[Text], Sequence[Text]]:
    """The texts that begin at the front cover, and those that begin at the back."""
    direction = texts[0].profile.direction
    near = [text for text in texts if text.profile.direction == direction]
    far = [text for text in texts if text.profile.direction != direction]
    return (near, far) if far else (texts[:1], texts[1:])


def _blank() -> object:
    assert PAMPHLET.size_mm is not None
    return blank_page(*PAMPHLET.size_mm)
