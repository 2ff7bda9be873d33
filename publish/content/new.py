"""A new statement folder: files that build as they are, with comments that teach."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from publish.content.faults import Fault
from publish.content.load import check_slug
from publish.content.tags import check_tag
from publish.errors import CommandError, Problem

_FACTS = """\
# What no language owns. docs/for-editors.md explains every key.

schema = 1
source_language = "{source}"     # the text that the others are translated from
kind = "statement"         # resolution, statement, appeal, declaration
status = "draft"           # draft, final, open-for-subscription
# adopted = 2024-04-14
# published = 2024-04-20T09:30:00
# source = "https://..."   # printed in the colophon, with a QR code

# [event]
# name = {{ {source} = "First Meeting" }}
# place = {{ {source} = "Valletta" }}
# country = "MT"           # ISO 3166-1, two letters
# starts = 2024-04-12
# ends = 2024-04-14

# [[signatories]]          # a group; repeat it for another
# heading = {{ {source} = "Signatories" }}
# members = [
#     {{ name = {{ {source} = "Harbour Street Reading Room" }}, country = "MT" }},
# ]

# [[upcoming]]
# name = {{ {source} = "Second Meeting" }}
# place = {{ {source} = "Tunis" }}
# starts = 2026-04-17
# ends = 2026-04-19
"""

_WORDS = """\
+++
title = "Title in {language}"
# subtitle = "Second line of the title"
# short_title = "For the running head"
# translator = "Name"
+++

{{.lead}}
The first paragraph.

Another paragraph, with a list:

- one thing;
- another.

{{.slogan}}
A last line!
"""


def create(content: Path, slug: str, languages: Sequence[str]) -> tuple[Path, ...]:
    """Make the folder ``content/slug`` with a file for each language; the first is the source.

    Returns the new files. Raises CommandError where the folder exists already or a name is
    not one, before anything is written.
    """
    check_slug(slug)
    for language in languages:
        _check_language(language)
    folder = content / slug
    if folder.exists():
        raise CommandError(
            Problem(f"{folder} exists already.", remedy="Choose another name, or edit it.")
        )
    folder.mkdir(parents=True)
    return tuple(_write(folder, languages))


def _check_language(tag: str) -> None:
    try:
        check_tag(tag)
    except Fault as fault:
        raise CommandError(fault.problem()) from None


def _write(folder: Path, languages: Sequence[str]) -> Iterator[Path]:
    facts = folder / "statement.toml"
    facts.write_text(_FACTS.format(source=languages[0]), encoding="utf-8")
    yield facts
    for language in dict.fromkeys(languages):
        path = folder / f"{language}.md"
        path.write_text(_WORDS.format(language=language), encoding="utf-8")
        yield path
