"""``publish check --fix``: shows what it does, does it once, and reports what is left."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from rich.console import Console
from support import Publish

from publish.proof import diffs
from publish.proof.diffs import show
from publish.proof.fixes import Fix

TEXT = '+++\ntitle = "T"\n+++\n\nThe  the “word".\n\nIn 20-22.\n'
MENDED = '+++\ntitle = "T"\n+++\n\nThe the “word”.\n\nIn 20–22.\n'


@pytest.fixture
def sample(tmp_path: Path) -> Path:
    folder = tmp_path / "content" / "sample"
    folder.mkdir(parents=True)
    (folder / "statement.toml").write_text('schema = 1\nsource_language = "en"\n')
    (folder / "en.md").write_text(TEXT)
    return folder


def test_a_dry_run_shows_the_diff_alone_and_changes_nothing(publish: Publish, sample: Path) -> None:
    done = publish("check", "--content", sample.parent, "--fix", "--dry-run")
    name = str(sample / "en.md")
    assert done.stdout.splitlines() == [
        f"--- {name}",
        f"+++ {name}",
        "@@ -4,5 +4,5 @@",
        " ",
        '-The  the “word".',
        "+The the “word”.",
        " ",
        "-In 20-22.",
        "+In 20–22.",
        " ",
    ]
    assert "1 file would be mended" in done.stderr
    assert done.returncode == 0
    assert (sample / "en.md").read_text() == TEXT


def test_a_fix_is_made_once_and_the_rest_is_reported(publish: Publish, sample: Path) -> None:
    first = publish("check", "--content", sample.parent, "--fix")
    assert (sample / "en.md").read_text() == MENDED
    assert "+In 20–22." in first.stdout
    assert "“The the “word”.”: “The” stands twice." in first.stdout
    assert "quotes-kind" not in first.stdout
    assert "text-cleaned" not in first.stdout
    assert "1 file mended" in first.stderr
    second = publish("check", "--content", sample.parent, "--fix")
    assert "@@" not in second.stdout
    assert sorted(path.name for path in sample.iterdir()) == ["en.md", "statement.toml"]


def test_fixes_are_data_for_programs(publish: Publish, sample: Path) -> None:
    done = publish("check", "--content", sample.parent, "--diff", "--json")
    data = json.loads(done.stdout)
    assert data["fixes"][0]["file"] == str(sample / "en.md")
    assert "-In 20-22.\n+In 20–22." in data["fixes"][0]["diff"]
    assert {"word-repeated", "quotes-kind", "text-cleaned"} <= {
        finding["code"] for finding in data["findings"]
    }
    assert (sample / "en.md").read_text() == TEXT


def test_a_file_that_does_not_load_is_reported_and_others_are_mended(
    publish: Publish, sample: Path
) -> None:
    broken = sample.parent / "broken"
    broken.mkdir()
    (broken / "statement.toml").write_text("schema = 2\n")
    done = publish("check", "--content", sample.parent, "--fix")
    assert done.returncode == 1
    assert "broken" in done.stderr
    assert (sample / "en.md").read_text() == MENDED


def test_a_terminal_shows_what_changed_in_a_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def terminal(**options: object) -> Console:
        return Console(force_terminal=True, color_system="standard", width=80)

    monkeypatch.setattr(diffs, "Console", terminal)
    show([Fix(Path("en.md"), "In 20-22 so.", "In 20–22 so.")])
    shown = capsys.readouterr().out
    assert "\x1b[31m-In 20\x1b[0m\x1b[7;31m-\x1b[0m\x1b[31m22 so.\x1b[0m" in shown
    assert "\x1b[32m+In 20\x1b[0m\x1b[7;32m–\x1b[0m\x1b[32m22 so.\x1b[0m" in shown
