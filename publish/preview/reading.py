"""Reading a statement while it is being written: a fault in one language stops only that one."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path

from publish.content.load import load
from publish.content.statement import Statement
from publish.content.translation import read_translation
from publish.errors import ContentError, Problem


@dataclass(slots=True)
class Reader:
    """Reads statements, and remembers each as it was when it last was whole."""

    whole: dict[Path, Statement] = field(default_factory=dict)

    def read(self, folder: Path, language: str) -> Statement:
        """The statement in ``folder``, of which ``language`` is as it is now.

        While only other languages have faults, everything else is as it last was. Raises
        ContentError where the facts or the language itself cannot be read.
        """
        try:
            statement = load(folder)
        except ContentError as error:
            last = self.whole.get(folder)
            if last is None or any(_concerns(each, folder, language) for each in error.problems):
                raise
            now, _ = read_translation(folder / f"{language}.md", language, folder)
            return replace(last, translations={**last.translations, language: now})
        self.whole[folder] = statement
        return statement


def _concerns(problem: Problem, folder: Path, language: str) -> bool:
    """Whether a problem is in anything else than the text in another language."""
    path = problem.place.path if problem.place else folder
    return path.parent != folder or path.suffix != ".md" or path.stem == language
