"""Starts Java once for many files: a script of ``java/`` is run by Rhino, which needs no compiler.

Jars come from Maven Central, each pinned by its checksum.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from publish.tools.java import JAVA, JAVA_OPTIONS
from publish.tools.maven import Jar
from publish.tools.program import run

INSTALL = "make readers"

_SCRIPTS = Path(__file__).parent / "java"
_MAIN = "org.mozilla.javascript.tools.shell.Main"
_START_S, _FILE_S = 30.0, 10.0

_RHINO = Jar(
    title="Rhino",
    group="org.mozilla",
    name="rhino-all",
    version="1.8.0",
    sha256="a67bc8555c36236fc7eac7042f4083d7cb9eba239a2ed06f68d07af885ada33c",
)
PDFBOX = Jar(
    title="PDFBox",
    group="org.apache.pdfbox",
    name="pdfbox-app",
    version="3.0.8",
    sha256="f6b3a80c39747ff0ef5d06708bc03882152403de58dbef4a1fbffbee568eceb1",
)
JARS = (_RHINO, PDFBOX)
"""What every script is run with."""


def answer(script: str, jars: Sequence[Jar], *arguments: str, files: Sequence[Path]) -> str:
    """What a script says of some files, as JSON.

    Raises ToolError where Java or a jar is missing, or the script cannot read a file.
    """
    path = ":".join(str(jar.path) for jar in jars)
    before = ("-cp", path, _MAIN, "-f", str(_SCRIPTS / "answer.js"), str(_SCRIPTS / script))
    paths = [str(file.resolve()) for file in files]
    timeout_s = _START_S + _FILE_S * len(paths)
    return run(JAVA, *JAVA_OPTIONS, *before, *arguments, *paths, timeout_s=timeout_s).out


def lacks(jars: Sequence[Jar]) -> str | None:
    """How to install Java or a jar, where one of them is missing."""
    if JAVA.path() is None:
        return f"apt install {JAVA.package}"
    return None if all(jar.path.is_file() for jar in jars) else INSTALL
