"""Pages: facing lines, feet, colophons, notes, and what is out of its area."""

from __future__ import annotations

from dataclasses import replace

from bench.lines.glyphs import Drawn, Glyph
from bench.lines.pages import PageFigures, of_pages
from bench.lines.typed import LEFT, MEASURE, block, drawn, typed

from publish.pdf.items import Mark
from publish.pdf.tree import Element

TEXTS = (
    "one two three four five six seven",
    "eight nine ten eleven twelve and",
    "no more than thirteen of them in",
    "all of it",
)
TORN = (*TEXTS[:2], "no more than thirteen of sev-")

Lines = list[list[Glyph]]


def text(page: int, baseline: float = 300, texts: tuple[str, ...] = TEXTS) -> tuple[str, Lines]:
    """A paragraph on a page."""
    return "Part/P", block(*texts, page=page, baseline=baseline)


def one(role: str, words: str, page: int, baseline: float, size: float = 10) -> tuple[str, Lines]:
    """A line by itself."""
    return role, [typed(words, page=page, baseline=baseline, size=size)]


TITLE = one("Sect/P", "title", 1, 200)
END = one("Part/P", "end", 5, 100)


def opening(left: float, right: float) -> PageFigures:
    """Of two facing pages whose text begins at these heights, with more pages after them."""
    return of_pages(drawn(TITLE, text(2, left), text(3, right), text(4), END, pages=5))


def test_lines_meet_those_on_their_height() -> None:
    assert (opening(300, 300).facing, opening(300, 300).met) == (8, 8)
    assert (opening(300, 299.8).facing, opening(300, 299.8).met) == (8, 8)
    assert (opening(300, 293).facing, opening(300, 293).met) == (8, 0)


def test_a_line_that_faces_nothing_is_not_counted() -> None:
    shifted = opening(300, 300 - 2 * 14)
    assert (shifted.facing, shifted.met) == (4, 4)
    headed = drawn(TITLE, text(2), one("Part/H2", "head", 3, 300), text(3, 286), END, pages=5)
    assert of_pages(headed).met == of_pages(headed).facing == 6


def test_openings_are_level_but_for_the_last_page() -> None:
    assert (opening(300, 300).openings, opening(300, 300).level) == (1, 1)
    assert (opening(300, 299).openings, opening(300, 299).level) == (1, 0)
    last = of_pages(drawn(TITLE, text(2), text(3, 250), pages=3))
    assert (last.openings, last.level) == (0, 0)


def test_notes_have_a_leading_of_their_own_at_the_foot() -> None:
    noted = [one("Note/P", "note", 2, 102, 8), text(3, 100 + 3 * 14)]
    assert of_pages(drawn(TITLE, text(2), *noted, text(4), END, pages=5)).level == 1
    assert opening(100 + 3 * 14, 102 + 3 * 14).level == 0


def test_a_last_page_with_a_colophon_alone() -> None:
    colophon = one("Sect/P", "colophon", 3, 60)
    assert of_pages(drawn(TITLE, text(2), colophon, pages=3)).colophons == 1
    beside = one("Sect/P", "colophon", 2, 60)
    assert of_pages(drawn(TITLE, text(2), beside, pages=2)).colophons == 0
    assert of_pages(drawn(TITLE, text(2), text(3), colophon, pages=3)).colophons == 0


def test_blank_pages_fill_the_last_sheet() -> None:
    assert of_pages(drawn(TITLE, text(2), text(3), text(4), pages=4)).blank == 0
    assert of_pages(drawn(TITLE, text(2), text(3), pages=4)).blank == 1
    assert of_pages(drawn(TITLE, text(2), pages=2)).blank == 2


def test_a_page_that_ends_within_a_word_or_in_a_heading() -> None:
    torn = "Part/P", [*block(*TORN, "en", page=2)[:3], *block("en and all", page=3)]
    assert of_pages(drawn(TITLE, torn, pages=3)).torn == 1
    whole = "Part/P", [*block(*TEXTS, page=2)[:3], *block("all of it", page=3)]
    assert of_pages(drawn(TITLE, whole, pages=3)).torn == 0
    head = one("Part/H2", "head", 2, 200)
    assert of_pages(drawn(TITLE, text(2), head, text(3), pages=3)).heads == 1
    assert of_pages(drawn(TITLE, text(2, 180), head, text(3), pages=3)).heads == 0
    assert (
        of_pages(drawn(TITLE, text(2), text(3), one("Part/H2", "head", 3, 200), pages=3)).heads == 0
    )
    noted = [head, one("Note/P", "note", 2, 60)]
    assert of_pages(drawn(TITLE, text(2), *noted, text(3), pages=3)).heads == 1


def test_a_note_begins_on_the_page_of_its_call() -> None:
    def of(*notes: tuple[str, Lines]) -> tuple[int, int]:
        call = one("Part/P/Reference/Lbl", "1", 2, 304, 6)
        own = of_pages(drawn(TITLE, text(2), call, *notes, text(3), pages=3))
        return own.notes, own.strayed

    assert of(one("Note/Lbl", "1.", 2, 60)) == (1, 0)
    assert of(one("Note/Lbl", "1.", 3, 60)) == (1, 1)
    assert of(one("Note/Lbl", "2.", 3, 60)) == (0, 0)
    assert of() == (0, 0)


# --- The area of a page -------------------------------------------------------------------


def paged(*glyphs: Glyph) -> Drawn:
    """Two pages of text with running heads and folios, and more letters in it."""
    heads = [
        letter
        for page, left in ((2, LEFT), (3, LEFT + MEASURE - 20))
        for height in (360.0, 30.0)
        for letter in typed("head", left=left, page=page, baseline=height)
    ]
    made = drawn(TITLE, text(2), text(3), pages=3, furniture=heads)
    return replace(made, glyphs=(*made.glyphs, *glyphs))


def test_text_and_what_hangs_beside_it_is_in_its_area() -> None:
    assert of_pages(paged()).outside == 0
    assert of_pages(paged(*typed("-", left=LEFT + MEASURE, page=3, baseline=300))).outside == 0
    assert of_pages(paged(*typed("-", left=LEFT - 5, page=2, baseline=300))).outside == 0


def test_letters_and_pictures_that_stand_out_are_counted() -> None:
    assert of_pages(paged(*typed("abc", left=LEFT + MEASURE + 5, page=3))).outside == 3
    assert of_pages(paged(*typed("abc", left=LEFT - 25, page=2))).outside == 3
    assert of_pages(paged(*typed("ab", page=2, baseline=25))).outside == 2
    assert of_pages(paged(*typed("ab", page=2, baseline=365))).outside == 2
    made = paged()
    tall = replace(made.pages[1], pictures=((LEFT, 10, LEFT + 50, 300),))
    assert of_pages(replace(made, pages=(made.pages[0], tall, made.pages[2]))).outside == 1


def test_a_file_without_tags_is_told_as_far_as_it_goes() -> None:
    bare = replace(paged(), tree=None)
    own = of_pages(bare)
    assert (own.pages, own.facing, own.met, own.notes) == (3, 8, 8, 0)


def test_marks_of_the_last_section_are_the_colophon_only_where_there_are_several() -> None:
    mark = Mark(1, 0)
    only = Element("Sect", None, None, None, (Element("P", None, None, None, (mark,)),))
    tree = Element("", None, None, None, (Element("Document", None, None, None, (only,)),))
    glyphs = tuple(glyph._replace(mark=mark) for glyph in typed("abc"))
    assert of_pages(replace(paged(), glyphs=glyphs, tree=tree)).colophons == 0
