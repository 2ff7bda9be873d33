"""Digits of another system than the page's own, which would put two systems on one page."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from publish.content.statement import Statement
from publish.findings.finding import Code, Finding, warning
from publish.language.numerals import digits
from publish.text.edit import edit
from publish.text.words import own_pieces

CODE = Code("numerals-mixed")


def check(statement: Statement) -> Iterator[Finding]:
    """A warning for each block with digits that are not of the language's numbering system.

    Foreign phrases and addresses keep the digits of their own.
    """
    for language in statement.languages:
        text = edit(statement, language)
        own = digits("0123456789", text.profile.numerals)
        for piece, place in own_pieces(text):
            other = [c for c in piece if unicodedata.category(c) == "Nd" and c not in own]
            if other:
                yield warning(
                    CODE,
                    f"“{other[0]}” is not one of the numerals of pages in {language} ({own}).",
                    place,
                    "Type numbers in one system.",
                )
