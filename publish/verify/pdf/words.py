"""Whether the words of a PDF can be extracted: against its source, else reader against reader."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from publish.findings.finding import Code, Finding, finding, note
from publish.findings.saying import examples, percent
from publish.language.words import Loss, loss
from publish.pdf.extractors import AT_A_LOSS, readings
from publish.pdf.file import PdfFile
from publish.text.words import words as source_words

LOST = Code("pdf-words-lost", "ISO 32000-1:2008, 9.10")
DIFFER = Code("pdf-readers-differ", "ISO 32000-1:2008, 9.10")

TOLERATED: Final = 0.995
"""A text layer that keeps fewer of the words than this must not go out."""

_FAR_APART: Final = 0.95
"""Readers may differ a little over a good text layer, in tables and forms, but not so much."""


def check(file: PdfFile) -> Iterator[Finding]:
    """Words that an extractor does not find: of the source, or of what PDFium finds.

    Of an unknown source, words that only some extractors find are a sign that the text lies
    under the page as a puzzle, which each puts together in its own way.
    """
    if file.text is None:
        yield from _against_each_other(file)
        return
    source = "\n".join(source_words(file.text))
    for name, text in readings(file):
        kept = loss(source, _with_divided(text, file))
        if not kept.lost:
            continue
        found = f"{name} finds {_share(kept)} of the text it was made from"
        if file.text.profile.script in AT_A_LOSS.get(name, ()):
            yield note(LOST, f"{found}: it cannot read this script.", file.place)
            continue
        yield finding(
            "error" if kept.share_kept < TOLERATED else "warning",
            LOST,
            f"{found}; not {examples(kept.lost)}.",
            file.place,
            "Searches and copies miss them: build anew, or set the text in another face.",
        )


def _against_each_other(file: PdfFile) -> Iterator[Finding]:
    for name, text in readings(file):
        kept = loss(file.reading, _with_divided(text, file))
        if kept.share_kept < TOLERATED:
            yield finding(
                "error" if kept.share_kept < _FAR_APART else "warning",
                DIFFER,
                f"{name} finds only {_share(kept)} that PDFium finds; not {examples(kept.lost)}.",
                file.place,
                "Search and copies depend on the viewer: make the file anew with a program that "
                "writes a true text layer.",
                file.spot_of_word(kept.lost[0]),
            )


def _with_divided(text: str, file: PdfFile) -> str:
    return "\n".join((text, *file.divided))


def _share(kept: Loss) -> str:
    found = kept.total - len(kept.lost)
    return f"{percent(kept.share_kept)} ({found} of {kept.total} words)"
