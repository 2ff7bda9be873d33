"""Where a finished file comes from: the text that it was made from, where that is known."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from publish.errors import Place
from publish.findings.finding import Code, Finding, note, warning
from publish.text.dressed import Text

CHANGED = Code("file-changed")
OUTDATED = Code("file-outdated")
UNREAD = Code("file-source-unread")


@dataclass(frozen=True, slots=True)
class Origin:
    """What the manifest beside a file, and the content folder, tell of it.

    ``statement`` and ``language`` are what it was made from. ``text`` is that text as it is
    now; None if it cannot be had. ``intact`` says that the file is the one that was made,
    ``current`` that the content has not changed since.
    """

    statement: str
    language: str
    text: Text | None
    intact: bool
    current: bool

    @property
    def source(self) -> Text | None:
        """The text to compare the file with."""
        return self.text if self.current else None


def check(path: Path, origin: Origin | None) -> Iterator[Finding]:
    """Whether the file is what the build made, from what the content is now."""
    if origin is None:
        return
    place = Place(path)
    if not origin.intact:
        yield warning(
            CHANGED,
            "this is not the file that was built: its checksum is not that of the manifest.",
            place,
            "Build it anew, unless it was changed on purpose.",
        )
    if not origin.current:
        yield warning(
            OUTDATED,
            f"the content of “{origin.statement}” has changed since this was built, so its words "
            "have not been compared with it.",
            place,
            "Build it anew.",
        )
    elif origin.text is None:
        yield note(
            UNREAD,
            f"“{origin.statement}” in “{origin.language}” cannot be read, so the words have not "
            "been compared with their source.",
            place,
            "Name the folder of statements with --content.",
        )
