"""Numerals: a number in the digits of a CLDR numbering system, and its CSS counter style."""

from __future__ import annotations

from typing import Final

_ZEROS: Final = {
    "latn": "0",
    "arab": "٠",
    "arabext": "۰",
    "deva": "०",
    "beng": "০",
    "guru": "੦",
    "gujr": "૦",
    "orya": "୦",
    "tamldec": "௦",
    "telu": "౦",
    "knda": "೦",
    "mlym": "൦",
    "sinh": "෦",
    "thai": "๐",
    "laoo": "໐",
    "tibt": "༠",
    "mymr": "၀",
    "khmr": "០",
    "mong": "᠐",
    "nkoo": "߀",
    "olck": "᱐",
    "mtei": "꯰",
    "rohg": "\U00010d30",
    "cakm": "\U00011136",
    "hmnp": "\U0001e140",
    "adlm": "\U0001e950",
}
"""The digit zero of each system; its other digits follow in order (CLDR numberingSystems)."""

_COUNTERS: Final = {
    "arab": "arabic-indic",
    "arabext": "persian",
    "deva": "devanagari",
    "beng": "bengali",
    "guru": "gurmukhi",
    "gujr": "gujarati",
    "orya": "oriya",
    "tamldec": "tamil",
    "telu": "telugu",
    "knda": "kannada",
    "mlym": "malayalam",
    "thai": "thai",
    "laoo": "lao",
    "tibt": "tibetan",
    "mymr": "myanmar",
    "khmr": "khmer",
    "mong": "mongolian",
}

SYSTEMS: Final = frozenset(_ZEROS)
"""The numbering systems that ``digits`` can write."""


def are_of(system: str, script: str) -> bool:
    """Whether a numbering system is that of a script (ISO 15924), or of all as European digits are.

    Names of numbering systems begin with that of their script.
    """
    written = {"Aran": "Arab"}.get(script, script)
    return system == "latn" or system[:4].capitalize() == written


def digits(number: int | str, system: str) -> str:
    """``number`` with its European digits written in ``system``; other characters stay.

    Raises ``KeyError`` for a system that is not one of ``SYSTEMS``.
    """
    zero = ord(_ZEROS[system])
    return str(number).translate({ord("0") + value: chr(zero + value) for value in range(10)})


def css_counter(system: str) -> str:
    """The counter style of a numbering system (CSS Counter Styles 3, section 6.1).

    For those for which CSS predefines none, their digits (section 5); where these cannot be
    read, numbers are European.
    """
    if system == "latn" or system in _COUNTERS:
        return _COUNTERS.get(system, "decimal")
    symbols = " ".join(f'"{digit}"' for digit in digits("0123456789", system))
    return f"symbols(numeric {symbols})"
