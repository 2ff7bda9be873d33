"""An edition that cannot be made costs itself alone: the others of its text are made."""

from __future__ import annotations

from pathlib import Path

from picture_files import png, scene

from publish.making import manifest
from publish.making.build import build
from publish.making.plan import Scope, plan
from publish.making.workers import here

FACTS = 'schema = 1\nsource_language = "en"\n'
WORDS = '+++\ntitle = "A map"\n+++\n\nWords.\n\n![A map of the harbour](images/map.png)\n'


def statement(content: Path, width_px: int) -> Path:
    """A statement whose picture has so many pixels across."""
    folder = content / "map"
    (folder / "images").mkdir(parents=True, exist_ok=True)
    (folder / "statement.toml").write_text(FACTS)
    (folder / "en.md").write_text(WORDS)
    (folder / "images" / "map.png").write_bytes(png(scene(width_px, width_px // 2)))
    return folder


def test_a_picture_too_coarse_for_a_press_is_in_all_other_editions(tmp_path: Path) -> None:
    content, out = tmp_path / "content", tmp_path / "out"
    statement(content, 300)
    scope = Scope(editions=("pamphlet", "press", "epub"))

    first = build(plan(content, scope), out, here(1))
    assert [entry.edition for entry in manifest.read(out).artifacts] == ["epub", "pamphlet"]
    (problem,) = first.problems
    assert "print needs 150" in problem.message
    assert first.unmade == 1

    statement(content, 1400)
    second = build(plan(content, scope), out, here(1))
    assert not second.problems
    assert {entry.edition for entry in manifest.read(out).artifacts} == set(scope.editions)


def test_what_is_wrong_with_all_editions_is_said_once(tmp_path: Path) -> None:
    """Their pages come from one layout, which is not tried again for each."""
    content, out = tmp_path / "content", tmp_path / "out"
    (statement(content, 1400) / "en.md").write_text(WORDS.replace("Words.", "\U0001d173\u16a0."))
    built = build(plan(content, Scope()), out, here(1))
    assert built.problems
    assert len(built.problems) == len(set(built.problems))
    assert not manifest.read(out).artifacts
