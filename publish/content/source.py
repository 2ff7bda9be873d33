"""Reading a file of content: UTF-8 text of bounded size from inside the statement's folder."""

from __future__ import annotations

from pathlib import Path

from publish.content.characters import find_refused
from publish.doors.reading import TooLargeError, read_bytes
from publish.errors import ContentError, Place
from publish.faults import Fault, fail

MAX_BYTES = 1 << 20
"""The largest file that is read, 1 MiB: some hundred times a long statement."""


def read_source(path: Path, folder: Path) -> str:
    """The text of a file, without byte order mark, its line ends made newlines.

    Raises ContentError if the file is missing, too large, not a plain file inside
    ``folder`` once links are followed, not UTF-8, or holds a character that cannot be
    published.
    """
    try:
        data = read_bytes(path, MAX_BYTES, folder)
    except TooLargeError as error:
        remedy = "Split the statement, or check what the file is."
        raise fail(path, None, error.message, remedy) from None
    except Fault as error:
        raise ContentError(error.problem(Place(path))) from None
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        what = f"not UTF-8: byte 0x{data[error.start]:02X} at offset {error.start}."
        raise fail(path, line, what, "Save the file as UTF-8.") from None
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if found := find_refused(text):
        position, fault = found
        raise fail(path, text.count("\n", 0, position) + 1, fault.message, fault.remedy)
    if not text.strip():
        raise fail(path, None, "the file is empty.")
    return text
