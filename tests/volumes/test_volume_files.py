"""What a reader, a printer and veraPDF find in finished volumes."""

from __future__ import annotations

import ctypes
import re
import unicodedata
import zipfile
from collections import Counter
from pathlib import Path

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from support import CONTENT, ROOT, Publish

from publish.tools import verapdf

WORDS = ROOT / "tests" / "words" / "imcwp-23-ukraine"
WORD = re.compile(r"(?:[^\W\d_][\u0300-\u036f\u064b-\u065f\u0670]*)+|\d+")
UNSEEN = re.compile("[\u00ad\u061c\u0640\u200b-\u200f\u202a-\u202e\u2060-\u2069]")
VOLUMES = {
    "sequence": ("en", "ar", "ru"),
    "head-to-head": ("en", "ar"),
    "parallel": ("en", "ar"),
}


def words(text: str) -> Counter[str]:
    return Counter(WORD.findall(UNSEEN.sub("", unicodedata.normalize("NFKC", text))))


def pages(path: Path) -> list[str]:
    with pypdfium2.PdfDocument(path) as document:
        texts = [page.get_textpage().get_text_range() for page in document]
    return [re.sub("\ufffe\\s*", "", text) for text in texts]


@pytest.fixture(scope="module")
def volumes(publish: Publish, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """One volume of each form, one whose second text is upside down, and one of everything."""
    out = tmp_path_factory.mktemp("volumes")
    made = {}
    others = {"turned": ("en", "ru"), "whole": ("ar", "en", "es", "ru")}
    forms = {"turned": "head-to-head", "whole": "sequence"}
    for name, languages in (VOLUMES | others).items():
        form = forms.get(name, name)
        chosen = [part for language in languages for part in ("-l", language)]
        arguments = ("imcwp-23-ukraine", "--form", form, *chosen, "--content", CONTENT, "-o", out)
        done = publish("volume", *arguments)
        assert done.returncode == 0, done.stderr
        made[name] = Path(done.stdout.strip())
        assert made[name].name == f"imcwp-23-ukraine.{'+'.join(languages)}.{form}.pdf"
    return made


def test_nothing_is_to_be_said_of_volumes(publish: Publish, volumes: dict[str, Path]) -> None:
    """By veraPDF and the checks of the house; ``whole`` is for the most part not in Arabic."""
    assert verapdf.available(), f"veraPDF must be there: {verapdf.INSTALL}"
    done = publish("verify", *volumes.values())
    assert (done.stdout, done.stderr) == ("", "0 errors, 0 warnings, 0 notes\n")


def test_the_order_of_reading_is_judged_by_what_a_volume_says_of_it(
    publish: Publish, volumes: dict[str, Path], tmp_path: Path
) -> None:
    """Without that word, or with one that cannot be true, pages are read as they stand."""
    lost, damaged = tmp_path / "lost.pdf", tmp_path / "damaged.pdf"
    with pikepdf.open(volumes["head-to-head"]) as pdf:
        pdf.Root.PieceInfo.PublishVolume.Private.Reading[0] = 2
        pdf.save(damaged)
        del pdf.Root.PieceInfo
        pdf.save(lost)
    done = publish("verify", lost, damaged)
    assert done.stdout.count("[pdf-tags-order]") == 2


def test_colophons_say_that_this_is_an_edition_in_several_languages(
    volumes: dict[str, Path],
) -> None:
    for form in ("sequence", "parallel"):
        text = "\n".join(pages(volumes[form]))
        assert "Multilingual edition" in text
        assert "طبعة متعددة اللغات" in text
        assert "Pamphlet edition" not in text


def test_a_volume_of_all_languages_names_none_as_being_elsewhere(
    volumes: dict[str, Path],
) -> None:
    assert "Also published in" not in "\n".join(pages(volumes["whole"]))
    assert "Also published in" in "\n".join(pages(volumes["sequence"]))


def test_more_titles_than_a_cover_has_room_for_at_length(publish: Publish, tmp_path: Path) -> None:
    """Six languages: their titles are there, and what else title pages say is on those alone."""
    done = publish("volume", "open-shelves", "--content", CONTENT, "-o", tmp_path)
    assert done.returncode == 0, done.stderr
    cover, contents = (text.replace("\xa0", " ") for text in pages(Path(done.stdout.strip()))[:2])
    for title in ("For Open Shelves", "За открытые полки", "Pour des rayons ouverts"):
        assert title in cover
        assert title in contents
    assert "Declaration" not in cover.split()


@pytest.mark.parametrize("form", VOLUMES)
def test_no_word_of_any_language_is_lost(form: str, volumes: dict[str, Path]) -> None:
    found = words("\n".join(pages(volumes[form])))
    for language in VOLUMES[form]:
        source = (WORDS / f"{language}.txt").read_text(encoding="utf-8")
        assert words(source) - found == Counter(), language


@pytest.mark.parametrize("form", VOLUMES)
def test_tags_hold_each_language_whole(form: str, volumes: dict[str, Path]) -> None:
    """A text in another language than the volume's is one branch, with its language."""
    with pikepdf.open(volumes[form]) as pdf:
        assert str(pdf.Root.Lang) == "en"
        (document,) = pdf.Root.StructTreeRoot.K
        spoken = [str(kid.Lang) for kid in document.K if "/Lang" in kid and kid.S == "/Div"]
    assert spoken == [tag for tag in VOLUMES[form] if tag != "en"]


def test_contents_name_the_pages_on_which_texts_begin(volumes: dict[str, Path]) -> None:
    texts = pages(volumes["sequence"])
    numbers = [int(number) for number in re.findall(r"^\D*?(\d+)\s*$", texts[1], re.MULTILINE)]
    titles = ("Solidarity with", "للتضامن", "Солидарность")
    begins = [
        next(n for n, text in enumerate(texts[2:], start=3) if title in text) for title in titles
    ]
    assert all(begin % 2 for begin in begins)
    assert set(begins) <= set(numbers)


def test_two_covers_meet_on_whole_sheets(volumes: dict[str, Path]) -> None:
    for name, last_title in (("head-to-head", "للتضامن"), ("turned", "Солидарность")):
        texts = pages(volumes[name])
        assert len(texts) % 4 == 0
        assert "Solidarity" in texts[0]
        assert last_title in texts[-1]
        with pikepdf.open(volumes[name]) as pdf:
            labels = [str(pikepdf.Page(page).label) for page in pdf.pages]
        assert labels[0] == "en 1"
        assert labels[-1].endswith(" 1")
        assert labels[-2].endswith(" 2")


def test_the_second_text_of_one_direction_is_upside_down(volumes: dict[str, Path]) -> None:
    """Its title page is the last page, turned: what was above is below."""
    with pypdfium2.PdfDocument(volumes["turned"]) as document:
        page = document[len(document) - 1]
        text = page.get_textpage()
        kind, place = (
            text.get_charbox(text.search(word).get_next()[0]) for word in ("Резолюция", "Измир")
        )
    assert kind[1] < place[1]


def origins(path: Path, page: int, character: str) -> list[float]:
    """The baselines, from the foot, on which a character is painted."""
    found = []
    with pypdfium2.PdfDocument(path) as document:
        text = document[page - 1].get_textpage()
        for index in range(text.count_chars()):
            if text.get_text_range(index, 1) == character:
                x, y = ctypes.c_double(), ctypes.c_double()
                pdfium.FPDFText_GetCharOrigin(text, index, x, y)
                found.append(y.value)
    return found


def test_paired_items_begin_on_one_baseline(volumes: dict[str, Path]) -> None:
    """To half a point, on both spreads that the list stands on."""
    count = 0
    for left in (2, 4):
        ours = origins(volumes["parallel"], left, "•")
        theirs = origins(volumes["parallel"], left + 1, "•")
        assert ours == pytest.approx(theirs, abs=0.5)
        count += len(ours)
    assert count == 8


def test_each_language_keeps_its_side_of_the_spine(volumes: dict[str, Path]) -> None:
    arabic = re.compile("[\u0621-\u064a]{3}")
    for number, text in enumerate(pages(volumes["parallel"])[1:7], start=2):
        assert bool(arabic.search(text)) == (number % 2 == 1), number


def test_the_same_volume_has_the_same_bytes(
    publish: Publish, volumes: dict[str, Path], tmp_path: Path
) -> None:
    chosen = ("--form", "parallel", "-l", "en", "-l", "ar", "--content", CONTENT, "-o", tmp_path)
    done = publish("volume", "imcwp-23-ukraine", *chosen)
    assert Path(done.stdout.strip()).read_bytes() == volumes["parallel"].read_bytes()


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--form", "parallel"), "2 languages, not 4"),
        (("--form", "spiral"), "There are: sequence, head-to-head, parallel, epub"),
        (("-l", "en"), "at least 2"),
        (("-l", "en", "-l", "xx"), "xx"),
    ],
)
def test_what_cannot_be_is_told(arguments: tuple[str, ...], told: str, publish: Publish) -> None:
    done = publish("volume", "imcwp-23-ukraine", *arguments, "--content", CONTENT)
    assert done.returncode == 2
    assert told in done.stderr


def test_an_ebook_sends_readers_to_the_site_that_publish_toml_names(
    publish: Publish, content: Path, tmp_path: Path
) -> None:
    """For the languages that are not in it, as a book of one language does."""
    house = content / "publish.toml"
    house.write_text('[build]\nbase_url = "https://example.org/statements"\n', "utf-8")
    asked = ("open-shelves", "--form", "epub", "-l", "en", "-l", "ar", "--content", content)
    done = publish("volume", *asked, "-o", tmp_path)
    assert done.returncode == 0, done.stderr
    with zipfile.ZipFile(done.stdout.strip()) as book:
        texts = {name: book.read(name).decode() for name in book.namelist() if "colophon" in name}
    start = "https://example.org/statements/open-shelves/open-shelves."
    for name, text in texts.items():
        others = re.findall(rf'href="{re.escape(start)}([\w-]+)\.html"', text)
        assert sorted(others) == ["es", "fa", "fr", "ru"], name
    assert len(texts) == 2


def test_what_is_wrong_in_publish_toml_is_told(
    publish: Publish, content: Path, tmp_path: Path
) -> None:
    (content / "publish.toml").write_text('[build]\nbase_url = "shelves"\n', "utf-8")
    done = publish("volume", "open-shelves", "--form", "epub", "--content", content, "-o", tmp_path)
    assert done.returncode == 1
    assert "publish.toml:2" in done.stderr
    assert not list(tmp_path.rglob("*.epub"))
