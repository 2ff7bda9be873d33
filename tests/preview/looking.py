"""A running preview, and the content that it shows."""

from __future__ import annotations

import http.client
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from support import CONTENT, ROOT

SLUG = "imcwp-23-ukraine"
SHORT = "open-shelves"


@dataclass(frozen=True)
class Got:
    """A response: its status, headers with names in small letters, and body."""

    status: int
    headers: Mapping[str, str]
    body: bytes


class Server:
    """A running ``publish preview`` of the statements in ``content``."""

    def __init__(self, process: subprocess.Popen[str], address: str, content: Path) -> None:
        self.process = process
        self.address = address
        self.content = content
        self.port = int(re.findall(r":(\d+)/", address)[0])

    def ask(
        self,
        path: str,
        headers: Mapping[str, str] | None = None,
        *,
        method: str = "GET",
        body: bytes | None = None,
    ) -> Got:
        with closing(http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)) as asking:
            asking.request(method, path, body=body, headers=dict(headers or {}))
            answer = asking.getresponse()
            fields = {name.lower(): value for name, value in answer.getheaders()}
            return Got(answer.status, fields, answer.read())

    def stop(self, number: int = signal.SIGINT) -> tuple[int, float, str]:
        """Exit status, seconds that it took, and what was said."""
        began = time.monotonic()
        self.process.send_signal(number)
        _, said = self.process.communicate(timeout=20)
        return self.process.returncode, time.monotonic() - began, said


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
