"""Maven, which brings programs and schemas from Maven Central, each pinned by its checksum."""

from __future__ import annotations

import hashlib
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path

from publish.disks import not_stored, reason
from publish.errors import Problem, ToolError
from publish.resources import default_cache_dir
from publish.tools.program import Program, run

MAVEN = Program("mvn", package="maven")

_COPY = "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy"
_DOWNLOAD_S = 600.0


@dataclass(frozen=True, slots=True)
class Jar:
    """A file of Maven Central: ``title`` is how people call it."""

    title: str
    group: str
    name: str
    version: str
    sha256: str

    @property
    def path(self) -> Path:
        """Where it is once it has been brought."""
        folder = default_cache_dir() / "tools" / self.name / self.version
        return folder / f"{self.name}-{self.version}.jar"


def bring(jar: Jar) -> Path:
    """Where a pinned file is; it is downloaded if it is not there yet.

    Raises:
        ToolError: Maven is missing or failed, or what it brought is not the pinned file.
    """
    target = jar.path
    if target.is_file():
        return target
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=target.parent) as folder:
            os.replace(_download(jar, Path(folder)), target)
    except OSError as error:
        raise ToolError(not_stored(jar.title, reason(error, target))) from error
    return target


def _download(jar: Jar, folder: Path) -> Path:
    """Bring a file into the empty ``folder``, and see that it is the pinned one."""
    artifact = f"{jar.group}:{jar.name}:{jar.version}"
    quiet = ("--quiet", "--batch-mode", "-Dstyle.color=never")
    options = (f"-Dartifact={artifact}", f"-DoutputDirectory={folder}")
    run(MAVEN, *quiet, _COPY, *options, timeout_s=_DOWNLOAD_S)
    (brought,) = folder.iterdir()
    digest = hashlib.sha256(brought.read_bytes()).hexdigest()
    if digest != jar.sha256:
        raise ToolError(
            Problem(
                f"{artifact} is not the file that was pinned: its SHA-256 is {digest}.",
                remedy=f"Do not use it; compare it with the release of {jar.title}.",
            )
        )
    return brought
