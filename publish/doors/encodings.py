"""The encodings that a file may say it is in: those of the WHATWG Encoding Standard, no others."""

from __future__ import annotations

from typing import Final

_NO_TEXT: Final = ("replacement", "x-user-defined")
"""Names of the standard for what is refused, and for bytes that are no characters."""


def codec_of(label: str) -> str | None:
    """Python's name of the encoding that a label means; None for what the standard has not.

    Python knows many more codecs. UTF-7 is none of the Web's and lets text pass for markup; and
    ``undefined``, ``idna`` or ``base64`` are no encodings of texts at all.
    """
    from webencodings import lookup

    found = lookup(label)
    return None if found is None or found.name in _NO_TEXT else str(found.codec_info.name)
