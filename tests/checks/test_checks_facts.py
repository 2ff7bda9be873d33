"""Facts that are well-formed and hardly true are told, with their line; others stop the file."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from support import Publish

from publish.catalogue.poster import poster
from publish.checks import facts
from publish.content.load import load
from publish.design.design import default_design
from publish.errors import CommandError, ContentError, PublishError
from publish.fonts.library import open_library
from publish.making.settings import source_date_epoch

HEAD = 'schema = 1\nsource_language = "en"\n'


def statement(tmp_path: Path, addition: str) -> Path:
    folder = tmp_path / "one"
    folder.mkdir()
    (folder / "statement.toml").write_text(f"{HEAD}{addition}\n", "utf-8")
    (folder / "en.md").write_text('+++\ntitle = "A"\n+++\n\na\n')
    return folder


def told(tmp_path: Path, addition: str) -> list[str]:
    found = facts.check(load(statement(tmp_path, addition)))
    return [f"{f.code}:{f.problem.place.line}" for f in found if f.problem.place]


NEXT_DECADE = date.today() + timedelta(days=3660)


@pytest.mark.parametrize(("addition", "expected"), [
    ('kind = "open letter"', ["kind-unknown:3"]),
    ('kind = "Resolution"', ["kind-unknown:3"]),
    ('kind = "resolution"', []),
    ("adopted = 2023-11-22\npublished = 2023-10-31T11:00:00", ["days-odd:3"]),
    ("adopted = 2023-10-31\npublished = 2023-10-31T00:00:00", []),
    ("adopted = 2023-11-01\npublished = 2023-10-31T22:00:00Z", []),
    (f"adopted = {NEXT_DECADE}", ["days-odd:3"]),
    (f"published = {NEXT_DECADE}T11:00:00", ["days-odd:3"]),
    ("adopted = 1023-10-22", ["days-odd:3"]),
    ("adopted = 1848-02-21", []),
    (f"[event]\nstarts = {NEXT_DECADE}", []),
    ("[event]\nstarts = 2099-01-01", ["days-odd:4"]),
    ('[[upcoming]]\nname = "a"\nstarts = 2095-04-02', ["days-odd:5"]),
    (f'[[signatories]]\nmembers = [\n{{ name = "a", signed_on = {NEXT_DECADE} }} ]',
     ["days-odd:5"]),
    ("published = 2023-10-31T11:00:00+23:59", ["days-odd:3"]),
    ("published = 2023-10-31T11:00:00+05:45", []),
    ("published = 2023-10-31T11:00:00-12:00", []),
])  # fmt: skip
def test_what_is_odd_has_its_line(tmp_path: Path, addition: str, expected: list[str]) -> None:
    assert told(tmp_path, addition) == expected


@pytest.mark.parametrize("addition", [
    "adopted = 20223-10-22", "adopted = 2203-10-22", "adopted = 0023-10-22",
    "published = 9999-12-31T23:59:59-12:00", "published = 0001-01-01T00:00:00+12:00",
    "event = { starts = 2108-01-01 }", 'source = "example.org/text"', 'source = "https://a..b/"',
    'source = "https://localhost/"', 'source = "//example.org/"', 'source = "https://-/"',
    'source = "https://example.org:99999/"', 'source = "www.example.org"',
])  # fmt: skip
def test_what_cannot_be_made_stops_the_file(tmp_path: Path, addition: str) -> None:
    with pytest.raises(ContentError) as caught:
        load(statement(tmp_path, addition))
    (problem,) = caught.value.problems
    assert problem.place is not None
    assert problem.place.line == 3


@pytest.mark.parametrize(
    "url", ["https://example.org/a", "http://192.168.1.5:8000/", "http://[2001:db8::1]/",
            "https://пример.рф/", "https://xn--e1afmkfd.xn--p1ai/", "https://a.example.org./"],
)  # fmt: skip
def test_addresses_that_a_phone_opens(tmp_path: Path, url: str) -> None:
    assert load(statement(tmp_path, f'source = "{url}"')).facts.source == url


@pytest.mark.parametrize("url", ["example.org/a", "ftp://example.org", "https://", "mailto:a@b.c"])
def test_a_poster_leads_to_an_address(tmp_path: Path, url: str) -> None:
    with pytest.raises(CommandError, match="not a web address"):
        poster(load(statement(tmp_path, "")), url, open_library(), default_design())


def test_an_epoch_that_no_book_can_be_dated_with(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(4354819199))  # the last second of 2107
    assert source_date_epoch() == 4354819199
    for value in ("4354819200", "9" * 30):
        monkeypatch.setenv("SOURCE_DATE_EPOCH", value)
        with pytest.raises(PublishError, match="after the year 2107"):
            source_date_epoch()


def test_books_are_dated_at_both_ends(publish: Publish, tmp_path: Path) -> None:
    """What is accepted can be made."""
    for day in ("1000-01-01", "2107-12-31"):
        content = tmp_path / day
        content.mkdir()
        statement(content, f"adopted = {day}")
        built = publish("build", "--content", content, "-o", tmp_path / "out", "-e", "epub")
        assert built.returncode == 0, built.stderr
