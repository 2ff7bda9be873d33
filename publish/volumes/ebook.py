"""Several languages in one e-book: its cover, and the pamphlets whose pages it lists."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from publish.design.design import Design
from publish.editions import EDITIONS
from publish.epub.bind import bind_volume
from publish.epub.cover import title_page_picture
from publish.epub.members import Printed
from publish.fonts.library import Library
from publish.impose.sheet import BINDINGS
from publish.text.dressed import Text
from publish.typeset.engine import lay_out, write_pdf
from publish.typeset.layout import Layout
from publish.typeset.pagebreaks import page_starts
from publish.volumes.front import front_markup, together

_BOOK = EDITIONS["epub"]
_PAMPHLET = EDITIONS["pamphlet"]


Pamphlet = Callable[[Text], Layout]
"""The pages of a text's own pamphlet, which readers beside it hold in their hands."""


def ebook(
    texts: Sequence[Text], fonts: Library, design: Design, pamphlet: Pamphlet, *, with_faces: bool
) -> bytes:
    """One e-book of ``texts``, called by the first.

    Its cover is that of a printed volume, with every title; its pages are those of each
    language's own ``pamphlet``.
    """
    within = together(texts)
    binding = BINDINGS[texts[0].profile.direction]
    cover = lay_out(front_markup(within, fonts, design, begins=None, binding=binding))
    printed = [_printed(text, pamphlet(text)) for text in texts]
    picture = title_page_picture(write_pdf(cover))
    return bind_volume(within, _BOOK, fonts, design, printed, picture, with_faces=with_faces)


def _printed(text: Text, pages: Layout) -> Printed:
    name = f"{text.slug}.{text.language}.{_PAMPHLET.suffix}"
    return Printed(name, None, page_starts(pages))
