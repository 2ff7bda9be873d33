"""One language of a statement, cleaned and dressed: what every edition is made from."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

from publish.content.statement import Block, Inline, Note
from publish.errors import Place
from publish.language.phrase import Phrase
from publish.language.profile import Profile


@dataclass(frozen=True, slots=True)
class Change:
    """A change that a cleaning rule made to an author's text, listed for the editor.

    ``rule`` is the rule's code; ``before`` and ``after`` are the words around the change.
    """

    rule: str
    before: str
    after: str
    place: Place


@dataclass(frozen=True, slots=True)
class Signatory:
    """One who signed, with a ``number`` in the language's numerals.

    ``country`` is there only where the name is in another language than the text.
    """

    number: str
    name: Phrase
    source: Place
    country: Phrase | None = None


@dataclass(frozen=True, slots=True)
class SignatoryGroup:
    """Signatories under one heading, in print order."""

    heading: Phrase | None
    members: tuple[Signatory, ...]
    source: Place


@dataclass(frozen=True, slots=True)
class Announcement:
    """A coming event: its name, place and dates, each in its own language."""

    name: Phrase
    place: Phrase | None
    dates: Phrase | None
    source: Place


@dataclass(frozen=True, slots=True)
class Correction:
    """What was corrected in a text that had been published, and when."""

    on: Phrase
    note: Phrase
    source: Place


@dataclass(frozen=True, slots=True)
class Text:
    """Everything an edition says, in one language, in reading order.

    ``kind``, ``event``, ``place``, ``dates`` (of the event, else of adoption) and
    ``adopted`` (a whole line such as "Adopted in Izmir, 20–22 October 2023", empty if that
    is not known) open it; ``status`` follows the signatories; the rest is for the colophon:
    ``published`` is a line too, ``other_languages`` names the statement's other languages,
    each in itself. ``title_text`` and ``short_title`` are plain strings for metadata and the
    running head. ``modified`` dates the content (UTC), for metadata and reproducible files;
    ``created`` is earlier where it has been corrected since. ``symbol`` is the document's own
    number, ``revised`` a line, and ``revisions`` are those of this language, newest last.

    ``path`` is the language's file. ``sources`` tells where other texts were written, by
    the name of their field; what the program itself says, such as ``dates``, is not there.
    """

    slug: str
    profile: Profile
    path: Path
    title: tuple[Inline, ...]
    subtitle: tuple[Inline, ...]
    title_text: str
    short_title: str
    blocks: tuple[Block, ...]
    notes: tuple[Note, ...]
    kind: Phrase | None
    event: Phrase | None
    place: Phrase | None
    dates: Phrase | None
    adopted: tuple[Inline, ...]
    groups: tuple[SignatoryGroup, ...]
    status: Phrase | None
    upcoming: tuple[Announcement, ...]
    published: Phrase | None
    translator: str | None
    other_languages: tuple[Phrase, ...]
    source_url: str | None
    adopted_on: date | None
    modified: datetime
    source_language: str
    sources: Mapping[str, Place]
    changes: tuple[Change, ...] = ()
    symbol: str | None = None
    issued_by: Phrase | None = None
    subjects: tuple[str, ...] = ()
    revised: Phrase | None = None
    revisions: tuple[Correction, ...] = ()
    created: datetime | None = None

    @property
    def language(self) -> str:
        """The text's own BCP 47 tag."""
        return self.profile.tag

    @property
    def maker(self) -> Phrase | None:
        """Who made the text: the organ that issued it, else the event that adopted it."""
        return self.issued_by or self.event

    def naming(self, can_draw: Callable[[str], bool]) -> Text:
        """The text without those other languages whose names cannot be drawn.

        They cannot be published either: no page has been made in them.
        """
        drawn = tuple(name for name in self.other_languages if can_draw(name.text))
        return replace(self, other_languages=drawn)

    def word(self, key: str) -> Phrase:
        """An interface word, such as ``signatories``, in the nearest language that has it."""
        return self.profile.word(key)

    def edition(self, name: str) -> Phrase:
        """What an edition is called, in the nearest language that has a word for it."""
        return self.profile.edition(name)
