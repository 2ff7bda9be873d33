"""Words in Arabic script get longer only where they may, and only on paper."""

from __future__ import annotations

import io
import random
import re
import subprocess
import unicodedata
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack
from itertools import pairwise
from typing import Any

import pypdfium2
import pytest
from support import ROOT

from publish.fonts.library import open_library
from publish.language.profiles import profile
from publish.typeset.boxes import spoken
from publish.typeset.elongation import (
    STROKE,
    TATWEEL,
    Place,
    joined_to_letters,
    lengthened,
    places,
    shares,
)
from publish.typeset.engine import use_fonts
from publish.typeset.glyphs import Cluster, Glyph
from publish.typeset.hyphenation import Patterns
from publish.typeset.mends.paragraphs import set_line, whole_paragraphs
from publish.typeset.mends.structure import reading_order
from publish.typeset.mends.textlayer import true_text_layer

TEXT = (ROOT / "tests" / "words" / "imcwp-23-ukraine" / "ar.txt").read_text(encoding="utf-8")
WORDS = sorted(set(TEXT.split()))
COLUMN_PX = 400
STYLE = f"width: {COLUMN_PX}px; font: 17px/26px Amiri; text-align: justify; margin: 0"
VOCALISED = (
    "إِنَّ العُمَّالَ وَالفَلَّاحِينَ يَعْرِفُونَ أَنَّ الخُبْزَ لَا يُوزَّعُ بِالعَدْلِ، ثُمَّ يَقْرَأُ الكِتَابَ وَيَسْتَقْبِلُ "
    "الضُّيُوفَ فِي المَدْرَسَةِ الجَدِيدَةِ وَيُشَارِكُ فِي الحَدِيثِ عَنِ المُسْتَقْبَلِ. "
)
NOT_JOINED_TO_THE_NEXT = "اأإآٱدذرزوؤةءژ"
MARKS = "\u064e\u064f\u0650\u0651\u0652"


def shown(word: str) -> str:
    """A word with a tatweel at its best place, if it has one."""
    (place,) = places(word)
    return word if place is None else lengthened(word, {place.at: 1})


# --- Where --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("مستقل", "مسـتقل"),  # after seen, also if lam ends the word
        ("يناضل", "يناضـل"),
        ("المدرسة", "المدرسـة"),
        ("كتابة", "كتابـة"),  # before teh marbuta, though alef comes before it
        ("البعيد", "البعيـد"),
        ("كتاب", "كتـاب"),  # before alef
        ("ملك", "ملـك"),
        ("كبير", "كبـير"),  # before the tooth that reh follows
        ("حقوق", "حقـوق"),
        ("مهم", "مهـم"),  # else before the last letter
        ("گفتند", "گفتنـد"),  # Persian
        ("می‌کنند", "می‌کننـد"),  # nothing joins across a zero-width non-joiner
        ("مُسْتَقِلّ", "مُسْـتَقِلّ"),  # marks stay with their letter
    ],
)
def test_a_word_is_lengthened_at_its_best_joint(word: str, expected: str) -> None:
    assert shown(word) == expected


@pytest.mark.parametrize(
    "word",
    [
        "من",  # of two letters
        "في",
        "دور",  # no letter is joined
        "إلا",  # lam-alef is one shape
        "الله",  # and so is the name
        "والله",
        "العـمال",  # its author has lengthened it
        "2023",
        "solidarity",
        "לחם",
    ],
)
def test_some_words_stay_as_they_are(word: str) -> None:
    assert places(word) == [None]


def test_the_article_is_not_torn_from_its_word() -> None:
    assert shown("الدار") == "الدار"
    assert shown("والمرء") == "والمـرء"


def test_a_first_vowel_is_not_torn_from_what_bears_it() -> None:
    """Of Kurdish and Uyghur, where the two are one letter."""
    assert shown("ئازاد") == "ئازاد"
    assert shown("ئازادی") == "ئازادی"


def _random_words() -> Iterator[str]:
    """Real words with marks at random, and letters of all kinds in any order."""
    dice = random.Random(7)
    letters = [chr(code) for code in range(0x0620, 0x0700)]
    for word in WORDS:
        yield "".join(c + (dice.choice(MARKS) if dice.random() < 0.3 else "") for c in word)
    for _ in range(2000):
        yield "".join(dice.choices(letters, k=dice.randint(1, 9)))


def test_every_place_is_a_legal_one() -> None:
    """Between two joined letters, after the marks of the first, and never lam-alef."""
    lengthened_words = 0
    for word in _random_words():
        for place in places(word):
            if place is None:
                continue
            lengthened_words += 1
            before = re.sub(r"[^\w]", "", word[: place.at])
            assert unicodedata.category(word[place.at]) == "Lo", word
            assert before[-1] not in NOT_JOINED_TO_THE_NEXT, word
            assert not (before[-1] == "ل" and word[place.at] in "اأإآٱ"), word
            assert lengthened(word, {place.at: 3}).replace(TATWEEL, "") == word
    assert lengthened_words > 500


# --- How much -----------------------------------------------------------------------


def test_strokes_are_dealt_to_the_best_places_and_never_to_neighbours() -> None:
    line = [Place(1, 2), Place(8, 0), Place(12, 0), None, Place(20, 5)]
    assert shares(line, 2, 0.2) == [(2, 12, 2)]
    assert shares(line, 3, 0.2) == [(2, 12, 2), (0, 1, 1)]
    dealt = shares(line, 100, 0.19)
    assert [share.word for share in dealt] == [2, 0], "two words of a line at most"
    assert {share.strokes for share in dealt} == {3}, "0.6 em at most"
    assert shares(line, 0, 0.2) == shares([None], 5, 0.2) == shares(line, 5, 0.7) == []


def test_no_more_strokes_are_dealt_than_there_are() -> None:
    dice = random.Random(3)
    for _ in range(500):
        line = [
            Place(number, dice.randint(0, 6)) if dice.random() < 0.7 else None
            for number in range(dice.randint(0, 14))
        ]
        strokes = dice.randint(0, 20)
        dealt = shares(line, strokes, dice.uniform(0.05, 0.5))
        assert sum(share.strokes for share in dealt) <= strokes
        numbers = sorted(share.word for share in dealt)
        assert all(after - before > 1 for before, after in pairwise(numbers))


# --- What it says -------------------------------------------------------------------


def _cluster(text: str, *numbers: int) -> Cluster:
    return Cluster(text, tuple(Glyph(number, 0, 0, 500, 500) for number in numbers))


def test_a_stroke_is_drawn_by_the_letter_before_it() -> None:
    """Clusters are from left to right: meem, two strokes after seen, seen."""
    run = [_cluster("م", 1), _cluster(STROKE, 2), _cluster(STROKE, 2), _cluster("س", 3)]
    assert joined_to_letters(run) == [_cluster("م", 1), _cluster("س", 2, 2, 3)]


def test_a_letter_with_a_stroke_takes_its_marks_along() -> None:
    """Else a reader would find the mark beyond the stroke, and the word in two."""
    run = [_cluster("م", 1), _cluster(STROKE, 2), _cluster("\u064e", 4), _cluster("س", 3)]
    assert joined_to_letters(run) == [_cluster("م", 1), _cluster("س\u064e", 2, 4, 3)]
    run = [_cluster("\u064e", 4), _cluster("م", 1)]
    assert joined_to_letters(run) == run


def test_a_tatweel_of_the_text_is_left_in_it() -> None:
    run = [_cluster("م", 1), _cluster(TATWEEL, 2), _cluster("س", 3)]
    assert joined_to_letters(run) == run


# --- On pages -----------------------------------------------------------------------


def _document(language: str | None, body: str = "", style: str = STYLE) -> Any:
    """The statement in one column; words of ``language`` are lengthened."""
    use_fonts(open_library().installed)
    import weasyprint

    body = body or " ".join(TEXT.split())
    html = f'<html lang="ar" dir="rtl"><title>T</title><p style="{style}">{body}'
    with ExitStack() as contexts:
        for context in (
            whole_paragraphs(Patterns("ar", None, capitals=False), language),
            reading_order(),
            true_text_layer(),
        ):
            contexts.enter_context(context)
        document = weasyprint.HTML(string=html).render(pdf_variant="pdf/ua-1")
        document.pdf = document.write_pdf(pdf_variant="pdf/ua-1")
    return document


@pytest.fixture(scope="module")
def plain() -> Any:
    return _document(None)


@pytest.fixture(scope="module")
def filled() -> Any:
    return _document("ar")


def _texts(box: Any) -> Iterator[Any]:
    if type(box).__name__ == "TextBox":
        yield box
    for child in getattr(box, "children", ()):
        yield from _texts(child)


def _all_texts(document: Any) -> list[Any]:
    return [box for page in document.pages for box in _texts(page._page_box)]


def _lines(document: Any) -> list[Any]:
    """The boxes of all lines that are set whole."""

    def under(box: Any) -> Iterator[Any]:
        if type(box).__name__ == "LineBox" and set_line(box):
            yield box
        for child in getattr(box, "children", ()):
            yield from under(child)

    return [line for page in document.pages for line in under(page._page_box)]


def _spaces_px(line: Any) -> list[float]:
    """How much the spaces of a line have been given."""
    return [
        given.width
        for box in _texts(line)
        for placed in box.pango_layout.placed
        for given in placed.given.values()
    ]


def _strokes(line: Any) -> list[tuple[float, float]]:
    """Where words of a line are lengthened: from and to."""
    _, planned = set_line(line)
    found: list[tuple[float, float]] = planned.plan.strokes.get(planned.start, [])
    return found


def test_lines_are_filled_without_holes(filled: Any) -> None:
    """No space is twice as wide as it was, and no line stands out of its column."""
    space = 17 * 0.25
    assert max(each for line in _lines(filled) for each in _spaces_px(line)) < 1.2 * space
    justified = [line for line in _lines(filled) if set_line(line)[1].is_filled]
    assert len(justified) > 20
    assert max(abs(line.width - COLUMN_PX) for line in justified) < 0.01


def test_nothing_is_given_but_to_spaces(filled: Any) -> None:
    """Also after a word that got longer: letters that join must not be torn apart."""
    longer = [box for box in _all_texts(filled) if TATWEEL in box.pango_layout.text]
    assert any(placed.given for box in longer for placed in box.pango_layout.placed)
    for box in _all_texts(filled):
        letters = box.pango_layout.text.encode()
        given = [at for placed in box.pango_layout.placed for at in placed.given]
        assert {letters[at : at + 1] for at in given} <= {b" "}


def test_words_are_lengthened_only_where_it_is_asked(plain: Any) -> None:
    assert not any(TATWEEL in box.pango_layout.text for box in _all_texts(plain))


def test_only_lines_that_need_it_are_changed(filled: Any) -> None:
    """About as many as have wide spaces; the last line never is."""
    lines = _all_texts(filled)
    longer = [box for box in lines if TATWEEL in box.pango_layout.text]
    assert 0.05 * len(lines) < len(longer) < 0.7 * len(lines)
    assert TATWEEL not in lines[-1].pango_layout.text
    for box in longer:
        assert box.pango_layout.text.replace(TATWEEL, "") == box.text
        assert spoken(box).replace(STROKE, TATWEEL) == box.pango_layout.text


def test_no_more_than_two_words_of_a_line_and_none_below_another(filled: Any) -> None:
    lines = [_strokes(line) for line in _lines(filled)]
    assert any(lines)
    assert all(len(strokes) <= 2 for strokes in lines)
    for above, below in pairwise(lines):
        for start, end in above:
            assert not any(first < end and last > start for first, last in below)


@pytest.mark.parametrize("text", [TEXT, 4 * VOCALISED])
def test_no_reader_finds_a_stroke(text: str, tmp_path: Any) -> None:
    """Not Poppler, not PDFium, and not those who read a PDF's structure; words stay whole."""
    document = _document("ar", " ".join(text.split()), STYLE.replace("400px", "250px"))
    assert any(TATWEEL in box.pango_layout.text for box in _all_texts(document))
    path = tmp_path / "filled.pdf"
    path.write_bytes(document.pdf)
    poppler, tags = (
        subprocess.run(command, check=True, capture_output=True, text=True).stdout
        for command in (["pdftotext", path, "-"], ["pdfinfo", "-struct-text", path])
    )
    with pypdfium2.PdfDocument(io.BytesIO(document.pdf)) as pdf:
        pdfium = " ".join(page.get_textpage().get_text_range() for page in pdf)
    assert len(tags) > len(" ".join(text.split()))
    assert not {TATWEEL, STROKE} & {*poppler, *pdfium, *tags}
    assert _words(text) == _words(poppler) == _words(pdfium)


def _words(text: str) -> Counter[str]:
    """Without marks of punctuation: Poppler puts such a mark at the next word."""
    text = re.sub("20-22|22-20|،?2023،?", "", text)  # nothing is isolated or cleaned here
    unseen = re.compile("[\u200b-\u200f\u202a-\u202e\u2066-\u2069]")
    words = unicodedata.normalize("NFKC", unseen.sub("", text)).split()
    return Counter(bare for word in words for bare in re.findall(r"\w(?:.*\w)?", word))


def test_words_of_other_languages_and_ragged_lines_are_left_alone() -> None:
    body = f'<span lang="ur">{" ".join(TEXT.split())}</span>'
    for document in (
        _document("ar", body),
        _document("ar", style=STYLE.replace("justify", "start")),
        _document("ar", style=STYLE + "; letter-spacing: 0.1px"),
    ):
        assert not any(TATWEEL in box.pango_layout.text for box in _all_texts(document))


# --- For whom -----------------------------------------------------------------------


@pytest.mark.parametrize("tag", ["ar", "ar-EG", "fa", "ckb", "ps", "ug", "ur-Arab", "az-Arab"])
def test_languages_in_naskh_have_it(tag: str) -> None:
    assert profile(tag, "en").elongation


@pytest.mark.parametrize("tag", ["ur", "ur-PK", "ks-Aran", "fa-Aran", "he", "yi", "en", "ru", "ja"])
def test_nastaliq_and_other_scripts_have_not(tag: str) -> None:
    assert not profile(tag, "en").elongation
