"""Where on a press file's pages things are, and how they are told: boxes, groups, phrases."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

import pikepdf

from publish.findings.finding import Box, Code, Finding, Severity, finding
from publish.findings.saying import counted
from publish.pdf.attributes import box_of
from publish.pdf.drawing.drawn import Drawn
from publish.pdf.file import PdfFile
from publish.pdf.geometry import common

_SHOWN: Final = 8

_NOUNS: Final = {
    "text": ("piece of text", "pieces of text"),
    "fill": ("shape", "shapes"),
    "stroke": ("line", "lines"),
    "picture": ("picture", "pictures"),
    "stencil": ("picture of one colour", "pictures of one colour"),
    "shading": ("gradient", "gradients"),
    "mask": ("mask", "masks"),
}


@dataclass(frozen=True, slots=True)
class Rule:
    """What must not be drawn.

    ``message`` continues a sentence that begins with what breaks the rule and on which pages;
    in it, ``{is}`` agrees with how many there are. Where ``detail`` is given, it tells of the
    first.
    """

    code: Code
    severity: Severity
    breaks: Callable[[Drawn], bool]
    message: str
    remedy: str
    detail: Callable[[Drawn], str] | None = None


def judge(file: PdfFile, rules: Iterable[Rule], drawn: Sequence[Drawn]) -> Iterator[Finding]:
    """A finding for each kind of thing that breaks a rule, at the first of them."""
    for rule in rules:
        broken = [thing for thing in drawn if rule.breaks(thing)]
        for kind in dict.fromkeys(thing.kind for thing in broken):
            found = [thing for thing in broken if thing.kind == kind]
            detail = f" ({rule.detail(found[0])})" if rule.detail else ""
            agreed = rule.message.replace("{is}", "is" if len(found) == 1 else "are")
            agreed = agreed.replace("{its}", "its" if len(found) == 1 else "their")
            yield finding(
                rule.severity,
                rule.code,
                f"{counted(len(found), *_NOUNS[kind])} on {pages_of(found)} {agreed}{detail}.",
                file.place,
                rule.remedy,
                found[0].spot,
            )


def pages_of(found: Iterable[Drawn]) -> str:
    """The pages that things are on: ``page 3``, or ``pages 1, 2, 5``, and how many others."""
    return numbered(sorted({thing.page for thing in found}))


def numbered(pages: Sequence[int]) -> str:
    """Numbers of pages, the first few of them."""
    shown = ", ".join(str(number) for number in pages[:_SHOWN])
    more = f" and {len(pages) - _SHOWN} others" if len(pages) > _SHOWN else ""
    return f"page{'s' * (len(pages) != 1)} {shown}{more}"


@dataclass(frozen=True, slots=True)
class Frame:
    """The boxes of a page that decide what is printed (ISO 32000-1, 14.11.2), in points.

    ``live`` are the parts of it that stay: all within the bleed, or on an imposed sheet the
    pages. Marks stand outside them.
    """

    trim: Box
    bleed: Box
    trimmed: bool
    bled: bool
    live: tuple[Box, ...]


def frame(page: pikepdf.Page) -> Frame:
    """A page's boxes; those that it does not have are told by those around them."""
    trim, bleed = (box_of(page, name) for name in ("/TrimBox", "/BleedBox"))
    media = box_of(page, "/CropBox") or box_of(page, "/MediaBox") or (0.0, 0.0, 0.0, 0.0)
    printed_on = bleed or trim or media
    return Frame(trim or media, printed_on, trim is not None, bleed is not None, (printed_on,))


def frames(file: PdfFile) -> tuple[Frame, ...]:
    """The boxes of every page, the first at 0."""
    known = tuple(frame(page) for page in file.pdf.pages)
    if not file.sides:
        return known
    return tuple(
        replace(page, live=tuple(placed.live for placed in side.placed))
        for page, side in zip(known, file.sides, strict=True)
    )


def printed(file: PdfFile) -> tuple[Drawn, ...]:
    """What is drawn where the paper stays, and a little round it: marks stand outside that."""
    known = frames(file)
    return tuple(
        thing
        for thing in file.drawing.drawn
        if not thing.blank and any(common(thing.box, box) for box in known[thing.page - 1].live)
    )
