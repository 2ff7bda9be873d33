"""What a download is called on a reader's phone."""

from __future__ import annotations

from urllib.parse import unquote

import pytest

from publish.making.manifest import Entry
from publish.serving.names import disposition, file_name


def entry(title: str) -> Entry:
    return Entry(
        path="open-shelves/open-shelves.ru.pamphlet.pdf",
        statement="open-shelves",
        language="ru",
        edition="pamphlet",
        media_type="application/pdf",
        bytes=1,
        sha256="0" * 64,
        title=title,
        sources=(),
    )


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("За открытые полки", "За открытые полки.ru.pamphlet.pdf"),
        ("من أجل رفوف مفتوحة", "من أجل رفوف مفتوحة.ru.pamphlet.pdf"),
        ('Who? "We": A/B\\C\r\nSet-Cookie: x', "Who We A B C Set-Cookie x.ru.pamphlet.pdf"),
        ("fdp.\u202eevil\u202c", "fdp.evil.ru.pamphlet.pdf"),
        ("../..", "open-shelves.ru.pamphlet.pdf"),
        ("", "open-shelves.ru.pamphlet.pdf"),
    ],
)
def test_the_title_is_the_name_as_far_as_file_systems_allow(title: str, expected: str) -> None:
    assert file_name(entry(title)) == expected


@pytest.mark.parametrize("title", ["слово " * 60, "الكلمة " * 60, "ж" * 400])
def test_a_long_title_is_cut_between_words_and_never_within_a_letter(title: str) -> None:
    name = file_name(entry(title))
    assert len(name.encode()) <= 200
    kept = name.removesuffix(".ru.pamphlet.pdf")
    assert title.startswith(kept)
    assert kept
    assert " " not in title or set(kept.split()) == {title.split()[0]}


def test_the_header_has_the_name_for_old_and_new_readers() -> None:
    header = disposition(entry("За «открытые» полки; 'x' (1)"))
    assert header.isascii()
    kind, plain, own = header.split("; ")
    assert kind == "attachment"
    assert plain == 'filename="open-shelves.ru.pamphlet.pdf"'
    charset, language, encoded = own.removeprefix("filename*=").split("'")
    assert (charset, language) == ("UTF-8", "")
    assert unquote(encoded) == "За «открытые» полки; 'x' (1).ru.pamphlet.pdf"
