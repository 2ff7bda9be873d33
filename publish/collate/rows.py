"""The rows of one part of the texts: what answers to each passage, and what differs in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from publish.collate.answers import Answers
from publish.collate.collation import Difference, Kind, Row, Unit
from publish.collate.comparison import joined, quoted
from publish.collate.judges import Judges
from publish.findings.saying import counted
from publish.text.dressed import Text


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of one part of the text."""

    texts: Mapping[str, Text]
    part: Answers
    judges: Judges

    def rows(self) -> Iterator[Row]:
        """A row for each passage of the source, and one for each that only a translation has."""
        yield from self._extras(-1)
        for number, unit in enumerate(self.part.source):
            cells = {tag: self.part.answer(number, tag) for tag in self.part.others}
            merged = {tag for tag in cells if number in self.part.pairings[tag].merged}
            differences = _weighed(
                [found for tag in cells for found in self._differences(number, tag)], len(cells)
            )
            shown = {tag: () if tag in merged else cell for tag, cell in cells.items()}
            yield Row(unit, shown, differences)
            yield from self._extras(number)

    def _differences(self, number: int, tag: str) -> Iterator[Difference]:
        unit, there = self.part.source[number], self.part.answer(number, tag)
        pairing = self.part.pairings[tag]
        if not there:
            yield self._missing(number, tag)
            return
        if number in pairing.merged:
            yield self._merged(number, tag)
            return
        if number in pairing.moved:
            yield self._moved(number, tag)
        if len(there) > 1:
            yield _divided(unit, there, tag)
        yield from _form_differs(unit, there[0], self.part.source[number - 1 : number], tag)
        yield from _numbering_differs(unit, there[0], tag)
        yield from _shape_differs(unit, there[0], tag)
        inside = [one for one, whole in pairing.merged.items() if whole == number]
        whole = joined((unit, *(self.part.source[one] for one in inside)))
        witnesses = self.part.witnesses(number, tag)
        yield from self.judges.compare(whole, joined(there), tag, {} if inside else witnesses)

    def _missing(self, number: int, tag: str) -> Difference:
        unit = self.part.source[number]
        before = self._before(number, tag)
        after = f"after {quoted(before.text)}" if before and before.text else "at the beginning"
        place = before.place if before else self.texts[tag].sources["title"]
        return Difference(
            _of_item(Kind.MISSING, unit),
            tag,
            f"{_a(unit)} is missing {after}: {quoted(unit.text)}.",
            place,
            unit.place,
            "Translate it, if it was not left out on purpose.",
        )

    def _merged(self, number: int, tag: str) -> Difference:
        unit, (there, *_) = self.part.source[number], self.part.answer(number, tag)
        return Difference(
            _of_item(Kind.MERGED, unit),
            tag,
            f"two passages of {self.judges.source} are one here: {quoted(unit.text)} stands in "
            f"{quoted(there.text)}.",
            there.place,
            unit.place,
            "Divide it as the source does.",
        )

    def _moved(self, number: int, tag: str) -> Difference:
        unit, (there, *_) = self.part.source[number], self.part.answer(number, tag)
        passages = self.part.others[tag]
        index = passages.index(there)
        after = f"after {quoted(passages[index - 1].text)}" if index else "at the beginning"
        return Difference(
            Kind.MOVED,
            tag,
            f"{_a(there)} has been moved: {quoted(there.text)} stands {after}.",
            there.place,
            unit.place,
            "Put it where the source has it.",
        )

    def _before(self, number: int, tag: str) -> Unit | None:
        """The last passage of a translation before the place where one is missing."""
        earlier = (self.part.answer(one, tag) for one in range(number - 1, -1, -1))
        return next((there[-1] for there in earlier if there), None)

    def _extras(self, number: int) -> Iterator[Row]:
        """What stands in a translation alone, after what answers to a passage of the source."""
        for tag, pairing in self.part.pairings.items():
            owner = {
                index: one
                for one, group in pairing.partners.items()
                for index in group
                if one not in pairing.moved
            }
            for index in pairing.extra:
                anchor = next((owner[i] for i in range(index, -1, -1) if i in owner), -1)
                if anchor == number:
                    yield self._extra(self.part.others[tag][index], tag, anchor)

    def _extra(self, unit: Unit, tag: str, anchor: int) -> Row:
        beside = (
            self.part.source[anchor].place
            if anchor >= 0
            else self.texts[self.judges.source].sources["title"]
        )
        difference = Difference(
            _of_item(Kind.EXTRA, unit),
            tag,
            f"{_a(unit)} is only in {tag}: {quoted(unit.text)}.",
            unit.place,
            beside,
            f"Strike it, or see whether {self.judges.source} lacks it.",
            here=((0, len(unit.text)),),
        )
        return Row(
            None,
            {other: (unit,) if other == tag else () for other in self.part.others},
            (difference,),
        )


def _divided(unit: Unit, there: tuple[Unit, ...], tag: str) -> Difference:
    return Difference(
        _of_item(Kind.DIVIDED, unit),
        tag,
        f"one passage of the source is {len(there)} here: {quoted(unit.text)}.",
        there[1].place,
        unit.place,
        "Put them together as the source does.",
    )


def _weighed(found: Sequence[Difference], languages: int) -> tuple[Difference, ...]:
    """The differences of a row, with a word where all translations differ from the source alike."""
    shared = Counter((one.kind, one.there) for one in found)
    return tuple(
        replace(one, remedy=_LOOK_AT_THE_SOURCE)
        if languages > 1 and shared[one.kind, one.there] == languages
        else one
        for one in found
    )


_LOOK_AT_THE_SOURCE: Final = (
    "All translations differ from the source here: look first whether the source is wrong."
)


def _of_item(kind: Kind, unit: Unit) -> Kind:
    """The kind of a difference in blocks, or that of the same difference in the items of a list."""
    return _ITEMS[kind] if unit.is_item else kind


_ITEMS: Final = {
    Kind.MISSING: Kind.ITEM_MISSING,
    Kind.EXTRA: Kind.ITEM_EXTRA,
    Kind.DIVIDED: Kind.ITEM_DIVIDED,
    Kind.MERGED: Kind.ITEM_MERGED,
}


def _form_differs(
    unit: Unit, there: Unit, before: Sequence[Unit], tag: str
) -> Iterator[Difference]:
    """Another kind of block, or another role; a list is told of once."""
    follows = bool(before) and before[0].is_item and unit.is_item
    ours, theirs = _form(unit), _form(there)
    if ours == theirs or (follows and unit.form == there.form):
        return
    yield Difference(
        Kind.FORM,
        tag,
        f"this is {theirs}, and {ours} in the source: {quoted(there.text)}.",
        there.place,
        unit.place,
        "Write it as the same kind of block, with the same role.",
    )


def _numbering_differs(unit: Unit, there: Unit, tag: str) -> Iterator[Difference]:
    """Another start or another kind of numbers, told at the head of a list."""
    ours, theirs = unit.number, there.number
    if ours is None or theirs is None or 0 not in (ours.index, theirs.index):
        return
    if (ours.kind, ours.value) != (theirs.kind, theirs.value):
        kinds = "" if ours.kind == theirs.kind else f" ({theirs.kind}, not {ours.kind})"
        yield Difference(
            Kind.NUMBERING,
            tag,
            f"the numbers of a list are others: {quoted(theirs.mark)} here, "
            f"{quoted(ours.mark)} in the source{kinds}: {quoted(there.text)}.",
            there.place,
            unit.place,
            "Let the list begin with the same number, of the same kind.",
        )


def _shape_differs(unit: Unit, there: Unit, tag: str) -> Iterator[Difference]:
    """A table with more or fewer rows or columns."""
    if unit.shape and there.shape and unit.shape != there.shape:
        yield Difference(
            Kind.TABLES,
            tag,
            f"a table has {_sized(there.shape)} here, {_sized(unit.shape)} in the source: "
            f"{quoted(there.text)}.",
            there.place,
            unit.place,
            "Give it the same rows and columns.",
        )


def _sized(shape: tuple[int, int]) -> str:
    rows, columns = shape
    return f"{counted(rows, 'row')} and {counted(columns, 'column')}"


def _form(unit: Unit) -> str:
    """What a passage is, with its role, or a paragraph without one."""
    kind = "numbered list item" if unit.number else unit.form
    role = f" ({unit.role})" if unit.role else " without a role"
    return f"a {kind}{role}"


def _a(unit: Unit) -> str:
    return f"a {unit.form}" + (f" ({unit.role})" if unit.role else "")
