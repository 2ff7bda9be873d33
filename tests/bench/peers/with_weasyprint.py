"""Makes PDFs with WeasyPrint as it comes: with_weasyprint.py JOBS, a file of material.py.

Its own ways to go faster are taken: sheets are parsed once, and fonts are configured once.
"""

import json
import sys
from functools import cache
from pathlib import Path

from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration

fonts = FontConfiguration()


@cache
def sheet(path: str) -> CSS:
    """A style sheet of the project."""
    return CSS(filename=path, font_config=fonts)


jobs = json.loads(Path(sys.argv[1]).read_text("utf-8"))
for job in jobs["documents"]:
    sheets = [sheet(path) for path in job["sheets"]]
    sheets.append(CSS(string=job["rules"], font_config=fonts))
    HTML(filename=job["html"]).write_pdf(
        job["out"], stylesheets=sheets, font_config=fonts, pdf_variant=job["variant"]
    )
