"""Some pages of a layout as a PDF that is only looked at: the same look, and nothing besides."""

from __future__ import annotations

from collections.abc import Iterable

from publish.typeset.layout import Layout


def write_proof(layout: Layout, pages: Iterable[int]) -> bytes:
    """A PDF of these ``pages`` of ``layout``, counted from 0, for the eye alone.

    It looks as ``write_pdf`` would have it and is written in a fraction of the time, for it has
    no tags, no text layer to be relied on, no bookmarks, and only the pages that are asked for.
    """
    from publish.typeset.mends.palette import on_screen, painted
    from publish.typeset.mends.textlayer import true_text_layer

    chosen = [layout.document.pages[number] for number in pages]
    with painted(on_screen(layout.palette)), true_text_layer():
        content = layout.document.copy(chosen).write_pdf()
    assert isinstance(content, bytes)
    return content
