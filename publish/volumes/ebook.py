"""Several languages in one e-book: its cover, and the pamphlets whose pages it lists."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from publish.design.design import Design
from publish.editions import EDITIONS
from publish.epub.bind import bind_volume
from publish.epub.cover import cover_picture
from publish.epub.members import Printed
from publish.fonts.library import Library
from publish.markup.cover import cover_markups
from publish.text.dressed import Text
from publish.typeset.covers import on_one_page
from publish.typeset.engine import write_pdf
from publish.typeset.layout import Layout
from publish.typeset.pagebreaks import page_starts
from publish.volumes.front import together

_BOOK = EDITIONS["epub"]
_PAMPHLET = EDITIONS["pamphlet"]


Pamphlet = Callable[[Text], Layout]
"""The pages of a text's own pamphlet, which readers beside it hold in their hands."""


def ebook(
    texts: Sequence[Text],
    fonts: Library,
    design: Design,
    pamphlet: Pamphlet,
    *,
    with_faces: bool,
    site: str | None = None,
) -> bytes:
    """One e-book of ``texts``, called by the first.

    Its cover has every title; its pages are those of each language's own ``pamphlet``. Languages
    that are not in it are links where the address of the ``site`` is known (see ``bind``).
    """
    within = together(texts)
    cover = on_one_page(cover_markups(within, fonts, design))
    printed = [_printed(text, pamphlet(text)) for text in texts]
    picture = cover_picture(write_pdf(cover), design.palettes["light"])
    return bind_volume(
        within, _BOOK, fonts, design, printed, picture, with_faces=with_faces, site=site
    )


def _printed(text: Text, pages: Layout) -> Printed:
    name = f"{text.slug}.{text.language}.{_PAMPHLET.suffix}"
    return Printed(name, None, page_starts(pages))
