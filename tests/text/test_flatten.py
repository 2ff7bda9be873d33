"""Rules see a block as one string, and what they return finds its way back into elements."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publish.content.statement import (
    Break,
    Emphasis,
    Foreign,
    Inline,
    Link,
    NoteRef,
    Picture,
    Run,
    Strong,
)
from publish.language.profile import BOUNDARY
from publish.text.cleaning import OBJECT
from publish.text.flatten import flatten, joined, restore

PICTURE = Picture(Path("/plan.png"), "A plan")


def test_pieces_are_parted_by_boundaries() -> None:
    """One boundary between every two pieces, whatever the depth they stand at."""
    content = (Run("a"), Emphasis((Run("b"), Strong((Run("c"),)))), Run("d"))
    assert flatten(content) == BOUNDARY.join("abcd")


def test_what_no_rule_may_touch_is_an_object() -> None:
    """Rules see that something stands there, a hard break as the end of a line."""
    content = (NoteRef(1), Break(), PICTURE, Foreign((Run("мир"),), "ru"))
    assert flatten(content) == BOUNDARY.join((OBJECT, "\n", OBJECT, OBJECT))


def test_a_phrase_without_a_language_is_part_of_the_text() -> None:
    """Only a direction was declared: the words are the text's own."""
    content = (Foreign((Run("20-22"),), None, "rtl"),)
    assert restore(content, "20–22") == (Foreign((Run("20–22"),), None, "rtl"),)


def test_text_put_beside_an_object_is_kept() -> None:
    """A rule may put a space after an opening mark, which falls into an object's piece."""
    foreign = Foreign((Run("мир"),), "ru")
    content = (Run("«"), foreign, Run("»"))
    flat = BOUNDARY.join(("«", f"\u202f{OBJECT}\u202f", "»"))
    assert restore(content, flat) == (Run("«\u202f"), foreign, Run("\u202f»"))


def test_empty_elements_are_left_out() -> None:
    """Emphasis that held but a doubled space is no element any more."""
    content = (Run("a "), Emphasis((Run(" "),)), Run("b"))
    assert restore(content, BOUNDARY.join(("a ", "", "b"))) == (Run("a b"),)


@pytest.mark.parametrize("flat", ["ab", BOUNDARY.join("abc")])
def test_a_lost_or_added_boundary_is_an_error(flat: str) -> None:
    """A rule at fault is found at once, not by words in wrong elements."""
    with pytest.raises(ValueError, match="boundaries"):
        restore((Run("a"), Emphasis((Run("b"),))), flat)


def test_nothing_is_restored_to_nothing() -> None:
    """Content without a piece has no boundary either."""
    assert restore((), flatten(())) == ()


# --- Laws ---------------------------------------------------------------------------

leaves: st.SearchStrategy[Inline] = st.one_of(
    st.builds(Run, st.text("aб \u0627", min_size=1)),
    st.builds(NoteRef, st.integers(1, 9)),
    st.just(Break()),
    st.just(PICTURE),
    st.just(Foreign((Run("мир"),), "ru")),
)


def elements(children: st.SearchStrategy[Inline]) -> st.SearchStrategy[Inline]:
    content = st.lists(children, min_size=1, max_size=4).map(joined)
    return st.one_of(
        st.builds(Emphasis, content),
        st.builds(Strong, content),
        st.builds(Link, st.just("#a"), content),
        st.builds(Foreign, content, st.none(), st.just("rtl")),
    )


contents = st.lists(st.recursive(leaves, elements, max_leaves=12)).map(joined)


@given(contents)
def test_flattened_content_is_restored(content: tuple[Inline, ...]) -> None:
    """Without a change the same content comes back."""
    assert restore(content, flatten(content)) == content


@given(contents)
def test_changed_text_comes_back_whole(content: tuple[Inline, ...]) -> None:
    """What a rule makes of the flat text is what the restored content has."""
    flat = flatten(content).replace("a", "xyz").replace("б", "")
    pieces = [piece for piece in flat.split(BOUNDARY) if piece]
    again = flatten(restore(content, flat)).split(BOUNDARY)
    assert "".join(again) == "".join(pieces)
