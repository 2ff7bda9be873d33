"""What opens a volume: a cover with every title, and contents, each line in its own language."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from publish.content.statement import Inline, Run
from publish.design.design import Design
from publish.fonts.library import Library
from publish.impose.sheet import BINDINGS, Binding
from publish.language.names import autonym
from publish.language.numerals import digits
from publish.language.phrase import Phrase
from publish.language.profile import Profile
from publish.language.scripts import direction_of, script_of_tag
from publish.markup.pages import Hyphenation, Markup
from publish.markup.templates import template
from publish.markup.variables import page_rules, script_class
from publish.text.dressed import Text
from publish.text.isolate import inlines
from publish.volumes.order import side_of

SHEETS = ("tokens", "scripts", "text", "statement", "page", "pamphlet", "volume")


@dataclass(frozen=True, slots=True)
class _Word:
    """A word that may be in another language than what stands around it."""

    text: str
    language: str
    direction: str
    classes: str


@dataclass(frozen=True, slots=True)
class _Entry:
    """One language of a volume, as its cover and contents have it; ``number`` is its page."""

    language: str
    direction: str
    classes: str
    name: str
    title: tuple[Inline, ...]
    title_text: str
    subtitle: tuple[Inline, ...]
    kind: tuple[Inline, ...]
    event: tuple[Inline, ...]
    where: tuple[Inline, ...]
    heading: _Word
    number: str


def front_markup(
    texts: Sequence[Text],
    fonts: Library,
    design: Design,
    *,
    begins: Sequence[int] | None,
    binding: Binding,
) -> Markup:
    """The cover of ``texts``, titled and described after the first, and contents.

    ``begins`` are the pages on which the texts begin; without them there are no contents.
    ``binding`` is the side of the spine, "left" or "right".
    """
    first = texts[0]
    numbers = begins or (0,) * len(texts)
    html = template("volume.html.j2", first, lambda picture: picture.path.as_uri()).render(
        language=first.language,
        direction=first.profile.direction,
        title=" · ".join(dict.fromkeys(text.title_text for text in texts)),
        author=first.event.text if first.event else None,
        modified=first.modified,
        entries=[_entry(text, number) for text, number in zip(texts, numbers, strict=True)],
        with_contents=begins is not None,
        notes_on_page=True,
        on_page=True,
    )
    return Markup(
        html=html,
        rules=page_rules(first.profile, fonts) + begin_at(1, binding),
        sheets=design.sheets(SHEETS),
        palette=design.palettes["light"],
        pictures=frozenset(),
        language=first.language,
        direction=first.profile.direction,
        hyphenation=Hyphenation(first.profile.hyphenation, first.profile.divides_capitals),
        elongation=first.profile.elongation,
    )


def together(texts: Sequence[Text]) -> tuple[Text, ...]:
    """``texts`` as they stand in one volume: none names the others as being elsewhere."""
    within = {text.language for text in texts}
    return tuple(
        replace(
            text,
            other_languages=tuple(
                name for name in text.other_languages if name.language not in within
            ),
        )
        for text in texts
    )


def begin_at(number: int, binding: Binding) -> str:
    """Rules that give a document's first page this number, on the side of the spine it has.

    The first page of a volume is a right-hand one where the spine is on the left.
    """
    return (
        f"html {{ break-before: {side_of(number, binding)} }}\n"
        f"@page :first {{ counter-reset: page {number} }}\n"
    )


def undivided(profile: Profile, binding: Binding) -> str:
    """Rules that keep words whole where a text reads against the volume's direction.

    In a file that says it reads from right to left (ISO 32000-1, 12.2), programs that extract
    text take the parts of a divided left-to-right word in the wrong order.
    """
    if binding == "left" or BINDINGS[profile.direction] == binding:
        return ""
    return "* { hyphens: manual !important }\n.body { text-align: start !important }\n"


def _entry(text: Text, number: int) -> _Entry:
    profile = text.profile
    return _Entry(
        language=text.language,
        direction=profile.direction,
        classes=script_class(text.language),
        name=autonym(text.language),
        title=text.title,
        title_text=text.title_text,
        subtitle=text.subtitle,
        kind=_inlines(text.kind, profile),
        event=_inlines(text.event, profile),
        where=_joined(text.place, text.dates, profile),
        heading=_word(text.word("contents")),
        number=digits(number, profile.numerals),
    )


def _inlines(phrase: Phrase | None, profile: Profile) -> tuple[Inline, ...]:
    return inlines(phrase, profile) if phrase else ()


def _joined(place: Phrase | None, dates: Phrase | None, profile: Profile) -> tuple[Inline, ...]:
    both = _inlines(place, profile), _inlines(dates, profile)
    return (*both[0], Run(" · "), *both[1]) if all(both) else (*both[0], *both[1])


def _word(phrase: Phrase) -> _Word:
    script = script_of_tag(phrase.language)
    return _Word(phrase.text, phrase.language, direction_of(script), f"script-{script}")
