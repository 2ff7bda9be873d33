"""The making of a volume: several languages of a statement in one file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import PurePosixPath

from publish.content.statement import Statement
from publish.design.design import Design
from publish.fonts.library import Library
from publish.text.edit import edit
from publish.text.words import characters
from publish.typeset.engine import use_fonts
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
    Raises CommandError for languages that are not there or not as many as the form asks for,
    FontError where a character has no face, TypesetError where a page cannot be set as asked.
    """
    chosen = languages_for(form, languages, statement.languages)
    modified = None if epoch is None else datetime.fromtimestamp(epoch, UTC)
    texts = [edit(statement, tag, modified=modified).naming(fonts.draws) for tag in chosen]
    for text in texts:
        fonts.check(characters(text), text.profile.script)
    use_fonts(fonts.installed)
    made = form.make(texts, fonts, design, with_faces=with_faces)
    name = f"{statement.slug}.{'+'.join(chosen)}.{form.suffix}"
    return MadeVolume(PurePosixPath(statement.slug, name), made.content, made.about)
