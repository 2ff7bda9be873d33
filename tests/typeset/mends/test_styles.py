"""Styles say what WeasyPrint's own say, in every document that has the same sheets."""

from __future__ import annotations

from contextlib import nullcontext
from typing import Any

import pytest
from weasyprint import CSS, HTML
from weasyprint.css.properties import INITIAL_VALUES

from publish.typeset.mends import styles
from publish.typeset.mends.styles import styles_kept

SHEET = """
:root { --lead: 14px; font-size: 10px }
@page { size: 300px 200px; margin: 20px; @bottom-center { content: counter(page) } }
@page :first { margin: 40px; @bottom-center { content: none } }
p { margin: 1em 10% calc(2 * var(--lead)); text-decoration: underline }
p + p { margin-inline-start: 3px; border-block-end: 1px solid; direction: rtl }
.a .b { width: 50%; padding: min(2em, 10%) }
table { border-collapse: collapse } td { padding: 5px; border: 1px solid }
"""
NAMES = INITIAL_VALUES.keys() - styles._LOGICAL
BODY = "<p id=i>One <b>two</b><p lang=ar>three <i>four</i></p>"
MORE = "<div class=a><p class=b>five</div><table><tr><td>six</table>" * 4


def pages(html: str, context: Any, sheet: CSS) -> list[Any]:
    """Every box of the pages: its place and size, and all that its style says."""
    with context:
        document = HTML(string=html).render(stylesheets=[sheet])
        return [
            (type(box).__name__, box.element_tag, *_of(box))
            for page in document.pages
            for box in page._page_box.descendants()
        ]


def _of(box: Any) -> tuple[Any, ...]:
    place = box.position_x, box.position_y, box.width, box.height
    return *place, {name: box.style[name] for name in NAMES}


@pytest.mark.parametrize("body", [BODY, MORE, BODY + MORE, MORE + BODY])
def test_styles_say_what_they_would(body: str) -> None:
    sheet = CSS(string=SHEET)
    plain = pages(body, nullcontext(), sheet)
    assert pages(body, styles_kept(), sheet) == plain
    assert pages(body, styles_kept(), sheet) == plain, "the second time"


def test_documents_of_other_sheets_have_other_styles() -> None:
    for colour in ("red", "blue"):
        sheet = CSS(string=SHEET + f"b {{ font-size: 30px; color: {colour} }}")
        assert pages(BODY, styles_kept(), sheet) == pages(BODY, nullcontext(), sheet)


def test_what_elements_are_called_is_their_own() -> None:
    """Identifiers and languages stand in the document, and not in a sheet."""
    sheet = CSS(string=SHEET)
    for name, language in (("one", "de"), ("two", "fr")):
        with styles_kept():
            document = HTML(string=f"<p id={name} lang={language}>text").render(stylesheets=[sheet])
        assert set(document.pages[0].anchors) == {name}
        boxes = list(document.pages[0]._page_box.descendants())
        assert {box.style["lang"] for box in boxes if box.element_tag == "p"} == {language}


def test_only_so_many_are_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(styles, "MOST_STYLES", 40)
    sheet = CSS(string=SHEET)
    assert pages(MORE, styles_kept(), sheet) == pages(MORE, nullcontext(), sheet)
    assert len(styles._known()) <= 40
