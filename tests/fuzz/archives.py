"""ZIP archives whose parts are changed, or whose directory lies."""

from __future__ import annotations

import io
import struct
import warnings
import zipfile
from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise
from typing import Final

from fuzz.cases import ROOT_SIGN
from hypothesis import strategies as st

MEMBERS: Final = (
    "../../../README.md",
    f"{ROOT_SIGN}/far/away/outside/x",
    "a\\..\\..\\b",
    "a//b",
    "./a",
    "",
    "nul\x00.xml",
    "ü.xml",
    "x" * 3_000,
    "OEBPS/",
    "META-INF/encryption.xml",
    "META-INF/rights.xml",
    "mimetype",
)
"""Names of members that no archive should have."""


def packed(
    parts: Mapping[str, bytes] | Sequence[tuple[str, bytes]], stored: str = "mimetype"
) -> bytes:
    """An archive with these members, in this order."""
    pairs = list(parts.items()) if isinstance(parts, Mapping) else list(parts)
    file = io.BytesIO()
    with warnings.catch_warnings(action="ignore"), zipfile.ZipFile(file, "w") as archive:
        for name, content in pairs:
            how = zipfile.ZIP_STORED if name == stored else zipfile.ZIP_DEFLATED
            info = zipfile.ZipInfo(name or "x", (2024, 5, 1, 0, 0, 0))
            archive.writestr(info, content, how)
    return file.getvalue()


def unpacked(raw: bytes) -> dict[str, bytes]:
    """The members of a good archive."""
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def lying(raw: bytes, how: str) -> bytes:
    """The archive with something wrong in how it is packed (APPNOTE.TXT, 4.3)."""
    return _LIES[how](raw)


def _all(raw: bytes, sign: bytes, offset: int, value: bytes) -> bytes:
    """The bytes with a field set in every record that begins with a sign."""
    parts = raw.split(sign)
    changed = (part[: offset - 4] + value + part[offset - 4 + len(value) :] for part in parts[1:])
    return sign.join((parts[0], *changed))


_LOCAL, _CENTRAL, _END = b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06"

_LIES: Final[Mapping[str, Callable[[bytes], bytes]]] = {
    "as it is": lambda raw: raw,
    "cut": lambda raw: raw[: len(raw) // 2],
    "no directory": lambda raw: raw[: raw.rfind(_CENTRAL)],
    "no local heads": lambda raw: raw.replace(_LOCAL, b"PK\x03\x05"),
    "bytes before": lambda raw: b"#!/bin/sh\n" + raw,
    "bytes behind": lambda raw: raw + b"x" * 100,
    "long comment": lambda raw: raw[:-2] + b"\xff\xff" + b"c" * 65_535,
    "locked": lambda raw: _all(raw, _CENTRAL, 8, b"\x01\x00"),
    "unknown packing": lambda raw: _all(raw, _CENTRAL, 10, struct.pack("<H", 97)),
    "wrong sum": lambda raw: _all(raw, _CENTRAL, 16, b"\0\0\0\0"),
    "wrong size": lambda raw: _all(raw, _CENTRAL, 24, struct.pack("<I", 0x7FFFFFFF)),
    "wrong place": lambda raw: _all(raw, _CENTRAL, 42, struct.pack("<I", 0x00FFFFFF)),
    "many members": lambda raw: _all(raw, _END, 8, b"\xfe\xff\xfe\xff"),
    "no date": lambda raw: _all(raw, _CENTRAL, 12, b"\xff\xff\xff\xff"),
    "flipped": lambda raw: (
        raw[: len(raw) // 2] + bytes([raw[len(raw) // 2] ^ 0xFF]) + raw[len(raw) // 2 + 1 :]
    ),
}

lies = st.integers(0, 5).flatmap(
    lambda number: st.sampled_from(list(_LIES)) if number == 5 else st.just("as it is")
)


# --- XML ----------------------------------------------------------------------------

_LAUGHS: Final = '<!ENTITY a "aaaaaaaaaa">' + "".join(
    f'<!ENTITY {name} "{f"&{inner};" * 10}">' for inner, name in pairwise("abcdefg")
)
"""Each holds the one before ten times."""

_DOCTYPES: Final = (
    '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">]>',
    f"<!DOCTYPE x [{_LAUGHS}]>",
    f'<!DOCTYPE x [<!ENTITY g SYSTEM "file://{ROOT_SIGN}/far/away/outside/secret.txt">]>',
    '<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd">',
    f'<!DOCTYPE x [<!ENTITY % p SYSTEM "{ROOT_SIGN}/README.md"> %p;]>',
)

XML_CHANGES: Final = (
    "as it is", "doctype", "doctype and entity", "deep", "many", "attribute", "attributes", "cut",
    "UTF-16", "said UTF-16", "unknown charset", "text", "namespace", "no namespace", "instruction",
    "control", "empty", "not XML", "swapped", "comment", "lost element", "doubled element",
)  # fmt: skip


def xml_changed(raw: bytes, how: str, words: str, place: float) -> bytes:
    """A document of XML with something changed, at a place between 0 and 1."""
    text = raw.decode("utf-8", "replace")
    ends = [at for at, char in enumerate(text) if char == ">"] or [0]
    at = ends[int(place * (len(ends) - 1))] + 1
    safe = words.replace("&", "&amp;").replace("<", "&lt;")
    rest = text.partition("?>")[2] if text.startswith("<?xml") else text
    doctype = _DOCTYPES[int(place * 4.99)]
    changes: Mapping[str, Callable[[], str]] = {
        "doctype": lambda: doctype + rest,
        "doctype and entity": lambda: doctype + text[text.find("?>") + 2 : at] + "&g;" + text[at:],
        "deep": lambda: text[:at] + "<x>" * 3_000 + safe + "</x>" * 3_000 + text[at:],
        "many": lambda: text[:at] + f"<x>{safe[:99]}</x>" * 5_000 + text[at:],
        "attribute": lambda: text[: at - 1] + f' a="{safe}"' + text[at - 1 :],
        "attributes": lambda: (
            text[: at - 1] + "".join(f' a{n}="1"' for n in range(9_000)) + text[at - 1 :]
        ),
        "cut": lambda: text[:at],
        "said UTF-16": lambda: '<?xml version="1.0" encoding="UTF-16"?>' + rest,
        "unknown charset": lambda: '<?xml version="1.0" encoding="undefined"?>' + rest,
        "text": lambda: text[:at] + safe + text[at:],
        "namespace": lambda: text.replace("xmlns", "xmlns:q", 1),
        "no namespace": lambda: text.replace("xmlns=", "x="),
        "instruction": lambda: text[:at] + "<?php x ?>" + text[at:],
        "control": lambda: text[:at] + "\x0b\x00&#8;&#xFFFF;" + text[at:],
        "empty": lambda: "",
        "not XML": lambda: safe,
        "swapped": lambda: text[:at].replace("id=", "di=") + text[at:].replace("/>", "></x>", 1),
        "comment": lambda: text[:at] + "<!-- -- -->" + text[at:],
        "lost element": lambda: text[: text.rfind("<", 0, at)] + text[at:],
        "doubled element": lambda: text[:at] + text[text.rfind("<", 0, at) : at] + text[at:],
    }
    if how == "UTF-16":
        return text.encode("utf-16", "replace")
    changed = changes[how]() if how in changes else text
    return changed.encode("utf-8", "surrogatepass")
