"""Reading a file of content: UTF-8 text of bounded size from inside the statement's folder."""

from __future__ import annotations

from pathlib import Path

from publish.content.characters import find_refused
from publish.faults import fail

MAX_BYTES = 1 << 20
"""The largest file that is read, 1 MiB: some hundred times a long statement."""


def read_source(path: Path, folder: Path) -> str:
    """The text of a file, without byte order mark, its line ends made newlines.

    Raises ContentError if the file is missing, too large, not a plain file inside
    ``folder`` once links are followed, not UTF-8, or holds a character that cannot be
    published.
    """
    data = _read_bytes(path, folder)
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


def _read_bytes(path: Path, folder: Path) -> bytes:
    try:
        if not path.resolve().is_relative_to(folder.resolve()):
            message = "the file is a link that leads out of the statement's folder."
            raise fail(path, None, message, "Put the file itself there.")
        if not path.is_file():
            state = "not a plain file" if path.exists() else "missing"
            raise fail(path, None, f"the file is {state}.")
        size = path.stat().st_size
        if size > MAX_BYTES:
            message = f"the file has {size:,} bytes; the limit is {MAX_BYTES:,}."
            raise fail(path, None, message, "Split the statement, or check what the file is.")
        return path.read_bytes()
    except (OSError, RuntimeError) as error:  # RuntimeError: a loop of links, before 3.13
        reason = getattr(error, "strerror", None) or str(error)
        raise fail(path, None, f"the file cannot be read: {reason}.") from None
