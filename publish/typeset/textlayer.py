"""The true text layer: every glyph on the page says what it stands for at that place.

WeasyPrint keeps, for each glyph of a font, the first text it was met with, and gives the glyphs
of a cluster after the first no text or the wrong one (issue 2841 of Kozea/WeasyPrint). This is
the one place where the program reaches into its inside to mend that: a code for every pair of
glyph and text, and a map from codes to glyphs (ISO 32000-1, 9.7.4 and 9.10.3).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache, wraps
from typing import Any

from weasyprint import document
from weasyprint.draw import text as draw
from weasyprint.layout import inline
from weasyprint.pdf import fonts
from weasyprint.text.ffi import FROM_UNITS, ffi, pango

from publish.errors import Problem, TypesetError
from publish.typeset.boxes import texts
from publish.typeset.clusters import encode
from publish.typeset.codemaps import add_code_map
from publish.typeset.codes import CodeTable
from publish.typeset.composites import add_glyphs
from publish.typeset.direction import MOST_MARKS, join_numbers, marks_for_balance
from publish.typeset.elongation import joined_to_letters
from publish.typeset.filling import spoken
from publish.typeset.glyphs import Cluster, Glyph
from publish.typeset.inside import replaced, require
from publish.typeset.lines import (
    SOFT_HYPHEN,
    LineWriter,
    Painted,
    Run,
    add_directional_marks,
    follows,
    join_runs,
    settle_hyphen,
    stretches,
)

INSIDE = "a4574b1ccd9cad048a7c3a5335a3010aeb873157692f0fbbdda18ea14ed94969"
"""The fingerprint of what is replaced, wrapped or leaned on; see ``inside``."""

_draw_page = document.draw_page
_draw_first_line = draw.draw_first_line
_split_text_box = inline.split_text_box
_clean = fonts.Font.clean
_build_vector_font_dictionary = fonts._build_vector_font_dictionary


def inside() -> tuple[Any, ...]:
    """The parts of WeasyPrint that this module replaces or leans on."""
    return (
        _draw_page,
        _draw_first_line,
        _split_text_box,
        fonts.Font,
        fonts.build_fonts_dictionary,
        _build_vector_font_dictionary,
    )


@cache
def check_inside() -> None:
    """Raise TypesetError unless WeasyPrint's inside is the one that this was written for."""
    require(inside(), INSIDE, "text layers")


@contextmanager
def true_text_layer() -> Iterator[None]:
    """Lay out and write documents with a true text layer.

    Both must happen inside: where a line was hyphenated is known only as it is broken.

    Raises TypesetError if this is not the WeasyPrint that the correction was written for.
    """
    check_inside()
    with replaced(
        (document, "draw_page", _draw_balanced_page),
        (draw, "draw_first_line", _draw_line),
        (inline, "split_text_box", _split_and_remember_hyphen),
        (fonts.Font, "clean", _clean_font),
        (fonts, "_build_vector_font_dictionary", _map_codes_to_glyphs),
    ):
        yield


# --- Laying out ---------------------------------------------------------------------


@wraps(_split_text_box)
def _split_and_remember_hyphen(
    context: Any, box: Any, available_width: Any, skip: Any, is_line_start: bool = True
) -> Any:
    """Let the first piece of a broken text remember that a hyphen was added to it."""
    piece, resume_at, preserved = _split_text_box(
        context, box, available_width, skip, is_line_start
    )
    if piece is not None and resume_at is not None:
        hyphen = box.style["hyphenate_character"]
        cut = box.text.encode()[:resume_at].decode().rstrip(f" {SOFT_HYPHEN}")
        if piece.text.endswith(hyphen) and not cut.endswith(hyphen):
            piece.has_added_hyphen = True
    return piece, resume_at, preserved


# --- Drawing a line -----------------------------------------------------------------


@wraps(_draw_page)
def _draw_balanced_page(page: Any, stream: Any) -> None:
    """Draw a page, ready to say that it reads from right to left where it does."""
    if _root_style(page)["direction"] == "rtl":
        stream.marks_for_balance = marks_for_balance(texts(page, with_margins=True))
    _draw_page(page, stream)


@wraps(_draw_first_line)
def _draw_line(
    stream: Any, textbox: Any, text_overflow: Any, block_ellipsis: Any, matrix: Any
) -> list[Any]:
    """Draw the text box's line, as the original does, with codes that say its text."""
    # Spaces between boxes are not seen, but they are read.
    if not textbox.text.strip("\n") or textbox.style["font_size"] < 1e-6:
        return []
    pango.pango_layout_set_single_paragraph_mode(textbox.pango_layout.layout, True)
    is_cut = text_overflow == "ellipsis" or block_ellipsis != "none"
    runs = None if is_cut else _runs(stream, textbox)
    if not runs:
        drawn = _draw_first_line(stream, textbox, text_overflow, block_ellipsis, matrix)
        return list(drawn)

    has_added = getattr(textbox, "has_added_hyphen", False)
    settle_hyphen(runs, textbox.style["hyphenate_character"] if has_added else None)
    page_right_to_left = _root_style(textbox)["direction"] == "rtl"
    stream.set_text_matrix(*matrix.values)
    writer = LineWriter(stream, matrix)
    before = getattr(stream, "painted_before", Painted())
    for stretch in stretches(runs):
        here = Painted(matrix.values[-1], stretch[0].right_to_left)
        add_directional_marks(stretch, before, here, page_right_to_left)
        if here.right_to_left:
            _balance(stream, stretch[-1])
        synthesize = all("glyf" in run.font.tables for run in stretch)
        if synthesize and follows(before, here):
            writer.part(stretch)
        for run in stretch:
            codes, end = encode(run.clusters, run.right_to_left, synthesize=synthesize)
            writer.show(run, codes, end)
        before = stream.painted_before = here
    writer.flush()
    return []


def _root_style(box: Any) -> Any:
    return getattr(box.style, "root_style", None) or box.style


def _balance(stream: Any, run: Run) -> None:
    """Let the first letter of a right-to-left run say as many as it can of the page's marks."""
    marks = getattr(stream, "marks_for_balance", "")
    if marks:
        run.clusters[-1] = run.clusters[-1].between("", marks[:MOST_MARKS])
        stream.marks_for_balance = marks[MOST_MARKS:]


def _runs(stream: Any, textbox: Any) -> list[Run] | None:
    """The line's runs from left to right; None if it has what only the original can draw.

    That is coloured and bitmap glyphs, and the sign for a missing glyph.
    """
    line, _ = textbox.pango_layout.get_first_line()
    text = spoken(textbox).encode()
    runs: list[Run] = []
    left = 0.0
    pango_font = None
    link = line.runs[0]
    while link != ffi.NULL:
        glyph_item = link.data
        link = link.next
        item = glyph_item.item
        if item.analysis.font != pango_font:
            pango_font = item.analysis.font
            font, size = _font(stream, textbox, pango_font)
        clusters = _clusters(stream, font, size, glyph_item, text) if font.codes else None
        if clusters is None:
            return None
        if item.analysis.level % 2 == 0:
            clusters = join_numbers(clusters)
        else:
            clusters = joined_to_letters(clusters)
        runs.append(Run(font, size, item.offset, item.analysis.level, clusters, left))
        left = runs[-1].right
    return join_runs(runs)


def _font(stream: Any, textbox: Any, pango_font: Any) -> tuple[Any, float]:
    """The font and its size, with the font's table of codes where it can have one."""
    font, size = stream.add_font(pango_font)
    if pango.pango_version() < 14802:  # issue 530 of Pango
        size = textbox.style["font_size"]
    if not hasattr(font, "codes"):
        font.codes = None
        # Pango's, where a family's name ends with a number; no part of a PostScript name.
        font.name = font.name.replace(b",", b"")
        if not (font.bitmap or font.png or font.svg or font.colr):
            _share_table(stream, font)
    return font, size


def _share_table(stream: Any, font: Any) -> None:
    """Give a table of codes to a font: one for all that are written as one font."""
    for other in stream._fonts.values():
        if other.hash == font.hash and getattr(other, "codes", None):
            font.codes, font.missing = other.codes, other.missing
            font.to_unicode, font.widths = other.to_unicode, other.widths
            return
    font.codes = CodeTable(font.glyph_count, font.to_unicode, font.widths)


def _clusters(
    stream: Any, font: Any, size: float, glyph_item: Any, text: bytes
) -> list[Cluster] | None:
    """The clusters of a run from left to right; None if a glyph is missing."""
    item, glyph_string = glyph_item.item, glyph_item.glyphs
    count = glyph_string.num_glyphs
    starts = [*glyph_string.log_clusters[0:count], None]
    clusters: list[Cluster] = []
    glyphs: list[Glyph] = []
    end = item.length
    for number, info in enumerate(glyph_string.glyphs[0:count]):
        if info.glyph & pango.PANGO_GLYPH_UNKNOWN_FLAG:
            return None
        glyphs.append(_glyph(stream, font, size, item, info))
        start, following = starts[number], starts[number + 1]
        if following != start:
            if item.analysis.level % 2 == 0:
                end = item.length if following is None else following
            characters = text[item.offset + start : item.offset + end].decode()
            clusters.append(Cluster(characters, tuple(glyphs)))
            glyphs = []
            end = start
    return clusters


def _glyph(stream: Any, font: Any, size: float, item: Any, info: Any) -> Glyph:
    """A glyph's place as the original computes it, to the last bit: pictures must not change."""
    index, geometry = info.glyph, info.geometry
    if index == pango.PANGO_GLYPH_EMPTY:
        return Glyph(None, 0, 0, 0, geometry.width / size)
    width = font.codes.own_widths.get(index)
    if width is None:
        pango.pango_font_get_glyph_extents(
            item.analysis.font, index, stream.ink_rect, stream.logical_rect
        )
        width = round(stream.logical_rect.width * 1000 * FROM_UNITS / size)
        font.codes.own_widths[index] = width
    shift = geometry.x_offset / size
    kerning = int(width + shift - geometry.width * 1000 * FROM_UNITS / size)
    return Glyph(index, shift, -geometry.y_offset / size, width, shift + width - kerning)


# --- Writing fonts ------------------------------------------------------------------


@wraps(_clean)
def _clean_font(font: Any, to_unicode: dict[int, str], hinting: bool) -> None:
    """Subset the font to the glyphs that are drawn, and add those that are made."""
    codes: CodeTable | None = getattr(font, "codes", None)
    if not codes or not codes.drawn:
        _clean(font, to_unicode, hinting)
        return
    if not to_unicode:
        raise TypesetError(
            Problem(
                f"the font {font.family} is to be embedded whole, and the text layer is true "
                "only for subsets.",
                remedy="Use neither full fonts nor form fields.",
            )
        )
    own = {code: text for code, text in to_unicode.items() if code not in codes.drawn}
    _clean(font, own | dict.fromkeys(codes.glyphs, ""), hinting)
    numbers: Mapping[Any, int] = {}
    if codes.made:
        font.file_content, numbers = add_glyphs(font.file_content, codes.made)
    codes.settle(numbers)


@wraps(_build_vector_font_dictionary)
def _map_codes_to_glyphs(
    font_dictionary: Any,
    pdf: Any,
    font: Any,
    widths: dict[int, int],
    compress: bool,
    reference: Any,
    pdf_version: Any,
) -> None:
    """Write the font's dictionary, with its map from codes to glyphs."""
    codes: CodeTable | None = getattr(font, "codes", None)
    glyph_of = {code: code for code in font.to_unicode}
    glyph_of |= dict.fromkeys(font.missing.values(), 0)
    glyph_of |= codes.glyph_of if codes else {}
    if font.type == "otf":  # widths are of CIDs, and those are glyphs' numbers
        widths = {glyph_of.get(code, code): width for code, width in widths.items()}
    first = len(pdf.objects)
    _build_vector_font_dictionary(
        font_dictionary, pdf, font, widths, compress, reference, pdf_version
    )
    if codes and any(code != glyph for code, glyph in codes.glyph_of.items()):
        written = (entry for entry in pdf.objects[first:] if isinstance(entry, dict))
        descendant = next(entry for entry in written if "CIDToGIDMap" in entry)
        add_code_map(pdf, font_dictionary, descendant, glyph_of, compress)
