"""Spaces, divisions and paragraphs, measured on lines whose letters stand where they are put."""

from __future__ import annotations

from io import BytesIO
from itertools import chain
from statistics import fmean, pstdev

import pikepdf
import pytest
from bench.lines.evenness import LineFigures, of_lines
from bench.lines.figures import measured
from bench.lines.glyphs import Drawn, Glyph, read
from bench.lines.line import lines_of
from bench.lines.paragraphs import paragraphs
from bench.lines.typed import LEFT, SPACE, WIDTH, block, drawn, filled, line, typed

TEXTS = (
    "one two three four five six seven",
    "eight nine ten eleven twelve and",
    "no more than thirteen of them in",
    "all of it",
)
"""27 letters and 6 spaces, 27 and 5, 26 and 6: what fills a measure of 40 letters."""
RATIOS = (65 / 6 / SPACE, 65 / 5 / SPACE, 70 / 6 / SPACE)


def pdf(content: str) -> bytes:
    """A page of Courier, whose letters are 600 wide."""
    made = pikepdf.new()
    made.add_blank_page(page_size=(300, 400))
    font = pikepdf.Dictionary(
        Type=pikepdf.Name.Font,
        Subtype=pikepdf.Name.Type1,
        BaseFont=pikepdf.Name.Courier,
        Encoding=pikepdf.Name.WinAnsiEncoding,
        FirstChar=32,
        Widths=pikepdf.Array([600] * 95),
    )
    page = made.pages[0]
    page.obj["/Resources"] = pikepdf.Dictionary(Font=pikepdf.Dictionary(F=font))
    page.obj["/Contents"] = made.make_stream(content.encode("ascii"))
    out = BytesIO()
    made.save(out)
    return out.getvalue()


# --- Letters ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("shown", "gap"),
    [
        ("(a b) Tj", 6),
        ("[(a ) -300 (b)] TJ", 9),
        ("3 Tw (a b) Tj", 9),
        ("1 Tc (a b) Tj", 8),
        ("50 Tz (a b) Tj", 3),
        ("[(a) -600 (b)] TJ", 6),
    ],
)
def test_a_gap_is_from_advance_to_advance_however_it_was_made(shown: str, gap: float) -> None:
    a, *_, b = read(pdf(f"BT /F 10 Tf 100 200 Td {shown} ET")).glyphs
    assert b.left - a.right == pytest.approx(gap)


@pytest.mark.parametrize("wider", ["102 Tz", "1.02 0 0 1 100 200 Tm"])
def test_the_natural_space_does_not_grow_with_wider_letters(wider: str) -> None:
    (own,) = lines_of(
        read(pdf(f"BT /F 10 Tf 100 200 Td {wider} (aa bb) Tj ET")).glyphs, spaced=True
    )
    assert own.words[0][0].right - own.words[0][0].left == pytest.approx(6.12)
    assert own.gaps[0][1] == pytest.approx(6)
    assert own.ratio == pytest.approx(1.02)


# --- Lines ------------------------------------------------------------------------------


def test_the_space_of_a_line_is_the_mean_of_its_gaps() -> None:
    glyphs = [*typed("ab cd", 2 * SPACE), *typed(" ef", SPACE, left=LEFT + 4 * WIDTH + 2 * SPACE)]
    assert [gap / natural for gap, natural in line(glyphs).gaps] == [2, 1]
    assert line(glyphs).ratio == 1.5


def test_a_space_is_one_also_where_it_is_drawn_at_the_end_of_its_gap() -> None:
    a, space, b = typed("a b", 20)
    late = space._replace(left=b.left - SPACE, right=b.left)
    assert line([a, late, b]).gaps == ((20, SPACE),)
    assert line([late, b, a]).gaps == ((20, SPACE),)


def test_a_space_that_is_kerned_into_a_letter_is_one() -> None:
    a, space, b = typed("a b", 0.2 * SPACE)
    kerned = space._replace(left=LEFT + 1, right=LEFT + 1 + SPACE)
    assert line([a, kerned, b]).ratio == pytest.approx(0.2)


def test_a_space_at_the_end_of_a_line_is_none() -> None:
    """Makers draw it under the first or the last letter, or beyond it."""
    glyphs = typed("ab cd")
    unseen = glyphs[2]._replace(left=LEFT - SPACE, right=LEFT)
    assert line([*glyphs, unseen]).gaps == line(glyphs).gaps
    beyond = glyphs[2]._replace(left=glyphs[-1].right, right=glyphs[-1].right + SPACE)
    assert line([*glyphs, beyond]).gaps == line(glyphs).gaps


def test_a_space_of_fixed_width_gives_no_way_and_is_not_counted() -> None:
    glyphs = [
        glyph._replace(text="\u202f") if glyph.text == " " else glyph for glyph in typed("ab cd", 9)
    ]
    assert line(glyphs).gaps == ()


def test_spaces_that_are_not_drawn_are_found_by_their_width() -> None:
    glyphs = [glyph for glyph in typed("ab cd", 2 * SPACE) if glyph.text != " "]
    (own,) = lines_of(glyphs, spaced=False)
    assert own.ratio == 2


def test_the_call_of_a_note_stands_in_its_line() -> None:
    call = typed("1", left=LEFT + 2 * WIDTH, baseline=304, size=6)
    glyphs = [*typed("ab"), *call, *typed(" cd", left=LEFT + 3 * WIDTH)]
    assert line(glyphs).text == "ab1 cd"
    assert line(glyphs).baseline == 300


# --- Paragraphs -------------------------------------------------------------------------


def figures(*paragraphs: list[list[Glyph]]) -> LineFigures:
    """The figures of paragraphs."""
    return of_lines(drawn(*(("P", own) for own in paragraphs)))


def test_figures_are_of_all_lines_but_the_last() -> None:
    own = figures(block(*TEXTS))
    assert (own.lines, own.paragraphs, own.divided, own.fragments) == (3, 1, 0, 0)
    assert own.ratios == pytest.approx(RATIOS)
    assert (own.tightest, own.loosest) == (min(own.ratios), max(own.ratios))
    assert own.mean == pytest.approx(fmean(RATIOS))
    assert own.over(4.5) == pytest.approx(2 / 3)
    assert (own + own).lines == 6
    assert (own + own).deviation == pytest.approx(own.deviation) == pytest.approx(pstdev(RATIOS))


def test_text_that_is_not_justified_is_not_measured() -> None:
    ragged = [typed(text, baseline=300 - 14 * at) for at, text in enumerate(TEXTS)]
    assert figures(ragged) == LineFigures()
    wide = [typed(text, 3, baseline=300 - 14 * at) for at, text in enumerate(TEXTS)]
    flush_right = [[_moved(glyph, 240 - own[-1].right) for glyph in own] for own in wide]
    assert figures(flush_right) == LineFigures()


def test_hyphens_hang_in_the_margin_and_lines_are_full_all_the_same() -> None:
    own = figures(block("one two three four five six sev-", *TEXTS[1:]))
    assert (own.lines, own.divided) == (3, 1)
    assert own.ratios[0] == pytest.approx((200 - 25 * WIDTH) / 6 / SPACE)


def test_a_letter_that_misses_the_measure_is_seen() -> None:
    first, second, *rest = block(*TEXTS, *TEXTS)
    assert figures([first, second, *rest]).strays == 0
    over = [_moved(glyph, 1.5 * (glyph is first[-1])) for glyph in first]
    assert figures([over, second, *rest]).strays == 1
    assert figures(block("one two three four five six sev-", *TEXTS, *TEXTS)).strays == 0


def test_a_quotation_is_justified_on_a_measure_of_its_own() -> None:
    quoted = [
        [_moved(glyph, -20) for glyph in typed(text, 3 * SPACE, left=80, baseline=200 - 14 * at)]
        for at, text in enumerate(("abc def ghi jkl", "mno pqr stu vwx", "yza bcd efg hij", "end"))
    ]
    found = drawn(("P", block(*TEXTS)), ("BlockQuote/P", quoted))
    assert of_lines(found).paragraphs == 2
    assert of_lines(found).ratios[3:] == pytest.approx((3, 3, 3))


def test_ladders_and_fragments_of_words() -> None:
    texts = ["one two three four five six sev-"] * 3
    own = figures(
        block(*texts, "en"),
        block(*texts, "en eight", baseline=240),
        block(texts[0], TEXTS[1], texts[0], texts[0], TEXTS[1], "en", baseline=180),
    )
    assert own.ladders == (3, 3, 2)
    assert (own.ladders_of(2), own.ladders_of(3)) == (3, 2)
    assert own.fragments == 1


def test_right_to_left_lines_end_at_the_left() -> None:
    texts = ("אב גד הו", "זח טי")
    first = filled(f"-{texts[0]}", left=LEFT - WIDTH)
    second, last = filled(texts[1], baseline=286), typed(texts[1], baseline=272, left=175)
    own = figures([first, second, last])
    assert (own.lines, own.divided) == (2, 1)


def test_a_paragraph_goes_on_over_the_page() -> None:
    one, two = block(*TEXTS)[:2], block(*TEXTS, page=2)
    assert figures([*one, *two]).lines == 5


def test_without_tags_paragraphs_are_told_by_indents_and_gaps() -> None:
    indented = [filled(TEXTS[0], left=LEFT + 13, baseline=244), typed(TEXTS[3], baseline=230)]
    apart = block(*TEXTS, baseline=200)
    glyphs = tuple(chain(*block(*TEXTS[1:], baseline=286), *indented, *apart))
    found = Drawn((), glyphs, (), None, rightward=True)
    assert [len(own.lines) for own in paragraphs(found)] == [3, 2, 4]
    assert of_lines(found).lines == 6


def test_a_whole_file_is_measured_from_its_bytes() -> None:
    texts = [("ab cd ef", 4), ("abc de fg", 1), ("ab cd ef", 4), ("ab", 0)]
    shown = " ".join(
        f"1 0 0 1 40 {300 - 14 * at} Tm {space} Tw ({text}) Tj"
        for at, (text, space) in enumerate(texts)
    )
    own = measured(pdf(f"BT /F 10 Tf {shown} ET")).lines
    assert own.ratios == pytest.approx((10 / 6, 7 / 6, 10 / 6))


def _moved(glyph: Glyph, across: float) -> Glyph:
    return glyph._replace(left=glyph.left + across, right=glyph.right + across)
