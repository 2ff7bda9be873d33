"""Other colours in the one table, and every output: the old are nowhere, the new are there.

A copy of the program stands in a folder of its own, with an accent, a grey and inks of its own.
"""

from __future__ import annotations

import base64
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pikepdf
import pytest
from PIL import Image
from support import CONTENT, ROOT

from publish.design.colours import Scheme, shown
from publish.design.design import Design, default_design, read_design
from publish.preview.app import assets
from publish.preview.setting import Setter
from publish.preview.views import Proof, View
from publish.serving.pages import style

SLUG = "open-shelves"
LANGUAGES = ("en", "ar")
ACCENTS: Mapping[Scheme, str] = {"light": "#0b5d8f", "dark": "#7cc4f4", "largeprint": "#08446a"}
QUIETS: Mapping[Scheme, str] = {"light": "#4f6b52", "dark": "#a9c4ac", "largeprint": "#23302a"}
QUIET_INKS = (0.0, 0.0, 0.0, 70.0)
WEB: tuple[Scheme, ...] = ("light", "dark")
LIGHT: tuple[Scheme, ...] = ("light",)
_OPERANDS = {"rg": 3, "RG": 3, "k": 4, "K": 4}


def recoloured(table: str) -> str:
    """The table of colours with the accent, the grey and its ink replaced in every scheme."""
    old = default_design()
    for token, new in (("accent", ACCENTS), ("quiet", QUIETS)):
        for scheme, value in new.items():
            before = shown(old.palettes[scheme])[token]
            assert table.count(f'"{before}"') == 1
            table = table.replace(f'"{before}"', f'"{value}"')
    return table.replace("cmyk = [0, 0, 0, 80]", "cmyk = [0, 0, 0, 70]")


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the program with other colours, and one statement."""
    house = tmp_path_factory.mktemp("house")
    ignored = shutil.ignore_patterns("__pycache__")
    for folder in ("publish", "styles"):
        shutil.copytree(ROOT / folder, house / folder, ignore=ignored)
    (house / "fonts").symlink_to(ROOT / "fonts")
    table = house / "styles" / "colours.toml"
    table.write_text(recoloured(table.read_text("utf-8")), "utf-8")
    (house / "content" / SLUG).mkdir(parents=True)
    for name in ("statement.toml", *(f"{tag}.md" for tag in LANGUAGES)):
        shutil.copy(CONTENT / SLUG / name, house / "content" / SLUG)
    return house


@pytest.fixture(scope="module")
def other(house: Path) -> Design:
    """The design with the other colours."""
    return read_design(house / "styles")


@pytest.fixture(scope="module")
def made(house: Path) -> Path:
    """The folder with all that the command line makes in other colours."""
    url = "https://statements.example/"
    for command in (
        f"build {SLUG} --no-cache",
        f"build {SLUG} --no-cache -l en -e leaflet -o leaflet",
        "catalog",
        f"kit {SLUG} --base-url {url} -o kit.zip",
        f"run {SLUG} --copies 20 -l en --imposition saddle-2up -o run",
        f"volume {SLUG} --form parallel -o volumes",
        f"volume {SLUG} --form epub -o volumes",
        f"check {SLUG} --html languages.html",
    ):
        done = subprocess.run(
            [sys.executable, "-m", "publish", *command.split()],
            cwd=house,
            env=os.environ | {"PYTHONPATH": str(house)},
            capture_output=True,
            text=True,
            timeout=300,
        )
        assert done.returncode == 0, f"{command}: {done.stderr}"
    return house


# --- What is seen ---------------------------------------------------------------------


def said(text: str) -> set[str]:
    """The colours that a text names, also in the drawings within it."""
    drawings = re.findall(r"data:image/svg\+xml;base64,([A-Za-z0-9+/=]+)", text)
    whole = text + "".join(base64.b64decode(each).decode() for each in drawings)
    return {colour.lower() for colour in re.findall(r"#[0-9a-fA-F]{6}\b", whole)}


def painted(pdf: bytes) -> set[str | tuple[float, ...]]:
    """What a PDF paints with: RGB as ``#rrggbb``, inks in per cent."""
    with pikepdf.open(BytesIO(pdf)) as opened:
        forms = [
            each
            for each in opened.objects
            if isinstance(each, pikepdf.Stream) and each.get("/Subtype") == pikepdf.Name.Form
        ]
        return {colour for each in (*opened.pages, *forms) for colour in _painted(each)}


def _painted(content: pikepdf.Page | pikepdf.Object) -> Iterator[str | tuple[float, ...]]:
    for instruction in pikepdf.parse_content_stream(content):
        if not isinstance(instruction, pikepdf.ContentStreamInstruction):
            continue
        if str(instruction.operator) in _OPERANDS:
            values = [float(value) for value in instruction.operands]
            if len(values) == 3:
                yield "#" + bytes(round(255 * value) for value in values).hex()
            else:
                yield tuple(round(100 * value, 1) for value in values)


def shows(picture: bytes, colour: str, within: int = 12) -> bool:
    """Whether a picture has pixels of about this colour, more than a few."""
    image = Image.open(BytesIO(picture)).convert("RGB")
    wanted = bytes.fromhex(colour.lstrip("#"))
    near = (
        count
        for count, pixel in image.getcolors(1 << 24) or ()
        if isinstance(pixel, tuple)
        and max(abs(a - b) for a, b in zip(pixel, wanted, strict=True)) <= within
    )
    return sum(near) > 20


def old(*tokens: str) -> set[str]:
    """What the design shows of tokens in any scheme."""
    return {shown(each)[token] for each in default_design().palettes.values() for token in tokens}


def check(seen: Iterable[object], schemes: Iterable[Scheme], *tables: Mapping[Scheme, str]) -> None:
    """See that the new colours of these schemes are there, and the old of none."""
    seen = set(seen)
    assert not seen & old("accent", "quiet")
    assert {table[scheme] for table in tables for scheme in schemes} <= seen


def only(folder: Path, pattern: str) -> bytes:
    (path,) = folder.glob(pattern)
    return path.read_bytes()


# --- Every output ---------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("edition", "scheme"),
    [("pamphlet", "light"), ("largeprint", "largeprint"), ("booklet", "light")],
)
def test_pages(language: str, edition: str, scheme: Scheme, made: Path) -> None:
    pdf = only(made / "build", f"{SLUG}/*.{language}.{edition}.pdf")
    check(painted(pdf), [scheme], ACCENTS, QUIETS)


def test_a_leaflet(made: Path) -> None:
    check(painted(only(made / "leaflet", f"{SLUG}/*.pdf")), LIGHT, ACCENTS, QUIETS)


@pytest.mark.parametrize("language", LANGUAGES)
def test_inks(language: str, made: Path) -> None:
    """Words and rules have no accent in inks; the grey is another tint."""
    seen = painted(only(made / "build", f"{SLUG}/*.{language}.press.pdf"))
    assert QUIET_INKS in seen
    assert (0.0, 0.0, 0.0, 80.0) not in seen
    assert not any(isinstance(colour, str) for colour in seen)


@pytest.mark.parametrize("place", ["build/open-shelves/*.en.epub", "volumes/open-shelves/*.epub"])
def test_books(place: str, made: Path) -> None:
    """A book's style has no colours, which are the reader's; its cover has."""
    with ZipFile(BytesIO(only(made, place))) as book:
        texts = [name for name in book.namelist() if name.endswith((".css", ".xhtml"))]
        assert not {colour for name in texts for colour in said(book.read(name).decode())}
        cover = book.read(next(name for name in book.namelist() if name.endswith("cover.png")))
    assert shows(cover, ACCENTS["light"])
    assert not shows(cover, shown(default_design().palettes["light"])["accent"])


def test_a_volume_side_by_side(made: Path) -> None:
    check(painted(only(made / "volumes", f"{SLUG}/*.pdf")), LIGHT, ACCENTS, QUIETS)


def test_the_site(made: Path) -> None:
    texts = [path for path in (made / "site").rglob("*") if path.suffix in _TEXTS]
    check(said("".join(path.read_text("utf-8") for path in texts)), WEB, ACCENTS, QUIETS)
    pictures = [path.read_bytes() for path in (made / "site").rglob("*.png")]
    assert pictures
    assert all(shows(each, ACCENTS["light"]) for each in pictures)


_TEXTS = {".html", ".css", ".js", ".xml", ".json"}


def test_a_kit(made: Path) -> None:
    """The start page has the site's style and its own."""
    with ZipFile(made / "kit.zip") as kit:
        names = kit.namelist()
        (start,) = (name for name in names if name.endswith("START.html"))
        linked = re.findall(r'rel="stylesheet" href="([^"]+)"', kit.read(start).decode())
        folder = start.removesuffix("START.html")
        style = "".join(kit.read(folder + name).decode() for name in linked)
        (poster,) = (kit.read(name) for name in names if name.endswith(".poster.pdf"))
    check(said(style), WEB, ACCENTS, QUIETS)
    check(painted(poster), LIGHT, ACCENTS, QUIETS)


def test_a_ticket(made: Path) -> None:
    """Its drawings have the accent for staples, in the page and in the file."""
    ticket = only(made / "run", "*/ticket.html").decode()
    drawings = " ".join(re.findall(r"data:image/svg\+xml;base64,[A-Za-z0-9+/=]+", ticket))
    check(said(ticket), LIGHT, ACCENTS, QUIETS)
    check(said(drawings), LIGHT, ACCENTS, QUIETS)
    check(painted(only(made / "run", "*/ticket.pdf")), LIGHT, ACCENTS, QUIETS)


def test_languages_side_by_side(made: Path) -> None:
    check(said((made / "languages.html").read_text("utf-8")), WEB, ACCENTS, QUIETS)


def test_the_preview(other: Design) -> None:
    own = assets(other)
    check(said(own["preview.css"].decode()), WEB, ACCENTS, QUIETS)
    check(said(own["icon.svg"].decode()), LIGHT, ACCENTS)


@pytest.mark.parametrize(
    ("edition", "scheme"), [("pamphlet", "light"), ("largeprint", "largeprint")]
)
def test_pages_in_the_preview(edition: str, scheme: Scheme, house: Path, other: Design) -> None:
    view = View(SLUG, "en", edition)
    parts = Setter(house / "content", design=other).set(view, None, frozenset())
    seen = {colour for part in parts if isinstance(part, Proof) for colour in painted(part.content)}
    check(seen, [scheme], ACCENTS, QUIETS)


def test_pages_in_other_colours_have_other_names(house: Path, other: Design) -> None:
    """So that a browser shows no old picture of them."""

    def names(design: Design) -> set[str]:
        view = View(SLUG, "en", "pamphlet")
        parts = Setter(house / "content", design=design).set(view, None, frozenset())
        return {key for part in parts if isinstance(part, Proof) for key in part.keys}

    assert not names(default_design()) & names(other)


def test_the_pages_of_the_server(other: Design) -> None:
    check(said(style(other).decode()), WEB, ACCENTS)
