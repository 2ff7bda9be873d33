"""Texts are put together again as they were before lines cut them."""

from types import SimpleNamespace

import pytest

from publish.typeset.seams import SOURCE, Seams


@pytest.mark.parametrize(
    ("source", "lines"),
    [
        ("to destroy it", ["to des‐", "troy it"]),
        ("years‐long", ["years‐", "long"]),
        ("a – b", ["a –", "b"]),
        ("20–22", ["20–", "22"]),
        ("co\u00adoperate", ["co‐", "operate"]),
        ("example.org/notes", ["example.org/", "notes"]),
        ("to to", ["to", "to"]),
        ("書物は棚に", ["書物は", "棚に"]),
    ],
)
def test_lines_join_as_the_text_that_was_cut(source: str, lines: list[str]) -> None:
    """A hyphen of the text stays, a hyphen of the line goes, a space at a line's end is back."""
    seams = Seams()
    style = {"hyphenate_character": "‐"}
    pieces = [SimpleNamespace(text=line, style=style, **{SOURCE: source}) for line in lines]

    assert "".join(map(seams.mend, pieces)) == source.replace("\u00ad", "")


def test_the_same_text_met_again_is_read_again() -> None:
    """Equal strings of a document may be one object."""
    seams = Seams()
    piece = SimpleNamespace(text="", style={"hyphenate_character": "‐"}, **{SOURCE: " "})

    assert [seams.mend(piece), seams.mend(piece)] == [" ", " "]
