"""What the cleaning rules changed in the authors' text: listed, so that nothing is silent."""

from __future__ import annotations

from collections.abc import Iterator

from publish.content.statement import Statement
from publish.findings.finding import Code, Finding, note
from publish.text.edit import edit

CODE = Code("text-cleaned")


def check(statement: Statement) -> Iterator[Finding]:
    """A note for each change, with the rule that made it."""
    for language in statement.languages:
        for change in edit(statement, language).changes:
            yield note(
                CODE,
                f"“{change.before}” is set as “{change.after}” (rule {change.rule}).",
                change.place,
            )
