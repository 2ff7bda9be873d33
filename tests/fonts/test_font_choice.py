"""Which family draws what: stacks by script, and coverage by character."""

import unicodedata

import pytest

from publish.fonts.catalogue import Catalogue, Role
from publish.fonts.coverage import Coverage, codes, missing, needs_no_glyph
from publish.fonts.stack import stack

ALPHABETS = {
    "ar": "ابتثجحخدذرزسشصضطظعغفقكلمنهويءآأؤإئةىًٌٍَُِّْـ؟،؛٠١٢٣٤٥٦٧٨٩٪٫٬",
    "bg": "абвгдежзийклмнопрстуфхцчшщъьюяѝ",
    "cs": "áčďéěíňóřšťúůýž",
    "da": "æøå",
    "de": "äöüßẞ„“‚‘",
    "el": "αβγδεζηθικλμνξοπρστυφχψωςάέήίόύώϊϋΐΰΆΈΉΊΌΎΏ;·«»",
    "eo": "ĉĝĥĵŝŭ",
    "es": "áéíñóúü¿¡ªº",
    "et": "õäöü",
    "fa": "آابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهیءأؤئةۀ۰۱۲۳۴۵۶۷۸۹٪٫٬،؛؟«»",
    "fr": "àâæçèéêëîïôœùûüÿ«»’",
    "he": "אבגדהוזחטיךכלםמןנסעףפץצקרשתְֱֲֳִֵֶַָֹֻּׁׂ־׳״₪",
    "hu": "áéíóöőúüű„”",
    "it": "àèéìíîòóùú",
    "kk": "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя",
    "lv": "āčēģīķļņšūž",
    "pl": "ąćęłńóśźż",
    "pt": "ãáàâçéêíõóôúü",
    "ro": "ăâîșț",
    "ru": "абвгдеёжзийклмнопрстуфхцчшщъыьэюя№«»—",
    "sr": "абвгдђежзијклљмнњопрстћуфхцчџш",
    "tr": "çğıİöşüâîû",
    "uk": "абвгґдеєжзиіїйклмнопрстуфхцчшщьюяʼ",
    "ur": "ٹڈڑںےۓھہۂۃگکپچژیئؤآ۔؟،؛۰۱۲۳۴۵۶۷۸۹",
    "vi": "ăâđêôơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ",
}
PUNCTUATION = "\u00a0\u2009\u202f ‐‑–—‘’‚“”„…‹›«»•·№§†‡*←↑→↓′″−×°©€%&@/_+=<>|~^`'\"#$"


@pytest.mark.parametrize(
    ("script", "role", "families"),
    [
        ("Latn", "text", ["Source Serif 4", "Amiri", "Frank Ruhl Libre"]),
        ("Cyrl", "text", ["Source Serif 4", "Amiri", "Frank Ruhl Libre"]),
        ("Arab", "text", ["Amiri", "Source Serif 4", "Frank Ruhl Libre"]),
        ("Hebr", "text", ["Frank Ruhl Libre", "Source Serif 4", "Amiri"]),
        ("Deva", "text", ["Source Serif 4", "Amiri", "Frank Ruhl Libre"]),
        (
            "Latn",
            "display",
            ["Source Serif 4 Display", "Source Serif 4", "Amiri", "Frank Ruhl Libre"],
        ),
        (
            "Arab",
            "display",
            ["Amiri", "Source Serif 4 Display", "Source Serif 4", "Frank Ruhl Libre"],
        ),
    ],
)
def test_the_text_s_own_script_comes_first(
    catalogue: Catalogue, script: str, role: Role, families: list[str]
) -> None:
    assert list(stack(catalogue, script, role)) == families


@pytest.mark.parametrize("language", ALPHABETS)
def test_an_alphabet_is_drawn_in_every_weight_and_style(coverage: Coverage, language: str) -> None:
    letters = ALPHABETS[language]
    assert not missing(letters + letters.upper(), coverage)
    assert not missing(unicodedata.normalize("NFC", letters), coverage)


def test_common_punctuation_is_drawn(coverage: Coverage) -> None:
    assert not missing(PUNCTUATION, coverage)


@pytest.mark.parametrize(
    ("script", "character", "family"),
    [
        ("Arab", "ن", "Amiri"),
        ("Arab", "2", "Amiri"),
        ("Arab", "٢", "Amiri"),
        ("Arab", "«", "Amiri"),
        ("Arab", "I", "Source Serif 4"),
        ("Arab", "é", "Source Serif 4"),
        ("Arab", "И", "Source Serif 4"),
        ("Arab", "ש", "Frank Ruhl Libre"),
        ("Hebr", "ש", "Frank Ruhl Libre"),
        ("Hebr", "2", "Frank Ruhl Libre"),
        ("Hebr", "\u2010", "Frank Ruhl Libre"),
        ("Hebr", "π", "Source Serif 4"),
        ("Hebr", "№", "Source Serif 4"),
        ("Latn", "2", "Source Serif 4"),
        ("Cyrl", "ن", "Amiri"),
        ("Latn", "ह", None),
    ],
)
def test_each_character_takes_the_face_of_its_script(
    catalogue: Catalogue, coverage: Coverage, script: str, character: str, family: str | None
) -> None:
    assert coverage.drawn_by(character, stack(catalogue, script)) == family


def test_a_letter_must_be_in_every_face_and_a_sign_in_one() -> None:
    regular, bold = codes([(0x61, 0x62), (0x2605, 0x2605)]), codes([(0x61, 0x61)])
    coverage = Coverage({"Example": (regular, bold)})
    assert coverage.covers("a")
    assert not coverage.covers("b")
    assert coverage.covers("★")


def test_nothing_is_asked_for_what_cannot_be_seen() -> None:
    invisible = "\n\t\u00ad\u034f\u061c\u200b\u200c\u200d\u200e\u200f\u2028\u2060\u2066\u2069\ufe0f"
    assert all(map(needs_no_glyph, invisible.replace("\u2028", "")))
    assert all(map(needs_no_glyph, " \u00a0\u2003\u2008\u2009\u202f\u3000"))
    assert not any(map(needs_no_glyph, "a-‐ـ•\ue000\x00\x1f"))


IGNORABLE = """
0009-000A 000D 00AD 034F 061C 115F-1160 17B4-17B5 180B-180F 200B-200F 202A-202E 2060-206F 3164
FE00-FE0F FEFF FFA0 FFF0-FFF8 1BCA0-1BCA3 1D173-1D17A E0000-E0FFF
"""
"""Default_Ignorable_Code_Point of the Unicode Character Database, and the ends of lines."""


@pytest.mark.parametrize("bounds", IGNORABLE.split())
def test_what_is_invisible_ends_where_unicode_says(bounds: str) -> None:
    """A letter beside it would be lost without a word, were it taken for invisible too."""
    first, last = (int(bounds.split("-")[end], 16) for end in (0, -1))
    assert needs_no_glyph(chr(first))
    assert needs_no_glyph(chr(last))
    beside = [chr(first - 1), chr(last + 1)]
    assert not [
        each for each in beside if unicodedata.category(each) != "Zs" and needs_no_glyph(each)
    ]
