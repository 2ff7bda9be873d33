"""The one exception family: what is wrong, where, and what to do about it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

_SIGNS: Final = (
    *range(0x20),  # controls: of a terminal, too (ECMA-48)
    *range(0x7F, 0xA0),
    *range(0x2028, 0x202F),  # ends of lines and paragraphs; what turns round the order of letters
    *range(0x2066, 0x206A),
)
_SPELT: Final = {sign: f"\\u{sign:04x}" for sign in _SIGNS}
_SPELT_IN_LINES: Final = {sign: spelt for sign, spelt in _SPELT.items() if chr(sign) not in "\n\t"}


def for_terminal(text: str) -> str:
    """A text as it may be printed, whoever wrote the names in it: no sign does anything."""
    return text.translate(_SPELT_IN_LINES)


@dataclass(frozen=True, slots=True)
class Place:
    """A spot in a file that a person can open: path, and line counted from 1."""

    path: Path
    line: int | None = None

    def __str__(self) -> str:
        path = str(self.path).translate(_SPELT)
        return f"{path}:{self.line}" if self.line is not None else path


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault, in words meant for the editor.

    ``message`` says what is wrong, ``remedy`` what to do; neither repeats the place.
    """

    message: str
    place: Place | None = None
    remedy: str | None = None

    def __str__(self) -> str:
        head = f"{self.place}: {self.message}" if self.place else self.message
        return f"{head} {self.remedy}" if self.remedy else head


def fault_of_the_program(error: BaseException) -> str:
    """What is said of an error that nobody foresaw, without an end."""
    return f"a fault of the program, not of the content: {type(error).__name__}: {error}"


class PublishError(Exception):
    """Something that stops the work; carries every problem found and an exit status."""

    exit_status = 1

    def __init__(self, *problems: Problem) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = problems

    def __reduce__(self) -> tuple[type[PublishError], tuple[Problem, ...]]:
        """Let an error cross from a worker process to the one that reports it."""
        return type(self), self.problems


class ContentError(PublishError):
    """Content that cannot be published as it stands."""


class FontError(PublishError):
    """A character that no catalogued face can draw, or a face that cannot be had."""


class TypesetError(PublishError):
    """A page that could not be set as asked."""


class ToolError(PublishError):
    """An outside program that is missing or failed."""


class CommandError(PublishError):
    """A command line that asks for something that does not exist."""

    exit_status = 2
