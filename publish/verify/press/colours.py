"""Whether everything is drawn in inks, black text in black alone, and overprint where it helps."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from publish.findings.finding import Code, Finding, error, warning
from publish.findings.saying import counted, examples, verb
from publish.pdf.drawing.colour import ALL, NONE, PROCESS, Space, palette
from publish.pdf.drawing.drawn import Drawn
from publish.pdf.file import PdfFile
from publish.pdf.geometry import common, widened
from publish.verify.press.places import Rule, frames, judge, pages_of, printed

FOREIGN = Code("press-colour-rgb", "GWG 2022 sheetfed CMYK, colour spaces")
MANAGED = Code("press-colour-managed", "GWG 2022 sheetfed CMYK, colour spaces")
BLACK_TEXT = Code("press-text-black", "GWG 2022 sheetfed CMYK, rich black text")
SMALL_TEXT = Code("press-text-small", "GWG 2022 sheetfed CMYK, small text")
REGISTRATION = Code("press-registration", "GWG 2022 sheetfed CMYK, separation colour All")
SPOTS = Code("press-spots", "GWG 2022 sheetfed CMYK, use of spot colours")
SPOT_NAMES = Code("press-spot-names", "GWG 2022 sheetfed CMYK, ambiguous spot colours")
WHITE = Code("press-overprint-white", "GWG 2022 sheetfed CMYK, white overprint")
BLACK = Code("press-overprint-black", "GWG 2022 sheetfed CMYK, overprint of 100 % black text")

_BODY_PT: Final = 12.0
_SEVERAL_PT: Final = 9.0
_ONE_PT: Final = 5.0
_THIN_PT: Final = 2.0
_INSET_PT: Final = -0.5


def check(file: PdfFile) -> Iterator[Finding]:
    """Colour spaces, black text, registration colour, spot colours and overprint."""
    drawn = printed(file)
    yield from judge(file, _RULES, drawn)
    yield from _registration(file, drawn)
    yield from _spots(file, drawn)


def _foreign(thing: Drawn) -> bool:
    return thing.kind != "mask" and thing.colour.space.foreign


def _space(thing: Drawn) -> str:
    return thing.colour.space.root.name


def _managed(thing: Drawn) -> bool:
    space = thing.colour.space
    return thing.kind != "mask" and space.root.managed and not space.foreign


def _several(thing: Drawn) -> bool:
    """Whether text is made of several inks, or of what becomes several."""
    return thing.kind == "text" and (thing.colour.space.foreign or len(thing.colour.plates) > 1)


def _rich_black(thing: Drawn) -> bool:
    registration = ALL in thing.colour.plates
    return _several(thing) and thing.colour.dark and not registration


def _rich_black_body(thing: Drawn) -> bool:
    return _rich_black(thing) and thing.size_pt <= _BODY_PT


def _rich_black_display(thing: Drawn) -> bool:
    return _rich_black(thing) and thing.size_pt > _BODY_PT


def _small(thing: Drawn) -> bool:
    if thing.kind != "text" or _rich_black(thing):
        return False
    return thing.size_pt < (_SEVERAL_PT if _several(thing) else _ONE_PT)


def _size(thing: Drawn) -> str:
    return f"the first is {thing.size_pt:.1f} pt"


def _recipe(thing: Drawn) -> str:
    """What the first of them is made of."""
    if thing.colour.space.foreign:
        return f"the first is in {_space(thing)}"
    inks = ", ".join(f"{ink} {tint:.0%}" for ink, tint in thing.colour.plates.items())
    return f"the first is {inks}"


def _white_overprints(thing: Drawn) -> bool:
    return thing.kind in ("text", "fill", "stroke") and thing.overprints and thing.colour.white


def overprints(thing: Drawn) -> bool:
    """Whether black leaves the inks under it: set in black ink, not in a gray (8.6.7)."""
    space = thing.colour.space
    if not thing.overprints or space.root.managed:
        return False
    return bool(space.inks) or (space.family == "cmyk" and thing.overprint_mode == 1)


def _black_text_knocks_out(thing: Drawn) -> bool:
    small = thing.kind == "text" and thing.size_pt <= _BODY_PT
    return small and thing.colour.black and not overprints(thing)


def _black_line_knocks_out(thing: Drawn) -> bool:
    left, bottom, right, top = thing.box
    thin = thing.kind == "stroke" and thing.size_pt <= _THIN_PT
    thin = thin or (thing.kind == "fill" and min(right - left, top - bottom) <= _THIN_PT)
    return thin and thing.colour.black and not overprints(thing)


_RULES: Final = (
    Rule(
        FOREIGN,
        "error",
        _foreign,
        "{is} not in inks but in the colours of screens",
        "Convert colours to CMYK for the print shop's profile, and black text to black alone.",
        _space,
    ),
    Rule(
        MANAGED,
        "warning",
        _managed,
        "{is} in inks of some other press, which conversion may change: black may become "
        "four colours",
        "Export it with plain CMYK and black.",
        _space,
    ),
    Rule(
        BLACK_TEXT,
        "error",
        _rich_black_body,
        "{is} black made of several inks: where they are not exactly in register, edges blur",
        "Set text in black ink alone (0, 0, 0, 100 %).",
        _recipe,
    ),
    Rule(
        BLACK_TEXT,
        "warning",
        _rich_black_display,
        "{is} large, and black made of several inks",
        "Set text in black ink alone (0, 0, 0, 100 %), unless that is meant.",
        _recipe,
    ),
    Rule(
        SMALL_TEXT,
        "warning",
        _small,
        "{is} so small that a press may not hold {its} letters",
        f"Set it no smaller than {_ONE_PT:g} pt, and than {_SEVERAL_PT:g} pt in several inks.",
        _size,
    ),
    Rule(
        WHITE,
        "error",
        _white_overprints,
        "{is} white and set to overprint: no white is seen",
        "Take the overprint off what is white.",
    ),
    Rule(
        BLACK,
        "error",
        _black_text_knocks_out,
        "{is} black and cut out of what lies under {its} letters: white edges appear",
        "Set black text to overprint (overprint mode 1), in CMYK or as black ink, not as gray.",
    ),
    Rule(
        BLACK,
        "warning",
        _black_line_knocks_out,
        "{is} thin, black and cut out of what lies below: white edges appear",
        "Set thin black lines to overprint (overprint mode 1), in CMYK or as black ink.",
    ),
)


def _registration(file: PdfFile, drawn: Sequence[Drawn]) -> Iterator[Finding]:
    """The colour of registration marks where the paper stays."""
    known = frames(file)
    found = [
        thing
        for thing in drawn
        if ALL in thing.colour.plates or ALL in thing.colour.space.inks
        if any(common(thing.box, widened(box, _INSET_PT)) for box in known[thing.page - 1].live)
    ]
    if found:
        yield error(
            REGISTRATION,
            f"the colour of registration marks is used on {pages_of(found)} where the paper "
            "stays: it puts every ink there is on it.",
            file.place,
            "Use black in its place.",
            found[0].spot,
        )


def _inks(space: Space) -> tuple[str, ...]:
    return space.root.inks or tuple(ink for each in palette(space) for ink in each.space.inks)


def _spots(file: PdfFile, drawn: Sequence[Drawn]) -> Iterator[Finding]:
    """Inks besides the four: each is a plate more, and a name written two ways is two plates."""
    first: dict[str, Drawn] = {}
    for thing in drawn:
        for ink in _inks(thing.colour.space):
            if ink not in (*PROCESS, ALL, NONE):
                first.setdefault(ink, thing)
    if not first:
        return
    thing = next(iter(first.values()))
    yield warning(
        SPOTS,
        f"{counted(len(first), 'ink')} besides the four {verb(first)} used: {examples(first)}.",
        file.place,
        "Convert spot colours to CMYK, unless their inks have been ordered.",
        thing.spot,
    )
    alike: dict[str, list[str]] = {}
    for ink in (*PROCESS, *first):
        alike.setdefault("".join(filter(str.isalnum, ink.casefold())), []).append(ink)
    for names in (names for names in alike.values() if len(names) > 1):
        yield error(
            SPOT_NAMES,
            f"one ink is called by different names: {examples(names)}. A press makes a plate "
            "for each.",
            file.place,
            "Give the ink one name.",
            next(first[name].spot for name in names if name in first),
        )
