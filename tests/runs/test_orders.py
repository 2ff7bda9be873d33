"""An order is read from words, and one that cannot be filled is refused with the way out."""

from __future__ import annotations

import pytest
from support import CONTENT

from publish.content.load import load
from publish.errors import CommandError
from publish.runs.order import Order, Wishes, order

STATEMENT = load(CONTENT / "open-shelves")


def ordered(**wishes: object) -> Order:
    return order(STATEMENT, Wishes(**({"copies": 10} | wishes)))  # type: ignore[arg-type]


def test_every_language_is_printed_unless_some_are_named() -> None:
    assert dict(ordered().copies) == dict.fromkeys(STATEMENT.languages, 10)
    assert dict(ordered(languages=("en",)).copies) == {"en": 10}


def test_a_language_may_have_a_number_of_its_own() -> None:
    assert dict(ordered(languages=("en", "ar:250")).copies) == {"en": 10, "ar": 250}
    assert dict(ordered(copies=None, languages=("ar:3",)).copies) == {"ar": 3}


@pytest.mark.parametrize(
    ("wishes", "says"),
    [
        ({"languages": ("xx",)}, "no language"),
        ({"languages": ("en", "en:5")}, "named twice"),
        ({"languages": ("en:0",)}, "how many copies"),
        ({"languages": ("en:many",)}, "how many copies"),
        ({"copies": None}, "no copies for"),
        ({"paper": "offset-8"}, "no paper"),
        ({"imposition": "saddle-2"}, "saddle-2up"),
        ({"cover_paper": "cover-200", "imposition": "saddle-4up"}, "cover on other paper"),
        ({"cover_price": "1 EUR"}, "price for the cover"),
        ({"waste": "-1"}, "share of waste"),
        ({"waste": "NaN"}, "share of waste"),
        ({"duplex": "short"}, "short-edge"),
        ({"ticket_language": "xx"}, "no ticket"),
        ({"profile": CONTENT / "x.icc"}, "--press"),
    ],
)
def test_what_cannot_be_had_is_refused(wishes: dict[str, object], says: str) -> None:
    with pytest.raises(CommandError) as failed:
        ordered(**wishes)
    assert says in str(failed.value)
