"""Editing one language of a statement: what opens it, who signed it, what closes it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from publish.content.passages import plain
from publish.content.statement import Foreign, Run, Statement, Translation
from publish.errors import CommandError, Place
from publish.language import dates
from publish.language.phrase import Phrase
from publish.language.profiles import profile
from publish.text.edit import edit

FOLDER = Path("content/meeting")
STARTS, ENDS = date(2023, 10, 20), date(2023, 10, 22)
EVENT = {
    "name": {"en": "A  Meeting"},
    "place": {"en": "Izmir", "ar": "إزمير"},
    "starts": STARTS,
    "ends": ENDS,
}

Make = Callable[..., Statement]


def translation(language: str, **changes: Any) -> Translation:
    bare = Translation(language, FOLDER / f"{language}.md", "Title", ())
    return replace(bare, **changes)


def interval(language: str) -> str:
    return dates.interval(STARTS, ENDS, profile(language, "en"))


# --- Languages ----------------------------------------------------------------------


def test_a_language_that_is_not_there(statement: Make) -> None:
    """The command line asked for it: the error says which there are."""
    with pytest.raises(CommandError, match=r'no language "de".*en') as caught:
        edit(statement(), "de")
    assert caught.value.exit_status == 2


def test_a_language_spelt_nearly_right(statement: Make) -> None:
    """One typing error away, the right tag is suggested."""
    made = statement((translation("en"), translation("pt-BR")))
    with pytest.raises(CommandError, match=r"Did you mean .pt-BR"):
        edit(made, "pt-br")


def test_other_languages_name_themselves(statement: Make) -> None:
    """In the statement's order, without the one that is read."""
    made = statement(tuple(map(translation, ("en", "ru", "ar"))))
    names = [Phrase("English", "en"), Phrase("العربية", "ar")]
    assert list(edit(made, "ru").other_languages) == names


# --- Front matter -------------------------------------------------------------------


def test_front_matter(statement: Make) -> None:
    """Titles are cleaned and isolated; each change has the line of its own key."""
    arabic = translation(
        "ar", title="عن  NATO", subtitle="ثم  ذلك", title_line=2, subtitle_line=3, translator="س  ع"
    )
    text = edit(statement((translation("en"), arabic)), "ar")
    assert text.title == (Run("عن "), Foreign((Run("NATO"),), "und-Latn", "ltr"))
    assert text.title_text == text.short_title == "عن NATO"
    assert plain(text.subtitle) == "ثم ذلك"
    assert text.translator == "س ع"
    lines = [change.place.line for change in text.changes]
    assert lines == [2, 3, None]


def test_short_title(statement: Make) -> None:
    """The running head has its own, if there is one."""
    text = edit(statement((translation("en", short_title="In  Short"),)), "en")
    assert (text.title_text, text.short_title, text.subtitle) == ("Title", "In Short", ())


# --- Opening ------------------------------------------------------------------------


def test_kind_is_an_interface_word(statement: Make) -> None:
    """A kind that nobody has a word for is left out, and so is none."""
    assert edit(statement(kind="resolution"), "en").kind == Phrase("Resolution", "en")
    assert edit(statement(kind="limerick"), "en").kind is None
    assert edit(statement(), "en").kind is None


def test_event_with_its_days(statement: Make) -> None:
    """Name and place are cleaned, with the place of their key; the days are an interval."""
    made = statement(lines={("event", "name"): 12}, event=EVENT)
    text = edit(made, "en")
    assert text.event == Phrase("A Meeting", "en")
    assert text.place == Phrase("Izmir", "en")
    assert text.dates == Phrase(interval("en"), "en")
    assert text.changes[0].place == Place(FOLDER / "statement.toml", 12)
    assert text.adopted == ()


def test_adopted_at_the_event(statement: Make) -> None:
    """A day of the event: its place and all its days are given."""
    text = edit(statement(event=EVENT, adopted=date(2023, 10, 21)), "en")
    assert plain(text.adopted) == f"Adopted in Izmir, {interval('en')}"


def test_adopted_on_another_day(statement: Make) -> None:
    """Not at the event: no place is claimed for it."""
    text = edit(statement(event=EVENT, adopted=date(2023, 11, 5)), "en")
    assert plain(text.adopted) == "Adopted on 5\u00a0November 2023"
    assert text.dates == Phrase(interval("en"), "en")


def test_adopted_without_an_event(statement: Make) -> None:
    """The day alone opens the text."""
    text = edit(statement(adopted=date(2023, 10, 22)), "en")
    assert plain(text.adopted) == "Adopted on 22\u00a0October 2023"
    assert text.dates == Phrase("22\u00a0October 2023", "en")
    assert text.adopted_on == date(2023, 10, 22)


def test_place_in_another_language_is_isolated(statement: Make) -> None:
    """In the line of adoption too, where it stands amid other words."""
    made = statement((translation("en"), translation("ru")), event=EVENT, adopted=ENDS)
    place = Foreign((Run("Izmir"),), "en", "ltr")
    assert place in edit(made, "ru").adopted


def test_line_without_words_of_its_own_is_all_in_one_language(statement: Make) -> None:
    """Words, place and date of the line go together, isolated from the text around."""
    event = EVENT | {"place": {"en": "Izmir", "bho": "इज़मिर"}}
    made = statement((translation("en"), translation("bho")), event=event, adopted=ENDS)
    text = edit(made, "bho")
    line = f"Adopted in Izmir, {interval('en')}"
    assert text.adopted == (Foreign((Run(line),), "en", "ltr"),)
    assert text.place == Phrase("इज़मिर", "bho")


def test_range_in_an_arabic_line_is_isolated(statement: Make) -> None:
    """Its first day comes first for the reader, wherever the line breaks."""
    made = statement((translation("en"), translation("ar")), event=EVENT, adopted=ENDS)
    assert Foreign((Run("20–22"),), None, "rtl") in edit(made, "ar").adopted


# --- Signatories --------------------------------------------------------------------

GROUPS = [
    {
        "heading": {"en": "Parties", "ar": "الأحزاب"},
        "members": [
            {"name": {"en": "Party of  Greece"}, "country": "GR"},
            {"name": {"en": "Party of Turkey", "ar": "حزب تركيا"}, "country": "TR"},
        ],
    },
    {"members": [{"name": "JVP"}, {"name": "XYZ", "country": "MT"}]},
]


def test_signatories(statement: Make) -> None:
    """Each group is numbered from 1, and names are cleaned."""
    first, second = edit(statement(signatories=GROUPS), "en").groups
    assert (first.heading, second.heading) == (Phrase("Parties", "en"), None)
    assert [member.number for member in (*first.members, *second.members)] == ["1", "2"] * 2
    assert first.members[0].name == Phrase("Party of Greece", "en")


def test_country_helps_where_the_name_is_foreign(statement: Make) -> None:
    """And only there, in the language of the text."""
    made = statement((translation("en"), translation("ar")), signatories=GROUPS)
    greek, turkish = edit(made, "ar").groups[0].members
    assert greek.country == Phrase("اليونان", "ar")
    assert turkish.country is None
    assert [m.country for m in edit(made, "en").groups[0].members] == [None, None]


def test_country_of_a_name_that_is_one_for_all_languages(statement: Make) -> None:
    """It stands in every language, or in none: nobody translates the name."""
    made = statement((translation("en"), translation("fr")), signatories=GROUPS)
    unnamed, named = edit(made, "en").groups[1].members
    assert (unnamed.country, named.country) == (None, Phrase("Malta", "en"))
    assert edit(made, "fr").groups[1].members[1].country == Phrase("Malte", "fr")


def test_country_that_has_no_name_in_the_language(statement: Make) -> None:
    """A bare code would help nobody."""
    made = statement((translation("en"), translation("tlh")), signatories=GROUPS)
    assert edit(made, "tlh").groups[0].members[0].country is None


def test_numbers_are_in_the_numerals_of_the_language(statement: Make) -> None:
    """Persian counts in its own digits."""
    made = statement((translation("en"), translation("fa")), signatories=GROUPS)
    assert edit(made, "fa").groups[0].members[1].number == "۲"


def test_signatory_knows_its_line(statement: Make) -> None:
    """For a character without a face, and for the editor."""
    key = ("signatories", 0, "members", 1)
    text = edit(statement(lines={key: 41}, signatories=GROUPS), "en")
    assert text.groups[0].members[1].source == Place(FOLDER / "statement.toml", 41)


# --- Closing ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("status", "word"),
    [("draft", "status_draft"), ("open-for-subscription", "status_open")],
)
def test_status(statement: Make, status: str, word: str) -> None:
    """A draft says so, and an open list says that it is open."""
    text = edit(statement(status=status), "en")
    assert text.status == text.word(word)


@pytest.mark.parametrize("facts", [{"status": "final"}, {}])
def test_final_says_nothing(statement: Make, facts: dict[str, str]) -> None:
    """What is final needs no remark."""
    assert edit(statement(**facts), "en").status is None


def test_upcoming(statement: Make) -> None:
    """Name, place and days, each in the nearest language."""
    event = {"name": {"en": "24th Congress"}, "place": {"en": "Spain", "ru": "Испания"}}
    days = {"starts": date(2025, 4, 2)}
    made = statement((translation("en"), translation("ru")), upcoming=[event | days, event])
    first, second = edit(made, "ru").upcoming
    assert first.name == Phrase("24th Congress", "en")
    assert first.place == Phrase("Испания", "ru")
    assert first.dates == Phrase(dates.date(days["starts"], profile("ru", "en")), "ru")
    assert second.dates is None


def test_published_line(statement: Make) -> None:
    """In words of one language, date included."""
    facts = {"published": datetime(2023, 10, 31, 11)}
    made = statement((translation("en"), translation("bho")), **facts)
    line = Phrase("Published on 31\u00a0October 2023", "en")
    assert edit(made, "en").published == line
    assert edit(made, "bho").published == line
    assert edit(statement(), "en").published is None


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"published": datetime(2023, 10, 31, 11)}, "2023-10-31T11:00:00+00:00"),
        (
            {"published": datetime.fromisoformat("2023-10-31T11:00+03:00")},
            "2023-10-31T08:00:00+00:00",
        ),
        ({"adopted": date(2023, 10, 21), "event": EVENT}, "2023-10-21T00:00:00+00:00"),
        ({"event": EVENT}, "2023-10-22T00:00:00+00:00"),
        ({}, "1980-01-01T00:00:00+00:00"),
    ],
)
def test_date_of_the_content(statement: Make, facts: dict[str, Any], expected: str) -> None:
    """The latest that the content tells, in UTC: the clock has no part in it."""
    assert edit(statement(**facts), "en").modified.isoformat() == expected


def test_date_from_the_caller(statement: Make) -> None:
    """SOURCE_DATE_EPOCH, for one, replaces what the content says."""
    epoch = datetime.fromtimestamp(0, UTC)
    assert edit(statement(adopted=date(2023, 10, 21)), "en", modified=epoch).modified == epoch


def test_rules_are_a_choice(statement: Make) -> None:
    """With no rule nothing is cleaned, and nothing listed."""
    text = edit(statement((translation("en", title="Two  words"),)), "en", rules=())
    assert (text.title_text, text.changes) == ("Two  words", ())
