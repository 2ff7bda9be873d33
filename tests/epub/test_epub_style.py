"""The book's sheet leaves to readers what is theirs."""

from collections.abc import Iterator

import pytest
import tinycss2

from publish.resources import styles_dir

READERS_OWN = {"color", "background", "background-color", "font", "font-family", "letter-spacing"}
RELATIVE = {"em", "%", "vh"}


def declarations() -> Iterator[tuple[str, str, list[object]]]:
    sheet = (styles_dir() / "book.css").read_text("utf-8")
    for rule in tinycss2.parse_stylesheet(sheet, skip_comments=True, skip_whitespace=True):
        assert rule.type == "qualified-rule", "only plain rules: old reading systems know no other"
        selector = tinycss2.serialize(rule.prelude).strip()
        for part in tinycss2.parse_blocks_contents(rule.content, skip_whitespace=True):
            if part.type == "declaration":
                yield selector, part.lower_name, part.value


DECLARATIONS = list(declarations())


def test_night_mode_and_the_readers_own_face_are_respected() -> None:
    assert not [found for found in DECLARATIONS if found[1] in READERS_OWN]


def test_every_length_follows_the_readers_size() -> None:
    units = {
        getattr(token, "lower_unit", "%")
        for _, _, value in DECLARATIONS
        for token in value
        if token.type in ("dimension", "percentage")  # type: ignore[attr-defined]
    }

    assert units
    assert units <= RELATIVE


@pytest.mark.parametrize("selector", ["html", "body", "p", "li"])
def test_running_text_has_the_readers_leading_and_alignment(selector: str) -> None:
    fixed = {"line-height", "text-align"}

    assert not [found for found in DECLARATIONS if found[0] == selector and found[1] in fixed]
