"""The forms of a volume: a table of how several languages may stand between two covers."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from types import MappingProxyType
from typing import Final, Protocol

from publish.design.design import Design
from publish.errors import CommandError, Problem
from publish.fonts.library import Library
from publish.impose.sheet import BINDINGS
from publish.text.dressed import Text
from publish.typeset.binding import Volume, write_volume
from publish.volumes.ebook import Pamphlet, ebook
from publish.volumes.front import together
from publish.volumes.headtohead import head_to_head
from publish.volumes.parallel import parallel
from publish.volumes.sequence import sequence

_LEAST = 2


@dataclass(frozen=True, slots=True)
class Made:
    """A finished volume: its bytes, and what it is, in words for whoever asked for it."""

    content: bytes
    about: str


class Make(Protocol):
    """What makes a volume of a form."""

    def __call__(
        self,
        texts: Sequence[Text],
        fonts: Library,
        design: Design,
        pamphlet: Pamphlet,
        *,
        with_faces: bool,
        site: str | None = None,
    ) -> Made:
        """A volume of ``texts``; ``with_faces`` says whether an e-book carries its fonts.

        ``pamphlet`` gives the pages of each text's own, for the page list of an e-book, and
        ``site`` is the address that it sends readers to for other languages.

        Raises TypesetError where a page cannot be set as asked.
        """


@dataclass(frozen=True, slots=True)
class Form:
    """One way to bind several languages.

    ``suffix`` follows ``<statement>.<languages>.`` in file names; ``most`` is how many languages
    it can hold, None for any.
    """

    name: str
    suffix: str
    make: Make
    most: int | None = None


def _pages(
    lay_out: Callable[[Sequence[Text], Library, Design], Volume],
    texts: Sequence[Text],
    fonts: Library,
    design: Design,
    pamphlet: Pamphlet,
    *,
    with_faces: bool,
    site: str | None = None,
) -> Made:
    """A volume of pages; a PDF always carries its fonts, and names no address but its text's."""
    volume = lay_out(together(texts), fonts, design)
    about = f"{len(volume.leaves)} pages, bound on the {volume.binding}"
    return Made(write_volume(volume), about)


def _book(
    texts: Sequence[Text],
    fonts: Library,
    design: Design,
    pamphlet: Pamphlet,
    *,
    with_faces: bool,
    site: str | None = None,
) -> Made:
    content = ebook(texts, fonts, design, pamphlet, with_faces=with_faces, site=site)
    side = BINDINGS[texts[0].profile.direction]
    return Made(content, f"an e-book of {len(texts)} languages, its spine on the {side}")


FORMS: Final[Mapping[str, Form]] = MappingProxyType(
    {
        form.name: form
        for form in (
            Form("sequence", "sequence.pdf", partial(_pages, sequence)),
            Form("head-to-head", "head-to-head.pdf", partial(_pages, head_to_head)),
            Form("parallel", "parallel.pdf", partial(_pages, parallel), most=2),
            Form("epub", "epub", _book),
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
