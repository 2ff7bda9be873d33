"""Words, values and names that people and programs have really written, and that trip programs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from fuzz.cases import ROOT_SIGN
from hypothesis import strategies as st

MILD: Final = (
    "Bread",
    "",
    " ",
    "\u00a0",
    "خبز للجميع",
    "לחם 20–22 (ABC) לכולם",
    "大家都要面包。「强调」",
    "ขนมปังสำหรับทุกคนในโลกนี้",
    "Хлеб — «всем»",
    "𝔅𝔯𝔢𝔞𝔡 👩🏽‍🌾 🇲🇹",
    "e\u0301" * 8 + "Z\u0351\u036b\u0343\u036a\u0302",
    "a\u202eb\u202cc \u2067d\u2069 \u200f\u200e",
    "\u2066\u2067\u2068 open for ever",
    "soft\u00adhyphen and zero\u200bwidth\u2060joined\ufeff",
    "\u1100\u1161\u11a8 \u0e33 \u0f71\u0f72",
    "&amp; &#0; &#x110000; &nosuch;",
    "%s %d {0} ${x} \\N{DASH}",
    ">>>>>>> other",
    "TODO: Lorem ipsum dolor sit amet",
    "\"'\"'\"'" * 20,
    "“‘«»’”" * 20,
    'l\'"ordre"',
    "021 555 1234 00 44 20 %50 #7 3:45",
    "https://example.org/" + "a/b?c=d&e=" * 30,
    "../../../README.md",
    f"{ROOT_SIGN}/far/away/outside/secret.txt",
    "file:///etc/passwd",
    "javascript:alert(1)",
    "C:\\Windows\\x",
    "١٢٣ ۴۵۶ १२३",
    "ſﬀİıßẞǅ",
    "-",
    "'",
    "\\",
    "*",
    "_",
    "`",
    "[",
    "](",
    "![",
    "^",
    "{",
    "}",
    "#",
    "+++",
    "---",
)
"""What may be printed, if it is written as it should be."""

HARSH: Final = (
    "line\u2028paragraph\u2029next\u0085",
    "\ufdd0\uffff",
    "\ue000 private",
    "\u0378 unassigned",
    "\U000e0041\U000e0042 tags",
    "a\tb\x0bc\x0cd",
    "\x1b[31mred\x1b[0m\x07",
    "nul\x00here",
    "\x9b31m",
    "<b>bold</b>",
    "<!-- a comment",
    "]]> <![CDATA[",
    "{% include x %} {{ y }} <% z %>",
    "<<<<<<< HEAD",
    "=======",
    "~~gone~~ - [ ] task",
    "| a | b |",
)
"""What may not."""

WORDS: Final = (*MILD, *HARSH)

_LONG: Final = (
    "a",
    "ب",
    "字",
    "e\u0301",
    "*a",
    "**a*",
    "_a_",
    "[",
    "[a](",
    "![",
    "<",
    "&amp;",
    "`",
    '"',
    "'a' ",
    "“a",
    "\u2067",
    "a\u00ad",
    "http://a.b/",
    "👩‍",
    "1. ",
    "> ",
    "- ",
    "[^a]",
    "{.lead}\n",
    "\\\n",
    "(a ",
    "a-",
    "{a}",
    "«",
)
"""Each is written many times over."""

LENGTHS: Final = (7, 90, 1_200, 19_000)

LANGUAGES: Final = (
    "en",
    "ar",
    "pt-BR",
    "sr-Cyrl",
    "zh-Hant-TW",
    "und",
    "mul",
    "zxx",
    "qaa-Qaaa-QM",
    "tlh",
    "sgn-BE-FR",
    "mn-Mong",
    "nqo",
    "ff-Adlm",
    "yi",
    "dv",
    "my",
    "bo",
    "km",
    "x-klingon",
    "en-u-nu-arab",
    "en-x-private",
    "i-klingon",
)
"""Tags of languages, most of them good, and rare."""

TAGS: Final = (
    *LANGUAGES,
    "EN",
    "ar_SA",
    "ar_SA.UTF-8",
    "Arabic",
    "",
    " ",
    "..",
    "../../README",
    "../../../far",
    f"{ROOT_SIGN}/far/away/outside/en",
    "x",
    "en-a",
    "en-x",
    "de-1996-1996",
    "en-" + "a" * 9,
    "abcdefgh",
    "en-" + "-".join(["abcde"] * 60),
    "en/fr",
    "en\nfr",
    "én",
    "ا",
    "en\x00",
    "-en",
    "en-",
    "CON",
)

NAMES: Final = (
    "EN.md",
    "en.MD",
    ".md",
    "..md",
    "en .md",
    "readme.md",
    "en.md~",
    ".en.md.swp",
    "en\n.md",
    "en\\ar.md",
    "en:1.md",
    "fr\udcff.md",
    "\u202efr.md",
    "x" * 250 + ".md",
    "zz.md",
    "x-y.md",
    "nul.md",
    "statement.TOML",
    "statement.toml.orig",
    "images",
    "translations/en.po",
    "translations/fr.po",
    "translations",
    "names.toml",
    "accepted.toml",
    ".git/config",
    "__pycache__/x.pyc",
    "Thumbs.db",
    "signatories.csv",
)

SLUGS: Final = (
    "-x",
    "A b",
    "Ünder",
    "house",
    "themes",
    "fonts",
    ".hidden",
    "x" * 200,
    "a.b",
    "new\nline",
    "bad\udcff",
    "..x",
    "--json",
    "st2",
)

VALUES: Final = (
    "0",
    "1",
    "-1",
    "2",
    "1e400",
    "-inf",
    "nan",
    "1.5",
    "9" * 30,
    "9" * 3_900,
    "0x" + "f" * 3_000,
    "true",
    "0001-01-01",
    "0999-12-31",
    "1582-10-10",
    "1979-12-31",
    "2107-12-31",
    "2108-01-01",
    "9999-12-31",
    "2024-02-30",
    "10000-01-01",
    "0001-01-01T00:00:00",
    "0001-01-01T00:00:00+23:59",
    "9999-12-31T23:59:59.999999-23:59",
    "1969-12-31T23:59:59Z",
    "2024-05-01T10:00:00",
    "24:00:00",
    "10:30:00",
    '""',
    '" "',
    '"draft"',
    '"open-for-subscription"',
    '"withdrawn"',
    '"resolution"',
    '"no-such-kind"',
    '"TR"',
    '"XX"',
    '"ZZ"',
    '"tr"',
    '"https://example.org/"',
    '"https://[::1]:99999/"',
    '"https://[x/"',
    '"http://"',
    '"HTTPS://EXAMPLE.ORG"',
    '"https://user:pass@example.org:0/é?#"',
    '"example.org"',
    '"\\u0000"',
    '"\\u202e"',
    '"\\u001b[31m"',
    '"\\ud800"',
    '"\\U0010FFFF"',
    '"\\ufdd0"',
    '"""\nmany\nlines\n"""',
    "[]",
    "{}",
    "[[]]",
    "[1, 2, 3]",
    '["a", ["b"]]',
    "{ en = 1 }",
    '{ en = "a", EN = "b" }',
    '{ "" = "a" }',
    '{ "../.." = "a" }',
    '{ zz = "a" }',
    '{ en = "" }',
    '{ ar = "خبز" }',
    '{ tlh = "a", x-y = "b" }',
    "[" * 90 + "]" * 90,
    "[" * 1_900 + "]" * 1_900,
    "{ a = " * 400 + "1" + " }" * 400,
    '"' + "a" * 3_000 + '"',
    '"' + "ب" * 3_000 + '"',
    '"' + '\\"' * 900 + '"',
    "'unclosed",
    "2024-05-01 # a date",
)
"""As they stand in TOML behind an equals sign."""

KEYS: Final = (
    "schema",
    "source_language",
    "kind",
    "status",
    "adopted",
    "published",
    "revised",
    "source",
    "symbol",
    "issued_by",
    "subjects",
    "numerals",
    "calendar",
    "superseded_by",
    "event",
    "event.name",
    "event.name.en",
    "event.place",
    "event.country",
    "event.starts",
    "event.ends",
    "signatories",
    "upcoming",
    "revisions",
    "publisher",
    "look",
    "pages.size",
    "build.languages",
    "kint",
    "",
    '""',
    "a.b.c",
    ".".join(["a"] * 900),
    '"a b".c',
    '"\\u0000"',
    "x" * 1_000,
)

FRONT_KEYS: Final = (
    "title",
    "subtitle",
    "short_title",
    "translator",
    "numerals",
    "calendar",
    "titel",
)

mild = st.sampled_from(MILD)
words = st.one_of(mild, mild, mild, st.sampled_from(HARSH))
long_words = st.builds(
    lambda part, times: part * times, st.sampled_from(_LONG), st.sampled_from(LENGTHS)
)
"""Strange because there is so much of it."""

texts = st.one_of(
    words,
    words,
    st.builds("{} {} {}".format, words, words, words),
    mild,
    long_words,
    st.text(st.characters(exclude_categories=("Cc", "Cs", "Co", "Cn")), max_size=30),
)
"""A few words of any kind, on one line more often than not."""

tags = st.one_of(st.sampled_from(LANGUAGES), st.sampled_from(TAGS))
values = st.sampled_from(VALUES)


def values_like(value: str) -> st.SearchStrategy[str]:
    """Most often values of the same kind as one that is good: dates for a date, and so on."""
    signs = ('"', "{", "[", "2")
    same = [each for each in VALUES if each[:1] == value[:1]] if value[:1] in signs else []
    days = ("0001-01-01", "1582-10-10", "1979-12-31", "2107-12-31", "2108-01-01", "9999-12-31")
    usual = st.sampled_from((*same, *days) if value[:2] == "20" else same or VALUES)
    return st.one_of(usual, usual, usual, values)


keys = st.sampled_from(KEYS)


def bent(raw: bytes, how: str) -> bytes:
    """The bytes of a text file as another program might have saved it."""
    return _BENT[how](raw)


_BENT: Final[Mapping[str, Callable[[bytes], bytes]]] = {
    "as it is": lambda raw: raw,
    "byte order mark": lambda raw: b"\xef\xbb\xbf" + raw,
    "two byte order marks": lambda raw: b"\xef\xbb\xbf" * 2 + raw,
    "UTF-16": lambda raw: raw.decode("utf-8", "replace").encode("utf-16"),
    "UTF-32": lambda raw: raw.decode("utf-8", "replace").encode("utf-32"),
    "Latin-1": lambda raw: raw.decode("utf-8", "replace").encode("latin-1", "replace") + b"\xe9",
    "CRLF": lambda raw: raw.replace(b"\n", b"\r\n"),
    "CR": lambda raw: raw.replace(b"\n", b"\r"),
    "mixed ends": lambda raw: raw.replace(b"\n", b"\r\n", 3),
    "NUL": lambda raw: raw[: len(raw) // 2] + b"\0" + raw[len(raw) // 2 :],
    "not UTF-8": lambda raw: raw[: len(raw) // 2] + b"\xff\xfe" + raw[len(raw) // 2 :],
    "surrogates": lambda raw: raw + b"\xed\xa0\x80",
    "overlong": lambda raw: raw + b"\xc0\xaf",
    "cut": lambda raw: raw[: len(raw) * 2 // 3],
    "no last newline": lambda raw: raw.rstrip(b"\n"),
    "empty": lambda raw: b"",
    "blank": lambda raw: b"\n \n",
    "twice": lambda raw: raw + raw,
    "large": lambda raw: raw + b"# " + b"x" * 1_100_000,
    "many lines": lambda raw: raw + b"\n" * 25_000,
}
"""The first is by far the most frequent: see ``bends``."""

bends = st.integers(0, 9).flatmap(
    lambda number: st.sampled_from(list(_BENT)) if number == 9 else st.just("as it is")
)
