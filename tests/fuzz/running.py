"""A case is run: in a process forked from a warm one, with bounds, and everything around watched.

It is the command line that runs, from ``publish.cli.main`` on, as in a process of its own; what
is saved is the start of Python and the imports, which take longer than most cases.
"""

from __future__ import annotations

import gc
import importlib
import os
import pkgutil
import resource
import select
import shutil
import signal
import stat
import sys
import tempfile
import time
import traceback
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, Final, NoReturn

from fuzz.cases import DESK, Case

HANG_S: Final = 20.0
"""How long a command may take where nothing else is at work."""
MEMORY_BYTES: Final = 1 << 30
KEY: Final = "team.key"
"""The file, below the house, of the key that all cases have: entries of one are read in another."""
_ADDRESSES: Final = 3 << 30
"""Room for addresses, so that a case does not take the machine's memory: see getrlimit(2)."""
_FILE_BYTES: Final = 256 << 20
_TEXT_BYTES: Final = 1 << 20

_OPENING: Final = frozenset({"open", "os.listdir", "os.scandir"})
"""Events of Python (PEP 578) that say which files and folders are read."""

Snapshot = Mapping[str, tuple[int, ...]]
"""What cannot change in a file without its being written, by path below the case's folder."""


@dataclass(frozen=True, slots=True)
class Ending:
    """How a case ended.

    ``status`` is that of the process, negative for a signal, None where it was stopped for
    taking too long. ``processor_s`` are seconds of processors, with its children's. ``changed``
    and ``opened`` are paths below the case's folder: those made, written or removed, and those
    that Python opened, links followed; ``present`` are all that are there at the end.
    """

    status: int | None
    out: str
    err: str
    seconds: float
    processor_s: float
    memory_bytes: int
    changed: frozenset[str]
    opened: frozenset[str]
    present: frozenset[str]


def warm(house: Path) -> None:
    """Import what the doors need, and have the fonts ready in ``house``; starts no thread."""
    os.environ["PUBLISH_CACHE"] = str(house)
    key = house / KEY
    key.write_bytes(os.urandom(32).hex().encode())
    key.chmod(0o600)
    from publish import checks, content, incoming, translate, verify
    from publish.making.warming import warm as warm_builds

    for package in (checks, content, incoming, translate, verify):
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            importlib.import_module(module.name)
    for name in ("app", "making.build", "commands.build", "commands.check", "commands.verify"):
        importlib.import_module(f"publish.{name}")
    for name in ("import_", "translate"):
        importlib.import_module(f"publish.commands.{name}")
    warm_builds([], 1)
    gc.collect()
    gc.freeze()


def run(case: Case, house: Path) -> Ending:
    """Run a case in a folder of its own, which is removed at the end."""
    with laid(case) as root:
        return run_laid(case, root, house)


@contextmanager
def laid(case: Case) -> Iterator[Path]:
    """A folder with the case in it."""
    root = Path(tempfile.mkdtemp(prefix="case-")).resolve()
    try:
        case.lay(root)
        yield root
    finally:
        shutil.rmtree(root, ignore_errors=True)


def run_laid(case: Case, root: Path, house: Path) -> Ending:
    """Run a case that lies below ``root``."""
    before = snapshot(root)
    with (
        tempfile.TemporaryFile() as out,
        tempfile.TemporaryFile() as err,
        tempfile.TemporaryFile() as log,
    ):
        started = time.monotonic()
        process = os.fork()
        if process == 0:
            _be_the_command(case, root, house, out.fileno(), err.fileno(), log.fileno())
        status, usage = _end_of(process)
        seconds = time.monotonic() - started
        after = snapshot(root)
        return Ending(
            status=status,
            out=_text(out),
            err=_text(err),
            seconds=seconds,
            processor_s=usage.ru_utime + usage.ru_stime,
            memory_bytes=usage.ru_maxrss * 1024,
            changed=frozenset(dict(before.items() ^ after.items())),
            opened=_opened(log, root),
            present=frozenset(after),
        )


def snapshot(root: Path) -> Snapshot:
    """Everything below a folder, links not followed."""
    found: dict[str, tuple[int, ...]] = {}
    for folder, folders, files in os.walk(root):
        for name in (*folders, *files):
            path = os.path.join(folder, name)
            with suppress(OSError):
                seen = os.lstat(path)
                kind = stat.S_IFMT(seen.st_mode)
                is_file = stat.S_ISREG(kind)
                what = (kind, seen.st_size, seen.st_mtime_ns, seen.st_ino) if is_file else (kind,)
                found[os.path.relpath(path, root)] = what
    return found


def _end_of(process: int) -> tuple[int | None, Any]:
    """Wait until the process ends, or end it with all its children; how it ended, what it took."""
    handle = os.pidfd_open(process)
    ready, _, _ = select.select([handle], [], [], _patience_s())
    os.close(handle)
    with suppress(ProcessLookupError):  # its children too, which it may have left behind
        os.killpg(process, signal.SIGKILL)
    _, status, usage = os.wait4(process, 0)
    return (os.waitstatus_to_exitcode(status) if ready else None), usage


def _patience_s() -> float:
    """How long a hang takes on this machine, as busy as it is now."""
    return HANG_S * max(1.0, os.getloadavg()[0] / (os.cpu_count() or 1))


def _text(file: Any) -> str:
    file.seek(0)
    text: str = file.read(_TEXT_BYTES).decode("utf-8", "replace")
    return text


def _opened(log: Any, root: Path) -> frozenset[str]:
    log.seek(0)
    paths = (os.fsdecode(line) for line in log.read().split(b"\0") if line)
    return frozenset(os.path.relpath(path, root) for path in paths)


# --- In the child -------------------------------------------------------------------


def _be_the_command(case: Case, root: Path, house: Path, out: int, err: int, log: int) -> NoReturn:
    status = 1
    try:
        os.setsid()
        _bind()
        nothing = os.open(os.devnull, os.O_RDONLY)
        for own, stream in ((nothing, 0), (out, 1), (err, 2)):
            os.dup2(own, stream)
        sys.stdin, sys.stdout, sys.stderr = os.fdopen(0), _stream(1), _stream(2)
        desk = root / DESK
        os.chdir(desk)
        _settle_in(desk, house)
        _watch(str(root), log)
        sys.argv = ["publish", *case.command(root)]
        status = _main()
        sys.stdout.flush()
        sys.stderr.flush()
    finally:
        os._exit(status)


def _stream(number: int) -> IO[str]:
    """A stream as Python opens it in a process that does not talk to a terminal."""
    errors = "surrogateescape" if number == 1 else "backslashreplace"
    return os.fdopen(number, "w", encoding="utf-8", errors=errors)


def _main() -> int:
    from publish.cli import main

    try:
        main()
    except SystemExit as ending:
        return ending.code if isinstance(ending.code, int) else int(ending.code is not None)
    except BaseException:
        traceback.print_exc()
        return 1
    return 0


def _bind() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (_ADDRESSES, _ADDRESSES))
    resource.setrlimit(resource.RLIMIT_FSIZE, (_FILE_BYTES, _FILE_BYTES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _settle_in(desk: Path, house: Path) -> None:
    """Nothing of whoever runs this: no programs but Python, no caches but the case's own."""
    os.environ.clear()
    os.environ.update(
        HOME=str(desk / "home"),
        LANG="C.UTF-8",
        PATH="/nonexistent",
        PUBLISH_BUILD_CACHE=str(desk / "cache"),
        PUBLISH_CACHE=str(house),
        PUBLISH_CACHE_KEY=str(house / KEY),
        PUBLISH_DEBUG="1",
        TMPDIR=str(desk / "tmp"),
    )
    tempfile.tempdir = None


def _watch(root: str, log: int) -> None:
    """Write down what is opened below the case's folder, in this process and its children."""

    def heard(event: str, arguments: tuple[Any, ...]) -> None:
        if event in _OPENING and isinstance(arguments[0], str | bytes | os.PathLike):
            path = os.path.realpath(os.fsdecode(arguments[0]))
            if path.startswith(root):
                os.write(log, os.fsencode(path) + b"\0")

    sys.addaudithook(heard)
