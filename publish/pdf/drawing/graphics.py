"""Follows a PDF's pages as a press would draw them: colour, overprint, blending, sizes, places.

Goes where positions are followed already (``pdf_content``), and besides into patterns, soft
masks, glyphs that are drawn by the page's own means, and the looks of annotations.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, field, replace
from math import hypot, inf
from typing import Any, ClassVar, Final

import pikepdf
from pikepdf import Matrix

from publish.faults import Fault
from publish.findings.finding import Box
from publish.pdf.attributes import inherited
from publish.pdf.codes import Font
from publish.pdf.content import DEEPEST_FORM, Follow, Reader
from publish.pdf.drawing.colour import PATTERN, Colour, Space, read_space
from publish.pdf.drawing.colour import initial as first_colour
from publish.pdf.drawing.drawn import OPAQUE, Drawn, Group, Kind, Samples
from publish.pdf.drawing.operators import PRESS_OPERATORS
from publish.pdf.drawing.state import SIDES, Ink, PressState, Side, scale
from publish.pdf.geometry import around, common, transformed, union, widened
from publish.pdf.items import ObjectKey
from publish.pdf.streams import Effort, Excess

_POINTS_PER_INCH: Final = 72
_MOST: Final = 2_000_000
# Text rendering modes (9.3.6), by what they paint; the others paint nothing.
_FILLED: Final = frozenset({0, 2, 4, 6})
_STROKED: Final = frozenset({1, 2, 5, 6})
_INKED: Final = frozenset({"text", "fill", "stroke", "stencil"})
_NOWHERE: Final[Box] = (inf, inf, -inf, -inf)
_TINY: Final = 1e-6


@dataclass(frozen=True, slots=True)
class Drawing:
    """Everything that pages draw, in order, and the transparency groups that they draw it in."""

    drawn: tuple[Drawn, ...]
    groups: tuple[Group, ...]


def read_drawing(pdf: pikepdf.Pdf) -> Drawing:
    """What the pages of ``pdf`` draw, annotations included.

    Raises Excess where that is more than any page has; Fault, ValueError, TypeError, KeyError,
    IndexError or PdfError where a page is damaged.
    """
    drawn: list[Drawn] = []
    groups: list[Group] = []
    fonts: dict[ObjectKey, Font] = {}
    spaces: dict[ObjectKey, Space] = {}
    effort = Effort()
    for number, page in enumerate(pdf.pages, start=1):
        resources = inherited(page, "/Resources", pikepdf.Dictionary())
        reader = PressReader(
            number, [], fonts, effort=effort, drawn=drawn, groups=groups, spaces=spaces
        )
        left, bottom, right, top = (float(edge) for edge in page.mediabox.as_list())
        reader.state.clip = min(left, right), min(bottom, top), max(left, right), max(bottom, top)
        reader.group(page.obj, None)
        reader.read(page.obj, resources, None)
        reader.read_notes(page)
    return Drawing(tuple(drawn), tuple(groups))


@dataclass(slots=True)
class PressReader(Reader):
    """Reads the content of one page into ``drawn`` and ``groups``."""

    operators: ClassVar[Mapping[str, Follow]] = PRESS_OPERATORS

    state: PressState = field(default_factory=PressState)
    drawn: list[Drawn] = field(default_factory=list)
    groups: list[Group] = field(default_factory=list)
    spaces: dict[ObjectKey, Space] = field(default_factory=dict)
    seen: set[ObjectKey] = field(default_factory=set)
    pieces: list[tuple[Box, str]] | None = None
    clips: bool = False
    aside: Box | None = None
    masking: bool = False

    # --- Drawing --------------------------------------------------------------------

    def draw(self, kind: Kind, box: Box, side: Side = "fill", **known: Any) -> None:
        """Keep a thing drawn in the ink of fills or of strokes; what cannot be seen is not."""
        ink: Ink = getattr(self.state, side)
        seen = self.aside or common(box, self.state.clip or box)
        looks = {"colour": ink.colour, "blending": ink.blending, **known}
        if seen is None or looks["blending"].alpha == 0:
            return
        if len(self.drawn) >= _MOST:
            raise Excess(f"its pages draw more than {_MOST:,} things.")
        kind = "mask" if self.masking else kind
        mode = self.state.overprint_mode
        self.drawn.append(Drawn(kind, self.page, seen, ink.overprints, mode, **looks))
        if ink.pattern is not None and kind in _INKED:
            self.read_aside(ink.pattern, seen)

    def finish_path(self, *, fill: bool = False, stroke: bool = False) -> None:
        """End the path: draw it as it is asked for, and clip to it where that was asked for."""
        if self.path:
            box = transformed(around(self.path), self.state.matrix)
            if fill:
                self.draw("fill", box)
            if stroke:
                thickness = self.state.thickness * scale(self.state.matrix)
                self.draw("stroke", widened(box, thickness / 2), "stroke", size_pt=thickness)
            if self.clips:
                self.clip(box)
        self.clips = False
        self.path.clear()

    def clip(self, box: Box) -> None:
        """From now on nothing is drawn outside ``box`` (8.5.4); its curves are not followed."""
        self.state.clip = common(box, self.state.clip or box) or _NOWHERE

    def drop_path(self, _: Sequence[Any]) -> None:
        """``n``: the path is not drawn, but it may clip."""
        self.finish_path()

    def show(self, string: bytes) -> None:
        """Draw a string as one thing."""
        font = self.state.font
        if font is None:
            return
        start, ahead, text = self.pen, 0.0, []
        for code, _, across in self.steps(string, font):
            text.append(font.texts.get(code, ""))
            ahead += across
        box = self.line_box(ahead)
        self.move(ahead)
        if self.pieces is None:
            self.draw_text(box, "".join(text), start)
        else:
            self.pieces.append((box, "".join(text)))

    def show_parts(self, operands: Sequence[Any]) -> None:
        """``TJ``: all its strings are one thing."""
        self.pieces, start = [], self.pen
        Reader.show_parts(self, operands)
        pieces, self.pieces = self.pieces, None
        box = union(box for box, _ in pieces)
        if box:
            self.draw_text(box, "".join(text for _, text in pieces), start)

    def draw_text(self, box: Box, text: str, pen: Matrix) -> None:
        """Keep a piece of text, filled or stroked as the rendering mode says."""
        state, font = self.state, self.state.font
        shape = pen @ state.matrix
        size = abs(state.size) * hypot(shape.c, shape.d)
        # Without a mapping nobody can tell a space from a letter.
        blank = bool(text) and not text.strip()
        known: dict[str, Any] = {"font": font, "text": text, "size_pt": size, "blank": blank}
        if state.text_mode in _FILLED:
            self.draw("text", box, **known)
        if state.text_mode in _STROKED:
            self.draw("text", box, "stroke", **known)
        if font is not None and font.kind == "Type3":
            resources = font.data.get("/Resources", self.resources)
            for glyph in font.data.get("/CharProcs", pikepdf.Dictionary()).values():
                self.read_aside(glyph, box, resources=resources)

    def paint_shading(self, operands: Sequence[Any]) -> None:
        """``sh``: fill what is not clipped with a gradient (8.7.4.2)."""
        shading = self.resource("/Shading", operands[0])
        if shading is not None:
            colour = Colour(self.space(shading["/ColorSpace"]))
            self.draw("shading", self.state.clip or _NOWHERE, colour=colour)

    def paint_picture(self, operands: Sequence[Any] = ()) -> None:
        """A picture that is written into the content itself (8.9.7)."""
        if operands:
            self.picture(operands[0].obj)

    def invoke(self, operands: Sequence[Any]) -> None:
        """``Do``: a picture, or a form."""
        target = self.resource("/XObject", operands[0])
        if target is not None and target.get("/Subtype") == "/Image":
            self.picture(target)
        else:
            Reader.invoke(self, operands)

    def picture(self, image: pikepdf.Object) -> None:
        """Draw a picture on the unit square, in its own colours or through the current one."""
        matrix = self.state.matrix
        width, height = int(image.get("/Width", 1)), int(image.get("/Height", 1))
        across, up = hypot(matrix.a, matrix.b), hypot(matrix.c, matrix.d)
        per_inch = _POINTS_PER_INCH * min(width / max(across, _TINY), height / max(up, _TINY))
        stencil = bool(image.get("/ImageMask", False))
        bits = 1 if stencil else int(image.get("/BitsPerComponent", 8))
        known: dict[str, Any] = {"samples": Samples(width, height, bits, per_inch)}
        if not stencil:
            written = image.get("/ColorSpace")
            known["colour"] = Colour(PATTERN if written is None else self.space(written))
        if "/SMask" in image:
            known["blending"] = replace(self.state.fill.blending, masked=True)
        self.draw("stencil" if stencil else "picture", transformed((0, 0, 1, 1), matrix), **known)

    # --- Content beside the page's own ----------------------------------------------

    def enter(self, form: pikepdf.Object) -> None:
        """Clip to the form's box, and begin its group (8.10.2, 11.6.6)."""
        box = None
        if "/BBox" in form:
            box = transformed(_box(form["/BBox"]), self.state.matrix)
            self.clip(box)
        if self.group(form, box):
            for side in SIDES:
                self.state.change(side, blending=OPAQUE)

    def group(self, owner: pikepdf.Object, box: Box | None) -> bool:
        """Keep the transparency group of a page or a form; whether it has one."""
        group = owner.get("/Group")
        if group is None or group.get("/S") != "/Transparency":
            return False
        if self.masking:  # its colours become a mask, not ink
            return True
        written = group.get("/CS")
        space = None if written is None else self.space(written)
        name, family = (space.name, space.root.family) if space else (None, None)
        self.groups.append(Group(self.page, box, name, family))
        return True

    def read_aside(
        self,
        content: pikepdf.Object,
        place: Box,
        *,
        resources: pikepdf.Object | None = None,
        masking: bool = False,
    ) -> None:
        """Read a pattern, a glyph, a mask or an annotation's looks: it is drawn at ``place``.

        Each is read once a page: what it is made of does not change with where it stands.
        """
        if not isinstance(content, pikepdf.Stream) or content.objgen in self.seen:
            return
        if self.depth >= DEEPEST_FORM:
            raise Fault("forms are nested too deeply in it.")
        self.seen.add(content.objgen)
        around_it = self.state, self.aside, self.masking, self.pen, self.line, self.path, self.clips
        self.state = copy(self.state)
        for side in SIDES:
            self.state.change(side, pattern=None)
        self.aside, self.masking = place, self.masking or masking
        self.path, self.clips = [], False
        self.depth += 1
        self.group(content, place)
        found = content.get("/Resources", resources or self.resources)
        self.read(content, found, content.objgen)
        self.depth -= 1
        (self.state, self.aside, self.masking, self.pen, self.line, self.path, self.clips) = (
            around_it
        )

    def read_notes(self, page: pikepdf.Page) -> None:
        """Read how the page's annotations look (12.5.5)."""
        for note in inherited(page, "/Annots", pikepdf.Array()):
            looks = note.get("/AP", pikepdf.Dictionary()).get("/N")
            streams = [looks] if isinstance(looks, pikepdf.Stream) else _values(looks)
            for stream in streams:
                self.read_aside(stream, _box(note["/Rect"]))

    # --- State ----------------------------------------------------------------------

    def space(self, written: Any) -> Space:
        """A colour space, read once however often it is named."""
        key: ObjectKey = written.objgen if isinstance(written, pikepdf.Array) else (0, 0)
        if key == (0, 0):
            return read_space(written, self.resources)
        if key not in self.spaces:
            self.spaces[key] = read_space(written, self.resources)
        return self.spaces[key]

    def set_state(self, operands: Sequence[Any]) -> None:
        """``gs``: a set of parameters by name (8.4.5)."""
        given = self.resource("/ExtGState", operands[0])
        if given is None:
            return
        self.state.set(given)
        if "/Font" in given:
            self.state.font = self.font(given["/Font"][0])
            self.state.size = float(given["/Font"][1])
        mask = given.get("/SMask")
        if isinstance(mask, pikepdf.Dictionary) and "/G" in mask:
            self.read_aside(mask["/G"], self.state.clip or _NOWHERE, masking=True)

    def choose_space(self, side: Side, operands: Sequence[Any]) -> None:
        """``cs``, ``CS``: the space that later values are in (8.6.8)."""
        space = self.space(operands[0])
        self.state.change(side, space=space, colour=first_colour(space), pattern=None)

    def set_colour(self, side: Side, space: Space, operands: Sequence[Any]) -> None:
        """Values, and after them a pattern's name where the space has patterns (8.7.3)."""
        pattern = None
        if operands and isinstance(operands[-1], pikepdf.Name):
            pattern = self.resource("/Pattern", operands[-1])
            operands = operands[:-1]
        colour = Colour(space.base or space, tuple(float(value) for value in operands))
        if space.table:
            colour = Colour(space, colour.values)
        if pattern is not None and pattern.get("/PatternType") == 2:
            colour, pattern = Colour(self.space(pattern["/Shading"]["/ColorSpace"])), None
        self.state.change(side, space=space, colour=colour, pattern=pattern)


# --- Parts of the file ------------------------------------------------------------------


def _values(data: Any) -> Iterator[pikepdf.Object]:
    if isinstance(data, pikepdf.Dictionary):
        yield from (value for _, value in data.items())


def _box(written: Any) -> Box:
    left, bottom, right, top = (float(edge) for edge in written)
    return min(left, right), min(bottom, top), max(left, right), max(bottom, top)
