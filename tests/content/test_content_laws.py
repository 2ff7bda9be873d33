"""Laws: words survive loading, and nothing but ContentError comes out of bad files."""

from __future__ import annotations

import contextlib
import re
import tempfile
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from publish.content import markdown
from publish.content.load import load
from publish.content.statement import Paragraph, Run
from publish.content.tags import check_tag, is_well_formed, parents
from publish.errors import ContentError

WORDS = st.text(st.characters(categories=["L"]), min_size=1, max_size=12)
PARAGRAPHS = st.lists(st.lists(WORDS, min_size=1, max_size=12), min_size=1, max_size=6)

# Pieces of syntax, good and bad, to be put between words.
SIGNS = r'[ ] ( ) ^ * ** _ ` > - # ## < > & \ ! " | --- http://x.org/ [^1] [a] ](#p1) {lang=ar}'
STARTS = ["\n", "\n\n", "> ", "- ", "1. ", "    ", "\t", "## ", "\n[^1]: ", "\n[a]: "]
ATTRIBUTE_LINES = ["{.slogan}\n", "{#p1}\n"]
SYNTAX = st.sampled_from([*SIGNS.split(), *STARTS, *ATTRIBUTE_LINES])
BYTES = st.binary(max_size=200) | st.text(max_size=200).map(str.encode)


@given(PARAGRAPHS)
def test_paragraphs_of_plain_words_come_back_as_they_were(paragraphs: list[list[str]]) -> None:
    text = "\n\n".join(" ".join(words) for words in paragraphs)
    body = markdown.parse(text, Path("en.md"), Path())
    expected = [Run(" ".join(words)) for words in paragraphs]
    assert [block.content for block in body.blocks if isinstance(block, Paragraph)] == [
        (run,) for run in expected
    ]


@given(st.lists(st.booleans() | SYNTAX, max_size=30))
def test_no_word_is_lost_whatever_stands_around_it(pieces: list[bool | str]) -> None:
    """Text is refused, or all of its words are there."""
    text = "".join(f"w{i}x" if isinstance(piece, bool) else piece for i, piece in enumerate(pieces))
    try:
        body = markdown.parse(text, Path("en.md"), Path())
    except ContentError:
        return
    assert set(re.findall(r"w\d+x", text)) == set(re.findall(r"w\d+x", repr(body)))


@given(statement=BYTES, text=BYTES)
def test_any_bytes_are_a_statement_or_a_content_error(statement: bytes, text: bytes) -> None:
    with tempfile.TemporaryDirectory() as root:
        folder = Path(root) / "sample"
        folder.mkdir()
        (folder / "statement.toml").write_bytes(b'schema = 1\nsource_language = "en"\n' + statement)
        (folder / "en.md").write_bytes(b'+++\ntitle = "x"\n+++\n' + text)
        (folder / "ru.md").write_bytes(text)
        with contextlib.suppress(ContentError):
            load(folder)


@given(st.from_regex(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?(-[a-z]{5,8})?", fullmatch=True))
def test_parents_are_tags_and_come_to_an_end(tag: str) -> None:
    assert check_tag(tag) == tag
    chain = parents(tag)
    assert all(is_well_formed(parent) for parent in chain)
    assert len(set(chain)) == len(chain) < 8
