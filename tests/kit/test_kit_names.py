"""Names that a memory stick cannot hold are told before there is a kit."""

from __future__ import annotations

import pytest

from publish.kit.portable import faults

FINE = [
    *("START.html", "SHA256SUMS", "open-shelves/open-shelves.zh-Hant.epub", "a/слово.png"),
    *("site.files/Amiri-Regular.b1c70ae37e.woff2", "console/contract.txt", "a" * 200),
]
NOT_FINE = [
    *("a:b.pdf", "a/b?.png", 'a"b', "a\\b", "a\tb", "a*b", "a|b", "a<b"),
    *("con", "a/NUL.txt", "com1", "Lpt9.tar.gz", "AUX/a.txt", "com¹"),
    *("a.", "a/b ", " a", "a//b", "/a", "a/", "a" * 201, "a/" + "ж" * 250),
]


@pytest.mark.parametrize("path", FINE)
def test_fine(path: str) -> None:
    assert list(faults([path])) == []


@pytest.mark.parametrize("path", NOT_FINE)
def test_not_fine(path: str) -> None:
    (problem,) = faults([path])
    assert path in problem.message


@pytest.mark.parametrize("pair", [("a/A.png", "a/a.png"), ("é", "e\u0301"), ("STRASSE", "straße")])
def test_what_differs_in_case_alone_is_the_same_on_a_stick(pair: tuple[str, str]) -> None:
    (problem,) = faults(pair)
    assert "does not tell" in problem.message
