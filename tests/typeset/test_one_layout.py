"""One layout, several files: colours by name, other words in a line, lines drawn once."""

from __future__ import annotations

import re
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from publish.design.colours import Colour, Palette
from publish.design.design import default_design
from publish.fonts.library import open_library
from publish.markup.pages import Hyphenation, Markup
from publish.typeset.engine import lay_out, use_fonts, write_pdf, write_plates
from publish.typeset.layout import Layout
from publish.typeset.mends import palette, textlayer
from publish.typeset.mends.rewording import reworded

COLOURS = (
    Colour("ink", "#1b1a19", (0, 0, 0, 100)),
    Colour("accent", "#8e1b1f", (0, 100, 90, 48)),
    Colour("letters", "#8e1b1f", (0, 0, 0, 80)),
)
RULES = """
@page { size: 100mm 60mm; margin: 8mm }
html { font: 10pt/14pt "Source Serif 4"; color: var(--ink) }
h1 { color: var(--letters); border-bottom: 1pt solid var(--accent) }
[dir="rtl"] { font-family: Amiri }
"""


@pytest.fixture(autouse=True)
def fonts() -> None:
    use_fonts(open_library().installed)


def layout(name: str = "Pamphlet", direction: str = "ltr", palette: Palette = COLOURS) -> Layout:
    language = {"ltr": "en", "rtl": "ar"}[direction]
    html = (
        f'<html lang="{language}" dir="{direction}"><title>Title</title><h1>Title</h1>'
        f'<p>Text of it.</p><p class="edition">{name}</p></html>'
    )
    return lay_out(
        Markup(
            html,
            RULES,
            (),
            frozenset(),
            language,
            direction,
            Hyphenation(None, capitals=True),
            palette=palette,
        )
    )


def contents(pdf: bytes) -> bytes:
    with pikepdf.open(BytesIO(pdf)) as opened:
        return b"\n".join(page.Contents.read_bytes() for page in opened.pages)


def fills(pdf: bytes, operator: bytes) -> set[bytes]:
    return set(re.findall(rb"[\d. ]+ " + operator + rb"(?=\s)", contents(pdf)))


def test_screens_show_what_their_colours_say() -> None:
    """``letters`` and ``accent`` are one colour there, and the words are black as ink."""
    shown = {bytes(fill).strip() for fill in fills(write_pdf(layout()), b"rg")}

    assert shown == {b"0.105882 0.101961 0.098039 rg", b"0.556863 0.105882 0.121569 rg"}


def test_named_colours_change_nothing_on_screens() -> None:
    values = "; ".join(
        f"--{name}: {value}"
        for name, value in (("ink", "#1b1a19"), ("accent", "#8e1b1f"), ("letters", "#8e1b1f"))
    )
    markup_rules = RULES + f":root {{ {values} }}"
    html = '<html lang="en" dir="ltr"><title>Title</title><h1>Title</h1><p>Text of it.</p>'
    html += '<p class="edition">Pamphlet</p></html>'
    markup = Markup(
        html, markup_rules, (), frozenset(), "en", "ltr", Hyphenation(None, capitals=True)
    )

    assert write_pdf(lay_out(markup)) == write_pdf(layout())


def test_a_press_prints_inks() -> None:
    plates = write_plates(layout())

    printed = {fill.strip() for fill in fills(plates, b"scn")}
    assert printed == {b"0 0 0 1 scn", b"0 0 0 0.8 scn", b"0 1 0.9 0.48 scn"}
    assert not fills(plates, b"rg")
    with pikepdf.open(BytesIO(plates)) as pdf:
        assert "/StructTreeRoot" not in pdf.Root


def test_every_colour_of_the_design_has_a_name() -> None:
    for colours in default_design().palettes.values():
        assert set(palette.in_inks(colours)) < set(palette.on_screen(colours))
        assert all(color is not None for color in palette.on_screen(colours).values())


@pytest.mark.parametrize(
    ("direction", "old", "new"),
    [("ltr", "Pamphlet", "Press edition"), ("rtl", "كتيب", "نسخة المطبعة")],
)
def test_other_words_stand_as_if_they_had_been_laid_out(direction: str, old: str, new: str) -> None:
    changed = reworded(layout(old, direction), "edition", old, new)

    assert changed is not None
    assert write_pdf(changed) == write_pdf(layout(new, direction))


def test_the_layout_itself_keeps_its_words() -> None:
    before = write_pdf(layout())
    given = layout()
    reworded(given, "edition", "Pamphlet", "Press edition")

    assert write_pdf(given) == before


@pytest.mark.parametrize("new", ["A very long name " * 9, ""])
def test_words_that_need_another_layout_are_left_to_it(new: str) -> None:
    assert reworded(layout(), "edition", "Pamphlet", new) is None


def test_words_that_are_not_there_are_told() -> None:
    assert reworded(layout(), "edition", "Leaflet", "Press edition") is None
    assert reworded(layout(), "imprint", "Pamphlet", "Press edition") is None


def test_lines_are_shaped_for_the_first_file_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    pages = layout()
    write_pdf(pages)

    def never(*_: Any) -> Any:
        raise AssertionError("shaped again")

    monkeypatch.setattr(textlayer, "shaped_runs", never)
    assert b"Tj" in contents(write_plates(pages)) or b"TJ" in contents(write_plates(pages))


def test_pages_are_written_the_same_again() -> None:
    pages = layout()

    assert write_pdf(pages) == write_pdf(pages)
    assert write_plates(pages) == write_plates(pages)


def test_nothing_stands_out_of_the_page_of_a_screen(tmp_path: Path) -> None:
    """Room for the knife is laid out, and is for the press to show."""
    sheet = tmp_path / "press.css"
    sheet.write_text("@page { bleed: 3mm }")
    html = '<html lang="en"><title>T</title><p>Text</p></html>'
    markup = Markup(
        html, RULES, (sheet,), frozenset(), "en", "ltr", Hyphenation(None, capitals=True)
    )
    markup = replace(markup, palette=COLOURS)
    with pikepdf.open(BytesIO(write_pdf(lay_out(markup)))) as pdf:
        (page,) = pdf.pages
        assert [round(float(edge), 1) for edge in page.MediaBox] == [0, 0, 283.5, 170.1]
