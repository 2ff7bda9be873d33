"""Who signed: numbered groups, with a country where the name alone may not tell it."""

from __future__ import annotations

from publish.content.facts import Group, Member
from publish.language.names import territory
from publish.language.numerals import digits
from publish.language.phrase import Phrase
from publish.text.desk import Desk
from publish.text.dressed import Signatory, SignatoryGroup


def signatories(desk: Desk) -> tuple[SignatoryGroup, ...]:
    """The groups of signatories in print order, each numbered from 1."""
    groups = desk.statement.facts.signatories
    return tuple(_group(desk, group, index) for index, group in enumerate(groups))


def _group(desk: Desk, group: Group, index: int) -> SignatoryGroup:
    key = ("signatories", index)
    heading = desk.pick(group.heading, *key, "heading") if group.heading else None
    members = (
        _signatory(desk, member, number, (*key, "members", number - 1))
        for number, member in enumerate(group.members, start=1)
    )
    return SignatoryGroup(heading, tuple(members), desk.statement.where(*key))


def _signatory(desk: Desk, member: Member, number: int, key: tuple[str | int, ...]) -> Signatory:
    name = desk.pick(member.name, *key, "name")
    return Signatory(
        number=digits(number, desk.profile.numerals),
        name=name,
        source=desk.statement.where(*key, "name"),
        country=_country(desk, member, name),
    )


def _country(desk: Desk, member: Member, name: Phrase) -> Phrase | None:
    """The country in the text's language, for readers to whom the name alone does not tell it.

    A name that is written once for all languages has its country in all of them; one that is
    translated has it where the text's language lacks a translation.
    """
    if member.country is None or (member.name.is_translated and name.language == desk.profile.tag):
        return None
    country = territory(member.country, desk.profile)
    has_name = country != member.country
    return Phrase(country, desk.profile.tag) if has_name else None
