"""Books are EPUB 3.3 in the eyes of its reference validator."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from support import messages

from publish.content.load import load
from publish.text.dressed import Text
from publish.text.edit import edit
from publish.tools import ace, epubcheck

Texts = Callable[[str], Text]

CONTENT = Path(__file__).parents[2] / "content"


def test_epubcheck_has_nothing_to_say(
    shelf: Callable[[str], Any], bound: Callable[[Text], Any], tmp_path: Path
) -> None:
    """Six languages, both directions, and everything that a text can hold."""
    statement = load(CONTENT / "imcwp-23-ukraine")
    books = {language: shelf(language) for language in ("en", "fa", "he")}
    books |= {tag: bound(edit(statement, tag)) for tag in ("ar", "es", "ru")}
    paths = [tmp_path / f"{language}.epub" for language in books]
    for path, book in zip(paths, books.values(), strict=True):
        path.write_bytes(book.content)

    assert messages(epubcheck.judge(paths)) == ()


def test_ace_finds_nobody_kept_out(
    shelf: Callable[[str], Any], bare: Callable[[Text], Any], rivers: Texts, tmp_path: Path
) -> None:
    """Both directions, everything that a text can hold, and a book with neither cover nor faces."""
    books = {"en": shelf("en"), "fa": shelf("fa"), "bare": bare(rivers("he"))}
    paths = [tmp_path / f"{name}.epub" for name in books]
    for path, book in zip(paths, books.values(), strict=True):
        path.write_bytes(book.content)

    assert messages(ace.judge(paths)) == ()
