"""What a language's rules need to know of it: marks, dashes, and what it keeps on a line."""

from __future__ import annotations

from dataclasses import dataclass, field

from pydantic import BaseModel, ConfigDict

from publish.language.profile import Quotes


class Keep(BaseModel):
    """What stays on one line, as words in the language.

    ``with_next``: words that do not end a line; ``with_previous``: words that do not begin
    one; ``before_number`` and ``after_number``: words and signs that stay with a number;
    ``together``: expressions of several words that stay whole.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    with_next: tuple[str, ...] = ()
    with_previous: tuple[str, ...] = ()
    before_number: tuple[str, ...] = ()
    after_number: tuple[str, ...] = ()
    together: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Habits:
    """How a language quotes, which dash it sets between words, and what it keeps together.

    ``months`` are their names as they stand in a date, which stay with the day.
    """

    quotes: Quotes
    dash: str
    keep: Keep = field(default_factory=Keep)
    months: tuple[str, ...] = ()
