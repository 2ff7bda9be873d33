"""Markup → Layout → PDF: the one place where WeasyPrint is called."""

from __future__ import annotations

import atexit
import gc
import logging
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from publish.errors import Problem, TypesetError
from publish.fonts.install import Installed
from publish.markup.pages import Markup
from publish.typeset.hyphenation import Patterns
from publish.typeset.layout import Layout
from publish.typeset.notepages import check_notes
from publish.typeset.repeats import note_repeats
from publish.typeset.survival import check_survival

if TYPE_CHECKING:
    import pydyf
    import weasyprint


def use_fonts(installed: Installed) -> None:
    """Let fontconfig see the catalogue alone; call before the first layout of a process.

    fontconfig reads this variable once, when the text engine is first loaded.
    """
    os.environ["FONTCONFIG_FILE"] = str(installed.fontconfig_file)


def read_sheets(paths: Iterable[Path]) -> None:
    """Parse style sheets now, so that processes forked from this one find them parsed."""
    for path in paths:
        _sheet(path)


def lay_out(markup: Markup) -> Layout:
    """Lay ``markup`` out on pages, none of which ends within a word.

    The pages know the colours of the markup's palette by their names, and can be painted for a
    screen and for a press.

    Raises TypesetError if anything was not set as asked: a missing glyph, an unknown
    style, a file that may not be read, a letter that got lost, a note that begins on another
    page than its call, a line or picture that stands out of its page's area.
    """
    import weasyprint
    import weasyprint.pdf  # to be held with all else that is loaded

    from publish.typeset.bounds import check_bounds
    from publish.typeset.mends.palette import names
    from publish.typeset.widetables import shrink_tables

    if markup.palette:
        markup = replace(markup, rules=names(markup.palette) + markup.rules)
    with _collector_paused(), _complaints_are_errors(markup.language):
        html = weasyprint.HTML(
            string=markup.html, base_url="about:blank", url_fetcher=_fetcher(markup.pictures)
        )
        document = _render(html, markup)
        if "<table" in markup.html and shrink_tables(document.pages, markup.folder):
            document = _render(html, markup)
    note_repeats(document.pages)
    check_survival(html.etree_element, document.pages)
    check_notes(document.pages, markup.folder)
    check_bounds(document.pages, markup.folder)
    for page in document.pages:  # what stands out beyond a page is for the press to show
        page.bleed = dict.fromkeys(page.bleed, 0)
    return Layout(document, markup.direction, markup.palette)


def _render(html: weasyprint.HTML, markup: Markup) -> weasyprint.Document:
    from publish.typeset import conformance
    from publish.typeset.mends.columns import balanced_columns
    from publish.typeset.mends.early import check_start
    from publish.typeset.mends.feet import level_feet
    from publish.typeset.mends.footnotes import notes_with_calls
    from publish.typeset.mends.pageturns import whole_at_turns
    from publish.typeset.mends.paragraphs import whole_paragraphs
    from publish.typeset.mends.structure import reading_order
    from publish.typeset.mends.styles import styles_kept
    from publish.typeset.mends.textlayer import true_text_layer
    from publish.typeset.paragraph.faces import font_configuration

    check_start()
    rules = markup.hyphenation
    patterns = Patterns(markup.language, rules.patterns, capitals=rules.capitals)
    elongated = markup.language if markup.elongation else None
    with (
        styles_kept(),
        whole_paragraphs(patterns, elongated, markup.looseness),
        whole_at_turns(),
        notes_with_calls(),
        level_feet(facing=markup.facing),
        balanced_columns(),
        reading_order(),
        true_text_layer(),
    ):
        return html.render(
            stylesheets=[*map(_sheet, markup.sheets), _rules(markup.rules)],
            font_config=font_configuration(),
            pdf_variant=conformance.VARIANT,
        )


def write_pdf(layout: Layout, finisher: Callable[[pydyf.PDF], None] = lambda _: None) -> bytes:
    """The laid-out pages as PDF/UA-1 and PDF/A-2a in one file, the same bytes every time.

    ``finisher`` may add to the PDF before it is written.
    """
    from publish.typeset import conformance
    from publish.typeset.mends.palette import on_screen
    from publish.typeset.mends.structure import reading_order

    def finish(_: weasyprint.Document, pdf: pydyf.PDF) -> None:
        _finish(pdf, layout.direction)
        finisher(pdf)

    with _painting(layout, on_screen(layout.palette)), reading_order():
        return conformance.write(layout.document, finish)


def write_plates(layout: Layout) -> bytes:
    """The laid-out pages as a PDF with colours in inks, and with nothing that is for screens."""
    from publish.typeset.mends.palette import in_inks

    def finish(_: weasyprint.Document, pdf: pydyf.PDF) -> None:
        _finish(pdf, layout.direction)

    with _painting(layout, in_inks(layout.palette)):
        content = layout.document.write_pdf(finisher=finish)
    assert isinstance(content, bytes)
    return content


@cache
def _hold_program() -> None:
    """Let the search for unused objects pass over the program itself, which is always used.

    Not so at the end of the process: what Pango has made must not outlive Pango.
    """
    gc.freeze()
    atexit.register(gc.unfreeze)


@contextmanager
def _collector_paused() -> Iterator[None]:
    """Leave the search for unused cycles of objects until pages are done: there are few."""
    _hold_program()
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


@contextmanager
def _painting(layout: Layout, palette: Mapping[str, Any]) -> Iterator[None]:
    from publish.typeset.mends.palette import painted
    from publish.typeset.mends.textlayer import true_text_layer

    with (
        _collector_paused(),
        _complaints_are_errors(layout.document.metadata.lang or ""),
        painted(palette),
        true_text_layer(),
    ):
        yield


def _finish(pdf: pydyf.PDF, direction: str) -> None:
    """Tell viewers which way pages turn (ISO 32000-1, 12.2) and to show the outline."""
    import pydyf

    preferences = pdf.catalog.setdefault("ViewerPreferences", pydyf.Dictionary())
    preferences["Direction"] = "/R2L" if direction == "rtl" else "/L2R"
    if "Outlines" in pdf.catalog:
        pdf.catalog["PageMode"] = "/UseOutlines"


@cache
def _sheet(path: Path) -> weasyprint.CSS:
    import weasyprint

    return weasyprint.CSS(filename=path)


@cache
def _rules(css: str) -> weasyprint.CSS:
    import weasyprint

    return weasyprint.CSS(string=css)


def _fetcher(allowed: frozenset[Path]) -> Any:
    """A fetcher that reads the statement's own pictures and nothing else."""
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    from publish.pictures.publishing import for_pages

    paths = {path.as_uri(): path for path in allowed}

    class Fetcher(URLFetcher):  # type: ignore[misc]
        def fetch(self, url: str, headers: dict[str, str] | None = None) -> Any:
            if url.startswith("data:"):
                return super().fetch(url, headers)
            if url not in paths:
                raise ValueError(f"not a picture of this statement: {url}")
            shown = for_pages(paths[url])
            # Without an address of a file: the engine would embed the file as it is on disk.
            return URLFetcherResponse("", shown.content, {"Content-Type": shown.media_type})

    return Fetcher(allowed_protocols={"data"})


@contextmanager
def _complaints_are_errors(language: str) -> Iterator[None]:
    """Turn what the engine only logs into an error: a page is as asked or is not made."""
    logger = logging.getLogger("weasyprint")
    collector = _Collector(level=logging.WARNING)
    logger.addHandler(collector)
    try:
        yield
    finally:
        logger.removeHandler(collector)
    if collector.messages:
        raise TypesetError(
            *(Problem(f"setting the {language} pages: {text}.") for text in collector.messages)
        )


class _Collector(logging.Handler):
    def __init__(self, level: int) -> None:
        super().__init__(level)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        message = record.getMessage()
        if message not in self.messages:
            self.messages.append(message)
