"""Typography: what is still wrong in a text once cleaning and its language's rules are through.

Checks see each passage as it is to be read, so that what building mends of itself is not found
here: it is listed as ``text-cleaned``, or it is how the language is set (``publish.text.rules``,
``publish.language.rules``).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from publish.checks.typography import brackets as typography_brackets
from publish.checks.typography import characters as typography_characters
from publish.checks.typography import dashes as typography_dashes
from publish.checks.typography import digits as typography_digits
from publish.checks.typography import lists as typography_lists
from publish.checks.typography import marks as typography_marks
from publish.checks.typography import quotes as typography_quotes
from publish.checks.typography import repeats as typography_repeats
from publish.checks.typography import scripts as typography_scripts
from publish.checks.typography import spaces as typography_spaces
from publish.checks.typography.slip import Find, Mend, Slip, around
from publish.content.statement import Statement
from publish.findings.finding import Finding, warning
from publish.proof.passage import VERBATIM, Kind
from publish.proof.reading import passages
from publish.proof.settling import Reading, reading


@dataclass(frozen=True, slots=True)
class Look:
    """A row of the table: what finds slips, and the kinds of passages that it is not shown."""

    find: Find
    leaves_out: frozenset[Kind] = frozenset()


LOOKS: Final[tuple[Look, ...]] = (
    Look(typography_quotes.find, leaves_out=VERBATIM),
    Look(typography_brackets.find, leaves_out=VERBATIM),
    Look(typography_dashes.find, leaves_out=VERBATIM),
    Look(typography_spaces.find, leaves_out=VERBATIM),
    Look(typography_marks.find, leaves_out=VERBATIM),
    Look(typography_scripts.find, leaves_out=VERBATIM),
    Look(typography_digits.find, leaves_out=VERBATIM),
    Look(typography_characters.find, leaves_out=VERBATIM),
    Look(typography_repeats.find, leaves_out=VERBATIM),
)
"""What looks at one passage at a time, in this order: at all that a reader sees, the addresses
too, but for what its row leaves out."""

_FIXABLE: Final = "publish check --fix mends it."


def check(statement: Statement) -> Iterator[Finding]:
    """A warning for each slip, with the words around it and the line that it stands on."""
    for passage in passages(statement):
        seen = reading(passage)
        if found := slips(seen):
            yield from _findings(seen, found)
    yield from typography_lists.check(statement)


def _findings(seen: Reading, found: list[Slip]) -> Iterator[Finding]:
    text, place_of = seen.text, seen.places()
    for slip in found:
        yield warning(
            slip.code,
            f"“{around(text, slip.start, slip.end)}”: {slip.message}",
            place_of(slip.start),
            _FIXABLE if slip.mends else slip.remedy,
        )


def slips(seen: Reading) -> list[Slip]:
    """The slips in a passage, from left to right."""
    kind = seen.passage.kind
    looks = (look for look in LOOKS if kind not in look.leaves_out)
    found = (slip for look in looks for slip in look.find(seen.text, seen.profile))
    return sorted(found, key=lambda slip: (slip.start, slip.end, slip.code.name))


def corrections(seen: Reading) -> list[Mend]:
    """What mends those slips of a passage that can be mended, from left to right and apart."""
    chosen: list[Mend] = []
    for mend in sorted({mend for slip in slips(seen) for mend in slip.mends}):
        if not chosen or mend[0] >= chosen[-1][1]:
            chosen.append(mend)
    return chosen
