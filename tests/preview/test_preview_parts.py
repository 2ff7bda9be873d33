"""The parts of the preview by themselves: workers, watching, reading, sheets."""

from __future__ import annotations

import asyncio
import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from preview.looking import SLUG

from publish.errors import CommandError, ContentError, Problem, PublishError
from publish.preview.guard import hosts
from publish.preview.opening import editor
from publish.preview.reading import Reader
from publish.preview.sheets import on_sheets, spots
from publish.preview.views import Trouble, View
from publish.preview.watching import saved
from publish.preview.workers import Worker
from publish.typeset.areas import Area, PageAreas

# --- Workers ------------------------------------------------------------------------------


class Bench:
    """Does what tests ask of a process."""

    def count(self, to: int) -> Iterator[int]:
        yield from range(to)

    def who(self) -> Iterator[int]:
        yield os.getpid()

    def die(self) -> Iterator[int]:
        os.kill(os.getpid(), signal.SIGKILL)
        yield 0

    def hang(self) -> Iterator[int]:
        yield 1
        time.sleep(60)

    def refuse(self) -> Iterator[int]:
        raise PublishError(Problem("no."))
        yield 0

    def fail(self) -> Iterator[int]:
        yield 1 // 0


def test_a_worker_outlives_what_happens_to_it() -> None:
    """Death, a hang, a refusal and a fault are told, and the next work is done."""

    async def all_of_it() -> None:
        worker = Worker(Bench, within_s=20)
        told: list[object] = []
        try:
            await worker.do(Bench.count, told.append, 3)
            assert told == [0, 1, 2]
            told.clear()
            await worker.do(Bench.who, told.append)
            await worker.do(Bench.who, told.append)
            assert told[0] == told[1] != os.getpid(), "the process is kept warm"
            for work in (Bench.refuse, Bench.fail, Bench.die):
                told.clear()
                await worker.do(work, told.append)
                assert isinstance(told[-1], Trouble)
            told.clear()
            await worker.do(Bench.count, told.append, 1)
            assert told == [0], "another process has taken its place"
            told.clear()
            worker._within_s = 1
            began = time.monotonic()
            await worker.do(Bench.hang, told.append)
            assert time.monotonic() - began < 15
            assert told[0] == 1
            assert isinstance(told[1], Trouble)
            assert "did not come to an end" in told[1].problems[0].message
        finally:
            worker.close()
        told.clear()
        await worker.do(Bench.who, told.append)
        assert isinstance(told[0], Trouble), "once closed, it starts no more"

    asyncio.run(all_of_it())


# --- Watching -----------------------------------------------------------------------------


@pytest.mark.parametrize("polling", [False, True])
def test_saves_are_told_once_and_what_editors_keep_is_passed_over(
    tmp_path: Path, polling: bool
) -> None:
    folder = tmp_path / "x"
    folder.mkdir()
    text = folder / "en.md"
    text.write_text("one", "utf-8")

    async def watch() -> list[frozenset[Path]]:
        seen: list[frozenset[Path]] = []

        async def note() -> None:
            async for paths in saved(tmp_path, seen.append, polling=polling):  # type: ignore[arg-type]
                seen.append(paths)

        noting = asyncio.create_task(note())
        await asyncio.sleep(0.5)
        (folder / ".en.md.swp").write_text("x", "utf-8")
        (folder / "en.md~").write_text("x", "utf-8")
        await asyncio.sleep(0.6)
        assert seen == []
        beside = folder / ".new"
        beside.write_text("two", "utf-8")
        beside.replace(text)
        end = time.monotonic() + 10
        while not seen and time.monotonic() < end:
            await asyncio.sleep(0.02)
        await asyncio.sleep(0.5)
        noting.cancel()
        return seen

    assert asyncio.run(watch()) == [frozenset({Path("x/en.md")})]


# --- Reading ------------------------------------------------------------------------------


def test_a_fault_in_another_language_leaves_this_one_up_to_date(fresh: Path) -> None:
    folder = fresh / SLUG
    reader = Reader()
    reader.read(folder, "en")
    arabic, english = folder / "ar.md", folder / "en.md"
    arabic.write_text("spoilt", "utf-8")
    english.write_text(english.read_text("utf-8").replace("We stand", "We sit", 1), "utf-8")
    now = reader.read(folder, "en")
    assert "We sit" in str(now.translations["en"].blocks)
    assert "ar" in now.languages
    with pytest.raises(ContentError):
        reader.read(folder, "ar")
    (folder / "statement.toml").write_text("schema = ", "utf-8")
    with pytest.raises(ContentError):
        reader.read(folder, "en")


def test_what_was_never_whole_is_not_shown(fresh: Path) -> None:
    (fresh / SLUG / "ar.md").write_text("spoilt", "utf-8")
    with pytest.raises(ContentError):
        Reader().read(fresh / SLUG, "en")


# --- Sheets -------------------------------------------------------------------------------


def _pages(count: int) -> list[PageAreas]:
    """Pages with one small area each, 10 mm from the left and 20 mm from the top."""
    area = "en.md:{}"
    return [
        PageAreas(148, 210, (Area(area.format(n), f"p{n}", 10, 20, 30, 5),), "")
        for n in range(1, count + 1)
    ]


def test_spots_of_a_page_with_paper_around_it() -> None:
    (spot,) = spots(_pages(1)[0], 20)
    assert (spot.file, spot.line) == ("en.md", 1)
    assert spot.left == pytest.approx(30 / 188)
    assert spot.top == pytest.approx(40 / 250)


@pytest.mark.parametrize(
    ("direction", "order"), [("ltr", ["p4", "p1", "p2", "p3"]), ("rtl", ["p1", "p4", "p3", "p2"])]
)
def test_spots_lie_on_sheets_where_their_pages_lie(direction: str, order: list[str]) -> None:
    sides = on_sheets(_pages(4), "saddle-2up", direction)
    by_place = [sorted(side, key=lambda spot: spot.left) for side in sides]
    assert [spot.text for side in by_place for spot in side] == order
    for side in by_place:
        for number, spot in enumerate(side):
            assert spot.left == pytest.approx((number * 148 + 0.5 + 10) / 297, abs=0.003)
            assert spot.top == pytest.approx(20 / 210, abs=0.003)


# --- Small things -------------------------------------------------------------------------


def test_views_are_named_by_language_and_edition() -> None:
    assert View.named("x", "sr-Cyrl.largeprint") == View("x", "sr-Cyrl", "largeprint")
    for name in ("en", "en.", ".pamphlet", "en.poster", "../x.pamphlet", "a/b.pamphlet"):
        assert View.named("x", name) is None
    assert View.named("..", "en.pamphlet") is None


def test_hosts_have_the_port_but_for_port_80() -> None:
    assert hosts(["localhost", "::1"], 8001) == {"localhost:8001", "[::1]:8001"}
    assert hosts(["localhost"], 80) == {"localhost:80", "localhost"}


def test_an_editor_is_a_command_without_a_shell_or_an_address() -> None:
    path = Path("/a folder/$(x) en.md")
    asked = editor("code -g {file}:{line}")
    assert asked.command(path, 7) == ["code", "-g", "/a folder/$(x) en.md:7"]
    assert asked.link(path, 7) is None
    link = editor("vscode://file{file}:{line}").link(path, 7)
    assert link == "vscode://file/a%20folder/%24%28x%29%20en.md:7"
    with pytest.raises(CommandError):
        editor("vim")
