"""Attribute lines: the role and the identifier that ``{.slogan #p3}`` gives to a block.

A list may have its kind of numbers from one too: ``{numbers="(a)"}``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from publish.content import constructs
from publish.content.statement import Role
from publish.faults import Fault, did_you_mean, quoted
from publish.language.counters import kind_of

_HELP = 'An attribute line looks like {.slogan}, {#p3}, {.slogan #p3} or {numbers="(a)"}.'

_NUMBERS = "numbers="

# A name that XML and URLs take alike, because it becomes an id in EPUB and a fragment.
_IDENT = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")


@dataclass(frozen=True, slots=True)
class Attributes:
    """What the attribute lines before a block say about it."""

    role: Role | None = None
    ident: str | None = None
    numbers: str | None = None

    def joined(self, other: Attributes) -> Attributes:
        """Both together; raises Fault where they speak of the same thing."""
        if self.role and other.role:
            raise Fault(f'the block has two roles, "{self.role}" and "{other.role}".', "Keep one.")
        if self.ident and other.ident:
            message = f'the block has two identifiers, "{self.ident}" and "{other.ident}".'
            raise Fault(message, "Keep one.")
        if self.numbers and other.numbers:
            raise Fault("the list has two kinds of numbers.", "Keep one.")
        return Attributes(
            self.role or other.role, self.ident or other.ident, self.numbers or other.numbers
        )


def parse_attributes(line: str) -> Attributes:
    """Read an attribute line, with whatever quotation or list marks stand before it.

    Raises Fault for an unknown role, a malformed identifier, or anything else.
    """
    if fault := constructs.in_braces(line):
        raise fault
    inside = re.fullmatch(r"[^{}]*\{([^{}]*)\}\s*", line)
    if not inside or not inside[1].strip():
        raise Fault("the attribute line is not understood.", _HELP)
    attributes = Attributes()
    for word in inside[1].split():
        attributes = attributes.joined(_attribute(word))
    return attributes


def _attribute(word: str) -> Attributes:
    sign, name = word[0], word[1:]
    if sign == ".":
        if name not in list(Role):
            raise Fault(f"unknown role {quoted(name)}.", did_you_mean(name, list(Role)))
        return Attributes(role=Role(name))
    if sign == "#":
        return Attributes(ident=check_ident(name))
    if word.startswith(_NUMBERS):
        kind = word.removeprefix(_NUMBERS).strip("\"'")
        kind_of(kind)
        return Attributes(numbers=kind)
    raise Fault(f"unknown attribute {quoted(word)}.", _HELP)


def check_ident(name: str) -> str:
    """The identifier itself; raises Fault where it is none."""
    if not _IDENT.fullmatch(name):
        message = f"{quoted(name)} is not an identifier."
        raise Fault(message, "Begin with a letter; go on with letters, digits, - and _.")
    return name
