"""The forms of a volume: a table of how several languages may stand between two covers."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Final

from publish.errors import CommandError, Problem
from publish.fonts.library import Library
from publish.text.model import Text
from publish.typeset.binding import Volume
from publish.volumes.headtohead import head_to_head
from publish.volumes.parallel import parallel
from publish.volumes.sequence import sequence

_LEAST = 2


@dataclass(frozen=True, slots=True)
class Form:
    """One way to bind several languages; ``most`` is how many it can hold, None for any."""

    name: str
    lay_out: Callable[[Sequence[Text], Library, Path], Volume]
    most: int | None = None


FORMS: Final[Mapping[str, Form]] = MappingProxyType(
    {
        form.name: form
        for form in (
            Form("sequence", sequence),
            Form("head-to-head", head_to_head),
            Form("parallel", parallel, most=2),
        )
    }
)


def form_called(name: str) -> Form:
    """The form with this name. Raises CommandError where there is none."""
    if name in FORMS:
        return FORMS[name]
    raise CommandError(
        Problem(f'there is no form "{name}".', remedy=f"There are: {', '.join(FORMS)}.")
    )


def languages_for(form: Form, wanted: Sequence[str], there: Sequence[str]) -> tuple[str, ...]:
    """The languages of a volume in their order: those ``wanted``, else all that are ``there``.

    Raises CommandError where they are too few or too many for the form.
    """
    chosen = tuple(dict.fromkeys(wanted or there))
    if len(chosen) < _LEAST:
        raise CommandError(
            Problem(
                f"a volume has at least {_LEAST} languages, and this one would have "
                f"{', '.join(chosen) or 'none'} alone.",
                remedy=f"There are: {', '.join(there)}.",
            )
        )
    if form.most is not None and len(chosen) > form.most:
        raise CommandError(
            Problem(
                f"a {form.name} volume has {form.most} languages, not {len(chosen)}.",
                remedy=f"Choose them with -l: {', '.join(chosen)}.",
            )
        )
    return chosen
