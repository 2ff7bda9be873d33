"""The text inside a PDF is the text that was set, and its pages look as they did without."""

from __future__ import annotations

import html
import io
import re
import shutil
import subprocess
import unicodedata
from collections import Counter
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from typing import Any

import numpy as np
import pikepdf
import pypdfium2
import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.ttLib import TTFont
from support import ROOT

from publish.errors import TypesetError
from publish.fonts.library import open_library
from publish.typeset.engine import use_fonts
from publish.typeset.hyphenation import Patterns
from publish.typeset.mends.paragraphs import whole_paragraphs
from publish.typeset.mends.textlayer import true_text_layer

WORDS = ROOT / "tests" / "words" / "imcwp-23-ukraine"
# Language, family, text: of letters, marks, ligatures, numbers and marks of punctuation that
# stand next to each other as they seldom do.
UNSEEN = {
    "en": ("Source Serif 4", "The office’s “affable” staff filed five-and-fifty affidavits."),
    "el": ("Source Serif 4", "Οι τυπογράφοι της πόλης είπαν: «Ζητούμε δικαιοσύνη»."),
    "vi": ("Source Serif 4", "Hội nghị của những người thợ in đã diễn ra tại thư viện thành phố."),
    "ar": ("Amiri", "بلغت 12,5٪ عام 2019، لافتةٌ (نحو 40 شخصاً)، ريّ المزارع. «لا للحرب!»."),
    "fa": ("Amiri", "روزنامهٔ کارگران می‌گفتند «نان» و ۳٬۵۰۰ برگ؛ اعلامیه‌ها لازم است."),
    "ckb": ("Amiri", "کۆمەڵە لە ساڵی ٢٠٠٣ دامەزرا، ٪١٢٫٥ زیاتر."),
    "ar-EG": ("Amiri", "إِنَّ العُمَّالَ وَالفَلَّاحِينَ يَعْرِفُونَ أَنَّ الخُبْزَ لَا يُوزَّعُ بِالعَدْلِ، ثُمَّ يَقْرَأُ."),
    "he": ("Frank Ruhl Libre", "ל־42 שקלים (כך, לפחות), ״לא״; בדו״ח מ־18% בשנת 2021. צ׳ק!"),
    "yi": ("Frank Ruhl Libre", "בַּבֹּקֶר הִשְׁכִּימוּ הַפּוֹעֲלִים, אָמְרָה: ״שָׁלוֹם״."),
}  # fmt: skip
RIGHT_TO_LEFT = {"ar", "ar-EG", "fa", "ckb", "he", "yi"}


# What stands so in the source, before it is cleaned: a range that is not isolated, which Poppler
# and PDFium give as it is shown, and a number that no space parts from its word; a comma and a sign
# before a number, which Poppler holds for parts of it.
LOST = frozenset({"20-22", "الأول\\أكتوبر2023", "دامەزرا", "١٢٫٥"})


@pytest.fixture(autouse=True)
def fonts() -> None:
    use_fonts(open_library().installed)


@contextmanager
def as_built(language: str) -> Iterator[None]:
    """Paragraphs set whole, with a true text layer."""
    with whole_paragraphs(Patterns(language, None, capitals=False), None), true_text_layer():
        yield


def write(
    body: str,
    language: str = "en",
    family: str = "Source Serif 4",
    context: AbstractContextManager[None] | None = None,
    css: str = "",
) -> bytes:
    """A tagged PDF of A5 pages, justified and hyphenated."""
    import weasyprint

    direction = "rtl" if language in RIGHT_TO_LEFT else "ltr"
    style = (
        "@page { size: A5; margin: 18mm }"
        f"body {{ font: 10.5pt/1.7 '{family}'; text-align: justify; hyphens: auto }} {css}"
    )
    source = f'<html lang="{language}" dir="{direction}"><style>{style}</style><body>{body}'
    with context or as_built(language):
        document = weasyprint.HTML(string=source).write_pdf(pdf_variant="pdf/ua-1")
    assert isinstance(document, bytes)
    return document


def paragraphs(text: str) -> str:
    return "".join(f"<p>{html.escape(line)}</p>" for line in text.splitlines() if line.strip())


# --- What extractors find -------------------------------------------------------------


def poppler(pdf: bytes) -> str:
    return subprocess.run(
        ["pdftotext", "-", "-"], input=pdf, capture_output=True, check=True
    ).stdout.decode()


def pdfium(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    return "\n".join(page.get_textpage().get_text_range() for page in document)


EXTRACTORS = [
    pytest.param(
        poppler,
        marks=pytest.mark.skipif(not shutil.which("pdftotext"), reason="pdftotext is missing"),
    ),
    pdfium,
]


def normal(text: str) -> str:
    """Without what is not part of a word, and with words joined that a line's end divides."""
    # U+FFFE is what PDFium makes of a hyphen and the line's end after it.
    text = re.sub("[\u00ad\ufffe]\\s*", "", text.replace("\r", ""))
    text = re.sub("[\u200c-\u200f\u202a-\u202e\u2066-\u2069\u0640]", "", text)
    text = re.sub(r"(?<=\S)-\s*\n\s*(?=\w)", "-", text)
    return unicodedata.normalize("NFKC", text)


def words(text: str, language: str) -> Counter[str]:
    """The words of a text; those of right-to-left text without the marks of punctuation at them.

    Poppler puts such a mark at the next word, and PDFium turns brackets over.
    """
    found = normal(text).split()
    if language in RIGHT_TO_LEFT:
        found = [bare for word in found for bare in re.findall(r"\w(?:.*\w)?", word)]
    return Counter(found)


def lost(text: str, found: str, language: str = "en") -> list[str]:
    """The words of ``text`` that are not in ``found``.

    A hyphen at a line's end may have been added there, or be the word's own.
    """
    missing = words(text, language) - words(found, language)
    joined = re.sub(r"(?<=\w)-\s*\n\s*(?=\w)", "", found)
    return sorted((missing - words(joined, language)).elements())


@pytest.mark.parametrize("extract", EXTRACTORS)
@pytest.mark.parametrize(
    ("language", "family"),
    [("en", "Source Serif 4"), ("ru", "Source Serif 4"), ("es", "Source Serif 4"), ("ar", "Amiri")],
)
def test_every_word_of_the_statement_is_found(extract: Any, language: str, family: str) -> None:
    text = (WORDS / f"{language}.txt").read_text("utf-8")
    pdf = write(paragraphs(text), language, family)
    assert set(lost(text, extract(pdf), language)) <= LOST


@pytest.mark.parametrize("extract", EXTRACTORS)
@pytest.mark.parametrize("language", UNSEEN)
@pytest.mark.parametrize("size_pt", [9, 21])
def test_every_word_of_other_texts_is_found(extract: Any, language: str, size_pt: int) -> None:
    family, text = UNSEEN[language]
    pdf = write(paragraphs(text), language, family, css=f"body {{ font-size: {size_pt}pt }}")
    assert set(lost(text, extract(pdf), language)) <= LOST


def test_stock_text_layer_is_wrong() -> None:
    """The reason for all this: once it fails, the correction can go."""
    family, text = UNSEEN["fa"]
    assert lost(text, pdfium(write(paragraphs(text), "fa", family, nullcontext())))


@pytest.mark.parametrize("extract", EXTRACTORS)
def test_a_hyphen_that_was_added_joins_and_one_that_was_written_stays(extract: Any) -> None:
    text = "workers-peoples organization workers-peoples organization " * 4
    pdf = write(paragraphs(text), "en", css="body { width: 30mm }")
    assert lost(text, extract(pdf)) == []
    assert "-" in poppler_or_pdfium(pdf)


def poppler_or_pdfium(pdf: bytes) -> str:
    return poppler(pdf) if shutil.which("pdftotext") else pdfium(pdf)


def test_a_non_joiner_is_kept() -> None:
    """Persian words are spelt with it: می‌گفتند is not میگفتند."""
    found = pdfium(write("<p>کارگران می‌گفتند", "fa", "Amiri"))
    assert "می‌گفتند" in found


def test_wide_tracking_does_not_tear_words() -> None:
    pdf = write("<p>Solidarity with the peoples", css="body { letter-spacing: 0.15em }")
    assert lost("Solidarity with the peoples", pdfium(pdf)) == []


@pytest.mark.parametrize("extract", EXTRACTORS)
def test_words_around_elements_of_a_line_are_found(extract: Any) -> None:
    text = "قرر المؤتمر السنوي، بحضور مئات المندوبين، في إزمير · عام 2023، مع KKE (اليونان)."
    body = (
        "<p>قرر <strong>المؤتمر السنوي</strong>، بحضور <em>مئات المندوبين</em>، في إزمير "
        "<span>·</span> <bdi>عام</bdi> <bdi>2023</bdi>، مع <bdi>KKE</bdi> (اليونان)."
    )
    assert lost(text, extract(write(body, "ar", "Amiri")), "ar") == []


# --- What the file says ---------------------------------------------------------------


def fonts_of(pdf: bytes) -> list[dict[str, Any]]:
    with pikepdf.open(io.BytesIO(pdf)) as document:
        found = {
            font.objgen: font
            for page in document.pages
            for font in page.resources.get("/Font", {}).values()
        }
        return [copy(document, font) for font in found.values()]


def copy(document: pikepdf.Pdf, font: pikepdf.Object) -> dict[str, Any]:
    """The parts of a font's dictionary that say what its codes are."""
    descendant = font.DescendantFonts[0]
    mapping = descendant.CIDToGIDMap
    return {
        "text": dict(to_unicode(bytes(font.ToUnicode.read_bytes()))),
        "glyphs": None if isinstance(mapping, pikepdf.Name) else mapping.read_bytes(),
        "widths": dict(widths(descendant.W)),
        "file": bytes(descendant.FontDescriptor.FontFile2.read_bytes()),
    }


def to_unicode(cmap: bytes) -> Any:
    for section in re.findall(rb"beginbfchar(.*?)endbfchar", cmap, re.DOTALL):
        for code, text in re.findall(rb"<(\w+)> <(\w*)>", section):
            yield int(code, 16), bytes.fromhex(text.decode()).decode("utf-16-be")


def widths(array: pikepdf.Object) -> Any:
    for first, row in zip(list(array)[::2], list(array)[1::2], strict=True):
        for number, width in enumerate(row):
            yield int(first) + number, float(width)


@pytest.mark.parametrize("language", ["ar-EG", "he", "en"])
def test_every_code_has_a_text_a_glyph_and_that_glyphs_width(language: str) -> None:
    """ISO 14289-1, 7.21.5 and 7.21.7: no width but the font's, no code without a text."""
    family, text = UNSEEN[language]
    for font in fonts_of(write(paragraphs(text), language, family)):
        face = TTFont(io.BytesIO(font["file"]))
        names, scale = face.getGlyphOrder(), 1000 / face["head"].unitsPerEm
        for code, said in font["text"].items():
            assert said
            assert not set(said) & {"\0", "\ufeff", "\ufffe", "\ufffd"}
            assert not any(unicodedata.category(char) in ("Co", "Cn") for char in said)
            glyph = code
            if font["glyphs"] is not None:
                glyph = int.from_bytes(font["glyphs"][2 * code : 2 * code + 2], "big")
            width, _ = face["hmtx"][names[glyph]]
            assert abs(width * scale - font["widths"][code]) <= 1


def test_the_same_text_is_written_each_time_the_same_pages_are() -> None:
    import weasyprint

    with true_text_layer():
        document = weasyprint.HTML(string='<p lang="ar" style="font: 12pt Amiri">لأُمِّي').render()
        first, second = document.write_pdf(), document.write_pdf()
    assert first == second


def test_one_glyph_of_compact_outlines_says_two_letters(tmp_path: Path) -> None:
    """A font with CFF outlines has no map from CIDs to glyphs: its encoding does it."""
    face = tmp_path / "twins.otf"
    make_twins(face)
    css = f"@font-face {{ font-family: Twins; src: url({face.as_uri()}) }}"
    pdf = write("<p>AΑ AΑ", family="Twins", css=css)
    assert lost("AΑ AΑ", pdfium(pdf)) == []


def make_twins(path: Path) -> None:
    """A font whose Latin and Greek A are one glyph."""
    builder = FontBuilder(1000, isTTF=False)
    builder.setupGlyphOrder([".notdef", "space", "A"])
    builder.setupCharacterMap({0x20: "space", 0x41: "A", 0x391: "A"})
    outlines = {}
    for name in (".notdef", "space", "A"):
        pen = T2CharStringPen(600, None)
        if name == "A":
            pen.moveTo((50, 0))
            pen.lineTo((300, 700))
            pen.lineTo((550, 0))
            pen.closePath()
        outlines[name] = pen.getCharString()
    builder.setupCFF("Twins", {}, outlines, {})
    builder.setupHorizontalMetrics(dict.fromkeys(outlines, (600, 50)))
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupNameTable({"familyName": "Twins", "styleName": "Regular"})
    builder.setupOS2()
    builder.setupPost()
    builder.save(path)


# --- What the pages look like ---------------------------------------------------------


def pictures(pdf: bytes, dpi: int) -> list[Any]:
    document = pypdfium2.PdfDocument(pdf)
    return [np.asarray(page.render(scale=dpi / 72, grayscale=True).to_pil()) for page in document]


def pictures_by_poppler(pdf: bytes, dpi: int) -> list[Any]:
    done = subprocess.run(
        ["pdftoppm", "-gray", "-r", str(dpi), "-"], input=pdf, capture_output=True, check=True
    )
    file = io.BytesIO(done.stdout)
    pages = []
    while file.readline():
        width, height = map(int, file.readline().split())
        file.readline()
        page = np.frombuffer(file.read(width * height), np.uint8)
        pages.append(page.reshape(height, width))
    return pages


RENDERERS = [
    pytest.param(
        pictures_by_poppler,
        marks=pytest.mark.skipif(not shutil.which("pdftoppm"), reason="pdftoppm is missing"),
    ),
    pictures,
]


@pytest.mark.parametrize("draw", RENDERERS)
@pytest.mark.parametrize("language", ["en", "ru", "es"])
def test_pages_are_the_same_pixel_by_pixel(draw: Any, language: str) -> None:
    body = paragraphs((WORDS / f"{language}.txt").read_text("utf-8"))
    stock, mended = (draw(write(body, language, context=context), 100) for context in contexts())
    assert len(stock) == len(mended)
    assert all((page == other).all() for page, other in zip(stock, mended, strict=True))


def contexts() -> tuple[AbstractContextManager[None], AbstractContextManager[None]]:
    return nullcontext(), true_text_layer()


@pytest.mark.skipif(not shutil.which("pdftoppm"), reason="pdftoppm is missing")
@pytest.mark.parametrize(("language", "family"), [("ar", "Amiri"), ("he", "Frank Ruhl Libre")])
def test_lines_of_two_directions_are_the_same_pixel_by_pixel(language: str, family: str) -> None:
    """Although they are painted in another order, every letter stands where it stood."""
    body = {
        "ar": "<p>انعقد المؤتمر عام 2019 (في قاعة البلدية)، 20-22 أيار: KKE وغيره.",
        "he": f"<p>{UNSEEN['he'][1]}",
    }[language]
    stock, mended = (
        pictures_by_poppler(write(body, language, family, context), 100) for context in contexts()
    )
    assert all((page == other).all() for page, other in zip(stock, mended, strict=True))


def test_marks_stay_where_they_were() -> None:
    """Few pixels change where a mark is drawn by another code, and those by half a pixel."""
    family, text = UNSEEN["ar-EG"]
    body = paragraphs(text)
    stock, mended = (
        pictures(write(body, "ar", family, context), 500)[0].astype(int) for context in contexts()
    )
    ink = (stock < 255).sum()
    assert ink > 10_000
    assert (abs(stock - mended) > 128).sum() < 0.002 * ink


# --- What it rests on -----------------------------------------------------------------


def test_nothing_is_left_behind() -> None:
    import weasyprint.draw.text
    from weasyprint.pdf import fonts

    def inside() -> tuple[object, object]:
        return weasyprint.draw.text.draw_first_line, fonts.Font.clean

    before = inside()
    with true_text_layer():
        assert inside()[0] is not before[0]
        assert inside()[1] is not before[1]
    assert inside() == before


def test_whole_fonts_are_refused() -> None:
    import weasyprint

    with true_text_layer(), pytest.raises(TypesetError, match="whole"):
        weasyprint.HTML(string='<p style="font-family: Amiri">نص').write_pdf(full_fonts=True)
