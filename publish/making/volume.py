"""The making of a volume: several languages of a statement in one file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache, partial
from pathlib import PurePosixPath

from publish.content.statement import Statement
from publish.design.design import Design
from publish.fonts.library import Library
from publish.house.house import House, house_for
from publish.making.fits import PAMPHLET, laid_out, outcomes
from publish.markup.fit import Fit
from publish.markup.pages import page_markup
from publish.text.dressed import Text
from publish.text.edit import edit
from publish.text.words import characters
from publish.typeset.engine import use_fonts
from publish.typeset.layout import Layout
from publish.volumes.ebook import Pamphlet
from publish.volumes.forms import Form, languages_for


@dataclass(frozen=True, slots=True)
class MadeVolume:
    """A finished volume.

    ``path`` is where it goes below the output folder; ``about`` says in words what it is.
    """

    path: PurePosixPath
    content: bytes
    about: str


def make_volume(
    statement: Statement,
    languages: Sequence[str],
    form: Form,
    fonts: Library,
    design: Design,
    epoch: int | None = None,
    *,
    with_faces: bool = True,
) -> MadeVolume:
    """A volume of ``statement`` in ``languages``, in their order; none named means all.

    ``epoch`` (SOURCE_DATE_EPOCH, in seconds) replaces the date that the content gives;
    ``with_faces`` says whether an e-book carries its fonts.
    The house is the content folder's (``publish.toml``), as for all that is built.
    Raises ContentError for what is wrong in that file, CommandError for languages that are not
    there or not as many as the form asks for, FontError where a character has no face, TypesetError
    where a page cannot be set as asked.
    """
    chosen = languages_for(form, languages, statement.languages)
    modified = None if epoch is None else datetime.fromtimestamp(epoch, UTC)
    texts = [edit(statement, tag, modified=modified).naming(fonts.draws) for tag in chosen]
    for text in texts:
        fonts.check(characters(text), text.profile.script)
    use_fonts(fonts.installed)
    house = house_for(statement)
    pamphlet = _pamphlet(statement, house, fonts, design, modified)
    made = form.make(texts, fonts, design, pamphlet, with_faces=with_faces, site=house.base_url)
    name = f"{statement.slug}.{'+'.join(chosen)}.{form.suffix}"
    return MadeVolume(PurePosixPath(statement.slug, name), made.content, made.about)


def _pamphlet(
    statement: Statement, house: House, fonts: Library, design: Design, modified: datetime | None
) -> Pamphlet:
    """What lays out a text as its own pamphlet is, for which all languages are looked at."""

    @cache
    def fits() -> Mapping[str, Fit]:
        if house.multiple == 1:
            return {}
        found = outcomes(statement, house, fonts, design, modified)
        return {language: outcome.fit for language, outcome in found.items()}

    def pages(text: Text) -> Layout:
        fit = fits().get(text.language)
        return laid_out(partial(page_markup, text, PAMPHLET, fonts, design), house, fit).layout

    return pages
