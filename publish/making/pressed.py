"""The making of the press edition: the pamphlet's pages in inks, dressed for the press."""

from __future__ import annotations

from pathlib import Path

from publish.content.statement import Foreign, Run
from publish.design.design import Design
from publish.editions import Edition
from publish.fonts.library import Library
from publish.language.phrase import Phrase
from publish.markup.pages import page_markup
from publish.markup.slug import slug_markup
from publish.press.finish import Job, finish
from publish.press.geometry import Boxes
from publish.press.profile import default_profile, read_profile
from publish.text.dressed import Text
from publish.text.isolate import inlines
from publish.typeset.engine import lay_out, write_plates
from publish.typeset.fitting import Fitted
from publish.typeset.layout import Layout


def press_file(
    text: Text,
    edition: Edition,
    fonts: Library,
    design: Design,
    profile: Path | None,
    pamphlet: Fitted,
) -> tuple[bytes, int]:
    """A press file of ``text`` for the printing condition of ``profile``, and its pages.

    ``pamphlet`` is the pamphlet as it is laid out, which has been written before: the press edition
    says of itself that it is another, and has its pages in all else. ``profile`` is the file of
    a CMYK profile; none means the one that comes with Publish.

    Raises CommandError for a profile of something else than a four-colour press, TypesetError
    for a page that cannot be set or printed as asked.
    """
    condition = read_profile(profile) if profile else default_profile()
    markup = page_markup(text, edition, fonts, design, pamphlet.fit)
    layout = _renamed(pamphlet.layout, text, edition) or lay_out(markup)
    slug = slug_markup(text, layout.pages, fonts, design)
    slugs = lay_out(slug)
    assert edition.size_mm is not None
    job = Job(
        title=text.title_text,
        language=text.language,
        modified=text.modified,
        boxes=Boxes(*edition.size_mm),
        colours=markup.palette,
        profile=condition,
        pictures=markup.pictures,
    )
    return finish(write_plates(layout), write_plates(slugs), job), layout.pages


def _renamed(pamphlet: Layout, text: Text, edition: Edition) -> Layout | None:
    """The pamphlet's pages with the name of another edition, if nothing else changes by it."""
    from publish.typeset.mends.rewording import reworded

    old, new = (text.edition(name) for name in ("pamphlet", edition.name))
    if old.language != new.language or not all(_is_plain(word, text) for word in (old, new)):
        return None
    return reworded(pamphlet, "edition", old.text, new.text)


def _is_plain(word: Phrase, text: Text) -> bool:
    """Whether a phrase of the interface is one run of characters where it stands."""
    content = inlines(word, text.profile)
    while len(content) == 1 and isinstance(content[0], Foreign):
        content = content[0].content
    return content == (Run(word.text),)
