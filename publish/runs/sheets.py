"""From imposed sheets to the parts of a booklet: one file a paper, each with its figures."""

from __future__ import annotations

from io import BytesIO

import pikepdf

from publish.errors import CommandError, Place, Problem
from publish.files import sha256
from publish.impose import BINDINGS, Imposed
from publish.press.geometry import MM_PT
from publish.runs.job import Booklet, Kind, Part
from publish.runs.order import Order
from publish.runs.papers import Paper, Price
from publish.text.dressed import Text


def booklet(
    order: Order, text: Text, pages: bytes, imposed: Imposed
) -> tuple[Booklet, dict[str, bytes]]:
    """One language of a run, and its files by name; ``pages`` are those that were imposed.

    Raises CommandError for a cover where there is but one sheet, and where no paper is large
    enough.
    """
    name = f"{order.statement.slug}.{text.language}.{order.scheme.name}"
    page_mm = page_size(pages)
    copies = order.copies[text.language]
    kinds: tuple[tuple[Kind, bytes, Paper, Price | None], ...]
    if order.cover_paper is None:
        kinds = (("whole", imposed.content, order.paper, order.price),)
    else:
        if imposed.sheets < 2:
            raise CommandError(
                Problem(
                    f"{imposed.pages} pages are one sheet: there is nothing inside the cover.",
                    Place(text.path),
                    "Leave --cover-paper out and name the paper with --paper.",
                )
            )
        cover, inside = cut(imposed.content, imposed.sides // imposed.sheets)
        kinds = (
            ("cover", cover, order.cover_paper, order.cover_price),
            ("inside", inside, order.paper, order.price),
        )
    parts, contents = [], {}
    for kind, content, paper, price in kinds:
        file = f"{name}.pdf" if kind == "whole" else f"{name}.{kind}.pdf"
        contents[file] = content
        parts.append(_part(order, kind, file, content, paper, price, imposed, page_mm, copies))
    made = Booklet(
        language=text.language,
        direction=text.profile.direction,
        title=text.title,
        title_text=text.title_text,
        binding=BINDINGS[text.profile.direction],
        copies=copies,
        pages=imposed.pages,
        blanks=imposed.blanks,
        parts=tuple(parts),
    )
    return made, contents


def _part(
    order: Order,
    kind: Kind,
    file: str,
    content: bytes,
    paper: Paper,
    price: Price | None,
    imposed: Imposed,
    page_mm: tuple[float, float],
    copies: int,
) -> Part:
    sides_a_sheet = imposed.sides // imposed.sheets
    sheets = {"whole": imposed.sheets, "cover": 1, "inside": imposed.sheets - 1}[kind]
    grid = order.scheme.columns, order.scheme.rows
    form = paper.format_for(imposed.sheet_mm)
    return Part(
        kind=kind,
        file=file,
        sha256=sha256(content),
        paper=paper,
        format=form,
        price=price or paper.prices.get(form.name),
        sheet_mm=imposed.sheet_mm,
        page_mm=page_mm,
        grid=grid,
        sheets=sheets,
        sides=sheets * sides_a_sheet,
        duplex=imposed.duplex,
        creep_mm=0.0 if kind == "cover" else imposed.creep_mm,
        copies=copies,
        copies_per_set=grid[0] * grid[1] if order.scheme.gathering == "repeated" else 1,
        waste=order.waste,
    )


def page_size(pages: bytes) -> tuple[float, float]:
    """The finished size of the first page of a PDF, in mm: its TrimBox (ISO 32000-1, 14.11.2)."""
    with pikepdf.open(BytesIO(pages)) as pdf:
        left, bottom, right, top = (float(edge) for edge in pdf.pages[0].trimbox)
    return round((right - left) / MM_PT, 2), round((top - bottom) / MM_PT, 2)


def cut(sheets: bytes, first: int) -> tuple[bytes, bytes]:
    """A PDF as two: its ``first`` pages, the cover, and the others, the inside.

    Both say of themselves what the whole says, and which ``Part`` of it they are.
    """
    return _part_of(sheets, "cover", first, None), _part_of(sheets, "inside", 0, first)


def _part_of(content: bytes, kind: Kind, start: int, end: int | None) -> bytes:
    """The PDF without its pages from ``start`` to ``end``."""
    with pikepdf.open(BytesIO(content)) as pdf:
        del pdf.pages[start:end]
        pdf.remove_unreferenced_resources()
        pdf.Root.PieceInfo.Publish.Private.Part = pikepdf.String(kind)
        file = BytesIO()
        pdf.save(file, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.preserve)
    return file.getvalue()
