"""Brings what neither Debian nor PyPI has: pdf.js from npm, and jars from Maven Central.

``python -m readers`` brings what is not there; ``--here`` only says, by its status, whether all is.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence

from validators import jhove

from publish.resources import default_cache_dir
from publish.tools import npm
from publish.tools.maven import bring
from publish.tools.program import told
from readers import pdfjs, tika


def main(arguments: Sequence[str]) -> None:
    """What the command line asks for."""
    jars = dict.fromkeys((*tika.JARS, *jhove.JARS))
    absent = [jar for jar in jars if not jar.path.is_file()]
    here = not absent and npm.is_installed(pdfjs.PACKAGES, default_cache_dir())
    if "--here" in arguments:
        sys.exit(not here)
    if not here:
        print(
            "Bringing what reads and judges PDFs: pdf.js, PDFBox, Tika, JHOVE.",
            file=sys.stderr,
            flush=True,
        )
    npm.install(pdfjs.PACKAGES, default_cache_dir())
    for jar in absent:
        bring(jar)


if __name__ == "__main__":
    with told():
        main(sys.argv[1:])
