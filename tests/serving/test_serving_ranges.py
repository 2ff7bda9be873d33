"""Which bytes a Range header asks for."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from publish.serving.ranges import MOST_SPANS, Span, spans


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("bytes=0-0", (Span(0, 0),)),
        ("bytes=0-", (Span(0, 99),)),
        ("bytes=99-", (Span(99, 99),)),
        ("bytes=-1", (Span(99, 99),)),
        ("bytes=-500", (Span(0, 99),)),
        ("bytes=90-500", (Span(90, 99),)),
        ("Bytes= 1-2 , ,4-5", (Span(1, 2), Span(4, 5))),
        ("bytes=50-60,0-9", (Span(50, 60), Span(0, 9))),
        ("bytes=0-9,5-20,21-30", (Span(0, 30),)),
        ("bytes=200-300,0-1", (Span(0, 1),)),
    ],
)
def test_what_is_there_is_sent(header: str, expected: tuple[Span, ...]) -> None:
    assert spans(header, 100) == expected


@pytest.mark.parametrize("header", ["bytes=100-", "bytes=100-200,300-", "bytes=-0"])
def test_what_is_not_there_cannot_be_satisfied(header: str) -> None:
    assert spans(header, 100) == ()


@pytest.mark.parametrize(
    "header",
    [
        *("", "bytes", "bytes=", "bytes=-", "bytes=,", "bytes=5-4", "bytes=a-b", "bytes=1-2-3"),
        *("pages=1-2", "bytes=0x1-2", "bytes=--1", "bytes=٠-٩", f"bytes={'9' * 19}-"),
        "bytes=" + ",".join(f"{n}-{n}" for n in range(0, 2 * MOST_SPANS + 2, 2)),
    ],
)
def test_a_header_that_makes_no_sense_is_ignored(header: str) -> None:
    assert spans(header, 100) is None


def test_an_empty_file_has_no_part() -> None:
    assert spans("bytes=0-", 0) == ()
    assert spans("bytes=-5", 0) == ()


@settings(deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 120), st.integers(0, 120)), min_size=1, max_size=MOST_SPANS)
)
def test_every_byte_asked_for_is_sent_once(asked: list[tuple[int, int]]) -> None:
    asked = [(min(pair), max(pair)) for pair in asked]
    found = spans("bytes=" + ",".join(f"{first}-{last}" for first, last in asked), 100)
    assert found is not None
    sent = [byte for span in found for byte in range(span.first, span.last + 1)]
    wanted = {byte for first, last in asked for byte in range(first, last + 1) if byte < 100}
    assert sorted(sent) == sorted(wanted)


def test_a_part_is_as_long_as_its_bytes_are_many() -> None:
    """What Content-Length says of an answer (RFC 9110, 8.6)."""
    assert [span.length for span in spans("bytes=7-7,10-14", 100) or ()] == [1, 5]
    assert [span.length for span in spans("bytes=-30", 100) or ()] == [30]


@pytest.mark.parametrize(("parts", "answered"), [(1, True), (16, True), (17, False)])
def test_sixteen_parts_are_a_readers_wish_and_more_are_not(parts: int, answered: bool) -> None:
    header = "bytes=" + ",".join(f"{3 * n}-{3 * n}" for n in range(parts))
    assert (spans(header, 100) is not None) == answered
