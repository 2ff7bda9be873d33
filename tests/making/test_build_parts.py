"""Plans, whole files and the manifest, without setting a page."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
from support import CONTENT

from publish.errors import CommandError, PublishError
from publish.files import write_whole
from publish.making import manifest
from publish.making.manifest import Entry
from publish.making.plan import Scope, plan


def test_a_plan_names_files_as_the_contract_does() -> None:
    """build/<statement>/<statement>.<lang>.<edition>, source language first."""
    targets = plan(CONTENT, Scope(("open-shelves",), ("ar", "en"))).targets
    assert [str(each.path(edition)) for each in targets for edition in each.editions] == [
        "open-shelves/open-shelves.en.pamphlet.pdf",
        "open-shelves/open-shelves.en.largeprint.pdf",
        "open-shelves/open-shelves.en.press.pdf",
        "open-shelves/open-shelves.en.booklet.pdf",
        "open-shelves/open-shelves.en.epub",
        "open-shelves/open-shelves.ar.pamphlet.pdf",
        "open-shelves/open-shelves.ar.largeprint.pdf",
        "open-shelves/open-shelves.ar.press.pdf",
        "open-shelves/open-shelves.ar.booklet.pdf",
        "open-shelves/open-shelves.ar.epub",
    ]


@pytest.mark.parametrize(
    ("languages", "editions", "message"),
    [
        (["arr"], [], 'Did you mean "ar"'),
        ([], ["pamflet"], 'Did you mean "pamphlet"'),
        (["zu"], [], "There are: ar, en, es"),
    ],
)
def test_a_plan_for_what_does_not_exist_is_refused(
    languages: list[str], editions: list[str], message: str
) -> None:
    with pytest.raises(CommandError, match=message):
        plan(CONTENT, Scope(("open-shelves",), tuple(languages), tuple(editions)))


def test_a_plan_reads_no_words(tmp_path: Path) -> None:
    """Faults of the words are for whoever makes the text; a folder without any is told of."""
    (tmp_path / "torn").mkdir()
    (tmp_path / "torn" / "statement.toml").write_bytes(b"\xff")
    (tmp_path / "torn" / "en.md").write_bytes(b"\xff")
    (tmp_path / "empty").mkdir()
    planned = plan(tmp_path, Scope())
    assert [target.slug for target in planned.targets] == ["torn"]
    assert planned.statements == {"empty", "torn"}
    (problem,) = planned.problems
    assert problem.place is not None
    assert problem.place.path.parent.name == "empty"


def test_a_failed_write_leaves_the_earlier_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A full disk at the last moment costs nothing and leaves nothing."""
    path, workshop = tmp_path / "file", tmp_path / "workshop"
    write_whole(path, b"earlier", workshop)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    with pytest.raises(OSError, match="No space"):
        write_whole(path, b"later", workshop)
    assert path.read_bytes() == b"earlier"
    assert list(workshop.iterdir()) == []


def test_somebody_elses_manifest_is_not_overwritten(tmp_path: Path) -> None:
    """An output folder that is not ours is refused."""
    (tmp_path / "manifest.json").write_text('{"name": "a web app"}')
    with pytest.raises(PublishError, match="not a manifest"):
        manifest.read(tmp_path)


def test_a_manifest_forgets_files_that_are_gone(tmp_path: Path) -> None:
    """Entries are sorted by path, and only of files that are there."""
    common: dict[str, Any] = {
        "statement": "s",
        "language": "en",
        "edition": "epub",
        "title": "T",
        "sha256": "0" * 64,
    }
    entries = [
        Entry(path=name, media_type="application/epub+zip", bytes=1, sources=(), **common)
        for name in ("b", "a", "gone")
    ]
    for name in ("a", "b"):
        (tmp_path / name).write_bytes(b"1")
    manifest.write(tmp_path, entries, tmp_path / "workshop")
    assert [entry.path for entry in manifest.read(tmp_path).artifacts] == ["a", "b"]
