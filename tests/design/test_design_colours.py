"""The table of colours: one place for each, contrast in every scheme, and faults that are told."""

from __future__ import annotations

import re
from importlib.resources import files
from pathlib import Path

import pytest
from support import ROOT

from publish.design.colours import Scheme, read_colours, shown
from publish.design.css import light, with_colours
from publish.design.design import default_design
from publish.editions import EDITIONS
from publish.errors import PublishError
from publish.resources import styles_dir

DESIGN = default_design()
PRESS = {*EDITIONS["press"].sheets, "slug"}

TEXT = ("ink", "accent", "quiet", "error", "warning", "note")
GRAPHICS = ("edge", "chosen", "partner")
GROUNDS = ("paper", "panel", "field", "shade", "sheet")
"""What text and graphics stand on, where they stand on it in the same scheme."""

LOCAL = re.compile(r"rgb\(0 0 0 / [\d.]+\)")
"""Shadows: no colour, but less light."""

SOURCES = {".css", ".svg", ".js", ".html", ".j2", ".py"}
WRITTEN = re.compile(r"#[0-9a-fA-F]{3,8}\b(?=[\s;,}\"'])|\b(?:rgba?|hsla?|oklch|lab)\(")


def luminance(colour: str) -> float:
    """Relative luminance (WCAG 2.2)."""
    parts = [value / 255 for value in bytes.fromhex(colour.lstrip("#"))]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """The contrast of two colours (WCAG 2.2)."""
    dark, bright = sorted((luminance(one), luminance(other)))
    return (bright + 0.05) / (dark + 0.05)


def table(folder: Path, text: str) -> Path:
    (folder / "colours.toml").write_text(text, encoding="utf-8")
    return folder


@pytest.mark.parametrize("scheme", ["light", "dark", "largeprint"])
def test_contrast_on_paper_is_as_the_comment_says(scheme: Scheme) -> None:
    comment = (styles_dir() / "colours.toml").read_text("utf-8")
    (line,) = re.findall(rf"^# +{scheme}: +(.*)$", comment, re.MULTILINE)
    said = re.findall(r"(ink|accent|quiet) (\d+):1", line)
    assert len(said) == 3
    colours = shown(DESIGN.palettes[scheme])
    for token, ratio in said:
        assert contrast(colours[token], colours["paper"]) == pytest.approx(int(ratio), abs=0.6)


@pytest.mark.parametrize("scheme", DESIGN.palettes)
def test_text_and_graphics_can_be_told_from_what_they_stand_on(scheme: Scheme) -> None:
    """WCAG 2.2: 1.4.3 asks 4.5:1 of text, 1.4.11 asks 3:1 of graphics."""
    colours = shown(DESIGN.palettes[scheme])
    grounds = [each for each in GROUNDS if each != "sheet" or scheme != "dark"]
    for ground in grounds:
        for token in TEXT:
            assert contrast(colours[token], colours[ground]) >= 4.5, (token, ground)
    for token in GRAPHICS:
        assert contrast(colours[token], colours["paper"]) >= 3, token
    assert contrast(colours["ink"], colours["mark"]) >= 4.5
    assert contrast(colours["quiet"], colours["table"]) >= 4.5  # the numbers of pages
    assert contrast(colours["paper"], colours["accent"]) >= 4.5  # words on what is pressed


def test_colours_are_written_in_the_table_alone() -> None:
    """A sheet, a picture or a program that shows a colour takes it by its name."""
    sources = (path for path in (ROOT / "publish").rglob("*") if path.suffix in SOURCES)
    places = [*styles_dir().glob("*.css"), *sources]
    found = {
        f"{path.relative_to(ROOT)}: {match}"
        for path in places
        if path != ROOT / "publish" / "design" / "colours.py"
        for match in WRITTEN.findall(LOCAL.sub("", path.read_text("utf-8")))
        if path.suffix != ".py" or match.startswith("#")
    }
    assert found == set()


@pytest.mark.parametrize("name", sorted(PRESS))
def test_a_press_knows_the_inks_of_all_that_its_sheets_use(name: str) -> None:
    sheet = DESIGN.text([name])
    inked = {colour.token for colour in DESIGN.palettes["light"] if colour.cmyk}
    used = set(re.findall(r"var\(--([a-z-]+)", sheet)) & set(shown(DESIGN.palettes["light"]))
    assert used <= inked


def test_every_colour_is_used() -> None:
    sheets = [path.read_text("utf-8") for path in styles_dir().glob("*.css")]
    templates = Path(str(files("publish"))) / "templates"
    sheets += [path.read_text("utf-8") for path in templates.rglob("*.css")]
    used = set(re.findall(r"var\(--([a-z-]+)", "".join(sheets)))
    assert set(shown(DESIGN.palettes["light"])) <= used


def test_a_colour_may_be_that_of_another_in_every_scheme(tmp_path: Path) -> None:
    text = '[a]\nsrgb = "#111111"\ndark = "#eeeeee"\n[b]\nsrgb = "var(--a)"\n'
    palettes = read_colours(table(tmp_path, text))
    assert [shown(palettes[name])["b"] for name in ("light", "dark")] == ["#111111", "#eeeeee"]


def test_a_scheme_shows_the_usual_where_it_has_nothing_of_its_own(tmp_path: Path) -> None:
    palettes = read_colours(table(tmp_path, '[a]\nsrgb = "#111111"\n'))
    assert {shown(palette)["a"] for palette in palettes.values()} == {"#111111"}


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        ('srgb = "#000000"\ncmyk = [90, 80, 80, 90]', r"\[ink\]: 340 % of ink"),
        ('srgb = "#000000"\ncmyk = [0, 0, 100]', "not four amounts"),
        ('srgb = "#000000"\ncmyk = [0, 0, 0, 101]', "not four amounts"),
        ('srgb = "#000"', "srgb is no colour"),
        ('srgb = "red; } body { display: none"', "srgb is no colour"),
        ('srgb = "var(--none)"', "srgb is no colour"),
        ('srgb = "var(--ink)"', "srgb is no colour"),
        ('srgb = "#000000"\ndark = 7', "dark is no colour"),
        ('srgb = "#000000"\nspot = "Gold"', "spot has no cmyk"),
        ("cmyk = [0, 0, 0, 100]", "srgb is no colour"),
    ],
)
def test_a_wrong_row_is_told(row: str, fault: str, tmp_path: Path) -> None:
    with pytest.raises(PublishError, match=fault):
        read_colours(table(tmp_path, f"[ink]\n{row}\n"))


def test_browsers_get_the_colours_that_a_sheet_uses_where_they_differ() -> None:
    sheet = "a { color: var(--accent); background: var(--paper) }"
    colours, dark = shown(DESIGN.palettes["light"]), shown(DESIGN.palettes["dark"])
    assert with_colours(DESIGN.palettes, sheet) == (
        f":root {{ --accent: {colours['accent']}; --paper: {colours['paper']} }}\n"
        "@media screen and (prefers-color-scheme: dark) {\n"
        f":root {{ --accent: {dark['accent']}; --paper: {dark['paper']} }}\n"
        "}\n" + sheet
    )


def test_what_lies_on_paper_can_have_the_colours_of_paper() -> None:
    css = light(DESIGN.palettes, "a { color: var(--error) }", ".paper")
    assert css == f".paper {{ --error: {shown(DESIGN.palettes['light'])['error']} }}\n"
