"""Pages with nothing on them, to stand between others."""

from __future__ import annotations

from functools import cache
from typing import Any


@cache
def blank_page(width_mm: float, height_mm: float) -> Any:
    """An empty page of this size, as the page engine has its pages."""
    import weasyprint

    from publish.typeset import conformance

    rules = weasyprint.CSS(string=f"@page {{ size: {width_mm}mm {height_mm}mm; margin: 0 }}")
    html = weasyprint.HTML(string="<!DOCTYPE html><html><body></body></html>")
    document = html.render(stylesheets=[rules], pdf_variant=conformance.VARIANT)
    (page,) = document.pages
    return page
