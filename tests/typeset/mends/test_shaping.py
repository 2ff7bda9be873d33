"""What is known of lines and boxes from earlier pages is what would be found out anew."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from typing import Any

import pytest

from publish.fonts.library import open_library
from publish.typeset.engine import use_fonts
from publish.typeset.hyphenation import Patterns
from publish.typeset.mends import shaping, usedsizes
from publish.typeset.mends.linebreaks import line_breaks

SHEET = """
@page { size: 220px 300px; margin: 15px; @top-left { content: "Head" } }
body { font: 12px/15px "Source Serif 4"; hyphens: auto; text-align: justify }
.ar { font-family: Amiri; direction: rtl }
.apart { letter-spacing: 1px; word-spacing: 2px; text-decoration: underline }
.wide { width: 90%; padding: 1%; margin: 2% 3%; box-sizing: border-box }
.flex { display: flex } .flex p { flex: 1; min-width: 0 }
"""
HTML = """<html lang="en"><p>Representatives of organizations deliberated extraordinarily long,
and <em>considered</em> the circumstances.<p class="ar" lang="ar">عقد الاجتماع في مدينة إزمير
بمشاركة الأحزاب<p class="apart">Words apart, and underlined<div class="wide"><p>Inside a box
of another width, deliberated extraordinarily</div><div class="flex"><p>One<p>Two and more</div>
"""


def patterns(whole: frozenset[str] = frozenset()) -> Patterns:
    return Patterns("en", "en_GB", capitals=False, whole=whole)


def laid_out(*, kept: bool, whole: frozenset[str] = frozenset()) -> list[tuple[Any, ...]]:
    """All boxes of the pages: what they say, where they stand, how large they are."""
    use_fonts(open_library().installed)
    import weasyprint

    with ExitStack() as stack:
        if kept:
            stack.enter_context(shaping.measures_kept())
            stack.enter_context(usedsizes.used_sizes_kept())
        stack.enter_context(line_breaks(patterns(whole)))
        document = weasyprint.HTML(string=HTML).render(
            stylesheets=[weasyprint.CSS(string=SHEET)],
            font_config=shaping.font_configuration(),
        )
    return [box for page in document.pages for box in _boxes(page._page_box)]


def _boxes(box: Any) -> Iterator[tuple[Any, ...]]:
    box = getattr(box, "_box", box)
    yield getattr(box, "text", ""), box.position_x, box.position_y, box.width, box.height
    for child in getattr(box, "children", ()):
        yield from _boxes(child)


def test_pages_are_the_same_the_first_time_and_again() -> None:
    shaping._lines().clear()
    first, again = laid_out(kept=True), laid_out(kept=True)

    assert len(first) > 40
    assert first == again


def test_pages_are_as_without() -> None:
    """``line_breaks`` asks what is kept in either case; nothing is known of it here."""
    shaping._lines().clear()
    plain = laid_out(kept=False)
    shaping._lines().clear()

    assert laid_out(kept=True) == plain


def test_a_word_that_must_stay_whole_is_not_divided_as_before() -> None:
    text = "".join(text for text, *_ in laid_out(kept=True))
    divided = next(word for word in ("extraordinarily", "circumstances") if word not in text)

    assert divided in "".join(text for text, *_ in laid_out(kept=True, whole=frozenset({divided})))
    assert divided not in "".join(text for text, *_ in laid_out(kept=True))


def test_known_lines_are_not_split_again(monkeypatch: pytest.MonkeyPatch) -> None:
    laid_out(kept=True)

    def never(*_: Any) -> Any:
        raise AssertionError("split again")

    monkeypatch.setattr(shaping, "_split_first_line", never)
    laid_out(kept=True)


def test_so_many_lines_are_kept_and_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shaping, "MOST_LINES", 5)
    shaping._lines().clear()
    laid_out(kept=True)

    assert len(shaping._lines()) == 5
    shaping._lines().clear()
