"""Whether the words of a PDF can be words of its language, whatever they are."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from publish.findings.finding import Code, Finding, warning
from publish.findings.saying import counted, examples, percent, verb
from publish.language.letters import odd_words, share_in
from publish.language.tags import is_well_formed
from publish.pdf.file import PdfFile

ODD = Code("pdf-words-odd", "ISO 14289-1:2014, 7.21.7")
SCRIPT = Code("pdf-language-script", "ISO 14289-1:2014, 7.2")

_LEAST_SHARE: Final = 0.25
"""A document has at least this share of its letters in the scripts of its languages."""

_PARTS: Final = frozenset({"Part", "Art", "Sect", "Div"})
"""Types of elements that group others (ISO 32000-1, 14.8.4.2)."""


def check(file: PdfFile) -> Iterator[Finding]:
    """Words that are backwards, torn or mixed; letters that are not the language's."""
    words = [word for page in file.pages for word in page.words()]
    spots = {word.text: word.spot for word in reversed(words)}
    for oddity, odd in odd_words(word.text for word in words):
        yield warning(
            ODD,
            f"{counted(len(odd), 'word')} of {len(words)} {verb(odd)} {oddity.name} when read: "
            f"{examples(odd)}.",
            file.place,
            "Search, copies and voices get them so: make the file anew with a program that "
            "writes a true text layer.",
            spots[odd[0]],
        )
    if file.language:
        languages = dict.fromkeys((file.language, *_languages(file)))
        share = share_in(tuple(languages), (page.text for page in file.pages))
        if share < _LEAST_SHARE:
            yield warning(
                SCRIPT,
                f"the document says that it is in “{file.language}”, but only {percent(share)} of "
                "the letters are of that language's script.",
                file.place,
                "Correct the document's language, or the text that lies under the page.",
            )


def _languages(file: PdfFile) -> Iterator[str]:
    """The languages of whole parts of the document: a volume may be in several.

    A phrase that names its language is none: it may not excuse the text around it.
    """
    for document in file.tree.children() if file.tree else ():
        for part in document.children():
            if part.language and part.role in _PARTS and is_well_formed(part.language):
                yield part.language
