"""Facts: what a statement's table may hold, and what each fault is called."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest

from publish.content import toml
from publish.content.countries import check_country
from publish.content.facts import Facts, FrontMatter, Localised, Status, Versioned
from publish.content.validation import validate
from publish.errors import ContentError, Place
from publish.faults import Fault
from publish.language.phrase import Phrase

PATH = Path("statement.toml")
HEAD = 'schema = 1\nsource_language = "en"\n'

EVERYTHING = """\
schema = 1
source_language = "en"
kind = "resolution"
status = "open-for-subscription"
adopted = 2023-10-22
published = 2023-10-31T11:00:00
source = "https://example.org/a"

[event]
name = { en = "Meeting", ar = "اللقاء" }
place = "Izmir"
country = "TR"
starts = 2023-10-20
ends = 2023-10-20

[[signatories]]
heading = { en = "Parties" }
members = [ { name = { en = "A" }, country = "GR", id = "a", signed_on = 2023-10-22 } ]

[[upcoming]]
name = { en = "Congress" }
place = { en = "Town" }
starts = 2025-04-02
ends = 2025-04-06
"""


def facts(text: str) -> Facts:
    return validate(Facts, toml.parse(text, PATH))


def problems(text: str) -> list[str]:
    with pytest.raises(ContentError) as caught:
        facts(text)
    return [str(problem) for problem in caught.value.problems]


def test_every_key_of_the_contract_is_read() -> None:
    read = facts(EVERYTHING)
    assert read.schema_ == 1
    assert read.status is Status.OPEN
    assert read.adopted == date(2023, 10, 22)
    assert read.published == datetime(2023, 10, 31, 11)
    assert read.event
    assert read.event.place == Localised("Izmir")
    assert read.signatories[0].members[0].signed_on == date(2023, 10, 22)
    assert read.upcoming[0].ends == date(2025, 4, 6)


def test_only_schema_and_source_language_are_required() -> None:
    read = facts(HEAD)
    assert (read.event, read.signatories, read.upcoming) == (None, (), ())


def test_facts_cannot_be_changed() -> None:
    with pytest.raises(ValueError, match="frozen"):
        facts(HEAD).kind = "other"


@pytest.mark.parametrize(
    ("addition", "expected"),
    [
        ("statsu = 1", '3: unknown key "statsu". Did you mean "status"?'),
        ('[event]\nplase = "x"', '4: unknown key "plase" in [event]. Did you mean "place"?'),
        (
            '[[signatories]]\nmembers = [\n{ name = "A" },\n{ name = "B", contry = "GR" },\n]',
            '6: unknown key "contry" in [[signatories.members]]. Did you mean "country"?',
        ),
        ("[[signatories]]\nmembres = []", '4: unknown key "membres" in [[signatories]]. '
         'Did you mean "members"?'),
        ("[event]\nx = 1", '4: unknown key "x" in [event]. '
         "Known are: starts, ends, name, place, country."),
        ("[[upcoming]]", '3: the key "name" is missing in [[upcoming]]. Add name = ...'),
        ("status = 'done'", '3: status cannot be "done". '
         "It is one of 'draft', 'final', 'open-for-subscription', 'withdrawn' or 'superseded'."),
        ("adopted = '2023-10-22'", "3: adopted must be a date without quotation marks, "
         "such as 2023-10-22."),
        ("adopted = 20231022", "3: adopted must be a date without quotation marks, "
         "such as 2023-10-22."),
        ("published = 2023-10-31", "3: published must be a date and time without quotation "
         "marks, such as 2023-10-31T11:00:00."),
        ("kind = 3", "3: kind must be text in quotation marks."),
        ("kind = ' '", "3: kind: the text is empty. Write it, or remove the key."),
        ("kind = 'a\\n b'".replace("'", '"'), "3: kind: the text must be a single line. "
         "Join its lines."),
        ('kind = "\\ue000"', "3: kind: U+E000 is a private-use character and cannot be "
         "published. Replace or delete it."),
        ("source = 'ftp://x.org'", "3: source: the source is not a web address. "
         "Give the whole of it: https://..."),
        ("source = 'https://[x'", "3: source: the source is not a web address. "
         "Give the whole of it: https://..."),
        ("event = 'Izmir'", "3: event must be a table: { ... }, or keys under [...]."),
        ("[upcoming]", "3: upcoming must be a list: [...], or tables under [[...]]."),
        ("upcoming = ['x']", "3: an entry of upcoming must be a table: { ... }, "
         "or keys under [...]."),
        ("[event]\nname = 3", "4: event.name must be text, or a table of languages: "
         '{ en = "...", ru = "..." }.'),
        ("[event]\nname = {}", "4: event.name: the table has no language. "
         'Write at least one: { en = "..." }.'),
        ("[event.name]\nen = 'x'\nru = 1", "5: event.name.ru must be text in quotation marks."),
        ("[event]\nname = { english = 'x' }", '4: event.name.english: "english" is not a '
         "language tag. Use a BCP 47 tag, such as en, pt-BR or sr-Cyrl."),
        ("[event]\ncountry = 'UK'", '4: event.country: "UK" is not a country code of '
         'ISO 3166-1. Write "GB".'),
        ("[event]\nstarts = 2023-10-22\nends = 2023-10-20",
         "5: event.ends: it ends on 2023-10-20, before it starts on 2023-10-22. Correct one."),
        ("[event]\nends = 2023-10-20", '4: event.ends: "ends" is given without "starts". '
         "Give both, or starts alone."),
        ("[[signatories]]\nmembers = []", "4: signatories.members: the group has no members. "
         "Add one, or remove the group."),
    ],
)  # fmt: skip
def test_each_fault_is_one_message_with_its_line(addition: str, expected: str) -> None:
    assert problems(HEAD + addition) == [f"statement.toml:{expected}"]


def test_all_faults_come_at_once_in_the_order_of_the_file() -> None:
    found = problems(HEAD + "[event]\nplase = 1\ncountry = 'XX'\n[[upcoming]]\n")
    assert [message.split(":")[1] for message in found] == ["4", "5", "6"]


def test_a_file_full_of_faults_says_how_many_more_there_are() -> None:
    found = problems(HEAD + "".join(f"key{i} = 1\n" for i in range(500)))
    assert len(found) == 21
    assert found[-1] == "statement.toml: there are 480 more problems in this file."


def test_a_fault_of_a_member_is_not_also_a_lack_of_members() -> None:
    assert len(problems(HEAD + "[[signatories]]\nmembers = [ { name = 1 } ]")) == 1


def test_another_schema_is_named_with_the_known_one() -> None:
    with pytest.raises(ContentError) as caught:
        validate(Versioned, toml.parse("schema = 99\nnew_key = 1", PATH))
    assert [str(problem) for problem in caught.value.problems] == [
        "statement.toml:1: schema: 99 is not known to this program, which reads "
        "schema 1. Write schema = 1, or use a newer program."
    ]


def test_messages_are_safe_for_a_terminal_and_short() -> None:
    (hostile,) = problems(HEAD + '"\\u001b[31m' + "x" * 500 + '" = 1')
    assert "\x1b" not in hostile
    assert len(hostile) < 300


# --- Localised values ---------------------------------------------------------------

NAME = Localised({"ru": "Измир", "en": "Izmir", "pt": "Esmirna", "sr-Cyrl": "Измир"})


@pytest.mark.parametrize(
    ("language", "found"),
    [
        ("ru", "ru"),
        ("pt-BR", "pt"),
        ("sr-Cyrl-RS", "sr-Cyrl"),
        ("sr", "en"),  # a tag falls back to its parents, never to its children
        ("ar", "en"),
    ],
)
def test_a_missing_language_falls_back_to_parent_then_source(language: str, found: str) -> None:
    assert isinstance(NAME.root, dict)
    assert NAME.pick(language, "en") == Phrase(NAME.root[found], found)


def test_the_source_language_falls_back_to_its_own_parents() -> None:
    assert NAME.pick("ar", "en-GB").language == "en"


def test_without_the_source_language_the_one_written_first_is_taken() -> None:
    assert NAME.pick("ar", "el") == Phrase("Измир", "ru")


def test_a_plain_string_is_in_the_source_language() -> None:
    assert Localised("Izmir").pick("ar", "tr") == Phrase("Izmir", "tr")


# --- Countries and front matter -----------------------------------------------------


def test_countries_are_those_of_iso_3166_1() -> None:
    """249 codes are assigned; CLDR's own, such as EU and XK, are none."""
    letters = [chr(code) for code in range(ord("A"), ord("Z") + 1)]
    assert sum(_is_country(a + b) for a in letters for b in letters) == 249


def _is_country(code: str) -> bool:
    try:
        return bool(check_country(code))
    except Fault:
        return False


@pytest.mark.parametrize(("wrong", "right"), [("gr", "GR"), ("UK", "GB"), ("Greece", "GR")])
def test_a_wrong_country_code_is_answered_with_the_right_one(wrong: str, right: str) -> None:
    with pytest.raises(Fault) as caught:
        check_country(wrong)
    assert caught.value.remedy == f'Write "{right}".'


def test_front_matter_needs_a_title_and_knows_its_keys() -> None:
    front = validate(FrontMatter, toml.parse("title = 'T'\nshort_title = 'S'", Path("en.md"), 2))
    assert (front.title, front.short_title, front.subtitle) == ("T", "S", None)
    with pytest.raises(ContentError) as caught:
        validate(FrontMatter, toml.parse("titel = 'T'", Path("en.md"), 2))
    (problem,) = caught.value.problems
    assert problem.place == Place(Path("en.md"), 2)
    assert problem.remedy == 'Did you mean "title"?'
