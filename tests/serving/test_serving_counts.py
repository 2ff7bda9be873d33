"""Counts outlive the server and tell of nobody; their page is in the reader's language."""

from __future__ import annotations

import json
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from asking import Serve, Server
from browsing import chromium, faults
from playwright.sync_api import Browser

from publish.errors import PublishError
from publish.language.files import available, language_file
from publish.making.manifest import Entry
from publish.serving.counts import Count, Tally
from publish.serving.pages import counts_page
from publish.serving.preferences import preferred

WORDS = ("downloads", "total", "counts_note", "languages", "download")


def entry(path: str = "a/a.ar.epub", language: str = "ar") -> Entry:
    return Entry(
        path=path,
        statement="a",
        language=language,
        edition="epub",
        media_type="application/epub+zip",
        bytes=1,
        sha256=sha256(b"").hexdigest(),
        title="A",
        sources=(),
    )


# --- Kept over a restart ----------------------------------------------------------------


def test_counts_go_on_after_a_restart(serve: Serve, changeable: Path, arabic: Entry) -> None:
    path = f"/{arabic.path}"
    for times in (1, 2):
        with serve(changeable, "--no-announce", "--keep-counts") as server:
            server.ask(path)
            counted = json.loads(server.ask("/counts.json").body)
            assert counted["files"][arabic.path] == times
            assert server.stop()[2].startswith(f"{times} download")
    kept = changeable.with_name(f"{changeable.name}.counts.json")
    assert json.loads(kept.read_text()) == {"schema": 1, "downloads": {arabic.path: 2}}
    assert kept.stat().st_mtime == 0  # its date tells nothing either
    assert sorted(changeable.parent.iterdir()) == sorted([changeable, kept])


def test_nothing_is_kept_where_that_is_not_wanted(
    serve: Serve, changeable: Path, arabic: Entry
) -> None:
    with serve(changeable, "--no-announce", "--forget-counts") as server:
        server.ask(f"/{arabic.path}")
        assert server.stop()[2].startswith("1 download")
    assert list(changeable.parent.iterdir()) == [changeable]


def test_two_servers_may_count_in_one_file(tmp_path: Path) -> None:
    kept, book = tmp_path / "counts.json", entry()
    one, other = Tally(kept), Tally(kept)
    one.add(book)
    other.add(book)
    one.save()
    other.save()
    one.add(book)
    one.save()

    assert Tally(kept).counts([book]) == one.counts([book]) == (Count(book, 3),)


def test_what_is_no_file_of_counts_is_left_alone(tmp_path: Path) -> None:
    """And what has been counted so far is not lost by that."""
    kept, book = tmp_path / "counts.json", entry()
    tally = Tally(kept)
    tally.add(book)
    for foreign in ("[]", '{"schema": 2}', '{"schema": 1, "downloads": {"a": -1}}'):
        kept.write_text(foreign)
        with pytest.raises(PublishError, match="--forget-counts"):
            Tally(kept)
        with pytest.raises(PublishError):
            tally.save()
        assert kept.read_text() == foreign
    assert tally.counts([book]) == (Count(book, 1),)


def test_a_place_that_cannot_be_written_loses_no_count(tmp_path: Path) -> None:
    book = entry()
    (tmp_path / "in-the-way").write_text("")
    tally = Tally(tmp_path / "folder" / "counts.json")
    (tmp_path / "folder").write_text("")  # no folder
    tally.add(book)
    with pytest.raises(OSError, match="folder"):
        tally.save()
    assert tally.counts([book]) == (Count(book, 1),)


# --- In the reader's language -----------------------------------------------------------


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("", "en"),
        ("ru", "ru"),
        ("RU-ru, en;q=0.5", "ru"),
        ("en;q=0.3, fa;q=0.8, ar;q=0.5", "fa"),
        ("zh-TW,zh;q=0.9", "zh-Hant"),
        ("zh-CN", "zh"),
        ("pt-BR", "pt"),
        ("fr;q=0, es", "es"),
        ("tlh, *;q=0.5", "en"),
        ("ar;q=nonsense, he;q=0.1", "he"),
        ("; ;;, not a tag!, \x00", "en"),
        (", ".join(f"x-{number}" for number in range(1000)) + ", ru", "en"),
    ],
)
def test_the_language_is_the_best_of_those_that_are_spoken(header: str, language: str) -> None:
    assert preferred(header) == language


def test_every_language_has_the_words_of_these_pages() -> None:
    """Else a page would be in two languages and say that it is in one."""
    for name in available():
        file = language_file(name)
        if file and file.words:
            assert not [word for word in WORDS if word not in file.words], name


def test_numbers_are_in_the_digits_of_the_language() -> None:
    page = counts_page([Count(entry(), 12), Count(entry("a/a.fa.epub", "fa"), 30)], "fa").decode()

    assert '<html lang="fa" dir="rtl">' in page
    assert "<title>بارگیری‌ها: ۴۲</title>" in page
    assert "<td>۱۲</td>" in page


# --- As a reader with a disability finds them ---------------------------------------------


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as running:
        yield running


@pytest.fixture(scope="module")
def listing(serve: Serve, built: Path) -> Iterator[Server]:
    """A server of a folder that has no entrance."""
    with serve(built, "--no-announce") as running:
        yield running


@pytest.mark.parametrize(("language", "scheme"), [("en", "dark"), ("ar", "light"), ("ru", "light")])
def test_axe_finds_no_violation_on_the_servers_own_pages(
    language: str, scheme: Any, browser: Browser, server: Server, listing: Server
) -> None:
    """Counts, and the list of files where a folder has no entrance; at the width of a phone."""
    with browser.new_context(
        locale=language, color_scheme=scheme, viewport={"width": 320, "height": 640}
    ) as context:
        page = context.new_page()
        for address in (f"{server.port}/counts", f"{listing.port}/"):
            page.goto(f"http://127.0.0.1:{address}")
            assert page.evaluate("document.documentElement.lang") == language
            assert faults(page) == []
            assert page.evaluate("document.documentElement.scrollWidth") <= 320
