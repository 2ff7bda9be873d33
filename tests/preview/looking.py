"""A running preview, and the content that it shows."""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from asking import Serving
from support import CONTENT, ROOT

SLUG = "imcwp-23-ukraine"
SHORT = "open-shelves"


class Server(Serving):
    """A running ``publish preview`` of the statements in ``content``."""

    ended_by = signal.SIGINT

    def __init__(self, process: subprocess.Popen[str], address: str, content: Path) -> None:
        super().__init__(process, address)
        self.address = address
        self.content = content


@contextmanager
def running(content: Path, *options: object) -> Iterator[Server]:
    arguments = ["preview", "--content", content, "--port", "0", *options]
    process = subprocess.Popen(
        [sys.executable, "-m", "publish", *map(str, arguments)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stdout is not None
        address = process.stdout.readline().strip()
        assert address, process.communicate()[1]
        yield Server(process, address, content)
    finally:
        if process.poll() is None:
            process.terminate()
        process.communicate(timeout=20)


def copied(folder: Path, languages: Mapping[str, tuple[str, ...]]) -> Path:
    """A content folder with these statements in these languages, free to be changed."""
    for slug, tags in languages.items():
        (folder / slug).mkdir(parents=True)
        for name in ("statement.toml", *(f"{tag}.md" for tag in tags)):
            shutil.copy(CONTENT / slug / name, folder / slug / name)
    return folder


def lengthened(path: Path, times: float) -> None:
    """Repeat the text of a language's file so many times."""
    head, front, text = path.read_text("utf-8").split("+++\n", 2)
    blocks = text.strip().split("\n\n")
    whole = blocks * int(times) + blocks[: round((times % 1) * len(blocks))]
    path.write_text(f"{head}+++\n{front}+++\n" + "\n\n".join(whole) + "\n", "utf-8")
