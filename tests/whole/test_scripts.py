"""Fifty languages in all the scripts that are catalogued, set whole and looked at closely."""

from __future__ import annotations

import io
import json
import os
import re
import unicodedata
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from fontTools.ttLib import TTFont
from lxml import etree
from support import ROOT, Publish, messages

from publish.fonts.catalogue import Family
from publish.fonts.library import available, open_library, read_catalogue
from publish.fonts.source import how_to_install
from publish.fonts.stack import stack
from publish.language.scripts import script_of_tag
from publish.pdf.reading import read_pages
from publish.tools import epubcheck

TEXTS = ROOT / "tests" / "scripts" / "human-rights"
LANGUAGES = sorted(path.stem for path in TEXTS.glob("*.md"))
WITH_ITALICS = {"en", "vi", "tr", "ro", "sr", "bg", "kk", "uk", "el", "el-polyton", "mn", "sw"}
ONE_WEIGHT = {"nqo", "zgh"}
"""Languages whose face has no bold: what is emphasised is underlined."""

FACES = {
    "am": {"Noto Serif Ethiopic"},
    "ar": {"Amiri"},
    "bn": {"Noto Serif Bengali"},
    "bo": {"Noto Serif Tibetan"},
    "chr": {"Noto Sans Cherokee"},
    "dv": {"Noto Sans Thaana"},
    "el-polyton": {"Literata"},
    "en": {"Source Serif 4", "Source Serif 4 Display"},
    "ff-Adlm": {"Noto Sans Adlam"},
    "gu": {"Noto Serif Gujarati"},
    "hi": {"Noto Serif Devanagari"},
    "hy": {"Noto Serif Armenian"},
    "ja": {"Noto Serif JP"},
    "ka": {"Noto Serif Georgian"},
    "km": {"Noto Serif Khmer"},
    "kn": {"Noto Serif Kannada"},
    "ko": {"Noto Serif KR"},
    "lo": {"Noto Serif Lao"},
    "ml": {"Noto Serif Malayalam"},
    "mn": {"Source Serif 4"},
    "my": {"Noto Serif Myanmar"},
    "nqo": {"Noto Sans NKo"},
    "or": {"Noto Serif Oriya"},
    "pa": {"Noto Serif Gurmukhi"},
    "si": {"Noto Serif Sinhala"},
    "syr": {"Noto Sans Syriac"},
    "ta": {"Noto Serif Tamil"},
    "te": {"Noto Serif Telugu"},
    "th": {"Noto Serif Thai"},
    "ur": {"Noto Nastaliq Urdu"},
    "ur-Arab": {"Amiri"},
    "yi": {"Frank Ruhl Libre"},
    "zgh": {"Noto Sans Tifinagh"},
    "zh-Hans": {"Noto Serif SC"},
    "zh-Hant": {"Noto Serif TC"},
}
"""The faces of a text's own letters; English facts beside them are in Source Serif 4."""

# Page 2 is the first that bears a number.
FOLIOS = {
    **{"ar": "2", "bn": "২", "ckb": "٢", "fa": "۲", "hi": "2", "ps": "۲", "th": "2", "ur": "2"},
    **{"km": "2", "mr": "२", "my": "၂", "nqo": "߂"},
}

UNSEEN = dict.fromkeys(map(ord, "\u200c\u200d\u200e\u200f\u2060"))
"""Joiners and marks of direction."""

MM = 72 / 25.4
MARGIN_MM = 11.0
"""Less than the narrowest margin: what hangs out of the text block still stands clear of it."""


def family(language: str) -> Family:
    """The family that a language is set in, once it is installed."""
    catalogue = read_catalogue()
    name = stack(catalogue, script_of_tag(language), language=language)[0]
    return next(family for family in catalogue.families if family.name == name)


HERE = available(read_catalogue()).families
READY = [language for language in LANGUAGES if family(language) in HERE]


@pytest.fixture(autouse=True)
def _face(request: pytest.FixtureRequest) -> None:
    """Leave out a language whose face is optional and not installed; in CI, all are there."""
    language = request.node.callspec.params["language"] if hasattr(request.node, "callspec") else ""
    if language and language not in READY:
        assert "CI" not in os.environ, how_to_install(family(language).source)
        pytest.skip(f"optional fonts are not installed: {how_to_install('all')}")


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A statement for each language, in that language alone."""
    folder = tmp_path_factory.mktemp("scripts")
    facts = (TEXTS / "statement.toml").read_text("utf-8")
    for language in READY:
        home = folder / language.lower()
        home.mkdir()
        own = facts.replace('source_language = "en"', f'source_language = "{language}"')
        (home / "statement.toml").write_text(own, "utf-8")
        (home / f"{language}.md").write_bytes((TEXTS / f"{language}.md").read_bytes())
    return folder


@pytest.fixture(scope="module")
def built(publish: Publish, content: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("built")
    done = publish("build", "--content", content, "-o", out, "-e", "pamphlet", "-e", "epub")
    assert done.returncode == 0, done.stderr
    return out


def pamphlet(built: Path, language: str) -> Path:
    return built / language.lower() / f"{language.lower()}.{language}.pamphlet.pdf"


def book(built: Path, language: str) -> Path:
    return built / language.lower() / f"{language.lower()}.{language}.epub"


def lines(path: Path) -> list[str]:
    """The lines of the pages after the title page, as PDFium reads them."""
    with pypdfium2.PdfDocument(path) as document:
        pages = list(document)[1:]
        return [
            line
            for page in pages
            for raw in page.get_textpage().get_text_range().splitlines()
            if (line := raw.translate(UNSEEN).strip())
        ]


def fonts(path: Path) -> set[str]:
    """The names of the fonts of a PDF, as their files have them: ``NotoSerifSC-Bold``."""
    with pikepdf.open(path) as pdf:
        return {
            str(font.BaseFont).partition("+")[2]
            for page in pdf.pages
            for font in page.Resources.get("/Font", {}).values()
        }


def plain(name: str) -> str:
    """A font's name without what programs put between its words."""
    return re.sub(r"[ -]", "", name)


def test_verify_finds_no_error_in_any_language(
    publish: Publish, content: Path, built: Path
) -> None:
    """No missing glyph, no lost word, no tag out of order, in any script."""
    files = [pamphlet(built, language) for language in READY]
    done = publish("verify", "--content", content, *files, "--json")
    findings = json.loads(done.stdout)["findings"]
    assert [each for each in findings if each["severity"] == "error"] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_only_catalogued_faces_are_used(built: Path, language: str) -> None:
    catalogued = {plain(f"{f.family}{f.style_name}") for f in open_library().catalogue.faces}
    catalogued |= {plain(family.name) for family in open_library().catalogue.families}
    assert {plain(name) for name in fonts(pamphlet(built, language))} <= catalogued


@pytest.mark.parametrize("language", FACES)
def test_a_language_is_set_in_its_own_face(built: Path, language: str) -> None:
    """And not in one that merely has its characters."""
    used = {plain(name) for name in fonts(pamphlet(built, language))}
    families = sorted(open_library().catalogue.families, key=lambda family: -len(family.name))
    of = {next(f.name for f in families if name.startswith(plain(f.name))) for name in used}
    assert FACES[language] <= of
    assert of - FACES[language] <= {"Source Serif 4", "Source Serif 4 Display"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_emphasis_is_an_italic_only_where_the_script_has_one(built: Path, language: str) -> None:
    used = fonts(pamphlet(built, language))
    assert any("Italic" in name for name in used) == (language in WITH_ITALICS)
    if language in ONE_WEIGHT:
        (own,) = FACES[language]
        assert not any("Bold" in name and plain(name).startswith(plain(own)) for name in used)
    else:
        assert any("Bold" in name for name in used)


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_runs_out_of_the_text_block(built: Path, language: str) -> None:
    """Lines break where they can, also in scripts without spaces."""
    with pypdfium2.PdfDocument(pamphlet(built, language)) as document:
        for page in document:
            width, _ = page.get_size()
            text = page.get_textpage()
            for number in range(text.count_rects()):
                left, _, right, _ = text.get_rect(number)
                assert MARGIN_MM * MM < left < right < width - MARGIN_MM * MM


@pytest.mark.parametrize("language", FOLIOS)
def test_pages_are_counted_in_the_language_s_digits(built: Path, language: str) -> None:
    """CLDR's default numbering system for the tag."""
    assert FOLIOS[language] in lines(pamphlet(built, language))


@pytest.mark.parametrize("language", ["zh-Hans", "zh-Hant", "ja"])
def test_no_line_begins_with_closing_punctuation(built: Path, language: str) -> None:
    """Kinsoku: UAX #14, class CL; JIS X 4051, 6.1."""
    text = lines(pamphlet(built, language))
    assert len([line for line in text if len(line) > 25]) >= 3
    assert [line for line in text if line[0] in "，。、；：？！）」』”’"] == []
    assert [line for line in text if line[-1] in "（「『“‘"] == []


@pytest.mark.parametrize("language", ["th", "lo", "km", "my"])
def test_lines_without_spaces_break_between_words(built: Path, language: str) -> None:
    """Words are found in a dictionary: a full line ends long before its next space."""
    text = [line for line in lines(pamphlet(built, language)) if len(line) > 40]
    assert len(text) >= 4
    assert not any(unicodedata.category(line[0]) in ("Mn", "Mc", "Lm") for line in text)
    assert not any(line[0] in "ะາະາຯ" for line in text)
    assert any(line[-1].isalpha() or unicodedata.category(line[-1])[0] == "M" for line in text)


@pytest.mark.parametrize("language", ["bo"])
def test_tibetan_lines_end_after_a_tsheg(built: Path, language: str) -> None:
    """UAX #14, class BA: or at a space, which follows a shad."""
    text = [line for line in lines(pamphlet(built, language)) if len(line) > 40]
    assert len(text) >= 4
    assert {line[-1] for line in text if "\u0f00" <= line[-1] <= "\u0fff"} == {"་", "།"}


@pytest.mark.parametrize("language", ["ff-Adlm"])
def test_letters_beyond_the_basic_plane_are_read_whole(built: Path, language: str) -> None:
    """PDFium gives their halves, the second one first where a line reads from right to left."""
    text = "".join(page.text for page in read_pages(pamphlet(built, language)))
    assert "\ufffd" not in text
    assert "\U0001e92b" in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_book_has_a_glyph_for_every_character(built: Path, language: str) -> None:
    """In the faces that it carries, which are catalogued ones."""
    with zipfile.ZipFile(book(built, language)) as archive:
        names = archive.namelist()
        files = [name for name in names if name.endswith(".ttf")]
        drawn = {
            chr(code)
            for name in files
            for code in TTFont(io.BytesIO(archive.read(name))).getBestCmap()
        }
        shown = set(characters(archive, [name for name in names if name.endswith(".xhtml")]))
    installed = {path.name for path in open_library().installed.files.values()}
    assert {Path(name).name for name in files} <= installed
    assert {char for char in shown - drawn if not char.isspace()} == set()


def characters(archive: zipfile.ZipFile, names: list[str]) -> Iterator[str]:
    """What the pages of a book show, without what has no glyph of its own."""
    for name in names:
        (body,) = etree.fromstring(archive.read(name)).iter("{*}body")
        for text in body.itertext():
            yield from str(text).translate(UNSEEN)


@pytest.mark.parametrize("language", ["ja", "ur"])
def test_epubcheck_finds_nothing(built: Path, language: str) -> None:
    assert messages(epubcheck.judge([book(built, language)])) == ()
