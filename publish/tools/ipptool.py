"""ipptool, CUPS's client for the Internet Printing Protocol (RFC 8010, RFC 8011): asks and sends.

It is the client that the Printer Working Group certifies printers with: what it says a printer
answered is what it answered. It speaks ipp:// and ipps://.
"""

from __future__ import annotations

import plistlib
import re
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit
from xml.parsers.expat import ExpatError

from publish.errors import CommandError, Problem, ToolError
from publish.tools.program import Program, run

IPPTOOL: Final = Program("ipptool", package="cups-ipp-utils")
INSTALL: Final = f"apt install {IPPTOOL.package}"

ANSWER_S: Final = 20.0
"""How long a printer may take to answer a question."""
SEND_S: Final = 600.0
"""How long it may take to take a file."""

_SCHEMES: Final = ("ipp", "ipps")
_STATUSES: Final = (0, 1)
"""All went well; or the printer refused, or could not be reached, as the answer tells."""
_SUCCESS: Final = "successful-"
_UNSAFE: Final = re.compile(r'["\\$,\x00-\x1f\x7f]')


@dataclass(frozen=True, slots=True)
class Attribute:
    """An attribute of a request: its IPP syntax, name and value, such as ``keyword sides``.

    Several values are a tuple of keywords.
    """

    syntax: str
    name: str
    value: str | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """What a printer answered: its status, such as ``successful-ok``, and its attributes."""

    status: str
    attributes: Mapping[str, Any]

    @property
    def successful(self) -> bool:
        """Whether the printer did what it was asked to."""
        return self.status.startswith(_SUCCESS)

    def values(self, name: str) -> tuple[Any, ...]:
        """The values of an attribute; none where the printer does not tell."""
        value = self.attributes.get(name, ())
        return tuple(value) if isinstance(value, list) else (value,) if value != () else ()


def available() -> bool:
    """Whether ipptool can be run here."""
    return IPPTOOL.path() is not None


def check_uri(uri: str) -> str:
    """``uri`` if it can be a printer's. Raises CommandError, with an example, if not."""
    try:
        parts = urlsplit(uri)
        fine = parts.scheme in _SCHEMES and parts.hostname is not None and parts.port != 0
    except ValueError:
        fine = False
    if not fine or _UNSAFE.search(uri) or " " in uri:
        raise CommandError(
            Problem(
                f"“{uri}” is not the address of a printer.",
                remedy="Give one such as ipp://printer.local/ipp/print, or ipps:// with TLS.",
            )
        )
    return uri


def ask(
    uri: str,
    operation: str,
    attributes: Sequence[Attribute] = (),
    job: Sequence[Attribute] = (),
    document: Path | None = None,
    timeout_s: float = ANSWER_S,
) -> Answer:
    """Send one request and return the answer, whatever its status.

    ``attributes`` go with the operation, ``job`` describes a job, ``document`` follows.

    Raises:
        ToolError: ipptool is missing, or nothing at ``uri`` answers in IPP.
    """
    lines = [
        "{",
        f'NAME "{operation}"',
        f"OPERATION {operation}",
        "GROUP operation-attributes-tag",
        "ATTR charset attributes-charset utf-8",
        "ATTR naturalLanguage attributes-natural-language en",
        "ATTR uri printer-uri $uri",
        "ATTR name requesting-user-name $user",
        *map(_line, attributes),
    ]
    if job:
        lines += ["GROUP job-attributes-tag", *map(_line, job)]
    with tempfile.TemporaryDirectory() as folder:
        if document is not None:
            # The name of a file is text that ipptool would read into: it gets one of ours.
            Path(folder, "document").symlink_to(document.resolve())
            lines.append("FILE document")
        request = Path(folder, "request.test")
        request.write_text("\n".join([*lines, "}"]) + "\n", encoding="utf-8")
        output = run(
            IPPTOOL, "-X", "-T", f"{timeout_s:g}", uri, str(request),
            timeout_s=2 * timeout_s + 10, statuses=_STATUSES,
        )  # fmt: skip
    return _answer(uri, output.out, output.err)


def _line(attribute: Attribute) -> str:
    """The attribute as ipptool reads it: commas part values, unless they are in quotes."""
    head, value = f"ATTR {attribute.syntax} {attribute.name}", attribute.value
    if isinstance(value, tuple):
        return f"{head} {','.join(value)}"
    return f'{head} "{_UNSAFE.sub(" ", value)}"'


def _answer(uri: str, out: str, err: str) -> Answer:
    try:
        said = plistlib.loads(out.encode())
    except (plistlib.InvalidFileException, ExpatError, ValueError):
        said = None
    tests = said.get("Tests") if isinstance(said, dict) else None
    if not tests or not tests[0].get("StatusCode"):
        reason = " ".join(err.split()).removeprefix("ipptool: ") or "It said nothing."
        raise ToolError(
            Problem(
                f"no printer answers at {uri}: {reason}",
                remedy="Is it on, and is this its address? With ipps:// it must speak TLS.",
            )
        )
    attributes: dict[str, Any] = {}
    for group in tests[0].get("ResponseAttributes", ()):
        attributes |= group
    return Answer(tests[0]["StatusCode"], attributes)
