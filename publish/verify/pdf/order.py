"""Whether the tags of a PDF are read as the pages are: the same words, in order, in a language."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Final
from unicodedata import bidirectional

from publish.findings.finding import Code, Finding, Spot, finding, warning
from publish.findings.saying import counted, examples, verb
from publish.language import tags, words
from publish.language.letters import foreign_phrases
from publish.pdf.binding import Bound
from publish.pdf.extractors import AT_A_LOSS
from publish.pdf.file import PdfFile
from publish.pdf.tree import INLINE, Element
from publish.text.dressed import Text
from publish.text.words import pieces
from publish.verify.pdf.words import TOLERATED

WORDS = Code("pdf-tags-words", "ISO 32000-1:2008, 14.8.2.3")
SOURCE = Code("pdf-tags-source", "ISO 32000-1:2008, 14.8.2.3")
PAINTED = Code("pdf-tags-painted", "ISO 14289-1:2014, 7.2")
ORDER = Code("pdf-tags-order", "ISO 14289-1:2014, 7.2")
LANGUAGE = Code("pdf-tags-language", "ISO 14289-1:2014, 7.2")

_ASIDE: Final = frozenset(
    {"Note", "FENote", "Caption", "Figure", "Formula", "Form", "TH", "TD", "Lbl"}
)
"""Types whose place on the page is not that of their turn in reading, or need not be."""

_RIGHT_TO_LEFT: Final = frozenset({"R", "AL"})


def check(file: PdfFile) -> Iterator[Finding]:
    """What is read by tags, against the page and against the source where it is known."""
    if file.tree is None or not file.legible:
        return
    yield from _words(file, file.tree)
    if file.text is not None:
        yield from _source(file, file.tree, file.text)
        yield from _painted(file, file.tree, file.text)
    else:
        yield from _order(file, file.tree)
    yield from _languages(file, file.tree)


def _words(file: PdfFile, tree: Element) -> Iterator[Finding]:
    """The words on the pages, artifacts apart, are the words in the tree.

    PDFium reads the pages; a script that it cannot read is judged by the source alone.
    """
    if file.text is not None and file.text.profile.script in AT_A_LOSS["PDFium"]:
        return
    kept = words.loss(file.reading, file.speaker.text(tree))
    if not kept.lost:
        return
    turned = set(words.texts(file.speaker.text(tree)))
    backwards = [word for word in kept.lost if len(word) > 1 and word[::-1] in turned]
    how = "backwards" if len(backwards) > len(kept.lost) / 2 else "otherwise or not at all"
    yield finding(
        "error" if kept.share_kept < TOLERATED else "warning",
        WORDS,
        f"{counted(len(kept.lost), 'word')} of {kept.total} on the pages {verb(kept.lost)} read "
        f"{how} by tags: {examples(kept.lost)}.",
        file.place,
        "A screen reader says it so: make the file anew with tags in the order of reading.",
        file.spot_of_word(kept.lost[0]),
    )


def _source(file: PdfFile, tree: Element, text: Text) -> Iterator[Finding]:
    """Each paragraph of the source is read whole and in order; calls of notes may be in it.

    The short title is for running heads, which are not read; of a piece without words, such as
    a paragraph that shows a picture alone, there is nothing to be read.
    """
    read = _joined(file.speaker.text(tree, without={"Reference"}))
    torn = [
        (piece, place)
        for piece, place in pieces(text)
        if piece != text.short_title and (own := _joined(piece)).strip() and own not in read
    ]
    if torn:
        piece, place = torn[0]
        yield finding(
            "error",
            SOURCE,
            f"{counted(len(torn), 'piece')} of the source {verb(torn)} not read whole and in order "
            f"by tags; the first is at {place}: {examples([' '.join(piece.split()[:8])])}.",
            file.place,
            "A screen reader loses the thread there: make the file anew.",
        )


def _painted(file: PdfFile, tree: Element, text: Text) -> Iterator[Finding]:
    """The same of what is painted under the tags, for those who pass over ``ActualText``.

    Lines that run from right to left are painted as they are seen: of those there is no order
    to be held to, and words in such scripts are passed over.
    """
    if text.profile.direction == "rtl":
        return
    read = _joined(file.speaker.text(tree, without={"Reference"}, as_painted=True), turned=False)
    torn = [
        (piece, place)
        for piece, place in pieces(text)
        if piece != text.short_title
        and (own := _joined(piece, turned=False)).strip()
        and own not in read
    ]
    if torn:
        piece, place = torn[0]
        yield finding(
            "error",
            PAINTED,
            f"what is painted under the tags has {counted(len(torn), 'piece')} of the source not "
            f"whole and in order; the first is at {place}: "
            f"{examples([' '.join(piece.split()[:8])])}.",
            file.place,
            "A reader that knows no ActualText loses the thread there: make the file anew.",
        )


def _joined(text: str, *, turned: bool = True) -> str:
    """The words of a text; without those that are ``turned`` on a page if they are not wanted."""
    found = words.texts(text)
    kept = found if turned else [word for word in found if not _is_turned(word)]
    return f" {' '.join(kept)} "


def _is_turned(word: str) -> bool:
    return any(bidirectional(letter) in _RIGHT_TO_LEFT for letter in word)


def _order(file: PdfFile, tree: Element) -> Iterator[Finding]:
    """What is read next is not above, on the same part of the page.

    Told from boxes, so columns are in order: what is beside is neither above nor below.
    """
    placed = [(element, where) for element in _blocks(tree) if (where := file.spot(element))]
    jumps = [after for (_, one), after in pairwise(placed) if _is_above(after[1], one, file.bound)]
    if jumps:
        element, where = jumps[0]
        start = " ".join(file.speaker.text(element).split()[:6])
        yield warning(
            ORDER,
            f"{counted(len(jumps), 'block')} {verb(jumps)} read after what stands below on the "
            f"page: {examples([start])}, to begin with.",
            file.place,
            "Look whether the tags are in the order of reading.",
            where,
        )


def _blocks(tree: Element) -> Iterator[Element]:
    """The elements that hold lines of text, in order of reading."""
    for element in tree.children():
        if element.role in _ASIDE:
            continue
        if any(not isinstance(kid, Element) or kid.role in INLINE for kid in element.kids):
            yield element
        else:
            yield from _blocks(element)


def _is_above(after: Spot, before: Spot, bound: Bound) -> bool:
    if after.page != before.page or after.box is None or before.box is None:
        return bound.turns[after.page] < bound.turns[before.page]
    beside = after.box[2] <= before.box[0] or after.box[0] >= before.box[2]
    if after.page in bound.turned:
        return not beside and after.box[3] <= before.box[1]
    return not beside and after.box[1] >= before.box[3]


def _languages(file: PdfFile, tree: Element) -> Iterator[Finding]:
    """Whatever is written in another script than its language's needs a language of its own."""
    found = [
        (element, phrase)
        for element in tree.elements()
        if element.language and tags.is_well_formed(element.language)
        for _, phrase in foreign_phrases(element.language, file.speaker.own_text(element))
    ]
    if found:
        element, phrase = found[0]
        yield warning(
            LANGUAGE,
            f"{counted(len(found), 'phrase')} in another script {verb(found)} tagged as "
            f"“{element.language}”: {examples([phrase])}, to begin with.",
            file.place,
            "Give each a Span with its own language, so that a voice can say it.",
            file.spot(element),
        )
