"""Marks of list items: a kind, such as ``(a)``, a language and a number become text.

Every edition takes its marks from here, so that print, e-books, tags and files for translators
say the same. Orders of letters follow CSS Counter Styles 3, section 6, and W3C's Ready-made
Counter Styles; where these have none for a language, those of its script serve.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import takewhile
from typing import Final

from publish.faults import Fault, quoted
from publish.language import tags
from publish.language.numerals import css_counter, digits
from publish.language.scripts import family_of, script_of_tag

DECIMAL: Final = "1."
"""The kind of a list that says nothing of its numbers."""

LEVELS: Final = ("1.", "(a)", "(i)", "a.")
"""The kinds of lists within lists of operative paragraphs, from the outside in."""

_KIND: Final = re.compile(r"(\(?)([1aAiI])([.)])")
_HELP: Final = 'Write {numbers="1."}, "(a)", "(i)", "I.", "1)" or the like.'


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of numbers: its sign, one of ``1 a A i I``, and what stands around it."""

    before: str
    sign: str
    after: str


def kind_of(written: str) -> Kind:
    """The kind that is written ``1.``, ``(a)``, ``i)`` ...; raises Fault where it is none."""
    found = _KIND.fullmatch(written)
    if not found or (found[1] and found[3] != ")"):
        raise Fault(f"{quoted(written)} is no kind of numbers.", _HELP)
    return Kind(*found.groups())


def mark(written: str, number: int, tag: str, numerals: str) -> str:
    """What stands before item ``number`` of a list of a kind, in a language and its numerals.

    Where letters or Roman numerals do not reach, or none are known, it is the number in digits.
    """
    kind = kind_of(written)
    sign = _sign(kind.sign, number, tag, numerals)
    if _is_ideographic(sign):  # their own brackets and comma (GB/T 15834, 4.5 and 4.9)
        return f"{'（' if kind.before else ''}{sign}{_WIDE[kind.after]}"
    return f"{kind.before}{sign}{kind.after}"


def cited(written: str, number: int, tag: str, numerals: str) -> str:
    """The mark of an item as a text refers to it: ``7`` for ``7.``, ``(b)`` for ``(b)``."""
    whole = mark(written, number, tag, numerals)
    return whole if whole[0] in "(（" else whole.rstrip(".)、）")


def inner_kind(outer: str, depth: int) -> str:
    """The kind of a list of operative paragraphs that stands right within one of kind ``outer``.

    It is that of its level, ``depth`` lists from the outside in, or the next where the list around
    it has that already.
    """
    kind, following = (LEVELS[min(level, len(LEVELS) - 1)] for level in (depth, depth + 1))
    return following if kind == outer else kind


def is_native(written: str, tag: str, numerals: str) -> bool:
    """Whether browsers and reading systems make the same marks of an ordered list by themselves."""
    kind = kind_of(written)
    is_decimal = not kind.before and kind.after == "." and structure(written, tag) == "Decimal"
    return is_decimal and "symbols(" not in css_counter(numerals)


def structure(written: str, tag: str) -> str:
    """What a structure tree calls a kind of numbers: a ListNumbering (ISO 32000-1, table 347)."""
    sign = kind_of(written).sign
    shown = _sign(sign, 1, tag, "latn")
    if shown.isdigit():
        return "Decimal"
    case = "Upper" if sign.isupper() else "Lower"
    return f"{case}{'Roman' if shown in 'iI' else 'Alpha'}"


# --- Signs --------------------------------------------------------------------------------

Writer = Callable[[int], str | None]
"""Writes a number, if it reaches as far."""

_WIDE: Final = {".": "、", ")": "）"}


def _sign(sign: str, number: int, tag: str, numerals: str) -> str:
    writers = _writers(tag)
    if sign == "1":
        return digits(number, numerals)
    written = writers[0 if sign in "aA" else 1](number)
    if written is None:
        return digits(number, numerals)
    return written.upper() if sign.isupper() and _has_case(written) else written


def _writers(tag: str) -> tuple[Writer, Writer]:
    """Letters and numerals of a language: its own row, its parents' or its script's."""
    scripts = (f"und-{script}" for script in family_of(script_of_tag(tag)))
    own = takewhile(lambda name: not _other_script(name, tag), tags.chain(tag))
    rows = (_TABLE[name] for name in (*own, *scripts) if name in _TABLE)
    return next(rows, (_digits, _digits))


def _other_script(name: str, tag: str) -> bool:
    """Whether a parent is written in another script than its child: ``sr`` and ``sr-Latn``."""
    return script_of_tag(name) != script_of_tag(tag)


def _has_case(sign: str) -> bool:
    """Whether there are capitals for a sign that are in use: Georgian ones are not."""
    return sign.upper() != sign and not "ა" <= sign[0] <= "ჿ"


def _is_ideographic(sign: str) -> bool:
    return "\u3040" <= sign[0] <= "\u30ff" or "\u4e00" <= sign[0] <= "\u9fff"


def _alphabetic(signs: Iterable[str]) -> Writer:
    """One letter, then two (CSS Counter Styles 3, 3.1.4)."""
    letters = tuple(signs)

    def write(number: int) -> str | None:
        written = ""
        while number > 0:
            number, letter = divmod(number - 1, len(letters))
            written = letters[letter] + written
        return written or None

    return write


def _fixed(signs: Iterable[str]) -> Writer:
    """One sign each, and none after the last (CSS Counter Styles 3, 3.1.2)."""
    letters = tuple(signs)
    return lambda number: letters[number - 1] if 0 < number <= len(letters) else None


def _additive(values: dict[int, str], most: int) -> Writer:
    """Signs that add up (CSS Counter Styles 3, 3.1.6); ``values`` fall."""

    def write(number: int) -> str | None:
        if not 0 < number <= most:
            return None
        written = ""
        for value, sign in values.items():
            written += sign * (number // value)
            number %= value
        return written

    return write


def _ideographic(number: int) -> str | None:
    """一, 十, 十一, 二十 … 九十九 (simp-chinese-informal and japanese-informal up to there)."""
    if not 0 < number < 100:
        return None
    tens, ones = divmod(number, 10)
    names = "一二三四五六七八九"
    before = ("十" if tens == 1 else f"{names[tens - 1]}十") if tens else ""
    return before + (names[ones - 1] if ones else "")


def _digits(_number: int) -> None:
    """The language's numerals are digits, which whoever asks writes."""


roman: Final = _additive(
    {
        **{1000: "m", 900: "cm", 500: "d", 400: "cd", 100: "c", 90: "xc", 50: "l", 40: "xl"},
        **{10: "x", 9: "ix", 5: "v", 4: "iv", 1: "i"},
    },
    3999,
)
"""Roman numerals, in small letters."""

_HEBREW: Final = _additive(
    {
        **{400: "ת", 300: "ש", 200: "ר", 100: "ק", 90: "צ", 80: "פ", 70: "ע", 60: "ס", 50: "נ"},
        **{40: "מ", 30: "ל", 20: "כ", 19: "יט", 18: "יח", 17: "יז", 16: "טז", 15: "טו", 10: "י"},
        **{9: "ט", 8: "ח", 7: "ז", 6: "ו", 5: "ה", 4: "ד", 3: "ג", 2: "ב", 1: "א"},
    },
    999,
)
_HEH: Final = "ه\u200d"
"""By itself it has its initial shape, lest it be read as a five."""

_ABJAD: Final = ("أ", *"بجد", _HEH, *"وزحطيكلمنسعفصقرشتثخذضظغ")
_RUSSIAN: Final = "абвгдежзиклмнопрстуфхцчшщэюя"
_CONSONANTS: Final = "कखगघङचछजझञटठडढणतथदधनपफबभमयरलवशषसह"

_TABLE: Final[dict[str, tuple[Writer, Writer]]] = {
    "und-Latn": (_alphabetic("abcdefghijklmnopqrstuvwxyz"), roman),
    "und-Grek": (_alphabetic("αβγδεζηθικλμνξοπρστυφχψω"), roman),
    "und-Cyrl": (_alphabetic(_RUSSIAN), roman),
    "be": (_alphabetic("абвгдеёжзійклмнопрстуўфхцчшыьэюя"), roman),
    "bg": (_alphabetic("абвгдежзийклмнопрстуфхцчшщъьюя"), roman),
    "mk": (_alphabetic("абвгдѓежзѕијклљмнњопрстќуфхцчџш"), roman),
    "sr": (_alphabetic("абвгдђежзијклљмнњопрстћуфхцчџш"), roman),
    "uk": (_alphabetic("абвгдеєжзиіклмнопрстуфхцчшюя"), roman),
    "und-Armn": (_alphabetic("աբգդեզէըթժիլխծկհձղճմյնշոչպջռսվտրցւփքօֆ"), roman),
    "und-Geor": (_alphabetic("აბგდევზთიკლმნოპჟრსტუფქღყშჩცძწჭხჯჰ"), _digits),
    "und-Hebr": (_HEBREW, _digits),
    "und-Arab": (_fixed(_ABJAD), _digits),
    "fa": (_fixed(("الف", *"بپتثجچحخدذرزژسشصضطظعغفقکگلمنو", _HEH, "ی")), _digits),
    "ur": (_fixed(("الف", *"بپتٹثجچحخدڈذرڑزژسشصضطظعغفقکگلمنںوہھءی")), _digits),
    "und-Syrc": (_fixed("ܐܒܓܕܗܘܙܚܛܝܟܠܡܢܣܥܦܨܩܪܫܬ"), _digits),
    "und-Deva": (_alphabetic(_CONSONANTS), _digits),
    "mr": (_alphabetic(f"{_CONSONANTS}ळ"), _digits),
    "und-Beng": (
        _alphabetic(
            (*"কখগঘঙচছজঝঞটঠড", "ড\u09bc", "ঢ", "ঢ\u09bc", *"ণতৎথদধনপফবভময", "য\u09bc", *"রলশষসহ")
        ),
        _digits,
    ),
    "und-Gujr": (_alphabetic("કખગઘઙચછજઝઞટઠડઢણતથદધનપફબભમયરલવશસષહળ"), _digits),
    "und-Guru": (_alphabetic("ੳਅੲਸਹਕਖਗਘਙਚਛਜਝਞਟਠਡਢਣਤਥਦਧਨਪਫਬਭਮਯਰਲਵੜ"), _digits),
    "und-Orya": (
        _alphabetic((*"କଖଗଘଙଚଛଜଝଞଟଠଡ", "ଡ\u0b3c", "ଢ", "ଢ\u0b3c", *"ଣତଥଦଧନପଫବଭମଯୟରଲଳୱଶଷସହ")),
        _digits,
    ),
    "und-Taml": (_alphabetic("அஆஇஈஉஊஎஏஐஒஓஔ"), _digits),
    "und-Telu": (_alphabetic("కఖగఘఙచఛజఝఞటఠడఢణతథదధనపఫబభమయరఱలళవశషసహ"), _digits),
    "und-Knda": (_alphabetic("ಅಆಇಈಉಊಋಎಏಐಒಓಔಕಖಗಘಙ"), _digits),
    "und-Mlym": (_alphabetic("കഖഗഘങചഛജഝഞടഠഡഢണതഥദധനപഫബഭമയരലവശഷസഹളഴറ"), _digits),
    "und-Sinh": (
        _alphabetic(("අ", "ආ", "ඇ", "ඈ", "ඉ", "ඊ", "උ", "ඌ", "එ", "ඒ", "ඔ", "ඕ")),
        _digits,
    ),
    "und-Thai": (_alphabetic("กขคงจฉชซฌญฎฏฐฑฒณดตถทธนบปผฝพฟภมยรลวศษสหฬอฮ"), _digits),
    "und-Laoo": (_alphabetic("ກຂຄງຈສຊຍດຕຖທນບປຜຝພຟມຢຣລວຫອຮ"), _digits),
    "und-Khmr": (_alphabetic("កខគឃងចឆជឈញដឋឌឍណតថទធនបផពភមយរលវសហឡអ"), _digits),
    "und-Mymr": (_alphabetic("ကခဂဃငစဆဇဈညဋဌဍဎဏတထဒဓနပဖဗဘမယရလဝသဟဠအ"), _digits),
    "und-Tibt": (_alphabetic("ཀཁགངཅཆཇཉཏཐདནཔཕབམཙཚཛཝཞཟའཡརལཤསཧཨ"), _digits),
    "und-Ethi": (_alphabetic("ሀለሐመሠረሰቀበተኀነአከወዐዘየደገጠጰጸፀፈፐ"), _digits),
    "am": (_alphabetic("ሀለሐመሠረሰሸቀበተቸኀነኘአከኸወዐዘዠየደጀገጠጨጰጸፀፈፐ"), _digits),
    "und-Hani": (_fixed("甲乙丙丁戊己庚辛壬癸"), _ideographic),
    "ja": (
        _alphabetic(
            "イロハニホヘトチリヌルヲワカヨタレソツネナラムウヰノオクヤマケフコエテアサキユメミシヱヒモセス"
        ),
        _ideographic,
    ),
    "und-Hang": (_alphabetic("가나다라마바사아자차카타파하"), _digits),
}
"""By language or script: its letters, then its numerals."""
