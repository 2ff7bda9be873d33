"""Each typographic check finds what was planted, shows it, and is silent where all is well."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from support import CONTENT

from publish.checks import slips as typography
from publish.checks.statement import check_statement
from publish.checks.typography import brackets
from publish.checks.typography.slip import Slip, around
from publish.content.load import load
from publish.content.statement import Statement
from publish.findings.finding import Code, Finding
from publish.language.profile import Profile
from publish.language.profiles import profile
from publish.proof.passage import Kind


def statement(folder: Path, language: str, text: str, title: str = "T") -> Statement:
    """A statement with one text."""
    folder = folder / "sample"
    folder.mkdir()
    (folder / "statement.toml").write_text(f'schema = 1\nsource_language = "{language}"\n')
    (folder / f"{language}.md").write_text(f"+++\ntitle = '{title}'\n+++\n\n{text}\n", "utf-8")
    return load(folder)


def found(folder: Path, language: str, text: str) -> list[tuple[str, int]]:
    """The codes of the findings, each with its line in the text, counted from 1."""
    findings = typography.check(statement(folder, language, text))
    return [(f.code, (f.problem.place.line or 0) - 4) for f in findings if f.problem.place]


SLIPS = [
    # --- quotation marks
    ("en", "He said “peace and left.", "quotes-unpaired"),
    ("en", 'He said "peace and left.', "quotes-unpaired"),
    ("en", "A word” alone.", "quotes-unpaired"),
    ("ru", "Слово “мир” и всё.", "quotes-kind"),
    ("ru", "Он сказал: «слово «мир» и всё».", "quotes-kind"),
    ("de", "Das “Wort” hier.", "quotes-kind"),
    ("fr", "Le mot “paix” ici.", "quotes-kind"),
    ("ar", "كلمة “سلام” هنا.", "quotes-kind"),
    ("en", 'A “mixed" pair.', "quotes-kind"),
    ("en", "A don´t here.", "apostrophe"),
    # --- brackets
    ("en", "A bracket (without end.", "brackets-unpaired"),
    ("en", "A bracket without beginning).", "brackets-unpaired"),
    ("en", "A pair [that crosses (another] one).", "brackets-unpaired"),
    ("ar", "نص )بين قوسين( هنا.", "brackets-unpaired"),
    # --- dashes
    ("ru", "Мир – это слово.", "dash-kind"),
    ("en", "War—or rather—peace--now.", "dash-kind"),
    ("en", "War —or peace— now.", "dash-spaces"),
    ("en", "War -or peace.", "dash-spaces"),
    ("en", "On 20 - 22 October.", "range-spaces"),
    ("fa", "در ۲۰ - ۲۲ مهر.", "range-spaces"),
    # --- spaces
    ("en", "Bread,peace and land.", "space-missing"),
    ("ar", "خبز،سلام وأرض.", "space-missing"),
    ("en", "An end.Another beginning.", "space-missing"),
    ("en", "In ( wide ) brackets.", "brackets-spaced"),
    ("ru", "Слово « мир » здесь.", "quotes-spaced"),
    ("ru", "И т.д. и т. п.", "abbreviation-space"),
    ("de", "So z.B. hier.", "abbreviation-space"),
    ("es", "La política de EE.UU en el mundo.", "abbreviation-space"),
    # --- letters and digits
    ("ru", "Нoвое слово.", "script-mixed"),
    ("en", "A nеw word.", "script-mixed"),
    ("el", "Μια λέξη και αλλo.", "script-mixed"),
    ("ru", "Слово c делом.", "script-mixed"),
    ("en", "In 2O23 it was so.", "digits-lookalike"),
    ("en", "Some l00 people.", "digits-lookalike"),
    ("fa", "در سال ۱۴٠۳ بود.", "digits-lookalike"),
    # --- marks
    ("en", "One، two.", "punctuation-script"),
    ("ru", "Раз， два.", "punctuation-script"),
    ("ar", "كلمة, 20 كلمة.", "punctuation-script"),
    ("en", "One,, two.", "punctuation-doubled"),
    ("en", "One, . two.", "punctuation-doubled"),
    ("en", "One.. two.", "ellipsis"),
    ("en", "One . . . two.", "ellipsis"),
    # --- characters
    ("ar", "كتـــاب مفتوح.", "tatweel"),
    ("en", "A jo\u200din.", "character-stray"),
    ("en", "A \U000e0041tag.", "character-stray"),
    ("en", "A mark \u0301 alone.", "mark-alone"),
    # --- words and lists
    ("en", "In the the house.", "word-repeated"),
    ("ru", "Это было было вчера.", "word-repeated"),
    ("ar", "في في البيت.", "word-repeated"),
    ("en", "- one;\n- two.\n- three;\n- four.", "list-end"),
    ("en", "- one;\n- two;\n- three;\n- four", "list-end"),
    ("ar", "- خبز،\n- سلام\n- أرض،\n- عمل.", "list-end"),
]


@pytest.mark.parametrize(("language", "text", "code"), SLIPS)
def test_a_slip_is_found_under_its_code(
    tmp_path: Path, language: str, text: str, code: str
) -> None:
    codes = {name for name, _ in found(tmp_path, language, text)}
    assert codes == {code}


RIGHT = [
    ("en", "He said: “A ‘small’ word.” The workers’ party, the ’90s, rock ’n’ roll (1990s)."),
    ("en", '‘British’ marks with “inner” ones; a 5" screen; a) one, b) two; 1) three.'),
    ("en", "War – or peace; war—or peace; pre- and post-war; 10–12; ISBN 978-3-16; 2023-10-22."),
    ("en", "At 10:30, 3:2, 1,000.50, Node.js, e.g. this, U.S. policy, etc., J. R. R. Tolkien."),
    ("en", "That that is, is; Baden Baden; 10 10; H₂O, O2, 3D, A4, COVID-19, 23rd, µm, km²."),
    ("en", "Hello... and “wait…”, he said [sic]: “(all) is well”!"),
    ("en", 'See <https://example.org/a,b(c)> and [words](https://example.org/x_(y) "A, b").'),
    ("ru", "«Слово „мир“ здесь» — и всё, т. е. да; США—Россия; 23-й, 20–22 октября, т. д."),
    ("ru", "Сказал: \"слово 'мир'\" и - ушёл... ООН, CO и PC, нечто из-за чего-то."),
    ("ru", "Что?.. Да!.. Так, да да, едва едва."),
    ("fr", "Il a dit : « Tout est dit. »[^n] Et « [мир]{lang=ru} ».[^n]\n\n[^n]: Une note."),
    ("en", 'A “[мир]{lang=ru}”, "[мир]{lang=ru}" and “peace”[^n] “now.”[^n]\n\n[^n]: A note.'),
    ("fr", "Le mot « paix » ; qu'une chose : oui ! Et « “deux” mots » ?"),
    ("es", "—¿Qué? —dijo. ¡Sí! El texto —muy breve— sigue. EE. UU. y p. ej. esto."),
    ("de", "»Wort« und „Wort ‚innen‘“; Leser:innen, z. B. Ein- und Ausgang."),
    ("ar", 'قال: "سلام" و«سلام» (نعم)، في 20-22 تشرين، الـ23، 1445 هـ؛ أليس كذلك؟'),
    ("ar", "حزب [NATO]{lang=en}، و UNESCO (اليونسكو)، 50%، ص. 3."),
    ("fa", "کتاب‌ها را می‌خوانیم، «چنین» است؛ آیا؟ ۲۰-۲۲ مهر."),
    ("he", 'הוא אמר "שלום" ומפא"י, צה"ל; 20-22.'),
    ("hi", "क्‍या धीरे धीरे “शब्द” है।"),
    ("tr", "Yavaş yavaş, Türkiye’nin “sözü”."),
    ("zh", "他说：“和平”，然后离开。《书名》（注）"),
    ("ja", "「平和」と言った。『本』（注）、そして。"),
    ("el", "«Λέξη “μέσα” εδώ»· τι;"),
    ("sw", 'Neno "amani" na “vita”, basi.'),
    ("en", "- one;\n- two; and\n- three."),
    ("en", "- one\n- two\n- three"),
    ("en", "- One.\n- Two!\n- Three."),
    ("en", "- two words:\n  - a;\n  - b.\n- three;\n- four."),
]


@pytest.mark.parametrize(("language", "text"), RIGHT)
def test_what_is_right_is_passed_over(tmp_path: Path, language: str, text: str) -> None:
    findings = list(typography.check(statement(tmp_path, language, text)))
    assert [f"{f.code}: {f.problem}" for f in findings] == []


def test_the_example_has_no_slip() -> None:
    assert list(typography.check(load(CONTENT / "open-shelves"))) == []


def test_what_cleaning_mends_is_told_once(tmp_path: Path) -> None:
    """Spaces, hidden characters, shapes and accents are listed as cleaned, and nowhere else."""
    text = "Two  spaces , a\u200bnd \ufb01ne cafe\u0301."
    findings = check_statement(statement(tmp_path, "en", text))
    assert {f.code for f in findings} == {"text-cleaned"}
    assert {f.problem.message.rpartition("rule ")[2] for f in findings} == {
        "doubled-spaces).",
        "space-before-punctuation).",
        "invisible-characters).",
        "presentation-forms).",
        "canonical).",
    }


def test_what_a_language_sets_by_itself_is_no_slip(tmp_path: Path) -> None:
    assert found(tmp_path, "en", "\"Don't\" - 'x' ... 20-22 \"a 'b' c\".") == []


def test_a_finding_is_on_its_own_line(tmp_path: Path) -> None:
    text = "A paragraph *of\nseveral* lines\nwith a the the in it.\n\n> Quoted,\n> the the line."
    assert found(tmp_path, "en", text) == [("word-repeated", 3), ("word-repeated", 6)]


def test_facts_titles_and_notes_are_looked_at(tmp_path: Path) -> None:
    sample = statement(tmp_path, "en", "Words.[^a]\n\n[^a]: In the the note.", "On the the title")
    (sample.folder / "statement.toml").write_text(
        'schema = 1\nsource_language = "en"\n[event]\nname = { en = "At the the event" }\n'
    )
    places = [f.problem.place for f in typography.check(load(sample.folder))]
    assert [(p.path.name, p.line) for p in places if p] == [
        ("statement.toml", 4),
        ("en.md", 2),
        ("en.md", 7),
    ]


def test_a_phrase_is_held_against_its_own_language(tmp_path: Path) -> None:
    assert found(tmp_path, "en", "The word [«мир»]{lang=ru} here.") == []
    other = tmp_path / "other"
    other.mkdir()
    assert found(other, "en", "The word [“мир”]{lang=ru} here.") == [("quotes-kind", 1)]


def message(folder: Path, language: str, text: str) -> Finding:
    (finding,) = typography.check(statement(folder, language, text))
    return finding


def test_a_message_shows_the_words_and_names_the_letter(tmp_path: Path) -> None:
    text = "Слова перед этим, нoвое слово, и слова после этого."
    said = message(tmp_path, "ru", text).problem.message
    assert said == (
        "“Слова перед этим, нoвое слово, и слова после”: “нoвое” has letters of two scripts: "
        "Latin o (U+006F), which looks like о."
    )


def test_brackets_that_were_typed_as_they_look_are_called_so(tmp_path: Path) -> None:
    problem = message(tmp_path, "ar", "نص )بين قوسين( هنا.").problem
    assert "face away" in problem.message
    assert problem.remedy
    assert "as they are called" in problem.remedy


def test_hidden_characters_are_named_in_messages(tmp_path: Path) -> None:
    said = message(tmp_path, "en", "A jo\u200din.").problem.message
    assert said.startswith("“A jo<U+200D>in.”: ZERO WIDTH JOINER (U+200D)")


def test_the_words_around_are_whole() -> None:
    text = "nought one two three four five six seven eight nine ten eleven"
    start = text.index("six")
    assert around(text, start, start + 3) == "two three four five six seven eight nine ten"


REAL = {
    ("ar.md", 15, "list-end"),
    ("en.md", 21, "dash-spaces"),
    ("es.md", 12, "abbreviation-space"),
    ("es.md", 25, "abbreviation-space"),
    ("es.md", 35, "abbreviation-space"),
    ("es.md", 41, "abbreviation-space"),
    ("ru.md", 16, "list-end"),
    ("ru.md", 23, "abbreviation-space"),
    ("ru.md", 35, "dash-kind"),
}
"""All that the real statement has, each looked at and true."""


def test_the_real_statement_has_these_and_no_others() -> None:
    findings = typography.check(load(CONTENT / "imcwp-23-ukraine"))
    places = ((f.problem.place, f.code) for f in findings)
    assert {(p.path.name, p.line, code) for p, code in places if p} == REAL


def shouting(text: str, profile: Profile) -> Iterator[Slip]:
    """A check as one would write it who has read no other: the word WRONG, wherever it stands."""
    for match in re.finditer("WRONG", text):
        yield Slip(*match.span(), Code("shouting"), "this is wrong.")


WRONG = """\
+++
title = 'WRONG'
translator = 'WRONG'
+++

See <https://example.org/WRONG> or [it](https://example.org/WRONG).[^n]

## WRONG

[WRONG]{lang=zxx} and [WRONG]{lang=ru}

[^n]: WRONG
"""


@pytest.fixture
def wrong(tmp_path: Path) -> Statement:
    sample = statement(tmp_path, "en", "x")
    facts = 'schema = 1\nsource_language = "en"\nsource = "https://example.org/WRONG"\n'
    (sample.folder / "statement.toml").write_text(facts + '[event]\nname = "WRONG"\n')
    (sample.folder / "en.md").write_text(WRONG)
    return load(sample.folder)


def lines(sample: Statement) -> list[tuple[str, int | None]]:
    places = [f.problem.place for f in typography.check(sample) if f.code == "shouting"]
    return [(place.path.name, place.line) for place in places if place]


def test_a_new_check_sees_everything(wrong: Statement, monkeypatch: pytest.MonkeyPatch) -> None:
    """Titles, people, addresses, headings, phrases, notes, facts: nothing is kept from it."""
    monkeypatch.setattr(typography, "LOOKS", (typography.Look(shouting),))
    facts = [("statement.toml", 3), ("statement.toml", 5)]
    texts = [("en.md", line) for line in (2, 3, 6, 6, 8, 10, 10, 12)]
    assert lines(wrong) == facts + texts


@pytest.mark.parametrize(
    ("kind", "left_out"),
    [
        (Kind.TITLE, [2]),
        (Kind.PERSON, [3]),
        (Kind.ADDRESS, [6, 6]),
        (Kind.HEADING, [8]),
        (Kind.UNSPOKEN, [10]),
        (Kind.NOTE, [12]),
    ],
)
def test_a_check_leaves_out_what_its_row_says(
    wrong: Statement, monkeypatch: pytest.MonkeyPatch, kind: Kind, left_out: list[int]
) -> None:
    row = typography.Look(shouting, leaves_out=frozenset({kind}))
    monkeypatch.setattr(typography, "LOOKS", (row,))
    seen = [line for name, line in lines(wrong) if name == "en.md"]
    everything = [2, 3, 6, 6, 8, 10, 10, 12]
    for line in left_out:
        everything.remove(line)
    assert seen == everything


@pytest.mark.parametrize(
    ("language", "text", "wrong"),
    [
        ("ar", "نص )بين قوسين( هنا.", [(3, 14)]),
        ("en", "Some )inside out( here.", [(5, 6), (16, 17)]),
        ("ar", "نص )بلا بداية.", [(3, 4)]),
        ("ar", "نص (بلا نهاية.", [(3, 4)]),
        ("en", "a) first, (b) second; 12) last", []),
        ("en", "see xviii) there", []),
        ("en", "and 1234) there", [(8, 9)]),
        ("en", "words) there", [(5, 6)]),
        ("en", "In [a (pair] that) crosses", [(6, 7), (17, 18)]),
        ("zh", "（一）【二】《三》〈四〉〔五〕［六］", []),
    ],
)
def test_brackets_without_a_partner_are_found_where_they_stand(
    language: str, text: str, wrong: list[tuple[int, int]]
) -> None:
    slips = brackets.find(text, profile(language, "en"))
    assert [(s.start, s.end) for s in slips if s.code == brackets.UNPAIRED] == wrong


def test_spaces_inside_brackets_are_mended_and_nothing_else_is() -> None:
    text = "In (  wide ) and (narrow) brackets ( )."
    (slip,) = brackets.find(text, profile("en", "en"))
    assert (slip.start, slip.end, slip.code) == (3, 12, brackets.INSIDE)
    assert slip.mends == ((4, 6, ""), (10, 11, ""))


def test_what_is_all_brackets_is_looked_at_for_a_while() -> None:
    assert len(list(brackets.find("(" * 600, profile("en", "en")))) == 500
