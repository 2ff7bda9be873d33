"""What is read from the tags of a PDF, as a screen reader does it that goes by them alone."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from publish.pdf.items import Item, Mark
from publish.pdf.tree import INLINE, Element

# What counts as room between words: a gap, and a step to another line, in heights of a code.
_WORD_GAP: Final = 0.15
_LINE_STEP: Final = 0.5


@dataclass(frozen=True, slots=True)
class Speaker:
    """Reads elements; ``painted`` has what each marked content shows, in order of painting."""

    painted: Mapping[Mark, Sequence[Item]]

    def text(
        self, element: Element, *, without: Collection[str] = (), as_painted: bool = False
    ) -> str:
        """The text of an element, blocks apart; types named in ``without`` are passed over.

        ``ActualText`` replaces what is under it (ISO 32000-1, 14.9.4), but where it is asked
        for ``as_painted``. Descriptions of pictures are left out: they are on no page.
        """
        return "".join(_spelt(self._pieces(element, without, as_painted)))

    def own_text(self, element: Element) -> str:
        """What an element says itself, not through elements below it."""
        if element.told is not None:
            return element.told
        marks = (kid for kid in element.kids if isinstance(kid, Mark))
        return "".join(_spelt(self.painted.get(mark, ()) for mark in marks))

    def _pieces(
        self, element: Element, without: Collection[str], as_painted: bool
    ) -> Iterator[str | Sequence[Item]]:
        if element.role in without:
            return
        edge = "" if element.role in INLINE else "\n"
        yield edge
        if element.told is not None and not as_painted:
            yield element.told
        else:
            for kid in element.kids:
                if isinstance(kid, Element):
                    yield from self._pieces(kid, without, as_painted)
                elif isinstance(kid, Mark):
                    yield self.painted.get(kid, ())
        yield edge


def by_mark(items: Iterable[Item]) -> Mapping[Mark, list[Item]]:
    """What is painted and no artifact, by the marked content that it belongs to."""
    found: dict[Mark, list[Item]] = {}
    for item in items:
        if item.mark is not None and not item.artifact:
            found.setdefault(item.mark, []).append(item)
    return found


@dataclass(slots=True)
class Spelling:
    """Spells texts and painted codes as one text, piece by piece in their order.

    Between codes a gap on the page is a space, and a step a line end.
    """

    before: Item | None = None

    def told(self, text: str) -> str:
        """A text that is told is as it is; what follows it needs no room that is not in it."""
        self.before = None if text else self.before
        return text

    def painted(self, items: Iterable[Item]) -> str:
        """What codes say that are painted after those before."""
        codes = (item for item in items if item.kind == "text")
        return "".join(
            part
            for backward, group in groupby(codes, key=lambda item: item.backward)
            for part in self._turned(group, backward)
        )

    def _turned(self, group: Iterable[Item], backward: bool) -> Iterable[str]:
        spelt = []
        for item in group:
            spelt.append(_room(self.before, item) if self.before else "")
            spelt.append(_said(item))
            self.before = item
        return reversed(spelt) if backward else spelt


def _spelt(pieces: Iterable[str | Sequence[Item]]) -> Iterator[str]:
    spelling = Spelling()
    for piece in pieces:
        yield spelling.told(piece) if isinstance(piece, str) else spelling.painted(piece)


def _said(item: Item) -> str:
    return item.told if item.told is not None else item.mapped or ""


def _room(before: Item, item: Item) -> str:
    """What is to be read between two codes that are painted one after the other."""
    height = before.box[3] - before.box[1]
    if before.page != item.page or abs(item.box[1] - before.box[1]) > _LINE_STEP * height:
        return "\n"
    gap = item.box[0] - before.box[2]
    width = item.box[2] - before.box[0]
    return " " if gap > _WORD_GAP * height or width < -_WORD_GAP * height else ""
