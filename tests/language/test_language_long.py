"""Long and strange text costs time in proportion: twice the length, twice the time."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from publish.checks.statement import check_statement
from publish.content.inline import MAX_PASSAGE
from publish.content.load import load
from publish.errors import Place
from publish.language.profiles import profile
from publish.text.cleaning import clean
from publish.text.rules import ALL

BOUND_S = 3.0
"""What was quadratic took from 20 seconds to minutes; half a second is usual now."""

STRANGE = {
    "one word": "x",
    "capitals": "X",
    "digits": "1",
    "Arabic letters": "ا",
    "quotation marks": '"',
    "quotations that open": '"a ',
    "apostrophes": "'a ",
    "hyphens": "a-",
    "soft hyphens": "a\u00ad",
    "joiners": "a\u200d",
    "marks": "\u0301",
    "brackets": "(",
    "addresses": "a@",
    "an address": "http://a.org/",
    "stops": "a.",
}


@pytest.mark.parametrize("language", ["en", "fr", "ar", "ru"])
@pytest.mark.parametrize("name", STRANGE)
def test_rules_take_long_text(language: str, name: str) -> None:
    piece = STRANGE[name]
    text = piece * (MAX_PASSAGE // len(piece))
    began = time.process_time()
    cleaned, _ = clean(text, language, Place(Path("a.md")), ALL)
    profile(language, language).dress(cleaned)
    assert time.process_time() - began < BOUND_S


@pytest.mark.parametrize("body", [
    "x" * 19_000, "*a* " * 900, "**a** " * 900, '"a ' * 6_600, "~~a " * 4_900, "$a=" * 6_600,
    "a | " * 4_900, "(" * 19_000, "- a\n" * 5_000, "## a\n\n" * 3_000,
    "http://a.org/" + "a" * 19_000,
    "\n\n".join(f"a[^{n}]" for n in range(2_000)) + "\n\n"
    + "\n\n".join(f"[^{n}]: b" for n in range(2_000)),
], ids=lambda body: body[:8].strip())  # fmt: skip
def test_a_statement_is_checked_in_seconds(tmp_path: Path, body: str) -> None:
    folder = tmp_path / "one"
    folder.mkdir()
    (folder / "statement.toml").write_text('schema = 1\nsource_language = "en"\n')
    (folder / "en.md").write_text(f'+++\ntitle = "A"\n+++\n\n{body}\n')
    began = time.process_time()
    check_statement(load(folder))
    assert time.process_time() - began < 4 * BOUND_S
