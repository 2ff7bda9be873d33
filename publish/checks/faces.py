"""Characters that no catalogued face can draw."""

from __future__ import annotations

from collections.abc import Iterator

from publish.content.statement import Statement
from publish.errors import FontError
from publish.findings.finding import Code, Finding
from publish.fonts.library import open_library
from publish.text.edit import edit
from publish.text.words import characters

CODE = Code("face-missing")


def check(statement: Statement) -> Iterator[Finding]:
    """An error for each script or character that would come out as a box."""
    library = open_library()
    for language in statement.languages:
        try:
            text = edit(statement, language).naming(library.draws)
            library.check(characters(text), text.profile.script)
        except FontError as error:
            yield from (Finding(CODE.name, "error", problem) for problem in error.problems)
