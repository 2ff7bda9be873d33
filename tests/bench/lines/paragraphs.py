"""Lines put together to paragraphs.

Which letters make a paragraph is told by the tags of the file. Where it has none, lines are told
from one another by their height, and a paragraph ends where a line ends early, or where the next
is indented or stands off.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from bench.lines.glyphs import Drawn, Glyph, is_rightward
from bench.lines.line import Line, lines_of

from publish.pdf.items import Mark
from publish.pdf.tree import INLINE, Element

HYPHENS = "-\u2010\u00ad\u058a\u05be"
"""What ends a line within a word: hyphens, and what Armenian and Hebrew have in their place."""

_GROUPING = frozenset({"", "Document", "Part", "Art", "Sect", "Div", "BlockQuote"})
"""Types without text of their own (ISO 32000-1, 14.8.4.2): what is inline there stands alone."""

_INDENT = 0.6
_APART = 1.2
_OTHER_SIZE = 0.05


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Lines that are one paragraph, in order.

    ``roles`` are its type in the tags and, before it, those of all that it is in; none where the
    file is not tagged.
    """

    roles: tuple[str, ...]
    lines: tuple[Line, ...]
    rightward: bool

    @property
    def heading(self) -> bool:
        """Whether it is a heading (ISO 32000-1, 14.8.4.3.2)."""
        return self.roles[-1:] != () and re.fullmatch(r"H\d*", self.roles[-1]) is not None

    @property
    def note(self) -> bool:
        """Whether it is in a note at the foot of a page."""
        return not {"Note", "FENote"}.isdisjoint(self.roles)

    def end(self, line: Line) -> float:
        """Where a line ends, as a distance that grows in the direction of reading (pt)."""
        return line.right if self.rightward else -line.left

    def start(self, line: Line) -> float:
        """Where a line begins, likewise."""
        return line.left if self.rightward else -line.right

    def divided(self, line: Line) -> bool:
        """Whether a line ends within a word."""
        letters = line.words[-1][-1] if self.rightward else line.words[0][0]
        return letters.text[-1:] in HYPHENS and len(line.text) > 1

    @property
    def size(self) -> float:
        """The size of most of its letters (pt)."""
        return median(line.size for line in self.lines)


def paragraphs(drawn: Drawn) -> list[Paragraph]:
    """All paragraphs of a file, headings and items of lists among them, in order."""
    if drawn.tree is None:
        return list(_untagged(drawn))
    return list(_tagged(drawn, dict(_owners(drawn.tree))))


@dataclass(frozen=True, slots=True, eq=False)
class _Owner:
    """An element that is a paragraph by itself, and the types of all that it is in."""

    roles: tuple[str, ...]


def _owners(tree: Element) -> Iterator[tuple[Mark, _Owner]]:
    """What each piece of marked content belongs to."""

    def below(element: Element, owner: _Owner, parent: str) -> Iterator[tuple[Mark, _Owner]]:
        called = element.role == "Lbl" and parent in ("Reference", "Link")
        inside = (element.role in INLINE and parent not in _GROUPING) or called
        own = owner if inside else _Owner((*owner.roles, element.role))
        for kid in element.kids:
            if isinstance(kid, Mark):
                yield kid, own
            elif isinstance(kid, Element):
                yield from below(kid, own, element.role)

    return below(tree, _Owner(()), "")


def _tagged(drawn: Drawn, owners: Mapping[Mark, _Owner]) -> Iterator[Paragraph]:
    own: dict[_Owner, list[Glyph]] = {owner: [] for owner in owners.values()}
    for glyph in drawn.glyphs:
        if glyph.mark is not None and glyph.mark in owners:
            own[owners[glyph.mark]].append(glyph)
    for owner, glyphs in own.items():
        lines = lines_of(glyphs, drawn.spaced)
        if lines:
            rightward = is_rightward((line.text for line in lines), drawn.rightward)
            yield Paragraph(owner.roles, tuple(lines), rightward)


def _untagged(drawn: Drawn) -> Iterator[Paragraph]:
    lines = lines_of(drawn.glyphs, drawn.spaced)
    insets = _insets(lines, drawn.rightward)
    steps = Counter(round(one.baseline - other.baseline, 1) for one, other in pairwise(lines))
    leading = steps.most_common(1)[0][0] if steps else 0.0
    together: list[Line] = []
    for line in lines:
        if together and _begins(line, together[-1], insets, leading):
            yield Paragraph((), tuple(together), drawn.rightward)
            together = []
        together.append(line)
    if together:
        yield Paragraph((), tuple(together), drawn.rightward)


def _begins(line: Line, before: Line, insets: Mapping[Line, float], leading: float) -> bool:
    """Whether a new paragraph begins with ``line``."""
    indented = insets[line] - insets[before] > _INDENT * line.size
    stands_off = 0 < _APART * leading < before.baseline - line.baseline
    return indented or stands_off or abs(line.size - before.size) > _OTHER_SIZE * line.size


def _insets(lines: Sequence[Line], rightward: bool) -> Mapping[Line, float]:
    """How far from the foremost line of its page each line begins (pt)."""
    starts = {line: line.left if rightward else -line.right for line in lines}
    foremost: dict[int, float] = {}
    for line, start in starts.items():
        foremost[line.page] = min(start, foremost.get(line.page, start))
    return {line: start - foremost[line.page] for line, start in starts.items()}
