"""Ace is found, run, and read aright."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from support import messages

from publish.errors import ToolError
from publish.tools import ace
from publish.verify.epub import accessibility as epub_ace


def spoilt(book: Path, target: Path, member: str, old: bytes, new: bytes) -> Path:
    """A copy of ``book`` with other bytes in one of its files."""
    with zipfile.ZipFile(book) as before, zipfile.ZipFile(target, "w") as after:
        for name in before.namelist():
            content = before.read(name)
            if name == member:
                assert old in content
                content = content.replace(old, new)
            after.writestr(name, content)
    return target


@pytest.fixture(scope="module")
def book(built: Path) -> Path:
    return built / "open-shelves" / "open-shelves.ar.epub"


def test_a_violation_says_where_it_is_and_what_to_do(book: Path, tmp_path: Path) -> None:
    """A cover that nobody can hear of."""
    broken = spoilt(book, tmp_path / "broken.epub", "EPUB/cover.xhtml", b" alt=", b" data-x=")

    [found] = [found for found in messages(ace.judge([broken])) if found.rule == "image-alt"]

    assert (found.book, found.member, found.impact) == (broken, "cover.xhtml", "critical")
    assert "img" in (found.markup or "")
    assert found.message
    [told] = [told for told in epub_ace.check([broken]) if told.clause == "Ace image-alt"]
    assert told.severity == "error"
    assert "cover.xhtml" in told.problem.message


def test_missing_metadata_are_a_violation_of_the_package(book: Path, tmp_path: Path) -> None:
    old = b"schema:accessibilityHazard"
    broken = spoilt(book, tmp_path / "b.epub", "EPUB/content.opf", old, b"schema:typicalAgeRange")

    assert "metadata-accessibilityhazard" in {found.rule for found in messages(ace.judge([broken]))}


def test_what_is_no_book_gets_no_verdict(tmp_path: Path) -> None:
    """The check says so, and does not end the checks of other books."""
    path = tmp_path / "x.epub"
    path.write_text("Not a book.")

    with pytest.raises(ToolError):
        messages(ace.judge([path]))
    [told] = epub_ace.check([path])
    assert (told.code, told.severity) == ("epub-ace-unchecked", "warning")


def test_where_it_is_not_installed_every_book_is_said_to_be_unjudged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PUBLISH_CACHE", str(tmp_path))
    books = [tmp_path / "a.epub", tmp_path / "b.epub"]

    told = list(epub_ace.check(books))

    assert [finding.code for finding in told] == ["epub-ace-unchecked"] * 2
    assert all("python -m publish.tools.ace" in str(finding.problem.remedy) for finding in told)
    with pytest.raises(ToolError, match=r"python -m publish\.tools\.ace"):
        messages(ace.judge(books))


def test_without_a_browser_the_line_that_installs_it_is_told(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))

    assert ace.missing() == "apt install nodejs chromium"
