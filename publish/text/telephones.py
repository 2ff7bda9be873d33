"""Telephone numbers in a text: they are read as they are dialled, whichever way the text runs.

Between their groups are spaces, hyphens and brackets, which take the direction of the text around
(UAX #9, N2): in right-to-left text the groups would change places. Numbers are known by how they
are written (ITU-T E.123): with + or 00 before the country, with 0 before the area, or in three,
three and four digits. Dates, sums and years side by side are none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_GAP = "[ \u00a0\u202f\u2009‐\u2011–-]"
_AREA = rf"{_GAP}?\(\d+\){_GAP}?\d+"
_GROUP = rf"(?:{_AREA}|{_GAP}\d\d+|[‐\u2011–-]\d)"
_SHORT_GROUP = rf"(?:{_AREA}|{_GAP}\d+)"

_DATE = rf"(?:0?[1-9]|[12]\d|3[01]){_GAP}(?:0?[1-9]|1[0-2]){_GAP}(?:\d\d){{1,2}}(?!\d)"
_DATES = rf"{_DATE}(?:{_GAP}{_DATE})*(?!{_GAP}?\d)"

_TELEPHONE = re.compile(
    rf"""
    (?<! [\w+–—‐\u2011-] ) (?<! \d[.,:/] ) (?<! \d{_GAP} )
    (?! {_DATES} | \d+–\d+ (?!\d|{_GAP}\d) )     # not a date, a list of them, or a range
    (?=
        \(?\+  (?: \W{{0,2}}\d ){{5,15}} (?! \W?\d )
      | \(?    (?: \W{{0,2}}\d ){{7,17}} (?! {_GAP}?\(?\d )
    )
    (?:
        (?: \+\d+ | \(\+\d+(?:{_GAP}\d+)*\)\W?\d+ ) {_SHORT_GROUP}*     # +961 1 123456
      | 00\d*                                       {_SHORT_GROUP}+     # 00 44 20 7946 0958
      | (?: 0\d+ | \(0\d*\){_GAP}?\d+ )             {_GROUP}+           # 021 555 1234
      | \(0\d*\){_GAP}?\d+                                              # (03) 5551234
      | (?: 1{_GAP} )? (?: \d{{3}}{_GAP} | \(\d{{3}}\){_GAP}? ) \d{{3}}{_GAP}\d{{4}}
    )
    (?! \w | [.,:/]\d )
    """,
    re.VERBOSE,
)

_AS_ASCII = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")


def find_telephones(text: str) -> Iterator[tuple[int, int]]:
    """Where each telephone number begins, and where it ends, from left to right."""
    for match in _TELEPHONE.finditer(text.translate(_AS_ASCII)):
        yield match.span()
