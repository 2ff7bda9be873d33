"""What tests of pages share: a text that is written for one test, and its lines on the grid."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from publish.content.load import load
from publish.design.design import default_design
from publish.editions import EDITIONS
from publish.fonts.library import open_library
from publish.markup.fit import PLAIN, Fit
from publish.markup.pages import Markup, page_markup
from publish.text.edit import edit
from publish.typeset.engine import use_fonts
from publish.typeset.fitting import Setting
from publish.typeset.gaps import lines
from publish.typeset.grid import Grid, grid
from publish.typeset.layout import Layout

FACTS = 'schema = 1\nsource_language = "{}"\nkind = "statement"\nadopted = 2024-04-14\n'
SENTENCE = "a sentence that only fills the page with words, so that its lines come to the foot. "

PX_PT = 0.75
"""A CSS pixel in points (CSS Values and Units 3, 6.2)."""


def written(folder: Path, words: str, language: str = "en", more: str = "") -> Path:
    """A statement's folder with a text of these words, and ``more`` facts."""
    folder.mkdir(exist_ok=True)
    (folder / "statement.toml").write_text(FACTS.format(language) + more)
    (folder / f"{language}.md").write_text(f'+++\ntitle = "Trial"\n+++\n\n{words}\n')
    return folder


def paragraphs(count: int, sentences: int = 1) -> str:
    """So many paragraphs, numbered, each of so many sentences."""
    return "\n\n".join(f"Paragraph {n}: {SENTENCE * sentences}" for n in range(1, count + 1))


def setting(folder: Path, language: str = "en", edition: str = "pamphlet") -> Setting:
    """What a text is set from, for a fit."""
    fonts = open_library()
    use_fonts(fonts.installed)
    text = edit(load(folder), language).naming(fonts.draws)

    def markup(fit: Fit) -> Markup:
        return page_markup(text, EDITIONS[edition], fonts, default_design(), fit)

    return markup


def markup_of(folder: Path, language: str = "en", edition: str = "pamphlet") -> Markup:
    """The markup of a text as it comes."""
    return setting(folder, language, edition)(PLAIN)


def grid_of(page: Any) -> Grid:
    """The grid of a page that is laid out."""
    return grid(page._page_box, page._page_box.style.root_style)


def main_lines(page: Any) -> list[Any]:
    """The lines of running text on a page: without notes, title and colophon."""
    mains = [box for box in page._page_box.descendants() if _is(box, "main")]
    return [line for main in mains for line in lines(main)]


def feet(layout: Layout) -> list[int]:
    """The last row of each page that has running text on it, counted from 1."""
    rows = []
    for page in layout.document.pages:
        on_page = grid_of(page)
        rows.append(
            max(
                (1 + on_page.row(line.position_y + line.baseline) for line in main_lines(page)),
                default=0,
            )
        )
    return rows


def boxes_of(name: str, page: Any) -> Iterator[Any]:
    """The boxes of elements of a class on a page."""
    for box in page._page_box.descendants():
        element = box.element
        own = element is not None and box.element_tag == element.tag
        if own and name in element.get("class", "").split():
            yield box


def _is(box: Any, tag: str) -> bool:
    return bool(box.element is not None and box.element_tag == tag)
