"""A case: a folder with everything that a command meets, and its command line; kept as a file."""

from __future__ import annotations

import base64
import hashlib
import json
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

ROOT_SIGN: Final = "@ROOT@"
"""Stands, in files, links and arguments, for the absolute path of the case's folder."""

DESK: Final = "far/away/desk"
"""Where the command is run, below the case's folder: what climbs out of it is still seen."""

OUTSIDE: Final[Mapping[str, bytes]] = {
    "README.md": b"Not to be touched.\n",
    "far/README.md": b"Not to be touched.\n",
    "far/away/README.md": b"Not to be touched.\n",
    "far/away/outside/secret.txt": b"Not to be read.\n",
    "far/away/outside/en.md": b'+++\ntitle = "Secret"\n+++\n\nNot to be read.\n',
    "far/away/outside/statement.toml": b'schema = 1\nsource_language = "en"\n',
}
"""What lies around the desk. No command may read or change it."""


@dataclass(frozen=True, slots=True)
class Link:
    """A symbolic link."""

    to: str


@dataclass(frozen=True, slots=True)
class Pipe:
    """A named pipe, to which nobody ever writes."""


@dataclass(frozen=True, slots=True)
class Folder:
    """An empty folder."""


Node = bytes | Link | Pipe | Folder


@dataclass(frozen=True, repr=False)
class Case:
    """What a door meets: arguments of the command, and nodes by their paths below the desk."""

    door: str
    arguments: tuple[str, ...]
    nodes: Mapping[str, Node]

    @property
    def name(self) -> str:
        """The same for the same case."""
        return f"{self.door}-{hashlib.sha256(self.dump()).hexdigest()[:8]}"

    def dump(self) -> bytes:
        """The case as the bytes of a file."""
        nodes = {path: _dump(node) for path, node in sorted(self.nodes.items())}
        data = {"door": self.door, "arguments": self.arguments, "nodes": nodes}
        return json.dumps(data, indent=1).encode()

    @staticmethod
    def load(path: Path) -> Case:
        """A case that was kept."""
        data = json.loads(path.read_bytes())
        nodes = {name: _load(node) for name, node in data["nodes"].items()}
        return Case(data["door"], tuple(data["arguments"]), nodes)

    def lay(self, root: Path) -> Path:
        """Make everything below ``root``, which is empty; the desk is returned."""
        for name, content in OUTSIDE.items():
            _write(root / name, content)
        desk = root / DESK
        for name in ("content", "out", "cache", "home", "tmp"):
            (desk / name).mkdir(parents=True)
        for name, node in self.nodes.items():
            _make(desk / name, node, root)
        return desk

    def command(self, root: Path) -> tuple[str, ...]:
        """The arguments, where the case lies below ``root``."""
        return tuple(word.replace(ROOT_SIGN, str(root)) for word in self.arguments)


def _make(path: Path, node: Node, root: Path) -> None:
    """Make a node, unless another one is in its way."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        match node:
            case bytes():
                _write(path, node.replace(ROOT_SIGN.encode(), os.fsencode(root)))
            case Link():
                path.symlink_to(node.to.replace(ROOT_SIGN, str(root)))
            case Pipe():
                os.mkfifo(path)
            case Folder():
                path.mkdir(exist_ok=True)
    except (OSError, ValueError):
        return


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("xb") as file:
        file.write(content)


def _dump(node: Node) -> Any:
    match node:
        case bytes():
            try:
                return {"text": node.decode()}
            except UnicodeDecodeError:
                return {"base64": base64.b64encode(node).decode()}
        case Link():
            return {"link": node.to}
        case _:
            return {type(node).__name__.lower(): True}


def _load(data: Mapping[str, Any]) -> Node:
    ((kind, value),) = data.items()
    kinds: dict[str, Callable[[Any], Node]] = {
        "text": str.encode,
        "base64": base64.b64decode,
        "link": Link,
    }
    bare: dict[str, Callable[[], Node]] = {"pipe": Pipe, "folder": Folder}
    return kinds[kind](value) if kind in kinds else bare[kind]()
