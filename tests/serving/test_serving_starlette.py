"""Why the server answers for ranges and conditions itself: what Starlette's own answers get wrong.

A test that fails here says that Starlette has mended the case. When all of them do, take its
answers and let ``publish/serving/ranges.py`` and ``conditions.py`` go; see docs/dependencies.md.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from pathlib import Path

import pytest
from starlette.staticfiles import StaticFiles
from starlette.types import Message

LONG_AGO = "Tue, 14 Nov 1995 22:13:20 GMT"


def status(folder: Path, headers: Mapping[str, str], method: str = "GET") -> int:
    """What Starlette answers when ``/file``, of a hundred bytes, is asked for."""
    (folder / "file").write_bytes(bytes(range(100)))
    raw = [(name.encode(), value.encode()) for name, value in headers.items()]
    asked = {"type": "http", "method": method, "path": "/file", "root_path": "", "headers": raw}
    scope = {**asked, "query_string": b"", "asgi": {"version": "3.0", "spec_version": "2.4"}}
    statuses: list[int] = []

    async def receive() -> Message:
        return {"type": "http.disconnect"}

    async def send(message: Message) -> None:
        if message["type"] == "http.response.start":
            statuses.append(message["status"])

    asyncio.run(StaticFiles(directory=folder)(scope, receive, send))
    (found,) = statuses
    return found


@pytest.mark.parametrize("header", ["pages=1-2", "bytes=5-4", "bytes=1-2-3", "bytes=a-b"])
def test_a_range_that_is_to_be_ignored_is_refused(tmp_path: Path, header: str) -> None:
    """RFC 9110, 14.2: other units and damaged headers get the whole file, 200."""
    assert status(tmp_path, {"range": header}) == 400


def test_a_part_that_is_not_there_costs_the_one_that_is(tmp_path: Path) -> None:
    """14.1.1: ranges of which one can be had are satisfiable, 206."""
    assert status(tmp_path, {"range": "bytes=200-300,0-1"}) == 416


@pytest.mark.parametrize("header", ["bytes=1_0-2_0", "bytes=+1-+2"])
def test_numbers_of_python_are_taken_for_numbers(tmp_path: Path, header: str) -> None:
    """14.1.1: a position is digits, so these headers are damaged, 200."""
    assert status(tmp_path, {"range": header}) == 206


def test_a_range_counts_where_only_the_headers_are_asked_for(tmp_path: Path) -> None:
    """14.2: Range is for GET alone, and HEAD is answered as without it, 200."""
    assert status(tmp_path, {"range": "bytes=0-1"}, "HEAD") == 206


@pytest.mark.parametrize(
    "headers", [{"if-match": '"another"'}, {"if-unmodified-since": LONG_AGO}], ids=["tag", "date"]
)
def test_conditions_of_going_on_are_not_read(tmp_path: Path, headers: dict[str, str]) -> None:
    """13.1.1 and 13.1.4: whoever has begun with another file is told so, 412."""
    assert status(tmp_path, headers) == 200
