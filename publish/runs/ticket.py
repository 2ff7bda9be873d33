"""The ticket for people: what to print and how, as a page for browsers and as a tagged PDF."""

from __future__ import annotations

import base64
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any, Final

from publish.content.passages import plain
from publish.content.statement import Picture
from publish.design.colours import shown
from publish.design.css import light
from publish.design.design import Design
from publish.errors import Place
from publish.fonts.library import Library
from publish.impose import plan
from publish.language.names import autonym
from publish.markup.pages import Hyphenation, Markup
from publish.markup.templates import template
from publish.markup.variables import page_rules, script_class, script_classes
from publish.runs.drawings import copy_drawing, sheet_drawing
from publish.runs.job import Booklet, Job, Part
from publish.runs.papers import Paper
from publish.runs.thumbnails import Thumbnail
from publish.runs.words import Words, words
from publish.text.dressed import Text
from publish.typeset.engine import lay_out, use_fonts, write_pdf

_SHEETS: Final = ("tokens", "scripts", "text", "ticket")
_OWN_STEPS: Final[Mapping[str, str]] = {"saddle-4up": "steps_saddle_cut", "zine": "steps_zine"}
"""The instructions for schemes that need others than their finish has."""


@dataclass(frozen=True, slots=True)
class Ticket:
    """What a ticket is made of; ``pictures`` are of the first sheet of each file, by its name."""

    job: Job
    language: str
    pictures: Mapping[str, tuple[Thumbnail, ...]]


@dataclass(frozen=True, slots=True)
class Told:
    """A ticket in both its forms."""

    html: bytes
    pdf: bytes


@dataclass(frozen=True, slots=True)
class _Row:
    """A fact and its value; ``fixed`` values read from left to right in every language."""

    label: str
    value: str
    fixed: bool = False


@dataclass(frozen=True, slots=True)
class _Image:
    uri: str
    alt: str
    width: float
    height: float


def ticket(told: Ticket, texts: Sequence[Text], fonts: Library, design: Design) -> Told:
    """The ticket as HTML that needs no other file, and as PDF/UA-1 and PDF/A-2a.

    Raises CommandError for a language that no ticket is in, FontError where a character of it
    has no face.
    """
    said = words(told.language)
    context = _context(told, said, shown(design.palettes["light"]))
    fonts.check(_characters(told, said, texts), said.profile.script)
    use_fonts(fonts.installed)
    rules = page_rules(said.profile, fonts)
    made = template("ticket.html.j2", texts[0], _no_picture)
    style = design.text(_SHEETS) + rules
    markup = Markup(
        html=made.render(context | {"style": None}),
        rules=rules,
        sheets=design.sheets(_SHEETS),
        palette=design.palettes["light"],
        pictures=frozenset(),
        language=told.language,
        direction=said.profile.direction,
        hyphenation=Hyphenation(None, capitals=False),
    )
    html = made.render(context | {"style": light(design.palettes, style) + style})
    return Told(html.encode(), write_pdf(lay_out(markup)))


def _context(told: Ticket, said: Words, colours: Mapping[str, str]) -> dict[str, Any]:
    job = told.job
    return {
        "root_classes": script_classes(said.profile),
        "language": told.language,
        "direction": said.profile.direction,
        "words": said,
        "job": job,
        "stamp": job.dated.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "facts": (
            _Row(said["run"], job.name, fixed=True),
            _Row(said["content_of"], said.date(job.dated)),
            _Row(said["edition"], said[f"edition_{job.edition}"]),
        ),
        "booklets": tuple(_booklet(each, told, said, colours) for each in job.booklets),
        "total": {
            "copies": said.number(job.copies),
            "sheets": said.number(sum(part.net_sheets for part in job.parts)),
            "weight": said.weight(job.weight_g),
        },
        "needs": tuple(_needs(job, said)),
        "priced": any(need.cost for need in job.needs),
        "cost": " + ".join(said.money(cost) for cost in job.costs) or None,
        "waste_rule": _waste_rule(job, said),
        "notes_on_page": True,
    }


def _booklet(
    booklet: Booklet, told: Ticket, said: Words, colours: Mapping[str, str]
) -> dict[str, Any]:
    scheme = told.job.scheme
    sheet = plan(booklet.pages, scheme, booklet.binding)[0]
    drawn = (
        (sheet_drawing(sheet, scheme, colours), said["drawing_sheet"]),
        (copy_drawing(scheme, booklet.binding, colours), said[f"drawing_{booklet.binding}"]),
    )
    return {
        "language": booklet.language,
        "direction": booklet.direction,
        "script": script_class(booklet.language),
        "name": autonym(booklet.language),
        "title": booklet.title,
        "binding": said[booklet.binding],
        "copies": said.number(booklet.copies),
        "pages": said.number(booklet.pages),
        "blanks": said.number(booklet.blanks),
        "sheets_copy": _fraction(booklet.sheets_per_copy, said),
        "sheets_run": said.number(sum(part.net_sheets for part in booklet.parts)),
        "weight_copy": said.weight(booklet.weight_g),
        "weight_run": said.weight(booklet.weight_g * booklet.copies),
        "facts": tuple(_facts(booklet, said)),
        "steps": said[_OWN_STEPS.get(scheme.name, f"steps_{scheme.finish}")],
        "drawings": [_Image(each.uri, alt, each.width, each.height) for each, alt in drawn],
        "parts": tuple(_part(part, booklet, told, said) for part in booklet.parts),
    }


def _facts(booklet: Booklet, said: Words) -> Iterator[_Row]:
    yield _Row(said["copies"], said.number(booklet.copies))
    blanks = f" + {said.number(booklet.blanks)} ({said['blanks_note']})" if booklet.blanks else ""
    yield _Row(said["pages"], said.number(booklet.pages) + blanks)
    yield _Row(said["finished_size"], said.size(booklet.page_mm), fixed=True)
    yield _Row(said["spine"], said[f"spine_{booklet.binding}"])
    yield _Row(said["scale"], said["scale_value"])
    trimmed = any(part.trimmed for part in booklet.parts)
    yield _Row(said["trim"], said["trim_outer" if trimmed else "trim_none"])
    creep = said.filled("creep_value", mm=said.millimetres(booklet.creep_mm))
    yield _Row(said["creep"], creep if booklet.creep_mm else said["creep_none"])
    yield _Row(said["weight_copy"], said.weight(booklet.weight_g))
    yield _Row(said["thickness_copy"], said.millimetres(round(booklet.thickness_mm, 1)))


def _part(part: Part, booklet: Booklet, told: Ticket, said: Words) -> dict[str, Any]:
    pictures = zip(told.pictures[part.file], ("front", "back"), strict=False)
    sides = {None: "one_side", "short-edge": "both_short", "long-edge": "both_long"}
    title = plain(booklet.title)
    rows = [
        _Row(said["paper"], _paper(part.paper, said)),
        _Row(said["sheet_size"], f"{part.format.name} ({said.size(_lying(part))})", fixed=True),
        _Row(said["sides"], said[sides[part.duplex]]),
        _Row(said["print_times"], said.filled("times", number=said.number(part.sets))),
        _Row(said["sheets_copy"], _fraction(part.sheets_per_copy, said)),
        _Row(said["to_have"], f"{said.number(part.net_sheets)} + {said.number(part.waste_sheets)}"
             f" = {said.number(part.total_sheets)}", fixed=True),
    ]  # fmt: skip
    return {
        "kind": said[part.kind],
        "file": part.file,
        "sha256": part.sha256,
        "rows": rows,
        "pictures": [
            _Image(_png(each), f"{said[side]}: {title}", each.width / 3, each.height / 3)
            for each, side in pictures
        ],
        "captions": (said["front"], said["back"]),
    }


def _lying(part: Part) -> tuple[float, float]:
    """The paper turned as the printed sheet is."""
    upright = part.format.width_mm, part.format.height_mm
    return upright[::-1] if part.sheet_mm[0] > part.sheet_mm[1] else upright


def _needs(job: Job, said: Words) -> Iterator[dict[str, str | None]]:
    for need in job.needs:
        yield {
            "paper": _paper(need.paper, said),
            "format": need.format.name,
            "net": said.number(need.net_sheets),
            "waste": said.number(need.waste_sheets),
            "total": said.number(need.total_sheets),
            "weight": said.weight(need.weight_g),
            "cost": said.money(need.cost) if need.cost else None,
        }


def _paper(paper: Paper, said: Words) -> str:
    kind = said.filled(f"paper_{paper.coating}", weight=said.number(paper.grammage_gsm, 1))
    thick = said.filled("paper_thickness", mm=said.millimetres(paper.thickness_mm))
    return f"{kind}{said['comma']}{thick}"


def _waste_rule(job: Job, said: Words) -> str:
    if job.waste.percent == 0:
        return said["waste_none"]
    percent = said.percent(float(job.waste.percent))
    return said.filled("waste_rule", percent=percent, least=said.number(job.waste.least))


def _fraction(value: Fraction, said: Words) -> str:
    """A number of sheets: whole, or such as ``1/4`` where copies share one."""
    whole = said.number(value.numerator)
    return whole if value.denominator == 1 else f"{whole}/{said.number(value.denominator)}"


def _png(picture: Thumbnail) -> str:
    return "data:image/png;base64," + base64.b64encode(picture.content).decode()


def _characters(told: Ticket, said: Words, texts: Sequence[Text]) -> Iterator[tuple[str, Place]]:
    """Every character that may be on the ticket, with the file of the language that it is in."""
    own = "".join(said.table.values()) + "0123456789×/+=()." + told.job.name
    for character in sorted(set(own)):
        yield character, Place(Path("ticket"))
    for text in texts:
        for character in sorted({*plain(text.title), *autonym(text.language)} - {"\n"}):
            yield character, text.sources["title"]


def _no_picture(value: Picture) -> str:
    raise AssertionError(f"a ticket shows no {value}")
