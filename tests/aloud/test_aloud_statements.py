"""What is heard of the tags of a pamphlet is the text, word for word, in every language."""

from __future__ import annotations

from pathlib import Path

import pytest
from support import CONTENT, TEXTS, Publish

from aloud.spoken import differences, spoken_of, transcript
from publish.aloud.transcript import blocks
from publish.content.load import load
from publish.text.edit import edit


@pytest.mark.parametrize(("slug", "language"), TEXTS)
def test_what_is_heard_is_the_text(slug: str, language: str, built: Path) -> None:
    text = edit(load(CONTENT / slug), language)
    printed = transcript(built / slug / f"{slug}.{language}.pamphlet.pdf")
    assert differences(text, printed) == []


def test_a_hearer_knows_where_they_are(built: Path) -> None:
    printed = transcript(built / "open-shelves" / "open-shelves.en.pamphlet.pdf")
    lines = printed.splitlines()
    for announced in (
        "[title: “For Open Shelves”]",
        "[document in English (en)]",
        "[heading level 1]",
        "[heading level 2]",
        "[heading level 3]",
        "[list of 3 items]",
        "[item 2 of 3, “2.”]",
        "[list of 2 items, level 2]",
        "[end of list, level 2]",
        "[language: Arabic (ar)]",
        "[call of note “1”]",
        "[note “1”]",
        "[end of note “1”]",
        "[quotation]",
        "[link: https://example.org/open-shelves/sign, “Sign the declaration”]",
        "[figure: “https://example.org/open-shelves”]",
    ):
        assert announced in lines, announced


@pytest.mark.parametrize(("slug", "language"), TEXTS)
def test_what_is_heard_of_a_book_is_the_text(slug: str, language: str, built: Path) -> None:
    """In its own order, notes at the end of the text; some rows may be divided at any space."""
    text = edit(load(CONTENT / slug), language)
    heard = [
        _divisible(each) for each in blocks(transcript(built / slug / f"{slug}.{language}.epub"))
    ]
    assert [piece for piece in spoken_of(text) if _divisible(piece) not in heard] == []


def _divisible(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ")


def test_a_book_is_announced_as_a_pamphlet_is(built: Path) -> None:
    printed = transcript(built / "open-shelves" / "open-shelves.en.epub")
    lines = printed.splitlines()
    for announced in (
        "[title: “For Open Shelves”]",
        "[heading level 3]",
        "[list of 3 items]",
        "[item 3 of 3]",
        "[language: Arabic (ar)]",
        "[call of note “1”]",
        "[note “1”]",
        "[quotation]",
        "[link: https://example.org/open-shelves/sign, “Sign the declaration”]",
    ):
        assert announced in lines, announced


LISTS = """+++
title = "قاعه"
+++

کتاب‌های ما.[^a] و باز هم.[^b]

{more}
[^a]: نخست:

    3. یک

       باز

       - درون

    4. دو

    > گفته

[^b]: - تنها
"""


def test_lists_in_notes_are_lists_with_the_labels_that_are_printed(
    publish: Publish, tmp_path: Path
) -> None:
    """Numbered in the language's own numerals, from where they begin."""
    folder = tmp_path / "content" / "trial"
    folder.mkdir(parents=True)
    (folder / "statement.toml").write_text('schema = 1\nsource_language = "fa"\n')
    more = f"{'کتاب‌ها را هر که بخواهد از قفسه برمی‌دارد و می‌خواند. ' * 8}\n\n" * 4
    (folder / "fa.md").write_text(LISTS.format(more=more), "utf-8")
    content, out = folder.parent, tmp_path / "out"
    done = publish("build", "-e", "pamphlet", "--content", content, "-o", out)
    assert done.returncode == 0, done.stderr
    lines = transcript(out / "trial" / "trial.fa.pamphlet.pdf").splitlines()
    heard = [line for line in lines if line]
    start, end = heard.index("[note “۱”]"), heard.index("[end of note “۲”]")
    assert heard[start : end + 1] == [
        "[note “۱”]",
        "  نخست:",
        "[list of 2 items]",
        "[item 1 of 2, “۳.”]",
        "  یک",
        "  باز",
        "[list of 1 item, level 2]",
        "[item 1 of 1, “–”]",
        "  درون",
        "[end of list, level 2]",
        "[item 2 of 2, “۴.”]",
        "  دو",
        "[end of list]",
        "[quotation]",
        "  گفته",
        "[end of quotation]",
        "[end of note “۱”]",
        "[note “۲”]",
        "[list of 1 item]",
        "[item 1 of 1, “–”]",
        "  تنها",
        "[end of list]",
        "[end of note “۲”]",
    ]
