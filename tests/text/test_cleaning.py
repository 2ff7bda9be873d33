"""Cleaning mends spacing and encoding, lists what it did, and never changes a word."""

from __future__ import annotations

import re
from pathlib import Path
from unicodedata import category, normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support import ROOT

from publish.errors import Place
from publish.language.profile import BOUNDARY
from publish.text.cleaning import OBJECT, clean
from publish.text.rules import ALL

PLACE = Place(Path("en.md"), 1)
RULES = {rule.code: rule for rule in ALL}


def cleaned(text: str, language: str = "en", *codes: str) -> str:
    rules = [RULES[code] for code in codes] or ALL
    return clean(text, language, PLACE, rules)[0]


# --- Each rule ----------------------------------------------------------------------


Case = tuple[str, str, str]
"""The language, what was written, and what becomes of it."""

CASES: dict[str, list[Case]] = {
    # Shapes left behind by fonts go; signs that a writer chose stay.
    "presentation-forms": [
        ("ar", "\ufef7ول", "لأول"),
        ("ar", "ا\ufef9سرائيلية", "الإسرائيلية"),
        ("ar", "\ufb01ne e\ufb00ect", "fine effect"),
        ("ar", "محمد\ufe70ا", "محمدًا"),
        ("ar", "\ufb2aלום", "ש\u05c1לום"),
        ("ar", "\ufdfa", "\ufdfa"),
        ("ar", "\ufe70", "\ufe70"),
        ("ar", "x² ½ № ™ …", "x² ½ № ™ …"),
        ("zh", "\u2f42件的\u2f00部分", "文件的一部分"),
        ("ja", "\u2fa6\u2f49", "金月"),
        ("zh", "\u2ef3龟⺮", "龟龟⺮"),
    ],
    # Several become one, none stands at a line's end, and one chosen on purpose stays.
    "doubled-spaces": [
        ("en", "two  words", "two words"),
        ("en", "a\u00a0 b", "a b"),
        ("en", "a\u00a0b", "a\u00a0b"),
        ("en", "a\u202f\u202fb", "a\u202fb"),
        ("en", "a\tb\u2003c", "a b c"),
        ("en", "  both ends \u00a0", "both ends"),
        ("en", "line \n next", "line\nnext"),
        ("en", "全角\u3000空白", "全角\u3000空白"),
    ],
    # Only a space before a mark that closes what precedes it is a slip; French sets off ; : ! ?
    # itself, but no comma.
    "space-before-punctuation": [
        ("ar", "أم سواه !", "أم سواه!"),
        ("en", "one , two ; three : four .", "one, two; three: four."),
        ("ar", "عدلاً ، ثم", "عدلاً، ثم"),
        ("en", "what ?!", "what?!"),
        ("en", "(what ?) “so !”", "(what?) “so!”"),
        ("en", "a .5 share", "a .5 share"),
        ("en", "and ... then . . . well", "and ... then . . . well"),
        ("en", "a 3 : 2 majority", "a 3 : 2 majority"),
        ("en", "smile :)", "smile :)"),
        ("en", "( , )", "( , )"),
        ("fr-CH", "Quoi ? Non ; rien , dit-il !", "Quoi ? Non ; rien, dit-il !"),
    ],
    # Not in paths, and not beside digits or spaces.
    "backslash-between-words": [
        ("ar", "الأول\\أكتوبر", "الأول/أكتوبر"),
        ("en", "either\\or", "either/or"),
        ("en", "C:\\dir \\n a\\ b 1\\2", "C:\\dir \\n a\\ b 1\\2"),
    ],
    # From words only: what Arabic joins to a numeral, and other scripts, are left alone.
    "stuck-digits": [
        ("ar", "أكتوبر2023", "أكتوبر 2023"),
        ("fa", "سال۱۴۰۲", "سال ۱۴۰۲"),
        ("ar", "لقاءٌ5", "لقاءٌ 5"),
        *(("ar", stuck, stuck) for stuck in ("ال23", "لل23", "وال23", "بال23", "بـ5", "عامـ5")),
        *(("ar", name, name) for name in ("ص5", "23rd", "23-й", "23o", "G20", "СУ27")),
        *(("ar", name, name) for name in ("CO2", "COVID19")),
    ],
    # Leftovers go; what spells words (ZWNJ) or parts them (ZWSP in Khmer) stays.
    "invisible-characters": [
        ("en", "\ufeffso\u00adlid\u200b \u200earity\u2069", "solid arity"),
        ("fa", "می\u200cخواهم", "می\u200cخواهم"),
        ("km", "ក\u200bខ", "ក\u200bខ"),
    ],
    # A letter with a combining accent becomes the one character that fonts have. Shadda before
    # fatha looks the same in either order: no change to show an editor.
    "canonical": [
        ("fr", "cafe\u0301", "café"),
        ("ko", "\u1112\u1161\u11ab", "한"),
        ("ar", "مقد\u0651\u064eمة", "مقد\u0651\u064eمة"),
    ],
}
"""Every rule by its code, with what it mends and what it leaves alone."""


@pytest.mark.parametrize(
    ("code", "language", "written", "clean_text"),
    [(code, *case) for code, cases in CASES.items() for case in cases],
)
def test_a_rule_mends_this_and_no_more(
    code: str, language: str, written: str, clean_text: str
) -> None:
    assert cleaned(written, language, code) == clean_text


@pytest.mark.parametrize("code", RULES)
def test_every_rule_is_tried_on_what_it_mends_and_on_what_it_leaves_alone(code: str) -> None:
    cases = CASES.get(code, [])
    assert {written == clean_text for _, written, clean_text in cases} == {True, False}


# --- The editors' guide -------------------------------------------------------------

ROW = re.compile(r"^\| `([a-z-]+)` \| (.+) \| (?:`(.+)` becomes `(.+)`)? *\|$", re.MULTILINE)


def test_the_guide_has_a_row_for_every_rule_and_its_examples_are_true() -> None:
    guide = (ROOT / "docs" / "for-editors.md").read_text("utf-8")
    section = guide.split("\n## What is cleaned", 1)[1].split("\n## ", 1)[0]
    rows = {code: (written, becomes) for code, _, written, becomes in ROW.findall(section)}
    assert rows.keys() == RULES.keys()
    for code, (written, becomes) in rows.items():
        assert cleaned(written, "ar", code) == becomes


# --- What is listed -----------------------------------------------------------------


def test_changes_show_the_words_around(place: Place) -> None:
    """The editor sees the word, not the paragraph, before and after, and where it stands."""
    text = "في الفترة ا\ufef7ول\\أكتوبر2023، و هذا"
    _, changes = clean(text, "ar", place, ALL)
    assert [(change.rule, change.before, change.after) for change in changes] == [
        ("presentation-forms", "ا\ufef7ول\\أكتوبر2023،", "الأول\\أكتوبر2023،"),
        ("backslash-between-words", "الأول\\أكتوبر2023،", "الأول/أكتوبر2023،"),
        ("stuck-digits", "الأول/أكتوبر2023،", "الأول/أكتوبر 2023،"),
    ]
    assert {change.place for change in changes} == {place}


def test_two_edits_in_one_word_are_one_change(place: Place) -> None:
    """A word is listed once for each rule."""
    _, changes = clean("e\ufb00e\ufb01", "en", place, ALL)
    assert [change.after for change in changes] == ["effefi"]


def test_context_is_short(place: Place) -> None:
    """Not even a word without end fills the list."""
    _, changes = clean("x" * 500 + " ,", "en", place, ALL)
    assert len(changes[0].before) < 60


def test_rules_can_be_switched_off(place: Place) -> None:
    """Only the rules that are given work."""
    rules = [rule for rule in ALL if rule.code != "doubled-spaces"]
    assert clean("a  b ,", "en", place, rules)[0] == "a  b,"
    assert clean("a  b ,", "en", place, ()) == ("a  b ,", ())


def test_space_before_a_boundary_stays_outside(place: Place) -> None:
    """A space that is put in does not become part of an element that follows."""
    flat = f"أكتوبر{BOUNDARY}2023"
    assert clean(flat, "ar", place, ALL)[0] == f"أكتوبر {BOUNDARY}2023"


# --- Laws ---------------------------------------------------------------------------

ALPHABET = (
    "aZéя "
    "\u00a0\u2009\t\n"
    ",.:;!?…،؟()«»“”‘’\"'-–/\\"
    "0123٢۳"
    "البتوك\u0640\u064b\u0651\u0301\u200c"
    "\ufef7\ufefb\ufe70\ufe91\ufb01\ufb2a\u212b"
    "\u200b\u200f\u00ad\ufeff"
) + BOUNDARY + OBJECT  # fmt: skip

texts = st.text(ALPHABET, max_size=40) | st.text(max_size=20)
languages = st.sampled_from(("en", "fr", "ar", "km"))


def words_of(text: str) -> str:
    """Letters, marks and digits of a text, compatibility characters taken apart."""
    letters = (char for char in normalize("NFKD", text) if category(char)[0] in "LMN")
    return normalize("NFKD", "".join(letters))


def letters_of(text: str) -> list[str]:
    """As ``words_of``, without marks: an accent may join its letter across a boundary."""
    return [char for char in words_of(text) if category(char)[0] != "M"]


@given(texts, languages)
def test_no_rule_changes_a_word(text: str, language: str) -> None:
    """Letters, marks and digits are the same after each rule alone and after all."""
    for rules in (ALL, *([rule] for rule in ALL)):
        assert words_of(clean(text, language, PLACE, rules)[0]) == words_of(text)


@given(texts, languages)
def test_cleaning_twice_is_cleaning_once(text: str, language: str) -> None:
    """What is clean stays as it is, and nothing is listed for it."""
    once, _ = clean(text, language, PLACE, ALL)
    assert clean(once, language, PLACE, ALL) == (once, ())


@given(texts, languages)
def test_boundaries_stay(text: str, language: str) -> None:
    """Text before a boundary stays before it: rules see across elements, and move nothing."""
    flat, _ = clean(text, language, PLACE, ALL)
    before, after = text.split(BOUNDARY), flat.split(BOUNDARY)
    assert [letters_of(piece) for piece in after] == [letters_of(piece) for piece in before]


@given(texts, languages)
def test_every_change_is_listed(text: str, language: str) -> None:
    """A text is changed if and only if there is something to show for it."""
    flat, changes = clean(text, language, PLACE, ALL)
    assert (flat != text) == bool(changes)
    assert all(change.before != change.after for change in changes)
