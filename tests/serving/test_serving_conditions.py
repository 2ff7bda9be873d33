"""When a reader's copy still holds, by tag and by date."""

from __future__ import annotations

import pytest

from publish.serving.answers import accepts_gzip
from publish.serving.conditions import Validators, range_holds, verdict

NOW = Validators('"abc"', 1_700_000_000)
THEN = "Tue, 14 Nov 2023 22:13:20 GMT"
BEFORE = "Tue, 14 Nov 2023 22:13:19 GMT"


def test_the_date_is_written_as_http_writes_it() -> None:
    assert NOW.last_modified == THEN


@pytest.mark.parametrize(
    ("headers", "expected"),
    [
        ({}, "send"),
        ({"if-none-match": '"abc"'}, "unchanged"),
        ({"if-none-match": 'W/"abc"'}, "unchanged"),
        ({"if-none-match": '"x", "abc"'}, "unchanged"),
        ({"if-none-match": "*"}, "unchanged"),
        ({"if-none-match": '"x"'}, "send"),
        ({"if-none-match": "abc"}, "send"),
        ({"if-modified-since": THEN}, "unchanged"),
        ({"if-modified-since": BEFORE}, "send"),
        ({"if-modified-since": "yesterday"}, "send"),
        ({"if-none-match": '"x"', "if-modified-since": THEN}, "send"),
        ({"if-match": '"abc"'}, "send"),
        ({"if-match": "*"}, "send"),
        ({"if-match": 'W/"abc"'}, "failed"),
        ({"if-match": '"x"'}, "failed"),
        ({"if-unmodified-since": BEFORE}, "failed"),
        ({"if-unmodified-since": THEN}, "send"),
        ({"if-match": '"abc"', "if-unmodified-since": BEFORE}, "send"),
        ({"if-match": '"abc"', "if-none-match": '"abc"'}, "unchanged"),
    ],
)
def test_conditions_in_their_order(headers: dict[str, str], expected: str) -> None:
    assert verdict(headers, NOW) == expected


@pytest.mark.parametrize(
    ("condition", "holds"),
    [
        ('"abc"', True),
        ('W/"abc"', False),
        ('"x"', False),
        (THEN, True),
        (BEFORE, False),
        ("", False),
    ],
)
def test_more_of_a_file_is_only_for_whoever_has_the_same_file(condition: str, holds: bool) -> None:
    assert range_holds({"if-range": condition}, NOW) is holds
    assert range_holds({}, NOW)


@pytest.mark.parametrize(
    ("header", "accepted"),
    [
        ("", False),
        ("gzip", True),
        ("br, GZIP;q=0.5", True),
        ("gzip;q=0", False),
        ("gzip; q=0.000, *", False),
        ("*", True),
        ("*;q=0", False),
        ("identity", False),
        ("x-gzip-like", False),
    ],
)
def test_only_whoever_takes_gzip_gets_it(header: str, accepted: bool) -> None:
    assert accepts_gzip(header) is accepted
