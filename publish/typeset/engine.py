"""Markup → Layout → PDF: the one place where WeasyPrint is called."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from publish.errors import Problem, TypesetError
from publish.fonts.install import Installed
from publish.markup.pages import Markup
from publish.typeset.hyphenation import Patterns
from publish.typeset.pageturns import divided_words
from publish.typeset.survival import check_survival

if TYPE_CHECKING:
    import pydyf
    import weasyprint


MOST_ROUNDS = 5
"""How often pages are laid out, at most, until no word is divided at their ends."""


@dataclass(frozen=True, slots=True)
class Layout:
    """Laid-out pages, made once; ``direction`` is how the document reads.

    Words in ``whole`` were not divided, for some would have been by a page turn.
    """

    document: weasyprint.Document
    direction: str
    whole: frozenset[str] = frozenset()

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return len(self.document.pages)


def use_fonts(installed: Installed) -> None:
    """Let fontconfig see the catalogue alone; call before the first layout of a process.

    fontconfig reads this variable once, when the text engine is first loaded.
    """
    os.environ["FONTCONFIG_FILE"] = str(installed.fontconfig_file)


def lay_out(markup: Markup, whole: frozenset[str] = frozenset()) -> Layout:
    """Lay ``markup`` out on pages, again where a page turn would divide a word.

    Words in ``whole`` are not divided anywhere.

    Raises TypesetError if anything was not set as asked: a missing glyph, an unknown
    style, a file that may not be read, a letter that got lost.
    """
    import weasyprint

    with _complaints_are_errors(markup.language):
        html = weasyprint.HTML(
            string=markup.html, base_url="about:blank", url_fetcher=_fetcher(markup.pictures)
        )
        for _ in range(MOST_ROUNDS):
            document = _render(html, markup, whole)
            divided = divided_words(document.pages) - whole
            if not divided:
                break
            whole |= divided
    check_survival(html.etree_element, document.pages)
    return Layout(document, markup.direction, whole)


def _render(html: weasyprint.HTML, markup: Markup, whole: frozenset[str]) -> weasyprint.Document:
    """The pages, in which the words in ``whole`` are not divided."""
    from publish.typeset import conformance
    from publish.typeset.filling import longer_words
    from publish.typeset.justification import even_margins
    from publish.typeset.linebreaks import line_breaks
    from publish.typeset.structure import reading_order
    from publish.typeset.textlayer import true_text_layer

    rules = markup.hyphenation
    patterns = Patterns(markup.language, rules.patterns, capitals=rules.capitals, whole=whole)
    elongated = markup.language if markup.elongation else None
    with (
        line_breaks(patterns),
        even_margins(),
        longer_words(elongated),
        reading_order(),
        true_text_layer(),
    ):
        return html.render(
            stylesheets=[*map(_sheet, markup.sheets), _rules(markup.rules)],
            pdf_variant=conformance.VARIANT,
        )


def write_pdf(layout: Layout, finisher: Callable[[pydyf.PDF], None] = lambda _: None) -> bytes:
    """The laid-out pages as PDF/UA-1 and PDF/A-2a in one file, the same bytes every time.

    ``finisher`` may add to the PDF before it is written.
    """
    from publish.typeset import conformance
    from publish.typeset.structure import reading_order
    from publish.typeset.textlayer import true_text_layer

    def finish(_: weasyprint.Document, pdf: pydyf.PDF) -> None:
        _finish(pdf, layout.direction)
        finisher(pdf)

    with (
        _complaints_are_errors(layout.document.metadata.lang or ""),
        reading_order(),
        true_text_layer(),
    ):
        return conformance.write(layout.document, finish)


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
    from weasyprint.urls import URLFetcher

    addresses = {path.as_uri() for path in allowed}

    class Fetcher(URLFetcher):  # type: ignore[misc]
        def fetch(self, url: str, headers: dict[str, str] | None = None) -> Any:
            if not url.startswith("data:") and url not in addresses:
                raise ValueError(f"not a picture of this statement: {url}")
            return super().fetch(url, headers)

    return Fetcher(allowed_protocols={"data", "file"})


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
