"""A note on another page than its call does not get out."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from publish.errors import Place, TypesetError
from publish.fonts.library import open_library
from publish.typeset.engine import use_fonts
from publish.typeset.notepages import check_notes

SHEET = "@page { size: 200px 150px; margin: 20px } .note { float: footnote }"
NOTE = '<span class="note" data-origin="en.md:{line}">{words}</span>'


def pages(html: str) -> Sequence[Any]:
    """As the page engine sets them, which moves a note on that does not find place whole."""
    use_fonts(open_library().installed)
    import weasyprint

    sheets = [weasyprint.CSS(string=SHEET)]
    made: Sequence[Any] = weasyprint.HTML(string=html).render(stylesheets=sheets).pages
    return made


def test_notes_that_begin_where_they_are_called_are_no_fault() -> None:
    check_notes(pages(f"<p>a{NOTE.format(line=3, words='b')}</p><p>two</p>" * 2))


def test_a_note_on_another_page_is_told_with_its_place() -> None:
    long = NOTE.format(line=9, words="words " * 40)
    made = pages(f"<p>a{NOTE.format(line=3, words='b')}</p>" + "<p>one</p>" * 3 + f"<p>c{long}")
    with pytest.raises(TypesetError, match=r"page \d calls note 2") as caught:
        check_notes(made, Path("x"))
    (problem,) = caught.value.problems
    assert problem.place == Place(Path("x/en.md"), 9)


def test_what_shows_no_call_is_no_note() -> None:
    """A colophon stands at the foot of the last page that has room for it."""
    style = "<style>footer { float: footnote } footer::footnote-call { content: none }</style>"
    check_notes(pages(style + "<p>one</p>" * 5 + f"<footer>{'words ' * 40}</footer>"))
