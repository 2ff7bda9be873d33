"""Whether imposed sheets, once folded and bound, are read in order: read back from the file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Final

from publish.findings.finding import Code, Finding, Spot, error, note, warning
from publish.findings.saying import counted, verb
from publish.impose.sheet import Binding
from publish.language.profiles import profile
from publish.pdf.file import PdfFile
from publish.pdf.sheets.folds import Rank, nearest
from publish.pdf.sheets.reading import (
    Flip,
    Imposition,
    Placed,
    Side,
    grids,
    read_imposition,
)

UNKNOWN = Code("imposed-unknown", "ISO 32000-1:2008, 14.5")
PAGES = Code("imposed-pages")
ORDER = Code("imposed-order")
BLANKS = Code("imposed-blanks")
BINDING = Code("imposed-binding", "ISO 32000-1:2008, 12.2")
TURNED = Code("imposed-turned")
SIDES = Code("imposed-sides")
SPARSE = Code("imposed-sparse")

_FLIPS: Final[tuple[Flip, ...]] = ("short-edge", "long-edge")
_ANEW: Final = "Do not print it: impose the pages anew."


def check(file: PdfFile) -> Iterator[Finding]:
    """Every page once, in the order of reading, blanks last, the spine on the right side."""
    known = read_imposition(file.pdf)
    if known is None:
        yield warning(
            UNKNOWN,
            "the file does not say how it was imposed, so its order cannot be read back.",
            file.place,
            "Fold one copy by hand, and look, before the others are printed.",
        )
        return
    sides = file.sides
    yield from _binding(file, known)
    missing = list(_pages(file, known, sides))
    yield from missing
    read = next((how for name, how in _READINGS.items() if known.scheme.startswith(name)), None)
    if read is not None and not missing and known.part is None:
        yield from read(file, known, sides)


def _binding(file: PdfFile, known: Imposition) -> Iterator[Finding]:
    """The side that the sheets say they are bound on, against the language of the text."""
    if not file.language or known.binding is None:
        return
    rightwards = profile(file.language, file.language).direction == "rtl"
    wanted: Binding = "right" if rightwards else "left"
    if known.binding != wanted:
        yield error(
            BINDING,
            f"the sheets are bound on the {known.binding}, and what is written in "
            f"{file.language} is read from the other side.",
            file.place,
            _ANEW,
        )


def _pages(file: PdfFile, known: Imposition, sides: Sequence[Side]) -> Iterator[Finding]:
    """Every page is there, as often as every other."""
    counts = Counter(each.page for side in sides for each in side.placed)
    wanted = () if known.part else range(1, known.pages + 1)
    lost = [page for page in wanted if page not in counts]
    more = [page for page in counts if not 1 <= page <= known.pages]
    often = max(counts.values(), default=0) if known.scheme.startswith("repeat") else 1
    twice = [page for page, count in counts.items() if count > often]
    for pages, words in (
        (lost, "not on any sheet"),
        (more, "on the sheets, and not in the booklet"),
        (twice, "on the sheets more than once"),
    ):
        if pages:
            shown = ", ".join(str(page) for page in sorted(pages)[:8])
            yield error(
                PAGES,
                f"{counted(len(pages), 'page')} {verb(pages)} {words}: {shown}.",
                file.place,
                _ANEW,
                _spot(sides, pages[0]),
            )


def _spot(sides: Sequence[Side], page: int | None) -> Spot | None:
    """Where a page is on the sheets."""
    found = (Spot(side.number, each.box) for side in sides for each in side.placed)
    pages = (each.page for side in sides for each in side.placed)
    return next((spot for spot, number in zip(found, pages, strict=True) if number == page), None)


# --- Folded sheets ----------------------------------------------------------------------


def _folded(file: PdfFile, known: Imposition, sides: Sequence[Side]) -> Iterator[Finding]:
    """Fold the sheets in every way; one of them must give the order of reading."""
    if len(sides) % 2:
        yield error(
            SIDES,
            f"there {verb(sides)} {counted(len(sides), 'side')}: a sheet has no back.",
            file.place,
            _ANEW,
            Spot(len(sides)),
        )
        return
    if known.cells > len(grids(sides, _FLIPS[0])[0]):
        yield note(
            SPARSE,
            "so many places are blank that there is no telling how the sheets are folded.",
            file.place,
            "Choose a scheme of fewer pages a sheet, or fold one copy by hand.",
        )
        return
    nested = known.scheme.startswith("saddle")
    best = {
        flip: nearest(grids(sides, flip), nested=nested, pages=known.pages, binding=known.binding)
        for flip in _FLIPS
    }
    likeliest = max(_FLIPS, key=lambda flip: best[flip][:-1])
    wanted = known.flip or likeliest
    other = next(flip for flip in _FLIPS if flip != wanted)
    if not best[wanted].sound and best[other].sound:
        yield error(
            TURNED,
            f"the backs are placed for sheets that are turned over along the {_words(other)}, and "
            f"the file asks for the {_words(wanted)}.",
            file.place,
            f"Print it along the {_words(other)}, or impose the pages anew.",
            Spot(2),
        )
    else:
        yield from _judged(file, known, sides, best[wanted])


def _words(flip: Flip) -> str:
    return flip.replace("-", " ")


def _judged(
    file: PdfFile, known: Imposition, sides: Sequence[Side], best: Rank
) -> Iterator[Finding]:
    """What is wrong with the best that can be folded from the sheets."""
    booklet, expected = best.booklet, best.agreeing + 1
    if not best.in_order:
        wrong = booklet.pages[best.agreeing] if best.agreeing < len(booklet.pages) else None
        what = "a blank page" if wrong is None else f"page {wrong}"
        yield error(
            ORDER,
            f"however the sheets are folded, page {expected} is not where it is read: "
            f"{what} is there.",
            file.place,
            _ANEW,
            _spot(sides, expected if wrong is None else wrong),
        )
        return
    if not best.blanks_last:
        place = booklet.pages.index(None) + 1
        yield error(
            BLANKS,
            f"there is a blank page in the middle of the reading, before page {place}.",
            file.place,
            "Leave blanks at the end: impose the pages anew.",
            _spot(sides, place),
        )
    if not best.upright:
        odd = _upside_down(sides)
        yield error(
            TURNED,
            "once folded, some pages stand on their heads: backs are turned for another way of "
            "printing both sides.",
            file.place,
            "Impose the pages anew, for the edge that the printer turns sheets over on.",
            odd,
        )
    elif not best.bound:
        yield error(
            BINDING,
            f"once folded, the sheets hang together on the {booklet.spine or 'head or foot'}, not "
            f"on the {known.binding}.",
            file.place,
            _ANEW,
            _spot(sides, 1),
        )


def _upside_down(sides: Sequence[Side]) -> Spot | None:
    """The first page on a back whose turn its front has not."""
    first = {each.turn for each in sides[0].placed}
    return next(
        (
            Spot(side.number, each.box)
            for side in sides
            for each in side.placed
            if each.turn not in first
        ),
        None,
    )


# --- Other sheets -----------------------------------------------------------------------


def _in_rows(file: PdfFile, known: Imposition, sides: Sequence[Side]) -> Iterator[Finding]:
    """Pages side by side: in rows from the top, each as its language runs."""
    placed = [(side, each) for side in sides for each in _reading(side.placed, known.binding)]
    yield from _in_turn(file, placed)


def _panels(file: PdfFile, known: Imposition, sides: Sequence[Side]) -> Iterator[Finding]:
    """Panels of a leaflet, taken in the order in which they are met when it is opened."""
    order = _OPENED[known.scheme]
    panels = [(side, each) for side in sides for each in _reading(side.placed, known.binding)]
    if len(panels) == len(order):  # with fewer, there is no telling which panels are blank
        yield from _in_turn(file, [panels[place] for place in order])


def _in_turn(file: PdfFile, placed: Sequence[tuple[Side, Placed]]) -> Iterator[Finding]:
    for expected, (side, each) in enumerate(placed, start=1):
        if each.page != expected:
            message = f"page {each.page} stands where page {expected} is read."
            yield error(ORDER, message, file.place, _ANEW, Spot(side.number, each.box))
            return


def _reading(placed: Sequence[Placed], binding: Binding | None) -> list[Placed]:
    """Pages in the order in which they are read where they stand, the sheet held upright."""
    way = -1 if binding == "right" else 1
    turn = placed[0].turn if placed else 0

    def place(each: Placed) -> tuple[int, float]:
        across, up = each.centre
        for _ in range(turn // 90):
            across, up = up, -across
        return round(-up), way * across

    return sorted(placed, key=place)


def _repeated(file: PdfFile, _: Imposition, sides: Sequence[Side]) -> Iterator[Finding]:
    """One page many times: no other between them."""
    for side in sides:
        pages = [each.page for each in side.placed]
        other = next((each for each in side.placed if each.page != pages[0]), None)
        if other:
            message = f"page {other.page} stands among repeats of page {pages[0]}."
            yield error(ORDER, message, file.place, _ANEW, Spot(side.number, other.box))
            return


def _round_the_sheet(file: PdfFile, known: Imposition, sides: Sequence[Side]) -> Iterator[Finding]:
    """A zine of one sheet: pages go round it, those of the upper row on their heads."""
    placed = sides[0].placed
    middle = (sides[0].paper[1] + sides[0].paper[3]) / 2
    way = -1 if known.binding == "right" else 1
    lower = sorted((e for e in placed if e.centre[1] < middle), key=lambda e: way * e.centre[0])
    upper = sorted((e for e in placed if e.centre[1] >= middle), key=lambda e: -way * e.centre[0])
    ring = [each.page for each in (*lower, *upper)]
    start = ring.index(1)
    turns = {each.turn for each in lower}, {(each.turn + 180) % 360 for each in upper}
    if ring[start:] + ring[:start] != sorted(ring):
        yield error(ORDER, "the pages do not go round the sheet in order.", file.place, _ANEW)
    elif len(turns[0] | turns[1]) > 1:
        message = "the rows do not stand head to head: once folded, pages are upside down."
        yield error(TURNED, message, file.place, _ANEW, Spot(1, upper[0].box if upper else None))


# The panels of both sides, each side from the left (for binding on the right, from the right),
# in the order in which a hand meets them that opens the leaflet.
_OPENED: Final[Mapping[str, tuple[int, ...]]] = MappingProxyType(
    {
        "trifold": (2, 3, 4, 5, 0, 1),
        "zfold": (0, 1, 2, 3, 4, 5),
        "gatefold": (3, 0, 4, 5, 6, 7, 1, 2),
    }
)

_Reading = Callable[[PdfFile, Imposition, Sequence[Side]], Iterator[Finding]]
_READINGS: Final[Mapping[str, _Reading]] = MappingProxyType(
    {
        "saddle": _folded,
        "perfect": _folded,
        "nup": _in_rows,
        "repeat": _repeated,
        "zine": _round_the_sheet,
        **dict.fromkeys(_OPENED, _panels),
    }
)
"""How sheets are read, by the beginning of the scheme's name."""
