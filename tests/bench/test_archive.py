"""The generator of archives: what it writes is content like any other, and always the same."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from random import Random
from statistics import median

import pytest
from bench.outline import FEWEST_PAGES, MEDIAN_PAGES, MOST_PAGES, outline, pages
from bench.prose import languages, plain, prose
from bench.statements import available, write_archive

from publish.checks.statement import check_statement
from publish.content.load import load

ARCHIVE = Path(__file__).parent / "archive.py"


def contents(folder: Path) -> dict[str, bytes]:
    """Every file below a folder."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def test_the_command_writes_statements_without_a_fault(tmp_path: Path) -> None:
    """Errors of `publish check` in invented content would hide those that a test looks for."""
    command = [sys.executable, str(ARCHIVE), "3", "6", str(tmp_path), "--seed", "7"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    folders = sorted(tmp_path.iterdir())
    assert [folder.name for folder in folders] == [f"archive-{n:05d}" for n in (1, 2, 3)]
    for folder in folders:
        statement = load(folder)
        assert statement.languages[0] == "en"
        assert len(statement.languages) == 6
        found = check_statement(statement)
        assert [finding for finding in found if finding.severity == "error"] == []
        assert {finding.code for finding in found} & {"blocks-differ", "items-differ"} == set()


def test_a_seed_gives_the_same_bytes_and_a_longer_archive_begins_alike(tmp_path: Path) -> None:
    """Figures of two days are of the same statements, and so are those of two lengths."""
    write_archive(2, ("en", "ar"), tmp_path / "short", seed=5)
    write_archive(4, ("en", "ar"), tmp_path / "long", seed=5)
    write_archive(2, ("en", "ar"), tmp_path / "other", seed=6)
    short, long = contents(tmp_path / "short"), contents(tmp_path / "long")
    assert short.items() < long.items()
    assert contents(tmp_path / "other") != short


def test_lengths_are_those_of_real_statements() -> None:
    drawn = [pages(Random(number)) for number in range(2_000)]
    assert (min(drawn), median(drawn), max(drawn)) == (FEWEST_PAGES, MEDIAN_PAGES, MOST_PAGES)
    sentences = [sum(sum(shape.parts) for shape in outline(Random(1), n)) for n in (4, 40, 400)]
    assert 8 < sentences[1] / sentences[0] < 40
    assert 8 < sentences[2] / sentences[1] < 12


@pytest.mark.parametrize("language", languages())
def test_every_language_can_write_everything(language: str) -> None:
    """Each kind of passage, in the grammars and in what is only like a sample."""
    kinds = (
        *("title", "subtitle", "salutation", "lead", "preamble", "item", "request", "heading"),
        *("quote", "note", "slogan", "signature", "event", "organisation", "list", "sentence"),
    )
    for kind in kinds:
        for seed in range(30):
            written = plain(prose(language).write(Random(seed), kind))
            assert written.strip()
            assert "{" not in written


def test_sentences_differ() -> None:
    """A cache of what has been set before must not be flattered."""
    rng = Random(1)
    written = {plain(prose("en").write(rng, "sentence")) for _ in range(5_000)}
    assert len(written) > 4_900


def test_more_languages_than_there_are_is_refused() -> None:
    with pytest.raises(SystemExit, match="There are words and faces for"):
        available(1_000)
