"""What a PDF's pages paint, piece by piece: where it is, what owns it, what it says.

An interpreter of content streams (ISO 32000-1, 7.8.2) that paints nothing: it follows
positions (8.3, 9.4), fonts, and marked content (14.6), into the forms that pages show.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, ClassVar, Final, NamedTuple

import pikepdf
from pikepdf import Matrix

from publish.faults import Fault
from publish.findings.finding import Box
from publish.pdf.attributes import inherited
from publish.pdf.codes import TEXT_UNIT, Font, read_font
from publish.pdf.geometry import around, transformed
from publish.pdf.items import Item, Kind, Mark, ObjectKey
from publish.pdf.streams import Effort, Excess, operators

DEEPEST_FORM: Final = 20
_MOST_ITEMS: Final = 2_000_000
_MOST_OPEN: Final = 1_000
# How far letters reach under and over their baseline, in font sizes: for boxes only.
_DESCENT, _ASCENT = -0.25, 0.85


def read_content(pdf: pikepdf.Pdf) -> tuple[Item, ...]:
    """Everything that the pages of ``pdf`` paint, in order of painting.

    Raises Excess where that is more than any page has; Fault, ValueError, TypeError, KeyError,
    IndexError or PdfError where a page is damaged.
    """
    items: list[Item] = []
    fonts: dict[ObjectKey, Font] = {}
    effort = Effort()
    for number, page in enumerate(pdf.pages, start=1):
        resources = inherited(page, "/Resources", pikepdf.Dictionary())
        Reader(number, items, fonts, effort=effort).read(page.obj, resources, None)
    return tuple(items)


@dataclass(slots=True)
class State:
    """The parts of the graphics state that say where things go (8.4.1, 9.3.1)."""

    matrix: Matrix = field(default_factory=Matrix)
    font: Font | None = None
    size: float = 0.0
    character_space: float = 0.0
    word_space: float = 0.0
    stretch: float = 1.0
    leading: float = 0.0
    rise: float = 0.0


class _Marked(NamedTuple):
    """An open marked-content sequence."""

    tag: str
    mark: Mark | None
    told: list[str] | None


@dataclass(slots=True)
class Reader:
    """Reads the content of one page into ``items``.

    What else there is to know of a page, such as its colours, is followed by readers that are
    made of this one: they have ``operators`` of their own, and override what they look at.
    """

    operators: ClassVar[Mapping[str, Follow]]

    page: int
    items: list[Item]
    fonts: dict[ObjectKey, Font]
    state: State = field(default_factory=State)
    saved: list[State] = field(default_factory=list)
    marked: list[_Marked] = field(default_factory=list)
    resources: pikepdf.Object = field(default_factory=pikepdf.Dictionary)
    form: ObjectKey | None = None
    depth: int = 0
    line: Matrix = field(default_factory=Matrix)
    pen: Matrix = field(default_factory=Matrix)
    path: list[tuple[float, float]] = field(default_factory=list)
    effort: Effort = field(default_factory=Effort)

    def read(
        self, content: pikepdf.Object, resources: pikepdf.Object, form: ObjectKey | None
    ) -> None:
        """Read a page's content, or a form's."""
        around_it = self.resources, self.form, self.saved, self.marked
        self.resources, self.form, self.saved = resources, form, []
        self.marked = list(self.marked)
        for name, operands in operators(content, self.effort):
            follow = self.operators.get(name)
            if follow is not None:
                follow(self, operands)
        self.resources, self.form, self.saved, self.marked = around_it

    # --- Painting -------------------------------------------------------------------

    def paint(self, kind: Kind, box: Box, font: Font | None = None, code: int = 0) -> None:
        """Keep a thing painted, with the marked content that it is in."""
        if len(self.items) >= _MOST_ITEMS:
            raise Excess(f"its pages paint more than {_MOST_ITEMS:,} things.")
        told: str | None = None
        mark: Mark | None = None
        artifact = backward = False
        for marked in self.marked:
            artifact = artifact or marked.tag == "/Artifact"
            backward = backward or marked.tag == "/ReversedChars"
            mark = marked.mark or mark
            if marked.told is not None and told is None:
                told = marked.told.pop() if marked.told else ""
        self.items.append(Item(kind, self.page, box, mark, artifact, font, code, told, backward))

    def show(self, string: bytes) -> None:
        """Show a string: each code where the pen is, which then moves on (9.4.4)."""
        font = self.state.font
        if font is None:
            return
        for code, width, across in self.steps(string, font):
            self.paint("text", self.line_box(width), font, code)
            self.move(across)

    def steps(self, string: bytes, font: Font) -> Iterator[tuple[int, float, float]]:
        """Each code of a string, how wide it is, and how far the pen moves on."""
        state = self.state
        for code, length in font.codes(string):
            width = font.width(code) / TEXT_UNIT * state.size
            space = state.word_space if length == 1 and code == 32 else 0.0
            across = (width + state.character_space + space) * state.stretch
            yield code, width * state.stretch, across

    def line_box(self, width: float) -> Box:
        """The box of a piece of the line that begins where the pen is."""
        state = self.state
        bottom, top = (edge * state.size + state.rise for edge in (_DESCENT, _ASCENT))
        return transformed((0, bottom, width, top), self.pen @ state.matrix)

    def move(self, across: float) -> None:
        """Move the pen along the line; that lines may run downwards is not followed."""
        self.pen = Matrix(1, 0, 0, 1, across, 0) @ self.pen

    def show_parts(self, operands: Sequence[Any]) -> None:
        """``TJ``: strings, and numbers that move the pen between them."""
        for part in operands[0]:
            if isinstance(part, pikepdf.String):
                self.show(bytes(part))
            else:
                self.move(-float(part) / TEXT_UNIT * self.state.size * self.state.stretch)

    def show_next_line(self, operands: Sequence[Any]) -> None:
        """``'`` and ``"``: a string on the next line."""
        self.next_line(())
        self.show(bytes(operands[-1]))

    def paint_path(self, _: Sequence[Any]) -> None:
        """Fill or stroke the path, which ends with that (8.5.3)."""
        if self.path:
            self.paint("path", transformed(around(self.path), self.state.matrix))
        self.path.clear()

    def paint_picture(self, _: Sequence[Any] = ()) -> None:
        """Paint a picture on the unit square (8.9.3)."""
        self.paint("picture", transformed((0, 0, 1, 1), self.state.matrix))

    def paint_shading(self, _: Sequence[Any]) -> None:
        """Fill what is not clipped, whose size is not followed: its place is all that is told."""
        self.paint("shading", transformed((0, 0, 1, 1), self.state.matrix))

    def invoke(self, operands: Sequence[Any]) -> None:
        """Paint a picture, or go through a form (8.10)."""
        target = self.resource("/XObject", operands[0])
        if target is None:
            return
        if target.get("/Subtype") != "/Form":
            self.paint_picture()
            return
        if self.depth >= DEEPEST_FORM:
            raise Fault("forms are nested too deeply in it.")
        before, self.state = self.state, copy(self.state)
        if "/Matrix" in target:
            self.state.matrix = matrix_of(list(target["/Matrix"])) @ self.state.matrix
        self.enter(target)
        self.depth += 1
        self.read(target, target.get("/Resources", self.resources), target.objgen)
        self.depth -= 1
        self.state = before

    def enter(self, form: pikepdf.Object) -> None:
        """Begin a form, in a graphics state of its own: nothing that positions depend on."""

    # --- State ----------------------------------------------------------------------

    def save(self, _: Sequence[Any]) -> None:
        """``q``: keep the graphics state."""
        self.saved.append(copy(self.state))

    def restore(self, _: Sequence[Any]) -> None:
        """``Q``: bring the graphics state back."""
        if self.saved:
            self.state = self.saved.pop()

    def transform(self, operands: Sequence[Any]) -> None:
        """``cm``: move, turn or scale what follows."""
        self.state.matrix = matrix_of(operands) @ self.state.matrix

    def set_font(self, operands: Sequence[Any]) -> None:
        """``Tf``: a font and its size."""
        data = self.resource("/Font", operands[0])
        self.state.size = float(operands[1])
        self.state.font = None if data is None else self.font(data)

    def font(self, data: pikepdf.Object) -> Font:
        """A font, read once however often it is named."""
        key = data.objgen
        if key == (0, 0):  # written into the page itself
            return read_font(data)
        if key not in self.fonts:
            self.fonts[key] = read_font(data)
        return self.fonts[key]

    def resource(self, kind: str, name: Any) -> pikepdf.Object | None:
        """A named resource of the content that is read; None where there is none."""
        found = self.resources.get(kind, pikepdf.Dictionary()).get(str(name))
        return found if isinstance(found, pikepdf.Object) else None

    # --- Text position --------------------------------------------------------------

    def begin_text(self, _: Sequence[Any]) -> None:
        """``BT``: the pen goes to the origin."""
        self.line = self.pen = Matrix()

    def set_text_matrix(self, operands: Sequence[Any]) -> None:
        """``Tm``: the pen goes where the matrix says."""
        self.line = self.pen = matrix_of(operands)

    def move_line(self, operands: Sequence[Any]) -> None:
        """``Td``: the next line begins so far from this one."""
        across, up = (float(operand) for operand in operands)
        self.line = self.pen = Matrix(1, 0, 0, 1, across, up) @ self.line

    def move_line_with_leading(self, operands: Sequence[Any]) -> None:
        """``TD``: the same, and lines are so far apart from now on."""
        self.state.leading = -float(operands[1])
        self.move_line(operands)

    def next_line(self, _: Sequence[Any]) -> None:
        """``T*``: the next line."""
        self.move_line((0, -self.state.leading))

    # --- Paths ----------------------------------------------------------------------

    def add_points(self, operands: Sequence[Any]) -> None:
        """``m``, ``l`` and curves: points of the path, those that only steer it among them."""
        numbers = [float(operand) for operand in operands]
        self.path += zip(numbers[::2], numbers[1::2], strict=True)

    def add_rectangle(self, operands: Sequence[Any]) -> None:
        """``re``: a rectangle, by two of its corners."""
        left, bottom, width, height = (float(operand) for operand in operands)
        self.path += ((left, bottom), (left + width, bottom + height))

    def drop_path(self, _: Sequence[Any]) -> None:
        """``n``: the path ends unpainted."""
        self.path.clear()

    # --- Marked content -------------------------------------------------------------

    def begin_marked(self, operands: Sequence[Any]) -> None:
        """``BMC``, ``BDC``: a marked-content sequence begins (14.6)."""
        if len(self.marked) >= _MOST_OPEN:
            raise Excess("marked content is nested too deeply in it.")
        properties = operands[1] if len(operands) > 1 else pikepdf.Dictionary()
        if isinstance(properties, pikepdf.Name):
            properties = self.resource("/Properties", properties) or pikepdf.Dictionary()
        number, told = properties.get("/MCID"), properties.get("/ActualText")
        mark = None if number is None else Mark(self.page, int(number), self.form)
        self.marked.append(_Marked(str(operands[0]), mark, None if told is None else [str(told)]))

    def end_marked(self, _: Sequence[Any]) -> None:
        """``EMC``: it ends."""
        if self.marked:
            self.marked.pop()


def matrix_of(operands: Sequence[Any]) -> Matrix:
    """The matrix that six numbers are (8.3.4)."""
    return Matrix(*(float(operand) for operand in operands))


Follow = Callable[[Reader, Sequence[Any]], None]


def _setter(name: str, unit: float = 1.0) -> Follow:
    """Follows an operator that sets one number of the state."""

    def follow(reader: Reader, operands: Sequence[Any]) -> None:
        setattr(reader.state, name, float(operands[0]) * unit)

    return follow


def _show(reader: Reader, operands: Sequence[Any]) -> None:
    reader.show(bytes(operands[0]))


OPERATORS: Final[Mapping[str, Follow]] = MappingProxyType(
    {
        "q": Reader.save,
        "Q": Reader.restore,
        "cm": Reader.transform,
        "BT": Reader.begin_text,
        "Tf": Reader.set_font,
        "Tc": _setter("character_space"),
        "Tw": _setter("word_space"),
        "Tz": _setter("stretch", 0.01),
        "TL": _setter("leading"),
        "Ts": _setter("rise"),
        "Tm": Reader.set_text_matrix,
        "Td": Reader.move_line,
        "TD": Reader.move_line_with_leading,
        "T*": Reader.next_line,
        "Tj": _show,
        "TJ": Reader.show_parts,
        "'": Reader.show_next_line,
        '"': Reader.show_next_line,
        **dict.fromkeys(("m", "l", "c", "v", "y"), Reader.add_points),
        "re": Reader.add_rectangle,
        **dict.fromkeys(("f", "F", "f*", "B", "B*", "b", "b*", "S", "s"), Reader.paint_path),
        "n": Reader.drop_path,
        "sh": Reader.paint_shading,
        "Do": Reader.invoke,
        "INLINE IMAGE": Reader.paint_picture,
        "BMC": Reader.begin_marked,
        "BDC": Reader.begin_marked,
        "EMC": Reader.end_marked,
    }
)
"""What a reader does at each operator that moves something or paints."""

Reader.operators = OPERATORS
