"""From the bytes of a text to its characters, whatever encoding it was saved in."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from pathlib import Path
from unicodedata import category

from publish.content.parsing import MAX_LINES
from publish.doors.encodings import codec_of
from publish.faults import fail
from publish.incoming.page import Remark

_MARKS_OF_ORDER = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_LINE_ENDS = re.compile("\r\n|[\r\u0085\u2028\u2029\x0b\x0c]")
_LOST = "\ufffd"
_UNSEEN = frozenset(("Cc", "Cn", "Cs", "Co"))
_KEPT = frozenset("\n\t")
_SYMBOL_BULLETS = re.compile("^([ \\t]*)[\uf000-\uf0ff]", re.MULTILINE)
"""Bullets of symbol fonts, which word processors put into the private-use area."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text with newlines for line ends, and what an editor should know of its decoding."""

    text: str
    remarks: tuple[Remark, ...] = ()


def decode(data: bytes, path: Path, declared: str | None = None) -> Decoded:
    """The characters of a text: by its byte order mark, as UTF-8, as ``declared``, or guessed.

    ``declared`` is a label of the WHATWG Encoding Standard; others are as none.

    Raises ContentError for what is no text, for several encodings in one file, for characters
    that an earlier conversion has lost, and for what is too long to be a statement.
    """
    text, remarks = _characters(data, path, declared)
    text = _SYMBOL_BULLETS.sub(r"\1•", _LINE_ENDS.sub("\n", text))
    if text.count("\n") > MAX_LINES:
        message = f"the text has more than {MAX_LINES:,} lines."
        raise fail(path, None, message, "Check what the file is.")
    if _LOST in text:
        line = text.count("\n", 0, text.index(_LOST)) + 1
        message = "letters were lost here in an earlier conversion (U+FFFD)."
        raise fail(path, line, message, "Save the file again from its source.")
    return without_unseen(Decoded(text, remarks))


def without_unseen(decoded: Decoded) -> Decoded:
    """The text less the characters that no statement may hold: controls, private, unassigned."""
    found = [char for char in set(decoded.text) if _is_refused(char)]
    if not found:
        return decoded
    pattern = re.compile("[" + "".join(map(re.escape, found)) + "]")
    remarks = (
        Remark(
            decoded.text.count("\n", 0, match.start()) + 1,
            f"U+{ord(match.group()):04X} is no character that can be printed, and is left out",
        )
        for match in pattern.finditer(decoded.text)
    )
    unique = dict.fromkeys(remarks)
    return Decoded(pattern.sub("", decoded.text), (*decoded.remarks, *unique))


def _is_refused(char: str) -> bool:
    return char not in _KEPT and category(char) in _UNSEEN


# --- Encodings ----------------------------------------------------------------------


def _characters(data: bytes, path: Path, declared: str | None) -> tuple[str, tuple[Remark, ...]]:
    marked = next((name for mark, name in _MARKS_OF_ORDER if data.startswith(mark)), None)
    if marked is None and b"\0" in data[:4096]:
        raise fail(path, None, "this is no text.", "Save it as text, .docx, .odt or HTML.")
    for encoding in filter(None, (marked, "utf-8", codec_of(declared) if declared else None)):
        try:
            return data.decode(encoding), ()
        except UnicodeDecodeError:
            if marked:
                message = f"the file begins as {encoding} and does not go on so."
                raise fail(path, None, message, "Save it as UTF-8.") from None
    _check_mixture(data, path)
    return _guessed(data, path)


def _check_mixture(data: bytes, path: Path) -> None:
    """Raise where some lines are UTF-8 and others are not: no single encoding is right."""
    kinds: dict[bool, int] = {}
    for number, line in enumerate(data.split(b"\n"), 1):
        if not line.isascii():
            kinds.setdefault(_is_utf8(line), number)
    if len(kinds) == 2:
        message = f"line {kinds[True]} is in UTF-8 and this line is not: the encodings are mixed."
        raise fail(path, kinds[False], message, "Save each part as UTF-8, then join them.")


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _guessed(data: bytes, path: Path) -> tuple[str, tuple[Remark, ...]]:
    from charset_normalizer import from_bytes

    best = from_bytes(data).best()
    if best is None:
        message = "the encoding of the file cannot be told."
        raise fail(path, None, message, "Save it as UTF-8.")
    message = f"the file does not say its encoding; it was read as {best.encoding}"
    return data.decode(best.encoding), (Remark(None, message),)
