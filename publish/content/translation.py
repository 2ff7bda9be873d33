"""A language file: front matter and Markdown, read into a Translation."""

from __future__ import annotations

from pathlib import Path

from publish.content import markdown, toml
from publish.content.constructs import check_merged
from publish.content.facts import FrontMatter
from publish.content.source import read_source
from publish.content.statement import Translation
from publish.content.validation import validate
from publish.faults import fail

FENCE = "+++"
"""The line before and the line after the front matter."""


def read_translation(
    path: Path, language: str, folder: Path
) -> tuple[Translation, frozenset[Path]]:
    """One language of a statement, and the files of its pictures.

    Raises ContentError with the problems of the front matter or, if it has none, of the
    text below it.
    """
    head, text, first_line = _split(read_source(path, folder), path)
    document = toml.parse(head, path, first_line=2)
    front = validate(FrontMatter, document)
    body = markdown.parse(text, path, folder, first_line)
    translation = Translation(
        language=language,
        path=path,
        title=front.title,
        blocks=body.blocks,
        notes=body.notes,
        subtitle=front.subtitle,
        short_title=front.short_title,
        translator=front.translator,
        title_line=document.line(("title",)),
        subtitle_line=document.line(("subtitle",)),
        numerals=front.numerals,
    )
    return translation, body.pictures


def _split(source: str, path: Path) -> tuple[str, str, int]:
    """The front matter, the text below it, and the line where that begins."""
    lines = source.split("\n")
    if lines[0].rstrip() != FENCE:
        check_merged(source, path)
        message = f"the front matter is missing: the first line is not {FENCE}."
        raise fail(path, 1, message, f'Begin with {FENCE}, title = "...", {FENCE}.')
    for end in range(1, len(lines)):
        if lines[end].rstrip() == FENCE:
            return "\n".join(lines[1:end]), "\n".join(lines[end + 1 :]), end + 2
    check_merged(source, path)
    raise fail(path, 1, "the front matter does not end.", f"Add a line {FENCE} after its keys.")
