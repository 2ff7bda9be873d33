"""How far the program reaches, as the kernel sees it: which files it opens, and whom it calls.

strace(1) follows the command and all its children. Only what succeeds counts: looking whether a
file is there is no reading.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pytest
from support import CONTENT, ROOT

STATEMENT = "open-shelves"
LANGUAGES = ("en", "ar")

_CALL = re.compile(r"(?P<name>\w+)\((?P<arguments>.*)\) += (?P<result>-?\d+)(?:<(?P<real>[^>]*)>)?")
_PATH = re.compile(
    r'(?:AT_FDCWD(?:<[^>]*>)?|\d+<(?P<folder>[^>]*)>)?(?:, )?"(?P<path>(?:[^"\\]|\\.)*)"'
)

READING = frozenset({"open", "openat", "openat2", "execve"})
WRITING = frozenset(
    {"creat", "mkdir", "mkdirat", "rename", "renameat", "renameat2", "unlink", "unlinkat", "rmdir",
     "link", "linkat", "symlink", "symlinkat", "truncate", "chmod", "fchmodat", "chown", "fchownat",
     "lchown", "utimensat", "mknod", "mknodat"}
)  # fmt: skip
"""Calls that change what they name; an ``open`` does as its flags say."""

LIBRARIES = ("/usr/lib", "/usr/lib64", "/lib", "/lib64")
"""The system's libraries; Python's own may lie elsewhere: ``sys.prefix``, ``sys.base_prefix``."""
DATA = (
    "/etc/ld.so.cache",  # where libraries are
    "/etc/localtime",  # the time zone
    "/usr/share/zoneinfo",
    "/usr/share/locale",  # messages of the C library
    "/etc/locale.alias",
    "/etc/mime.types",  # read by `mimetypes` when it is imported
    "/etc/ssl/openssl.cnf",  # read by libssl when it is loaded
    "/usr/share/fontconfig/conf.avail",  # fontconfig's names for rules, none of which it applies
    "/dev/null",
    "/dev/urandom",
    "/proc",  # what the kernel says of the process: memory, groups
    "/sys/fs/cgroup",
    "/sys/devices/system",
)
"""The system's own data, and why each is read."""
FONTS = (
    "/etc/fonts",
    "/usr/share/fonts",
    "/usr/local/share/fonts",
    "/var/cache/fontconfig",
)
"""Other fonts than the catalogue's, which would make other pages on another machine."""


@dataclass(frozen=True)
class Trace:
    """What a command did, call by call, and what it said."""

    desk: Path
    calls: tuple[re.Match[str], ...]
    sockets: tuple[str, ...]

    @cached_property
    def read(self) -> Mapping[str, str]:
        """The files and folders that were opened to be read, as they were named; links followed."""
        opened = (call for call in self.calls if call["name"] in READING and not _writes(call))
        named = ((self._paths(call)[0], call["real"]) for call in opened)
        return {name: real or os.path.realpath(name) for name, real in named}

    @cached_property
    def written(self) -> frozenset[str]:
        """What was made, changed or removed, or opened to be."""
        return frozenset(
            os.path.realpath(path)
            for call in self.calls
            if _writes(call)
            for path in ([call["real"]] if call["real"] else self._paths(call))
        )

    def _paths(self, call: re.Match[str]) -> list[str]:
        """The paths in the arguments of a call, absolute."""
        found = _PATH.finditer(call["arguments"])
        named = [(each["folder"] or str(self.desk), each["path"]) for each in found]
        first = named[:1] if call["name"] in READING else named
        return [os.path.normpath(os.path.join(*each)) for each in first]


def _writes(call: re.Match[str]) -> bool:
    flags = re.search(r"O_(?:WRONLY|RDWR|CREAT|TRUNC)", call["arguments"])
    return call["name"] in WRITING or (call["name"] in READING and flags is not None)


def trace(desk: Path, *arguments: object) -> Trace:
    """Run the command on a desk of its own, and follow it with all its children."""
    for name in ("home", "tmp", "trace"):
        (desk / name).mkdir(exist_ok=True)
    environment = {
        "HOME": str(desk / "home"),
        "LANG": "C.UTF-8",
        "PATH": "/nonexistent",  # programs that judge, or make libraries, have tests of their own
        "PUBLISH_CACHE": str(desk / "cache"),
        "PYTHONDONTWRITEBYTECODE": "1",
        "TMPDIR": str(desk / "tmp"),
    }
    if "PYTHONPATH" in os.environ:  # the checkout that is tested
        environment["PYTHONPATH"] = os.environ["PYTHONPATH"]
    log = desk / "trace" / "log"
    follow = [
        shutil.which("strace"),
        "-ff",
        "-y",
        "-s",
        "4096",
        "-e",
        "trace=%file,socket,connect",
        "-o",
        log,
    ]
    command = [*follow, sys.executable, "-m", "publish", *arguments]
    done = subprocess.run(
        list(map(str, command)),
        cwd=desk,
        env=environment,
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert done.returncode in (0, 1), done.stderr
    lines = [
        line
        for part in log.parent.iterdir()
        for line in part.read_text("utf-8", "replace").splitlines()
    ]
    shutil.rmtree(log.parent)
    calls = (_CALL.match(line) for line in lines)
    sockets = tuple(line for line in lines if re.match(r"(?:socket|connect)\(", line))
    return Trace(desk, tuple(call for call in calls if call and int(call["result"]) >= 0), sockets)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the project's content, where the commands are run one after another."""
    folder = tmp_path_factory.mktemp("desk").resolve()
    shutil.copytree(CONTENT, folder / "content")
    (folder / "page.txt").write_text("Bread for all\n\nEverybody needs it, and some have none.\n")
    return folder


@pytest.fixture(scope="module")
def building(desk: Path) -> Trace:
    """A build of every edition of the example in two languages, with nothing in the cache."""
    languages = [word for tag in LANGUAGES for word in ("-l", tag)]
    traced = trace(desk, "build", STATEMENT, *languages, "-o", "out", "--no-cache")
    assert (desk / "out" / STATEMENT / f"{STATEMENT}.ar.booklet.pdf").is_file()
    return traced


def outside(paths: Iterable[str], *allowed: object) -> list[str]:
    """Those of the paths that are below none of the allowed ones."""
    return sorted(
        path for path in paths if not any(Path(path).is_relative_to(str(root)) for root in allowed)
    )


def program() -> Iterator[object]:
    """Where the program is, with the Python and the packages that it runs on."""
    yield from (sys.prefix, sys.base_prefix)
    yield from (ROOT / name for name in ("publish", "styles", "fonts"))


def test_a_build_reads_the_statement_the_program_and_the_system_alone(building: Trace) -> None:
    desk = building.desk
    key = desk / "home" / ".local" / "share" / "publish"  # what the cache is sealed with
    own = (desk / "content" / STATEMENT, desk / "out", desk / "cache", desk / "tmp", key)
    folders = {str(desk), str(desk / "content"), str(ROOT), *sys.path}  # whose names are read
    others = {name for name in building.read if outside([name], *FONTS)}  # see the next test
    read = {building.read[name] for name in others} - folders
    assert outside(read, *own, *program(), *LIBRARIES, *DATA) == []


def test_a_build_sees_no_fonts_but_the_catalogue(building: Trace) -> None:
    """Also not when the text engine is loaded: what it has seen once, it looks at again."""
    home = [building.desk / "home" / name for name in (".fonts", ".fonts.conf", ".config")]
    assert [name for name in building.read if not outside([name], *FONTS, *home)] == []


def test_a_build_writes_to_its_output_and_the_cache_alone(building: Trace) -> None:
    desk = building.desk
    key = desk / "home" / ".local"
    allowed = (desk / "out", desk / "cache", desk / "tmp", key, "/dev/null", "/proc/self")
    assert outside(building.written, *allowed) == []


def test_nothing_is_left_in_the_folder_for_temporary_files(building: Trace) -> None:
    assert list((building.desk / "tmp").iterdir()) == []


def test_a_build_calls_nobody(building: Trace) -> None:
    assert calls_out(building) == []


COMMANDS = {
    "check": ("check", STATEMENT),
    "import": ("import", "page.txt", "--slug", "page"),
    "verify a PDF": ("verify", f"out/{STATEMENT}/{STATEMENT}.en.pamphlet.pdf"),
    "verify an EPUB": ("verify", f"out/{STATEMENT}/{STATEMENT}.en.epub"),
    "export": ("translate", "export", STATEMENT, "-l", "de"),
    "translate import": ("translate", "import", f"{STATEMENT}.de.xlf"),
}


@pytest.mark.usefixtures("building")
@pytest.mark.parametrize("arguments", COMMANDS.values(), ids=COMMANDS)
def test_a_command_that_reads_what_others_made_calls_nobody(
    arguments: tuple[str, ...], desk: Path
) -> None:
    assert calls_out(trace(desk, *arguments)) == []


def calls_out(traced: Trace) -> list[str]:
    """The sockets that lead out of the machine."""
    return [line for line in traced.sockets if "AF_INET" in line]
