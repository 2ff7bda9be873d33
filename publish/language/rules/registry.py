"""The rules by the names that language files give them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import Final

from publish.language.profile import Rule
from publish.language.rules import common
from publish.language.rules.arabic import arabic_punctuation
from publish.language.rules.east_asian import chinese_punctuation, japanese_punctuation
from publish.language.rules.french import french_spaces
from publish.language.rules.habits import Habits
from publish.language.rules.keep import keep
from publish.language.rules.last_line import last_line
from publish.language.rules.quotes import paired_quotes, quotes

RULES: Final[Mapping[str, Callable[[Habits], Rule]]] = MappingProxyType(
    {
        "ellipsis": common.ellipsis,
        "apostrophe": common.apostrophe,
        "quotes": quotes,
        "paired-quotes": paired_quotes,
        "arabic-punctuation": arabic_punctuation,
        "chinese-punctuation": chinese_punctuation,
        "japanese-punctuation": japanese_punctuation,
        "number-range": common.number_range,
        "dash": common.dash,
        "french-spaces": french_spaces,
        "keep": keep,
        "last-line": last_line,
    }
)
"""What makes each rule from a language's habits."""


def made(names: Iterable[str], habits: Habits) -> tuple[Rule, ...]:
    """The named rules for a language, in the order given."""
    return tuple(RULES[name](habits) for name in names)
