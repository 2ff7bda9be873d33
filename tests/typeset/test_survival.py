"""A text that loses letters on its way to the page does not get out."""

from __future__ import annotations

import pytest

from publish.errors import TypesetError
from publish.fonts.library import open_library
from publish.typeset.engine import use_fonts
from publish.typeset.survival import check_survival

HTML = """<div class="head" style="position: running(x)">Head</div>
<style>@page { size: 60mm 40mm; @top-left { content: element(x) } }</style>
<ul><li>one<li>two</ul><p lang="en" style="hyphens: auto">%s</p>
""" % ("incomprehensibility of extraordinary circumstances " * 20)


def test_lost_and_doubled_pages_are_noticed() -> None:
    """Hyphens, markers and running heads do not count; a page that is missing does."""
    use_fonts(open_library().installed)
    import weasyprint

    html = weasyprint.HTML(string=HTML)
    pages = html.render().pages
    assert len(pages) > 3
    check_survival(html.etree_element, pages)
    with pytest.raises(TypesetError, match="letters"):
        check_survival(html.etree_element, pages[1:])
    with pytest.raises(TypesetError, match="letters"):
        check_survival(html.etree_element, [*pages, pages[-1]])
