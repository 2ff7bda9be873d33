"""What a book is made of: its documents in the order of reading, and the ways to them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from publish.content.statement import Inline, Run
from publish.epub.annexes import annexes
from publish.epub.contents import Entry, Landmark, contents, landmarks
from publish.epub.members import Member
from publish.markup.colophon import separated
from publish.text.dressed import Text

PARTS: Final = ("title", "text", "signatories", "upcoming", "colophon")
"""The documents that a text can become, in the order of reading; annexes follow the text."""


@dataclass(frozen=True, slots=True)
class Outline:
    """A book before anything of it is written.

    ``front`` is what stands for the book as a whole: in its language, the book is called, turns
    its pages and has its contents. ``spine`` are the documents in the order of reading: of which
    text each is a part, and which. ``heading`` stands over the contents; ``cover`` is a PNG.
    """

    front: Member
    members: tuple[Member, ...]
    spine: tuple[tuple[Member, str], ...]
    heading: tuple[Inline, ...]
    contents: tuple[Entry, ...]
    landmarks: tuple[Landmark, ...]
    cover: bytes | None

    @property
    def texts(self) -> tuple[Text, ...]:
        """The texts of the book, in the order of reading."""
        return tuple(member.text for member in self.members)


def of_one(member: Member) -> Outline:
    """The outline of a book of one text: the contents follow the title page."""
    cover = member.printed.cover if member.printed else None
    opening, *rest = _parts(member.text)
    parts = (*_cover(cover), opening, "contents", *rest)
    return Outline(
        front=member,
        members=(member,),
        spine=tuple((member, part) for part in parts),
        heading=separated((member.text.word("contents"),), member.text.profile),
        contents=contents(member, parts),
        landmarks=tuple(landmarks(member, parts)),
        cover=cover,
    )


def of_several(members: Sequence[Member], cover: bytes) -> Outline:
    """The outline of a book of several languages: contents lead to each, then each is whole.

    The first language is the book's own.
    """
    first = members[0].text
    front = Member(first)
    opening = (*_cover(cover), "contents")
    words = tuple(dict.fromkeys(member.text.word("contents") for member in members))
    return Outline(
        front=front,
        members=tuple(members),
        spine=(
            *((front, part) for part in opening),
            *((member, part) for member in members for part in _parts(member.text)),
        ),
        heading=separated(words, first.profile),
        contents=tuple(_language(member) for member in members),
        landmarks=(*landmarks(front, opening), *_beginnings(members)),
        cover=cover,
    )


def _cover(cover: bytes | None) -> tuple[str, ...]:
    return ("cover",) if cover else ()


def _parts(text: Text) -> tuple[str, ...]:
    """The documents that a text becomes: those with nothing in them are left out."""
    empty = {"signatories": not text.groups, "upcoming": not text.upcoming}
    return tuple(
        each
        for part in PARTS
        if not empty.get(part)
        for each in ((part, *annexes(text)) if part == "text" else (part,))
    )


def _language(member: Member) -> Entry:
    """A language with its contents below it."""
    tongue = member.tongue
    below = contents(member, _parts(member.text))
    return Entry((Run(tongue.name),), member.name("title"), below, tongue)


def _beginnings(members: Sequence[Member]) -> Iterator[Landmark]:
    """Where reading begins in each language, by its name."""
    for member in members:
        for landmark in landmarks(member, ("text",)):
            tongue = member.tongue
            yield replace(landmark, label=(Run(tongue.name),), tongue=tongue)
