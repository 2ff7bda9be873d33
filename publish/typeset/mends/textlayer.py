"""The true text layer: every glyph on the page says what it stands for at that place.

WeasyPrint keeps, for each glyph of a font, the first text it was met with, and gives the glyphs
of a cluster after the first no text or the wrong one (issue 2841 of Kozea/WeasyPrint). This is
the one place where the program reaches into its inside to mend that: a code for every pair of
glyph and text, and a map from codes to glyphs (ISO 32000-1, 9.7.4 and 9.10.3).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import wraps
from typing import Any

from weasyprint import document
from weasyprint.draw import text as draw
from weasyprint.layout import inline
from weasyprint.pdf import fonts
from weasyprint.text import line_break

from publish.errors import Problem, TypesetError
from publish.typeset.borders import Piece, Span, around_texts, pieces, shown_before
from publish.typeset.clusters import encode
from publish.typeset.codemaps import add_code_map
from publish.typeset.codes import CodeTable
from publish.typeset.composites import add_glyphs
from publish.typeset.lines import (
    LineWriter,
    Run,
    settle_hyphen,
    stretches,
)
from publish.typeset.mends.inside import check, replaced
from publish.typeset.paragraph.opportunities import SOFT_HYPHEN
from publish.typeset.paragraph.settext import SetText
from publish.typeset.redrawing import State, drawn_again, keep
from publish.typeset.shapedruns import shaped_runs
from publish.typeset.spaces import settle_spaces

_WHOLE = "publish_whole"
"""The attribute of what a font was before it was cut."""

_draw_page = document.draw_page
_draw_first_line = draw.draw_first_line
_split_text_box = inline.split_text_box
_clean = fonts.Font.clean
_build_vector_font_dictionary = fonts._build_vector_font_dictionary


@contextmanager
def true_text_layer() -> Iterator[None]:
    """Lay out and write documents with a true text layer.

    Both must happen inside: where a line was hyphenated is known only as it is broken.

    Raises TypesetError if this is not the WeasyPrint that the correction was written for.
    """
    check("textlayer")
    with replaced(
        (document, "draw_page", _draw_page_with_borders),
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
def _draw_page_with_borders(page: Any, stream: Any) -> None:
    """Draw a page whose right-to-left lines know what stands around each of their texts."""
    stream.around = around_texts(page)
    _draw_page(page, stream)


@wraps(_draw_first_line)
def _draw_line(
    stream: Any, textbox: Any, text_overflow: Any, block_ellipsis: Any, matrix: Any
) -> list[Any]:
    """Draw the text box's line, as the original does, with codes that say its text."""
    # Spaces between boxes are not seen, but they are read.
    if not textbox.text.strip("\n") or textbox.style["font_size"] < 1e-6:
        return []
    is_cut = text_overflow == "ellipsis" or block_ellipsis != "none"
    state = State.of(stream, matrix)
    if drawn_again(stream, textbox, state):
        return []
    runs = None if is_cut else shaped_runs(stream, textbox)
    if not runs:
        _shape_again(textbox)
        return list(_draw_first_line(stream, textbox, text_overflow, block_ellipsis, matrix))

    start = len(stream.stream)
    has_added = getattr(textbox, "has_added_hyphen", False)
    settle_hyphen(runs, textbox.style["hyphenate_character"] if has_added else None)
    settle_spaces(runs)
    stream.set_text_matrix(*matrix.values)
    writer = LineWriter(stream, matrix)
    for piece in _pieces(stream, textbox, runs, matrix.values[4]):
        if piece.code and piece.run:
            writer.show(piece.run, [piece.code], piece.code.width)
        for run in piece.runs:
            codes, end = encode(
                run.clusters, run.right_to_left, synthesize="glyf" in run.font.tables
            )
            writer.show(run, codes, end)
    writer.flush()
    keep(stream, textbox, state, start)
    return []


def _pieces(stream: Any, textbox: Any, runs: list[Run], left: float) -> Iterator[Piece]:
    """What is shown of a text box that begins at ``left``, in this order."""
    whole = list(stretches(runs))
    around = getattr(stream, "around", {}).get(id(textbox))  # drawings have streams of their own
    if around is None:
        yield from map(Piece, whole)
        return
    for piece in pieces(whole, around, shown_before(stream).moved(-left)):
        if piece.runs:
            stream.shown_before = Span(piece.runs[0].left, piece.runs[-1].right).moved(left)
        yield piece


def _shape_again(textbox: Any) -> None:
    """Let WeasyPrint draw a text that was set whole, in a layout of its own."""
    whole = textbox.pango_layout
    if isinstance(whole, SetText):
        spaces = sum(map(whole.text.count, " \u00a0"))
        gained = sum(extra.width for each in whole.placed for extra in each.given.values())
        layout = line_break.Layout(textbox.style, gained / spaces if spaces else 0)
        layout.set_text(whole.text, justify=True)
        textbox.pango_layout = layout


# --- Writing fonts ------------------------------------------------------------------


@wraps(_clean)
def _clean_font(font: Any, to_unicode: dict[int, str], hinting: bool) -> None:
    """Subset the font to the glyphs that are drawn, and add those that are made.

    It is done from the whole font each time, for pages may be painted again.
    """
    font.file_content = font.__dict__.setdefault(_WHOLE, font.file_content)
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
