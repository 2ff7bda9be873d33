"""Lines of right-to-left text in every order that numbers, signs and names can make, and judges.

``PYTHONPATH=tests python -m typeset.directions 2600`` sets so many lines and says how many of
them are drawn in another order than UAX #9 gives for their whole paragraphs.
"""

from __future__ import annotations

import ctypes
import random
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from ctypes.util import find_library
from html import escape

from bidi import get_display
from typeset.set_lines import letters_of, lines_of, rendered

from publish.content.statement import Foreign, Inline, Run
from publish.language.profiles import profile
from publish.text.isolate import isolate

Judge = Callable[[str], Sequence[int]]
"""The level of each character of a right-to-left paragraph, as an implementation resolves it."""

START = {"ltr": "\u2066", "rtl": "\u2067"}
END = "\u2069"

WORDS = {
    language: words.split()
    for language, words in (
        ("ar", "السلام اللجنة الدول الأعضاء و في على حزب العمال النضال هاتف"),
        ("he", "השלום הוועדה המדינות של על מפלגת הפועלים המאבק טלפון"),
        ("fa", "صلح کمیته کشورها و در بر حزب کارگران مبارزه تلفن"),
    )
}
FIGURES = (
    *("%50", "50%", "#7", "№ 7", "°40", "40°", "٣:٤٥", "3:45", "٪٥٠", "٥٠٪", "-5", "+5", "±5"),
    *("$20", "20$", "€ 5", "1.5", "1,500", "1 500", "٣٫٥", "۵۰٪", "1/2", "5-6", "5+6", "3+4=7"),
    *("20–22", "٢٠–٢٢", "1990–1995", "1917 1945 1991", "2023-10-22", "22/10/2023", "١٩١٧/١١/٧"),
    *("021 555 1234", "00 44 20 7946 0958", "+98 21 555 1234", "(03) 555-1234", "٠٢١ ٥٥٥ ١٢٣٤"),
    *("(5)", "[7]", "5)", "1.", "§ 5", "& 5", "3×4", "5<6", "*5", "5°C"),
)
NAMES = (
    "NATO",
    "C#",
    "CPI(M)",
    "G20",
    "COVID-19",
    "Правда",
    "S. A. Smith",
    "a@b.org",
    "x/y",
    "XIX",
)
MARKS = ("،", ",", ".", ":", "؛", "!", "؟", " –", "…", ")", "»", '"', "-", "/", "")


def sentence(dice: random.Random, language: str) -> str:
    """Some words with figures, names and marks among them."""
    parts = []
    for _ in range(dice.randint(3, 24)):
        kind = dice.random()
        part = dice.choice(WORDS[language] if kind < 0.5 else FIGURES if kind < 0.85 else NAMES)
        if dice.random() < 0.1:
            part = dice.choice(("({})", "«{}»", '"{}"', "[{}]")).format(part)
        if dice.random() < 0.05:
            part = dice.choice("وبلהב") + part
        parts.append(part + (dice.choice(MARKS) if dice.random() < 0.2 else ""))
    return " ".join(parts)


def with_controls(content: tuple[Inline, ...]) -> str:
    """Isolated content as plain text, with the characters that isolate (UAX #9, 2.4)."""
    return "".join(
        START[node.direction or "rtl"] + with_controls(node.content) + END
        if isinstance(node, Foreign)
        else node.text
        for node in content
        if isinstance(node, Foreign | Run)
    )


def markup(content: tuple[Inline, ...]) -> str:
    """The same as elements."""
    return "".join(
        f'<bdi dir="{node.direction or "rtl"}">{markup(node.content)}</bdi>'
        if isinstance(node, Foreign)
        else escape(node.text)
        for node in content
        if isinstance(node, Foreign | Run)
    )


# --- Judges -------------------------------------------------------------------------


def python_bidi(text: str, *, right_to_left: bool = True) -> Sequence[int]:
    """Levels by the Rust library ``unicode-bidi``."""
    told = get_display(text, base_dir="R" if right_to_left else "L", debug=True)
    assert isinstance(told, str)
    told = told.split("levels: [")[-1].split("paragraphs")[0]
    by_byte = [int(level) for level in re.findall(r"Level\(\s*(\d+)", told)]
    levels, at = [], 0
    for char in text:
        levels.append(by_byte[at])
        at += len(char.encode())
    return levels


def icu() -> Judge | None:
    """ICU, where it is there: it comes with many a Debian package."""
    name = find_library("icuuc")
    if name is None:
        return None
    library = ctypes.CDLL(name)
    version = name.rpartition(".")[2]
    opened = getattr(library, f"ubidi_open_{version}")
    opened.restype = ctypes.c_void_p
    set_text = getattr(library, f"ubidi_setPara_{version}")
    get_levels = getattr(library, f"ubidi_getLevels_{version}")
    get_levels.restype = ctypes.POINTER(ctypes.c_ubyte)
    bidi = ctypes.c_void_p(opened())

    def levels(text: str) -> Sequence[int]:
        assert max(map(ord, text)) < 0x10000, "one unit of UTF-16 for each character"
        code = ctypes.c_int(0)
        units = text.encode("utf-16-le")
        set_text(bidi, units, len(text), ctypes.c_ubyte(1), None, ctypes.byref(code))
        found = get_levels(bidi, ctypes.byref(code))
        assert code.value <= 0, code.value
        return [int(found[number]) for number in range(len(text))]

    return levels


def in_order(numbers: Sequence[int], levels: Sequence[int]) -> list[int]:
    """Characters of a line as they stand from left to right (UAX #9, L2).

    Two change places if the lowest level from one to the other is odd.
    """
    order: list[int] = []
    for number in numbers:
        place = len(order)
        while place and min(levels[min(order[place - 1], number) : number + 1]) % 2:
            place -= 1
        order.insert(place, number)
    return order


# --- Comparing ----------------------------------------------------------------------


def differences(dice: random.Random, count: int, judge: Judge) -> Iterator[tuple[str, int, bool]]:
    """Set paragraphs until there are so many lines: each line's text, and whether it differs."""
    done = 0
    while done < count:
        language = dice.choice(sorted(WORDS))
        contents = [
            isolate((Run(sentence(dice, language)),), profile(language, "en")) for _ in range(30)
        ]
        width = dice.choice((90, 140, 200, 320))
        align = dice.choice(("justify", "start"))
        body = "".join(f"<p>{markup(content)}" for content in contents)
        css = f"p {{ width: {width}px; text-align: {align}; hyphens: none }}"
        document = rendered(body, css, language=language, direction="rtl")
        for text, is_drawn_so in _judged(document, contents, judge):
            done += 1
            yield text, width, not is_drawn_so


def _judged(
    document: object, contents: Sequence[tuple[Inline, ...]], judge: Judge
) -> Iterator[tuple[str, bool]]:
    from publish.typeset.mends.paragraphs import set_line

    levels: Sequence[int] = ()
    waiting = iter(contents)
    for line in lines_of(document):
        paragraph, planned = set_line(line)
        if planned.start == 0:
            marked = with_controls(next(waiting))
            judged = judge(marked)
            isolating = {*START.values(), END}
            levels = [
                level for level, char in zip(judged, marked, strict=True) if char not in isolating
            ]
            assert len(levels) == len(paragraph.content.text)
        drawn = [letter.at for letter in letters_of(line)]
        text = paragraph.content.text[planned.start : planned.end]
        yield text, drawn == in_order(sorted(drawn), levels)


def main() -> None:
    count = int(sys.argv[1])
    judges: dict[str, Judge | None] = {"python-bidi": python_bidi, "ICU": icu()}
    for name, judge in judges.items():
        if judge is None:
            print(f"{name}: not there")
            continue
        found = [*differences(random.Random(9), count, judge)]
        wrong = [each for each in found if each[2]]
        print(f"{name}: {len(found)} lines, {len(wrong)} differ", *wrong[:10], sep="\n")


if __name__ == "__main__":
    main()
