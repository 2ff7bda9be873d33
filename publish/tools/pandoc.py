"""Pandoc, which reads the files of word processors; it comes with a package of PyPI."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from publish.tools.program import Program, run

_MEMORY: Final = "-M512M"
"""The most memory that its Haskell heap may take; more ends the program."""
_TIMEOUT_S: Final = 60.0

_TEMPLATE: Final = """\
$if(title)$<h1>$title$</h1>$endif$
$if(subtitle)$<p>$subtitle$</p>$endif$
$for(author)$<p>$author$</p>$endfor$
$if(date)$<p>$date$</p>$endif$
$if(abstract)$<div>$abstract$</div>$endif$
$body$
"""
"""The whole document: what word processors style as its title would be left out otherwise."""


@dataclass(frozen=True, slots=True)
class _Packaged(Program):
    """The program that the package ``pypandoc-binary`` carries, whatever is on the path."""

    def path(self) -> str | None:
        import pypandoc

        found = Path(pypandoc.__file__).parent / "files" / self.name
        return str(found) if found.is_file() else Program.path(self)


PANDOC: Final = _Packaged("pandoc", package="pandoc")


def as_html(document: bytes, form: str) -> str:
    """A document of a word processor (``docx`` or ``odt``) as HTML, tracked changes marked.

    The program reads no other file and no address (``--sandbox``), and its memory and time
    are bounded.

    Raises:
        ToolError: it is missing, could not read the document, or took too much.
    """
    with tempfile.TemporaryDirectory() as folder:
        source, template = Path(folder, f"document.{form}"), Path(folder, "template.html")
        source.write_bytes(document)
        template.write_text(_TEMPLATE, encoding="utf-8")
        return run(
            PANDOC,
            *("+RTS", _MEMORY, "-RTS", "--sandbox", "--wrap=none", "--track-changes=all"),
            *("-f", form, "-t", "html5", "--template", str(template), str(source)),
            timeout_s=_TIMEOUT_S,
        ).out
