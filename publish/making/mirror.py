"""Mirrors: content and output that are at an address of fsspec, kept here as folders.

A build reads and writes folders. What is at an address is brought here before it, as far as it
has changed, and what the build has changed is sent back after it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path, PosixPath
from typing import Any, Final

from pydantic import TypeAdapter, ValidationError

from publish.doors.paths import InnerPath, check_inner, leads_inside, place_in
from publish.doors.reading import read_bytes
from publish.errors import Place, Problem, PublishError
from publish.faults import Fault
from publish.files import sha256, write_whole
from publish.making.fields import LONGEST_FILE
from publish.making.manifest import NAME as MANIFEST
from publish.making.record import HOUSE
from publish.making.shared import file_system
from publish.resources import default_cache_dir

_ADDRESS = re.compile(r"([a-z][a-z0-9+.-]+):/(?=[^/])")
"""An address as a path has it, which makes one slash of two."""

_INDEX = "index.json"
_FILES = "files"
_RECORD = f"{HOUSE}/record.json"
_MARKS = ("ETag", "etag", "mtime", "LastModified", "last_modified", "created")
"""What tells a store's file from an earlier one, by the name that one store or another has."""


_Index = dict[InnerPath, tuple[str, list[int]]]
_INDEXES: Final = TypeAdapter(_Index)
"""By name, the mark of a file there, and the size and time of the one here."""


class Address(PosixPath):
    """A path that stands for an address, and is written as one."""

    def __str__(self) -> str:
        return _ADDRESS.sub(r"\1://", super().__str__(), count=1)


@dataclass(frozen=True, slots=True)
class Home:
    """Where a build finds its content and puts its output, on this machine.

    ``shown`` is where the output belongs, in words for people.
    """

    content: Path
    out: Path
    shown: Path
    _source: Mirror | None = None
    _target: Mirror | None = None

    @property
    def is_remote(self) -> bool:
        """Whether content or output are at an address."""
        return bool(self._source or self._target)

    def send(self) -> None:
        """Send the output to where it belongs, if that is not here."""
        if self._target:
            self._target.send()

    def placed(self, problems: Iterable[Problem]) -> tuple[Problem, ...]:
        """Problems that speak of the files where people have them."""
        source = self._source
        return tuple(source.placed(each) if source else each for each in problems)


def at_hand(content: Path, out: Path) -> Home:
    """Content and output as folders of this machine, brought from their addresses if need be.

    Raises PublishError for an address that cannot be read.
    """
    source, target = mirror(content), mirror(out)
    if source and not source.bring():
        raise PublishError(
            Problem(f"there is nothing at {source.url}.", remedy="See whether --content is right.")
        )
    if target:
        target.bring()
    return Home(
        source.folder if source else content,
        target.folder if target else out,
        Address(out) if target else out,
        source,
        target,
    )


def mirror(path: Path) -> Mirror | None:
    """The mirror of an address that was given as a path; None for what is a path."""
    written = path.as_posix()
    if not _ADDRESS.match(written):
        return None
    url = str(Address(written))
    return Mirror(url, default_cache_dir() / "mirrors" / sha256(url.encode())[:16])


@dataclass(frozen=True, slots=True)
class Mirror:
    """The files at ``url``, kept below ``place`` with an index of what they were on both sides."""

    url: str
    place: Path

    @property
    def folder(self) -> Path:
        """Where the files are."""
        return self.place / _FILES

    def bring(self) -> int:
        """Bring what has changed there, and drop what is gone; how many files there are."""
        index, there = self._index(), self._there()
        for name in index.keys() - there.keys():
            place_in(self.folder, name).unlink(missing_ok=True)
            del index[name]
        for name, mark in there.items():
            if index.get(name) != (mark, self._stamp(name)):
                content = self._asked("cat_file", self._path(name))
                write_whole(place_in(self.folder, name), content, self.place)
                index[name] = mark, self._stamp(name)
        self.folder.mkdir(parents=True, exist_ok=True)
        self._keep(index)
        return len(there)

    def send(self) -> None:
        """Send what has changed here, the manifest last, and remove there what is gone here."""
        index = self._index()
        for name in sorted(self._here(), key=lambda name: (name in (MANIFEST, _RECORD), name)):
            stamp = self._stamp(name)
            if name not in index or index[name][1] != stamp:
                self._asked("pipe_file", self._path(name), (self.folder / name).read_bytes())
                index[name] = _mark(self._asked("info", self._path(name))), stamp
        for name in sorted(index.keys() - set(self._here())):
            self._asked("rm_file", self._path(name))
            del index[name]
        self._keep(index)

    def placed(self, problem: Problem) -> Problem:
        """A problem that speaks of the file at the address."""
        place = problem.place
        if place is None or not place.path.is_relative_to(self.folder):
            return problem
        path = Address(self.url) / place.path.relative_to(self.folder)
        return replace(problem, place=Place(path, place.line))

    # --- Both sides -------------------------------------------------------------------

    def _there(self) -> dict[str, str]:
        """The files at the address, with a mark that changes when one does."""
        files, root = file_system(self.url)
        files.invalidate_cache()
        try:
            found = self._asked("find", root, detail=True)
        except FileNotFoundError:
            return {}
        start = len(root) + 1
        names = {path[start:]: _mark(info) for path, info in found.items()}
        return {name: mark for name, mark in names.items() if _is_plain(name)}

    def _here(self) -> Iterator[str]:
        """The files of a build's output: artifacts, manifest and record."""
        for path in self.folder.rglob("*"):
            name = path.relative_to(self.folder).as_posix()
            own = name == _RECORD or not name.startswith(f"{HOUSE}/")
            if own and path.is_file() and leads_inside(path, self.folder):
                yield name

    def _stamp(self, name: str) -> list[int]:
        try:
            found = (self.folder / name).stat()
        except FileNotFoundError:
            return []
        return [found.st_size, found.st_mtime_ns]

    def _path(self, name: str) -> str:
        return f"{file_system(self.url)[1]}/{name}"

    def _asked(self, method: str, *arguments: Any, **options: Any) -> Any:
        """What the store answers; each kind of store has errors of its own."""
        try:
            return getattr(file_system(self.url)[0], method)(*arguments, **options)
        except FileNotFoundError:
            raise
        except Exception as error:
            raise PublishError(
                Problem(
                    f"{self.url} cannot be reached: {error}.",
                    remedy="See that it exists, and that this machine has the credentials for it.",
                )
            ) from error

    def _index(self) -> _Index:
        """What was there when it was last looked at; a lost one only means bringing it again."""
        try:
            return _INDEXES.validate_json(read_bytes(self.place / _INDEX, LONGEST_FILE))
        except (Fault, ValidationError):
            return {}

    def _keep(self, index: _Index) -> None:
        write_whole(self.place / _INDEX, json.dumps(index).encode(), self.place)


def _mark(info: dict[str, Any]) -> str:
    return f"{info.get('size')} {next((info[name] for name in _MARKS if name in info), '')}"


def _is_plain(name: str) -> bool:
    """Whether a name stays below its folder: a store may have any."""
    try:
        return bool(check_inner(name))
    except Fault:
        return False
