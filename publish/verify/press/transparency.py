"""Whether what is mixed on the page is mixed in inks, and fonts are such as a press takes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from publish.findings.finding import Code, Finding, Spot, error, note, warning
from publish.findings.saying import counted
from publish.pdf.file import PdfFile
from publish.verify.pdf.fonts import uses
from publish.verify.press.places import numbered, pages_of, printed

BLENDING = Code("press-blending-space", "GWG 2022 sheetfed CMYK, transparency blend colour space")
LIVE = Code("press-transparency", "ISO 15930-7:2010, transparency")
TYPE3 = Code("press-font-drawn", "GWG 2022 sheetfed CMYK, fonts")

_SCREENS: Final = ("rgb", "lab")


def check(file: PdfFile) -> Iterator[Finding]:
    """Blending spaces, live transparency, and fonts that pages draw themselves."""
    groups = [group for group in file.drawing.groups if group.family in _SCREENS]
    live = [thing for thing in printed(file) if thing.blending.live]
    if groups:
        pages = sorted({group.page for group in groups})
        first = groups[0]
        yield error(
            BLENDING,
            f"what lies over one another on {numbered(pages)} is mixed in {first.space}, not in "
            "inks: black becomes four colours there.",
            file.place,
            "Set the space of transparency to CMYK and export it anew.",
            Spot(first.page, first.box),
        )
    if live:
        modes = sorted({thing.blending.mode for thing in live} - {"Normal"})
        how = f" ({', '.join(modes)})" if modes else ""
        yield note(
            LIVE,
            f"{counted(len(live), 'thing')} on {pages_of(live)} shine through or are mixed with "
            f"what lies below{how}.",
            file.place,
            "A shop that prints PDF/X-4 does that itself; look at the proof there.",
            live[0].spot,
        )
    for use in uses(file):
        if use.font.kind == "Type3":
            yield warning(
                TYPE3,
                f"the letters of the font {use.font.name} are drawn as pictures (Type 3): they "
                "may come out heavier or coarser.",
                file.place,
                "Embed the font itself.",
                use.spot,
            )
