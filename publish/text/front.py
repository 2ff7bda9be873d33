"""The front matter of a language's file: titles and translator, clean and dressed."""

from __future__ import annotations

from dataclasses import dataclass

from publish.content.statement import Inline, Run, Translation
from publish.errors import Place
from publish.text.desk import Desk
from publish.text.isolate import isolate


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """Titles and translator; see ``Text`` for the fields."""

    title: tuple[Inline, ...]
    subtitle: tuple[Inline, ...]
    title_text: str
    short_title: str
    translator: str | None


def front_matter(desk: Desk, translation: Translation) -> FrontMatter:
    """The front matter of a translation. Without a short title the title serves as one."""
    profile, path = desk.profile, translation.path

    def line(text: str | None, number: int | None = None) -> str:
        return desk.dresser.line(text, profile.tag, Place(path, number)) if text else ""

    title = line(translation.title, translation.title_line)
    subtitle = line(translation.subtitle, translation.subtitle_line)
    return FrontMatter(
        title=isolate((Run(title),), profile),
        subtitle=isolate((Run(subtitle),), profile),
        title_text=title,
        short_title=line(translation.short_title) or title,
        translator=line(translation.translator) or None,
    )
