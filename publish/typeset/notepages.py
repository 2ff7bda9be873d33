"""Every note begins on the page where it is called: nobody should have to turn a leaf for it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from publish.errors import Problem, TypesetError
from publish.typeset.boxes import texts
from publish.typeset.origins import place_of, with_origins

_CALL, _MARKER = "::footnote-call", "::footnote-marker"


def check_notes(pages: Sequence[Any], folder: Path | None = None) -> None:
    """Raise TypesetError, with page, note and line, where a note begins on another page.

    What is moved to the foot of a page and shows no call, such as a colophon, is no note.
    ``folder`` is where the text's files are.
    """
    begins: dict[Any, int] = {}
    calls: dict[Any, tuple[int, str, str | None]] = {}
    for number, page in enumerate(pages, start=1):
        for box, origin in with_origins(page._page_box):
            tag = box.element_tag or ""
            if tag.endswith(_MARKER):
                begins.setdefault(box.element, number)
            elif tag.endswith(_CALL) and (mark := "".join(texts(box)).strip()):
                calls.setdefault(box.element, (number, mark, origin))
    late = [call for note, call in calls.items() if begins.get(note) != call[0]]
    if late:
        raise TypesetError(
            *(
                Problem(
                    f"page {number} calls note {mark}, and has no room for its beginning.",
                    place_of(origin, folder),
                    "Call fewer notes in one line, or put some of them together.",
                )
                for number, mark, origin in late
            )
        )
