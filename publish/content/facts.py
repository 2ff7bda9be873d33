"""The facts of ``statement.toml`` that no language owns, validated by pydantic."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import Annotated

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Discriminator,
    Field,
    RootModel,
    Strict,
    Tag,
    ValidationInfo,
    field_validator,
)

from publish.content.addresses import check_web_address
from publish.content.characters import check_words
from publish.content.countries import check_country
from publish.content.days import check_day
from publish.content.looks import Look, Pages
from publish.content.slugs import check_slug
from publish.content.tags import check_tag, parents
from publish.faults import Fault, did_you_mean, quoted
from publish.language.numerals import SYSTEMS
from publish.language.phrase import Phrase

SCHEMA = 1
"""The version of ``statement.toml`` that this program reads."""


def _check_schema(version: int) -> int:
    if version != SCHEMA:
        message = f"{version} is not known to this program, which reads schema {SCHEMA}."
        raise Fault(message, f"Write schema = {SCHEMA}, or use a newer program.")
    return version


def _check_numerals(system: str) -> str:
    if system not in SYSTEMS:
        message = f"{quoted(system)} is no numbering system that is known here."
        raise Fault(message, did_you_mean(system, sorted(SYSTEMS)))
    return system


def _check_url(url: str) -> str:
    return check_web_address(url, "the source")


Words = Annotated[str, AfterValidator(check_words), Field(json_schema_extra={"minLength": 1})]
LanguageTag = Annotated[str, AfterValidator(check_tag), Field(examples=["en", "pt-BR", "sr-Cyrl"])]
Country = Annotated[
    str, AfterValidator(check_country), Field(json_schema_extra={"pattern": "^[A-Z]{2}$"})
]
Url = Annotated[str, AfterValidator(_check_url), Field(json_schema_extra={"pattern": "^https?://"})]
Numerals = Annotated[
    str,
    AfterValidator(_check_numerals),
    Field(json_schema_extra={"enum": sorted(SYSTEMS)}),
]
Slug = Annotated[str, AfterValidator(check_slug), Field(examples=["harbour-appeal"])]
# Strict, lest a string or a number be taken for a date: TOML has dates of its own.
Day = Annotated[date, Strict(), AfterValidator(check_day)]
Moment = Annotated[datetime, Strict(), AfterValidator(check_day)]


class Frozen(BaseModel):
    """A table of TOML: immutable, and without keys that nobody knows."""

    model_config = ConfigDict(frozen=True, extra="forbid")


def _kind_of_text(value: object) -> str | None:
    if isinstance(value, str):
        return "text"
    return "table" if isinstance(value, dict) else None


class Localised(
    RootModel[
        Annotated[
            Annotated[Words, Tag("text")]
            | Annotated[
                dict[LanguageTag, Words],
                Field(json_schema_extra={"minProperties": 1}),
                Tag("table"),
            ],
            Discriminator(_kind_of_text),
        ]
    ]
):
    """A text in the source language that serves for all, or a table of tag to text."""

    model_config = ConfigDict(frozen=True)

    @field_validator("root")
    @classmethod
    def _has_a_language(cls, root: str | dict[str, str]) -> str | dict[str, str]:
        if not root:
            raise Fault("the table has no language.", 'Write at least one: { en = "..." }.')
        return root

    @property
    def is_translated(self) -> bool:
        """Whether it is a table of languages, and not one text for all."""
        return isinstance(self.root, dict)

    def pick(self, language: str, source_language: str) -> Phrase:
        """The text for a language, with the language it is really in.

        Tried in turn: the tag, its parents, the source language, its parents, and, where
        the source language is missing too, the language written first. A plain string is
        in the source language.
        """
        if isinstance(self.root, str):
            return Phrase(self.root, source_language)
        chain = (language, *parents(language), source_language, *parents(source_language))
        found = next((tag for tag in chain if tag in self.root), next(iter(self.root)))
        return Phrase(self.root[found], found)


class Status(StrEnum):
    """How far a statement has come."""

    DRAFT = "draft"
    FINAL = "final"
    OPEN = "open-for-subscription"
    WITHDRAWN = "withdrawn"
    SUPERSEDED = "superseded"


class _Dated(Frozen):
    starts: Day | None = Field(None, description="The first day.")
    ends: Day | None = Field(None, description="The last day.")

    @field_validator("ends")
    @classmethod
    def _ends_after_start(cls, ends: date | None, info: ValidationInfo) -> date | None:
        if ends is None or "starts" not in info.data:  # a bad start has its own problem
            return ends
        starts = info.data["starts"]
        if starts is None:
            raise Fault('"ends" is given without "starts".', "Give both, or starts alone.")
        if ends < starts:
            raise Fault(f"it ends on {ends}, before it starts on {starts}.", "Correct one.")
        return ends


class Event(_Dated):
    """The event where the statement was adopted."""

    name: Localised | None = Field(None, description="What the event is called.")
    place: Localised | None = Field(None, description="The town, as a reader would name it.")
    country: Country | None = Field(None, description="ISO 3166-1 alpha-2 code: TR.")


class Member(Frozen):
    """One who signs: a party, an organisation, a person."""

    name: Localised = Field(description="The signatory's name.")
    country: Country | None = Field(None, description="ISO 3166-1 alpha-2 code: GR.")
    id: Words | None = Field(None, description="A name for this entry that never changes.")
    signed_on: Day | None = Field(None, description="The day of signing.")


class Group(Frozen):
    """Signatories printed together, under a heading of their own."""

    heading: Localised | None = Field(None, description="What stands above the group.")
    members: tuple[Member, ...] = Field(
        description="Who signs, in print order.", json_schema_extra={"minItems": 1}
    )

    # Not Field(min_length=1): that counts a member with a fault as one that is not there.
    @field_validator("members")
    @classmethod
    def _has_a_member(cls, members: tuple[Member, ...]) -> tuple[Member, ...]:
        if not members:
            raise Fault("the group has no members.", "Add one, or remove the group.")
        return members


class Upcoming(_Dated):
    """An event that the statement announces."""

    name: Localised = Field(description="What the event is called.")
    place: Localised | None = Field(None, description="Where it takes place.")


class Revision(Frozen):
    """A correction of the text or the facts after they were published."""

    on: Day = Field(description="The day of the correction.")
    note: Localised = Field(description="What was corrected.")
    languages: tuple[LanguageTag, ...] = Field(
        (), description="The languages that it was made in; none named: all."
    )


class Versioned(BaseModel):
    """What every version of ``statement.toml`` has in common: the number of the version."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    schema_: Annotated[int, Strict(), AfterValidator(_check_schema)] = Field(
        alias="schema",
        description="The version of this file's form.",
        json_schema_extra={"const": SCHEMA},
    )


class Facts(Versioned):
    """The whole of ``statement.toml``. ``published`` may or may not know its time zone."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    source_language: LanguageTag = Field(
        description="The language that the others are translated from, as a BCP 47 tag."
    )
    kind: Words | None = Field(
        None,
        description="What sort of text it is; printed above the title in the language's words.",
        examples=["resolution", "statement", "appeal", "declaration"],
    )
    status: Status | None = Field(None, description="How far the statement has come.")
    adopted: Day | None = Field(None, description="The day of adoption: 2023-10-22.")
    published: Moment | None = Field(
        None, description="When it was made public: 2023-10-31T11:00:00."
    )
    revised: Moment | None = Field(
        None, description="When text or facts were last corrected: 2024-06-01T10:00:00."
    )
    source: Url | None = Field(None, description="Where the text comes from: https://...")
    symbol: Words | None = Field(
        None, description="The document's own number, set as it is: A/RES/79/201."
    )
    superseded_by: Slug | None = Field(
        None, description="The folder of the statement that has taken its place."
    )
    subjects: tuple[Words, ...] = Field((), description='What it is about: ["peace", "libraries"].')
    numerals: Numerals | None = Field(
        None,
        description="The digits of its numbers, in the languages that have them: arab, deva.",
    )
    issued_by: Localised | None = Field(
        None, description="The organ that issued it, where that is not the event."
    )
    event: Event | None = Field(None, description="The event where it was adopted.")
    signatories: tuple[Group, ...] = Field((), description="Groups of signatories, in print order.")
    upcoming: tuple[Upcoming, ...] = Field((), description="Events to announce, in print order.")
    revisions: tuple[Revision, ...] = Field((), description="What was corrected, newest last.")
    look: Look | None = Field(
        None, description="How its pages look, where not as the house has it."
    )
    pages: Pages | None = Field(
        None, description="How its pages come, where not as the house has it."
    )


class FrontMatter(Frozen):
    """What stands between the ``+++`` lines of a language file."""

    title: Words = Field(description="The title of the statement in this language.")
    subtitle: Words | None = Field(None, description="The second line of the title.")
    short_title: Words | None = Field(None, description="The title for running heads.")
    translator: Words | None = Field(None, description="Who translated the text.")
    numerals: Numerals | None = Field(
        None, description="The digits of its numbers, where not those of the language: arab."
    )
