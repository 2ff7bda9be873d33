"""Markup for the cover of an e-book, with titles as large as they may be."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from publish.content.statement import Inline
from publish.design.design import Design
from publish.fonts.library import Library
from publish.language.scripts import script_of
from publish.markup.pages import Hyphenation, Markup
from publish.markup.templates import template
from publish.markup.variables import page_rules, script_class, script_classes
from publish.text.dressed import Text

SHEETS: Final = ("tokens", "scripts", "cover")


@dataclass(frozen=True, slots=True)
class _Step:
    """How large a title is, beside that of a title page, and whether its words may be divided."""

    fit: float
    divided: bool


_FITS: Final = (1.9, 1.7, 1.5, 1.35, 1.2, 1.08, 0.96, 0.84, 0.72, 0.6, 0.5, 0.4, 0.3)
"""How large a title may be, from large to small."""

_DIVIDED_FROM: Final = 1.08
"""A long word is rather divided than so small that a shelf hides the title."""

_AREA_EM: Final = 125.0
"""What there is for titles: ems of a title page's size, squared."""

_LINE_EM: Final = 9.3
"""How long a line is, in those ems."""

_WIDTH_EM, _LEADING_EM = 0.52, 1.2
"""How wide a letter is and how far apart lines are, about."""

_LARGER: Final = {"Arab": 1.35, "Deva": 1.15, "Geor": 1.15, "Taml": 1.4}
"""How much more room than Latin letters the letters of a script take, or their lines."""


_UNSPACED: Final = frozenset({"Hani", "Hira", "Kana", "Khmr", "Laoo", "Mymr", "Thai"})


@dataclass(frozen=True, slots=True)
class _Title:
    """A title, and what is said of the element around it."""

    name: tuple[Inline, ...]
    subtitle: tuple[Inline, ...]
    language: str
    direction: str
    classes: str


def cover_markups(texts: Sequence[Text], fonts: Library, design: Design) -> Iterator[Markup]:
    """Covers of a book of ``texts``, which the first is called by, from large to small.

    Those are left out that are certainly too large; the first that fits on its page is the one.
    """
    larger = _LARGER.get(texts[0].profile.script, 1.0)
    for step in _steps([text.title_text for text in texts], larger):
        yield _markup(texts, fonts, design, step)


def _steps(names: Sequence[str], larger: float) -> Iterator[_Step]:
    """The steps that may be small enough, for letters so much ``larger`` than Latin ones."""
    words = [word for name in names for word in name.split()]
    longest = max((_ems(word) for word in words if not _is_divisible(word)), default=0.0) * larger
    area = sum(_ems(word) + _WIDTH_EM / 2 for word in words) * _LEADING_EM * larger
    for fit in _FITS:
        divided = longest * fit > _LINE_EM
        fills = area * fit**2 > _AREA_EM
        if fit == _FITS[-1] or not (fills or (divided and fit > _DIVIDED_FROM)):
            yield _Step(fit, divided)


def _ems(word: str) -> float:
    """About how wide a word is."""
    wide = [char for char in word if unicodedata.east_asian_width(char) in "WF"]
    narrow = sum(unicodedata.category(char)[0] != "M" for char in word) - len(wide)
    return len(wide) + _WIDTH_EM * narrow


def _is_divisible(word: str) -> bool:
    """Whether lines may end within what stands between two spaces, as in Chinese and in Thai."""
    return any(script_of(char) in _UNSPACED for char in word)


def _markup(texts: Sequence[Text], fonts: Library, design: Design, step: _Step) -> Markup:
    first = texts[0]
    profile = first.profile
    html = template("cover.html.j2", first, lambda picture: picture.path.as_uri()).render(
        root_classes=script_classes(profile),
        notes_on_page=True,
        on_page=True,
        step=step,
        titles=[_title(text, alone=len(texts) == 1) for text in texts],
    )
    return Markup(
        html=html,
        rules=f"{page_rules(profile, fonts)}:root {{ --fit: {step.fit} }}\n",
        sheets=design.sheets(SHEETS),
        pictures=frozenset(),
        language=first.language,
        direction=profile.direction,
        hyphenation=Hyphenation(profile.hyphenation, profile.divides_capitals),
        folder=first.path.parent,
    )


def _title(text: Text, *, alone: bool) -> _Title:
    return _Title(
        name=text.title,
        subtitle=text.subtitle if alone else (),
        language=text.language,
        direction=text.profile.direction,
        classes=script_class(text.language),
    )
