"""The cleaning rules: a table of codes, each with the function that finds what to mend.

A rule mends how words are keyed and spaced, never the words: letters, marks and digits stay
the same under compatibility equivalence (UAX #15).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from unicodedata import category, is_normalized, normalize

from publish.text.cleaning import Cleaning, Edit

# --- Characters ---------------------------------------------------------------------

_INVISIBLE = re.compile("[\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
_ZERO_WIDTH_SPACE = "\u200b"
_DIVIDED_BY_ZERO_WIDTH_SPACE = frozenset({"bo", "dz", "km", "lo", "my", "th"})
"""Languages without spaces between words, where U+200B says where a line may end."""


def _invisible_characters(text: str, language: str) -> Iterator[Edit]:
    """Soft hyphens, byte order marks, zero-width spaces and bidirectional controls.

    Hyphens come from patterns and isolation from structure (UTR #20, section 3).
    Joiners and non-joiners stay: they spell words in Persian and in Indic scripts.
    """
    kept = _ZERO_WIDTH_SPACE if _primary(language) in _DIVIDED_BY_ZERO_WIDTH_SPACE else ""
    for match in _INVISIBLE.finditer(text):
        if match.group() != kept:
            yield Edit(*match.span(), "")


_PRESENTATION = re.compile(
    "[\u2e9f\u2ef3\u2f00-\u2fd5\ufb00-\ufb28\ufb2a-\ufb4f\ufb50-\ufdf9\ufe70-\ufefc]"
)
"""Radicals that look as the ideographs they are of, which copying out of PDFs leaves behind; and
presentation forms of Latin, Armenian, Hebrew and Arabic letters. U+FDFA to U+FDFD are left out:
honorifics and the rial sign are chosen by a writer, not left behind by a font."""


def _presentation_forms(text: str, language: str) -> Iterator[Edit]:
    """Ligatures and positional shapes (Unicode Standard, 9.2), radicals for words (18.2)."""
    for match in _PRESENTATION.finditer(text):
        letters = normalize("NFKC", match.group())
        if letters.startswith(" "):  # a vowel sign on a space of its own: back on its letter
            if not _is_letter(text[match.start() - 1 : match.start()]):
                continue
            letters = letters.lstrip()
        if letters != match.group():
            yield Edit(*match.span(), letters)


def _canonical(text: str, language: str) -> Iterator[Edit]:
    """Letters and accents keyed apart where one character exists (NFC).

    Where composing would change nothing but the order of marks, that order stays as it was
    typed: the editor would be shown the same word twice.
    """
    if is_normalized("NFC", text):
        return
    starts = [index for index, char in enumerate(text) if not _continues(char)]
    for start, end in pairwise((0, *starts, len(text))):
        composed = normalize("NFC", text[start:end])
        if sorted(composed) != sorted(text[start:end]):
            yield Edit(start, end, composed)


def _continues(char: str) -> bool:
    """Whether a character can be joined to the one before: a mark, or a jamo of a syllable."""
    return category(char).startswith("M") or "\u1160" <= char <= "\u11ff"


# --- Spaces -------------------------------------------------------------------------

_CHOSEN = "\u00a0\u2007\u2009\u202f"
"""Spaces that a writer sets on purpose; one alone is kept."""
_SPACE = f"[ {_CHOSEN}\t\u000b\u000c\u0085\u2000-\u2006\u2008\u200a\u2028\u2029\u205f]"
_SPACES = re.compile(f"(?P<begins>(?<![^\n]))?{_SPACE}+(?P<ends>(?![^\n]))?")


def _doubled_spaces(text: str, language: str) -> Iterator[Edit]:
    """Runs of spaces, spaces at the two ends of a line, tabs and typewriter widths."""
    for match in _SPACES.finditer(text):
        at_edge = match["begins"] is not None or match["ends"] is not None
        new = "" if at_edge else _one_space(match.group())
        if new != match.group():
            yield Edit(*match.span(), new)


def _one_space(spaces: str) -> str:
    """The one space for many: a chosen kind if all are of that kind."""
    return spaces[0] if len(set(spaces)) == 1 and spaces[0] in _CHOSEN else " "


_MARKS = ",;:!?.،؛؟"
_SPACE_BEFORE_MARK = re.compile(
    rf"(?P<before>[^\s(\[«“„‘¿¡–—-])(?P<gap>{_SPACE}+)"
    rf"(?!\.{_SPACE}*\.|[:;][()])"
    rf"(?=(?P<mark>[{_MARKS}])[{_MARKS}…]*(?:[\s»”’\"')\]]|$))"
)
_MARKS_SET_OFF = {"br": "!?:;", "fr": "!?:;"}
"""Marks that a language sets off by a space (Imprimerie nationale, Lexique des règles
typographiques): there the typography of the language decides what space it is."""
_RATIO = re.compile(r":\s*\d")


def _space_before_punctuation(text: str, language: str) -> Iterator[Edit]:
    """A space before a mark that closes what precedes it; not before an ellipsis or ".5"."""
    set_off = _MARKS_SET_OFF.get(_primary(language), "")
    for match in _SPACE_BEFORE_MARK.finditer(text):
        of_ellipsis = match["before"] == match["mark"] == "."
        of_ratio = match["before"].isdigit() and _RATIO.match(text, match.end())
        if match["mark"] not in set_off and not of_ellipsis and not of_ratio:
            yield Edit(*match.span("gap"), "")


# --- Words --------------------------------------------------------------------------


def _backslash_between_words(text: str, language: str) -> Iterator[Edit]:
    r"""``\`` for ``/``, as between the two names of a month in Arabic."""
    for match in re.finditer(r"(?<=(.))\\(?=(.))", text):
        if _is_letter(match[1]) and match[2].isalpha():
            yield Edit(*match.span(), "/")


_ARABIC_MARK = "\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed"
_ARABIC_LETTER = (
    "\u0620-\u064a\u066e\u066f\u0671-\u06d3\u06d5\u06e5\u06e6\u06ee\u06ef\u06fa-\u06ff"
    "\u0750-\u077f\u08a0-\u08c9"
)
_NON_JOINER = "\u200c"
_STUCK = re.compile(
    f"(?<![{_ARABIC_LETTER}{_ARABIC_MARK}{_NON_JOINER}])"
    f"[{_ARABIC_LETTER}][{_ARABIC_LETTER}{_ARABIC_MARK}{_NON_JOINER}]*+(?=\\d)"
)
_PROCLITIC = re.compile("[وف]?(?:[بكل]?ال|لل)")
"""And, so, in, as, to, the: what Arabic writes as one word with the numeral after it."""
_TATWEEL = "\u0640"


def _stuck_digits(text: str, language: str) -> Iterator[Edit]:
    """A numeral stuck to a whole word in Arabic script, where no word ends in a digit."""
    for match in _STUCK.finditer(text):
        letters = re.sub(f"[^{_ARABIC_LETTER}]", "", match.group())
        attached = letters.endswith(_TATWEEL) or _PROCLITIC.fullmatch(letters)
        if len(letters) >= 3 and not attached:
            yield Edit(match.end(), match.end(), " ")


# --- The table ----------------------------------------------------------------------

ALL = (
    Cleaning(
        "invisible-characters",
        "Removes soft hyphens, byte order marks and stray direction controls.",
        _invisible_characters,
    ),
    Cleaning(
        "presentation-forms",
        "Writes ligatures and positional shapes as the letters they stand for.",
        _presentation_forms,
    ),
    Cleaning("canonical", "Joins letters and accents that were keyed apart.", _canonical),
    Cleaning(
        "doubled-spaces",
        "Sets one space for several, and none at the ends of a line.",
        _doubled_spaces,
    ),
    Cleaning(
        "space-before-punctuation",
        "Removes the space before a closing mark where the language sets none.",
        _space_before_punctuation,
    ),
    Cleaning(
        "backslash-between-words",
        "Sets a slash for a backslash between two words.",
        _backslash_between_words,
    ),
    Cleaning("stuck-digits", "Parts a numeral from the word before it.", _stuck_digits),
)
"""Every rule, in the order in which they work."""


def _primary(language: str) -> str:
    return language.partition("-")[0].lower()


def _is_letter(character: str) -> bool:
    return character != "" and category(character)[0] in "LM"
