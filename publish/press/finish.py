"""Laid-out pages in, a press file out: inks, boxes, marks, slug line and PDF/X-4 identity."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from pathlib import Path

import pikepdf
from pikepdf import Array, Dictionary, Name

from publish.design.colours import Cmyk, Palette
from publish.errors import Problem, TypesetError
from publish.press.geometry import MM_PT, Boxes
from publish.press.identity import VERSION, identify
from publish.press.marks import REGISTRATION, page_marks
from publish.press.pictures import check_resolution, convert_pictures
from publish.press.profile import Profile
from publish.press.separate import Inks, separate, state_name
from publish.press.separation import EVERY_PLATE, separation

SLUG = "PublishSlug"
"""The resource name of the slug line, a form on each page."""

SLUG_BAND_MM = 10.5
"""How far above the trim the slug line begins."""

_FOREIGN = ("/DeviceRGB", "/CalRGB", "/CalGray", "/Lab")
_ON_SCREEN = ("/StructTreeRoot", "/MarkInfo", "/Outlines", "/PageMode", "/Names", "/OpenAction")
_PAGE_ON_SCREEN = ("/Annots", "/StructParents", "/Tabs", "/AA", "/CropBox")


@dataclass(frozen=True, slots=True)
class Job:
    """What a press file is made for: its title and tag, the content's date, inks and profile.

    ``pictures`` are the files of its pictures, to name those that are too coarse.
    """

    title: str
    language: str
    modified: datetime
    boxes: Boxes
    colours: Palette
    profile: Profile
    pictures: Collection[Path] = ()


def finish(pages: bytes, slugs: bytes, job: Job) -> bytes:
    """A press file of ``pages``, whose trim begins at 0,0, with a page of ``slugs`` on each.

    The same input gives the same bytes. Raises TypesetError for what cannot be printed: a
    picture with too few pixels, a colour without inks.
    """
    spots = {each.cmyk: each.spot for each in job.colours if each.cmyk and each.spot}
    names = {cmyk: f"PublishSpot{n}" for n, cmyk in enumerate(spots, start=1)}
    inks = Inks(job.profile, names)
    with pikepdf.open(BytesIO(pages)) as pdf, pikepdf.open(BytesIO(slugs)) as lines:
        check_resolution(pdf, job.pictures)
        _for_paper(pdf)
        _for_paper(lines)
        for each in (pdf, lines):
            convert_pictures(each, job.profile)
            separate(each, inks)
            _share(each, {names[cmyk]: (spot, cmyk) for cmyk, spot in spots.items()})
        _shift_patterns(pdf, job.boxes)
        for page, line in zip(pdf.pages, lines.pages, strict=True):
            _dress(pdf, page, line, job.boxes)
        identify(pdf, job.profile, job.title, job.language, job.modified)
        _check_spaces(pdf)
        pdf.remove_unreferenced_resources()
        out = BytesIO()
        pdf.save(
            out,
            deterministic_id=True,
            force_version=VERSION,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
            compress_streams=True,
            recompress_flate=False,
        )
    return out.getvalue()


def _for_paper(pdf: pikepdf.Pdf) -> None:
    """Take out what only a screen can show: links, outline, tags."""
    for holder, keys in ((pdf.Root, _ON_SCREEN), *((p.obj, _PAGE_ON_SCREEN) for p in pdf.pages)):
        for key in keys:
            if key in holder:
                del holder[key]


def _share(pdf: pikepdf.Pdf, spots: Mapping[str, tuple[str, Cmyk]]) -> None:
    """Give every page and form the states and inks that its instructions name."""
    states = {
        state_name(stroke=stroke, fill=fill): pdf.make_indirect(
            Dictionary(Type=Name.ExtGState, OP=stroke, op=fill, OPM=1)
        )
        for stroke in (False, True)
        for fill in (False, True)
    }
    spaces = {REGISTRATION: separation(pdf, "All", EVERY_PLATE)} | {
        name: separation(pdf, spot, cmyk) for name, (spot, cmyk) in spots.items()
    }
    holders = [page.obj for page in pdf.pages] + [
        item
        for item in pdf.objects
        if isinstance(item, pikepdf.Stream) and item.get("/Subtype") == Name.Form
    ]
    for holder in holders:
        resources = holder.get("/Resources")
        if resources is None:
            holder.Resources = resources = Dictionary()
        graphics = resources.get("/ExtGState")
        if graphics is None:
            resources.ExtGState = graphics = Dictionary()
        for name, state in states.items():
            graphics[f"/{name}"] = state
        resources.ColorSpace = Dictionary({f"/{name}": space for name, space in spaces.items()})


def _shift_patterns(pdf: pikepdf.Pdf, boxes: Boxes) -> None:
    """Move patterns along with their page: they are laid from its corner, not from its content."""
    shift = boxes.margin_mm * MM_PT
    for item in pdf.objects:
        if isinstance(item, pikepdf.Stream | Dictionary) and "/PatternType" in item:
            a, b, c, d, x, y = map(float, item.get("/Matrix", (1, 0, 0, 1, 0, 0)))
            item.Matrix = Array([a, b, c, d, x + shift, y + shift])


def _dress(pdf: pikepdf.Pdf, page: pikepdf.Page, line: pikepdf.Page, boxes: Boxes) -> None:
    """Put one page on its medium, with boxes, marks and slug line."""
    left, bottom, right, top = boxes.bleed_pt
    shift = boxes.margin_mm * MM_PT
    clip = f"{left:.4f} {bottom:.4f} {right - left:.4f} {top - bottom:.4f} re W n"
    over = state_name(stroke=True, fill=True)
    black = f"0 0 0 1 k 0 0 0 1 K /{over} gs"
    before = f"q {clip} 1 0 0 1 {shift:.4f} {shift:.4f} cm {black}\n"
    page.Resources = _own(page.Resources)
    slug = pdf.copy_foreign(line.as_form_xobject())
    page.Resources.XObject[f"/{SLUG}"] = slug
    place = _slug_place(line, boxes)
    after = b"\nQ\n" + page_marks(boxes) + f"q {black} {place} cm /{SLUG} Do Q\n".encode()
    content = before.encode() + page.Contents.read_bytes() + after
    page.Contents = pdf.make_stream(content)
    page.MediaBox, page.BleedBox, page.TrimBox = (
        Array([round(edge, 4) for edge in box])
        for box in (boxes.media_pt, boxes.bleed_pt, boxes.trim_pt)
    )


def _own(resources: pikepdf.Object) -> Dictionary:
    """Resources of a page's own, for pages share theirs but each has its own slug line."""
    own = Dictionary(dict(resources.items()))
    own.XObject = Dictionary(dict(resources.get("/XObject", {}).items()))
    return own


def _slug_place(line: pikepdf.Page, boxes: Boxes) -> str:
    width = float(line.mediabox[2]) - float(line.mediabox[0])
    x = (boxes.media_pt[2] - width) / 2
    y = boxes.trim_pt[3] + SLUG_BAND_MM * MM_PT
    return f"1 0 0 1 {x:.4f} {y:.4f}"


def _check_spaces(pdf: pikepdf.Pdf) -> None:
    """Raise TypesetError where a colour space is left that a press has no inks for."""
    left = {
        str(space)
        for item in pdf.objects
        if isinstance(item, pikepdf.Stream | Dictionary)
        for key in ("/ColorSpace", "/CS", "/Alternate")
        if (space := _family(item.get(key))) in _FOREIGN
    }
    if left:
        names = ", ".join(sorted(name.lstrip("/") for name in left))
        raise TypesetError(
            Problem(
                f"something on the pages is in {names}, which a press has no inks for.",
                remedy="Use pictures without gradients or patterns.",
            )
        )


def _family(space: pikepdf.Object | None) -> str:
    if isinstance(space, Array):
        return str(space[0])
    return str(space) if isinstance(space, Name) else ""
