"""Makes PDFs with Typst: with_typst.py JOBS, where JOBS is a file of material.py.

The faces are read once, and given to all documents of the process.
"""

import json
import sys
from pathlib import Path

import typst

jobs = json.loads(Path(sys.argv[1]).read_text("utf-8"))
fonts = typst.Fonts(False, False, font_paths=jobs["font_folders"])
for job in jobs["documents"]:
    pdf = typst.compile(job["typst"], font_paths=fonts, ignore_system_fonts=True)
    Path(job["out"]).write_bytes(pdf)
