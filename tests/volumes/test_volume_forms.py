"""Volumes as they are laid out: what stands where, whichever languages they bind."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pypdfium2
import pytest

from publish.content.statement import Statement
from publish.design.design import Design
from publish.errors import CommandError, TypesetError
from publish.fonts.library import Library
from publish.language.profiles import profile
from publish.making.volume import make_volume
from publish.text.dressed import Text
from publish.typeset.binding import Volume, write_volume
from publish.volumes import parallel as in_parallel
from publish.volumes.forms import FORMS, form_called, languages_for
from publish.volumes.front import undivided
from publish.volumes.headtohead import head_to_head, shared_out
from publish.volumes.parallel import hands_of, parallel
from publish.volumes.sequence import sequence

Texts = Callable[..., Sequence[Text]]
TITLES = {"en": "Open Doors", "ru": "Открытые двери", "ar": "أبواب مفتوحة"}
MARKS = "[\u0640\u064b-\u0652\u200b-\u200f\u2066-\u2069]"


def pages(volume: Volume | bytes) -> list[str]:
    """The text of every page, as it lies between the covers."""
    content = volume if isinstance(volume, bytes) else write_volume(volume)
    with pypdfium2.PdfDocument(content) as document:
        found = [page.get_textpage().get_text_range() for page in document]
    return [re.sub(MARKS, "", text) for text in found]


def with_title(found: Sequence[str], language: str) -> list[int]:
    """The pages that show the title of a language, counted from 1.

    In a file that reads from right to left, Latin words come out in the other order.
    """
    title = set(TITLES[language].split())
    return [number for number, text in enumerate(found, 1) if title <= set(text.split())]


# --- Which languages ----------------------------------------------------------------


def test_a_form_that_is_none_is_told_with_those_that_are() -> None:
    with pytest.raises(CommandError, match=r"no form \"book\"[\s\S]*sequence, head-to-head"):
        form_called("book")


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("wanted", [["en"], ["en", "en"]])
def test_one_language_is_no_volume(form: str, wanted: list[str]) -> None:
    with pytest.raises(CommandError, match="at least 2 languages, and this one would have en"):
        languages_for(form_called(form), wanted, ["en", "ru"])


def test_pages_side_by_side_hold_two_languages() -> None:
    with pytest.raises(CommandError, match="a parallel volume has 2 languages, not 3"):
        languages_for(form_called("parallel"), [], ["en", "ru", "ar"])
    assert languages_for(form_called("sequence"), [], ["en", "ru", "ar"]) == ("en", "ru", "ar")
    assert languages_for(form_called("parallel"), ["ar", "en", "ar"], []) == ("ar", "en")


@pytest.mark.parametrize("form", FORMS)
def test_a_volume_is_called_by_its_languages_and_its_form(
    form: str, statement: Callable[..., Statement], fonts: Library, design: Design
) -> None:
    chosen = form_called(form)
    made = make_volume(statement("en", "ar"), ["ar", "en"], chosen, fonts, design, 0)
    assert str(made.path) == f"doors/doors.ar+en.{chosen.suffix}"
    assert made.content[:4] == (b"PK\x03\x04" if form == "epub" else b"%PDF")
    assert ("right" in made.about) == (profile("ar", "en").direction == "rtl")


# --- One after another --------------------------------------------------------------


def test_contents_send_the_reader_to_the_page_on_which_a_text_begins(
    texts: Texts, fonts: Library, design: Design
) -> None:
    volume = sequence(texts("en", "ru", "ar"), fonts, design)
    found = pages(volume)
    (_, begins_en, *_), (_, begins_ru, *_) = (
        [page for page in with_title(found, language) if page != 2] for language in ("en", "ru")
    )
    numbers = [int(each) for each in re.findall(r"[0-9]+", found[1])]
    assert {begins_en, begins_ru} <= set(numbers)
    assert begins_en % 2 == begins_ru % 2 == 1
    assert [leaf.label for leaf in volume.leaves] == [("", n) for n in range(1, len(found) + 1)]
    assert volume.binding == "left"
    assert volume.reading == tuple(range(len(found)))


def test_a_volume_is_bound_as_its_first_language_reads(
    texts: Texts, fonts: Library, design: Design
) -> None:
    volume = sequence(texts("ar", "en"), fonts, design)
    assert volume.binding == "right"
    assert with_title(pages(volume), "ar")[0] == with_title(pages(volume), "en")[0] == 1


def test_words_are_whole_where_a_text_reads_against_its_volume() -> None:
    """What extracts text takes the parts of a divided word in the wrong order there."""
    latin, arabic = profile("en", "en"), profile("ar", "en")
    assert "hyphens: manual" in undivided(latin, "right")
    assert [
        undivided(*each) for each in ((latin, "left"), (arabic, "right"), (arabic, "left"))
    ] == [
        "",
        "",
        "",
    ]


# --- From both covers ---------------------------------------------------------------


def test_a_text_of_the_other_direction_begins_at_its_own_cover_and_is_not_turned(
    texts: Texts, fonts: Library, design: Design
) -> None:
    volume = head_to_head(texts("en", "ar"), fonts, design)
    found = pages(volume)
    assert len(found) % 4 == 0
    assert with_title(found, "en")[0] == 1
    assert with_title(found, "ar")[-1] == len(found)
    assert not any(leaf.turned for leaf in volume.leaves)
    assert volume.leaves[-1].label == ("ar", 1)
    assert sorted(volume.reading) == list(range(len(found)))
    assert volume.reading[-1] == len(found) - _length(volume, "ar")


def _length(volume: Volume, language: str) -> int:
    return sum(1 for leaf in volume.leaves if leaf.label and leaf.label[0] == language)


def test_texts_of_one_direction_meet_upside_down(
    texts: Texts, fonts: Library, design: Design
) -> None:
    volume = head_to_head(texts("en", "ru"), fonts, design)
    turned = [leaf.turned for leaf in volume.leaves]
    assert turned == sorted(turned)
    assert turned.count(True) == _length(volume, "ru") > 0
    assert not any(leaf.turned for leaf in volume.leaves if leaf.label and leaf.label[0] == "en")


@pytest.mark.parametrize(
    ("languages", "near", "far"),
    [
        (("en", "ar"), ["en"], ["ar"]),
        (("ar", "en", "ru"), ["ar"], ["en", "ru"]),
        (("en", "ar", "ru"), ["en", "ru"], ["ar"]),
        (("en", "ru"), ["en"], ["ru"]),
    ],
)
def test_texts_are_shared_out_to_the_covers_by_direction(
    languages: tuple[str, ...], near: list[str], far: list[str], texts: Texts
) -> None:
    both = shared_out(texts(*languages))
    assert [[text.language for text in side] for side in both] == [near, far]


# --- Side by side -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("directions", "hands"),
    [
        (("ltr", "rtl"), ("left", "right")),
        (("rtl", "ltr"), ("right", "left")),
        (("ltr", "ltr"), ("left", "right")),
        (("rtl", "rtl"), ("right", "left")),
    ],
)
def test_the_text_that_is_read_first_is_on_the_page_that_is_read_first(
    directions: tuple[str, str], hands: tuple[str, str]
) -> None:
    assert hands_of(directions) == hands


@pytest.mark.parametrize("languages", [("en", "ar"), ("ar", "en"), ("en", "ru")])
def test_each_language_has_its_side_of_every_spread(
    languages: tuple[str, str], texts: Texts, fonts: Library, design: Design
) -> None:
    volume = parallel(texts(*languages), fonts, design)
    found = pages(volume)
    assert all(with_title(found, language)[0] == 1 for language in languages)
    sides = {
        language: {page % 2 for page in with_title(found[1:], language)} for language in languages
    }
    assert all(len(side) == 1 for side in sides.values())
    assert sides[languages[0]] != sides[languages[1]]
    assert sorted(volume.reading) == list(range(len(found)))


def test_a_text_that_is_much_longer_stays_beside_the_other(
    texts: Texts, fonts: Library, design: Design
) -> None:
    """The last item of the short text waits until the long one has come to it."""
    volume = parallel(texts("en", "ru", en=8, ru=20), fonts, design)
    found = pages(volume)
    (last_en,) = [n for n, text in enumerate(found) if "Second request" in text]
    (last_ru,) = [n for n, text in enumerate(found) if "Два" in text]
    assert last_ru - last_en == 1
    assert last_en > 3


def test_pages_that_fall_out_of_step_are_told(
    texts: Texts, fonts: Library, design: Design, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Should the page engine put a row elsewhere, no volume comes out."""
    monkeypatch.setattr(in_parallel, "TOLERANCE_PT", -1.0)
    with pytest.raises(TypesetError, match="the en and ru pages fall out of step at “title”"):
        parallel(texts("en", "ru"), fonts, design)


# --- An e-book ----------------------------------------------------------------------


@pytest.mark.parametrize("languages", [("en", "ar"), ("ar", "ru")])
def test_an_e_book_has_each_language_the_cover_of_all_and_the_pages_of_each(
    languages: tuple[str, str], statement: Callable[..., Statement], fonts: Library, design: Design
) -> None:
    asked = statement("en", "ru", "ar"), languages, form_called("epub"), fonts, design
    slim = make_volume(*asked, with_faces=False)
    with ZipFile(BytesIO(slim.content)) as book:
        names = book.namelist()
        said = {name: book.read(name).decode() for name in names if name.endswith(".xhtml")}
        package = next(book.read(name).decode() for name in names if name.endswith(".opf"))
    for language in languages:
        (text,) = [
            each for name, each in said.items() if Path(name).name == f"{language}.text.xhtml"
        ]
        assert re.search(rf'<html[^>]* lang="{language}"', text)
        assert f"{language}.pamphlet" in package
    direction = profile(languages[0], "en").direction
    assert f'page-progression-direction="{direction}"' in package
    assert not [name for name in names if name.endswith((".woff2", ".otf", ".ttf"))]
    assert len(make_volume(*asked).content) > len(slim.content)
