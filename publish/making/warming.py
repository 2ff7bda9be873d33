"""Warming: what every worker needs is imported, opened and parsed once, before they are forked."""

from __future__ import annotations

import pkgutil
from collections import Counter
from collections.abc import Sequence
from importlib import import_module

import pyphen

from publish import typeset
from publish.design.design import default_design
from publish.errors import PublishError
from publish.fonts.library import open_library
from publish.language.profiles import profile
from publish.making.needs import editions_of
from publish.making.orders import Order
from publish.typeset.engine import read_sheets, use_fonts


def warm(orders: Sequence[Order], jobs: int) -> None:
    """Make this process ready to fork ``jobs`` workers for ``orders``.

    Nothing is laid out: the text engine's threads would not survive a fork. What stands in the
    way of every order, such as a font that is missing, is left for the workers to tell of.
    """
    import_module("publish.making.make")
    for module in pkgutil.iter_modules(typeset.__path__):
        import_module(f"{typeset.__name__}.{module.name}")
    try:
        design = default_design()
        use_fonts(open_library().installed)
        _read_languages(orders, jobs)
    except PublishError:
        return
    editions = {edition for order in orders for edition in order.target.editions}
    sheets = {sheet for each in editions for row in editions_of(each) for sheet in row.sheets}
    read_sheets(design.sheets(sorted(sheets)))


def _read_languages(orders: Sequence[Order], jobs: int) -> None:
    """Read the data and the hyphenation of languages that come up more often than workers.

    Those of others are read by the worker that needs them, while another is at work.
    """
    languages = Counter((each.target.language, each.target.source_language) for each in orders)
    for (language, source_language), texts in languages.items():
        if texts > jobs:
            patterns = profile(language, source_language).hyphenation
            if patterns:
                pyphen.Pyphen(lang=patterns)
