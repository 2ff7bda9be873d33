"""A number that an author gave is in every edition, and the same in all of them."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest
from lxml import etree
from support import messages

from publish.tools import epubcheck, verapdf

EDITIONS = ("pamphlet", "largeprint", "leaflet", "epub")
TEXT = """\
{.operative}
5. five: {#five}
   1. one;
      1. one;
      2. two; {#two}
   2. see [](#two) and [](#five)[^n];
6. six.

{numbers="I."}
9. nine

   goes on;
10. ten.

{numbers="1)"}
100. hundred.

[^n]: Among them:

    {numbers="(a)"}
    3. three.
"""
MARKS = {
    "en": ["5.", "(a)", "(i)", "(ii)", "(b)", "6.", "IX.", "X.", "100)"],
    "ar": ["٥.", "(أ)", "(١)", "(٢)", "(ب)", "٦.", "٩.", "١٠.", "١٠٠)"],
}
IN_NOTE = {"en": "(c)", "ar": "(ج)"}


@pytest.fixture(scope="module")
def numbers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The artifacts of a statement with numbers of all kinds, in two languages."""
    folder = tmp_path_factory.mktemp("numbers")
    content = folder / "content" / "x"
    content.mkdir(parents=True)
    facts = 'schema = 1\nsource_language = "en"\nnumerals = "arab"\n'
    (content / "statement.toml").write_text(facts, "utf-8")
    for language in MARKS:
        words = TEXT if language == "en" else _arabic()
        (content / f"{language}.md").write_text(f'+++\ntitle = "T"\n+++\n\n{words}', "utf-8")
    wanted = [word for edition in EDITIONS for word in ("-e", edition)]
    command = [sys.executable, "-m", "publish", "build", "--content", str(content.parent)]
    done = subprocess.run(
        [*command, "-o", str(folder), *wanted], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return folder / "x"


def _arabic() -> str:
    words = {"five": "خمسة", "one": "واحد", "two": "اثنان", "six": "ستة", "see": "انظر"}
    words |= {"and": "و", "nine": "تسعة", "goes on": "يستمر", "ten": "عشرة", "hundred": "مائة"}
    words |= {"Among them": "منها", "three": "ثلاثة"}
    text = TEXT
    for word, arabic in words.items():
        text = re.sub(rf"(?<![#\w]){word}(?!\w)", arabic, text)
    return text


@pytest.mark.parametrize("language", MARKS)
@pytest.mark.parametrize("edition", ["pamphlet", "largeprint"])
def test_tags_have_the_numbers(edition: str, language: str, numbers: Path) -> None:
    heard = _heard(numbers / f"x.{language}.{edition}.pdf")
    found = re.findall(r"\[item \d+ of \d+, “(.+)”\]", heard)
    assert [mark for mark in found if mark != IN_NOTE[language]] == MARKS[language]
    assert IN_NOTE[language] in found


def test_leaflets_have_the_numbers(numbers: Path) -> None:
    """They have no tags."""
    command = ["pdftotext", "-raw", str(numbers / "x.en.leaflet.pdf"), "-"]
    text = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    found = [line for line in text.splitlines() if line in MARKS["en"]]
    assert found == MARKS["en"]


@pytest.mark.parametrize("language", MARKS)
def test_books_have_the_numbers(language: str, numbers: Path) -> None:
    """What a reading system counts by itself begins where it should; the rest is text."""
    found = re.findall(r"\[item \d+ of \d+, “(.+)”\]", _heard(numbers / f"x.{language}.epub"))
    european = [
        re.sub(r"[٠-٩]", lambda digit: str(int(digit[0])), mark) for mark in MARKS[language]
    ]
    told = [re.sub(r"[٠-٩]", lambda digit: str(int(digit[0])), mark) for mark in found]
    assert [mark for mark in told if mark != IN_NOTE[language]] == european
    with ZipFile(numbers / f"x.{language}.epub") as book:
        root = etree.fromstring(book.read("EPUB/text.xhtml"))
    starts = [each.get("start") for each in root.iter("{*}ol") if each.get("start")]
    assert starts == ["5", "9", "100", "3"]


def test_numerals_of_a_statement_are_text_in_books(numbers: Path) -> None:
    """Style sheets of a language have those that it has by itself."""
    with ZipFile(numbers / "x.ar.epub") as book:
        assert '<span class="mark">٥.</span>' in book.read("EPUB/text.xhtml").decode()


def test_references_say_the_same_numbers(numbers: Path) -> None:
    for file in (numbers / "x.en.pamphlet.pdf", numbers / "x.en.epub"):
        heard = " ".join(_heard(file).replace("\N{NO-BREAK SPACE}", " ").split())
        assert "paragraph 5 (a) (ii)" in heard
        assert "paragraph 5 [" in heard


def test_they_are_valid(numbers: Path) -> None:
    tagged = [path for path in numbers.glob("*.pdf") if "leaflet" not in path.name]
    assert verapdf.check(sorted(tagged)) == ()
    assert messages(epubcheck.judge(sorted(numbers.glob("*.epub")))) == ()


def _heard(path: Path) -> str:
    command = [sys.executable, "-m", "publish", "verify", "--transcript", str(path)]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout
