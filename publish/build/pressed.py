"""The making of the press edition: the text laid out in inks, and dressed for the press."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from publish.editions import Edition
from publish.fonts.library import Library
from publish.markup.pages import page_markup
from publish.markup.slug import slug_markup
from publish.press.colours import press_rules, read_colours
from publish.press.finish import Job, finish
from publish.press.geometry import Boxes
from publish.press.profile import default_profile, read_profile
from publish.resources import styles_dir
from publish.text.model import Text
from publish.typeset.engine import lay_out, write_pdf


def press_file(
    text: Text, edition: Edition, fonts: Library, profile: Path | None
) -> tuple[bytes, int]:
    """A press file of ``text`` for the printing condition of ``profile``, and its pages.

    ``profile`` is the file of a CMYK profile; none means the one that comes with Publish.
    Raises CommandError for a profile of something else than a four-colour press, TypesetError
    for a page that cannot be set or printed as asked.
    """
    styles = styles_dir()
    condition = read_profile(profile) if profile else default_profile()
    colours = read_colours(styles)
    rules = press_rules(colours)
    markup = page_markup(text, edition, fonts, styles)
    layout = lay_out(replace(markup, rules=rules + markup.rules))
    slug = slug_markup(text, layout.pages, fonts, styles)
    slugs = lay_out(replace(slug, rules=rules + slug.rules))
    assert edition.size_mm is not None
    job = Job(
        title=text.title_text,
        language=text.language,
        modified=text.modified,
        boxes=Boxes(*edition.size_mm),
        colours=colours,
        profile=condition,
        pictures=markup.pictures,
    )
    return finish(write_pdf(layout), write_pdf(slugs), job), layout.pages
