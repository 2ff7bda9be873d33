"""The program as a process has loaded it, whatever becomes of its files meanwhile."""

from __future__ import annotations

from pathlib import Path

from publish.files import sha256_of
from publish.making.fingerprint import Parts
from publish.making.graph import Graph
from publish.making.plan import Target
from publish.making.stamps import NO_STAMP, Stamp, Stamps, stamp_of, unchanged

_TEXTS = 200
"""After how many texts a graph is made anew, for it remembers every one."""


class Loaded:
    """What this process would make texts with; it has just been started."""

    def __init__(self) -> None:
        self._stamps = Stamps()
        self._graphs: dict[int | None, Graph] = {}
        self._texts = 0
        self._first: dict[str, str] = {}
        self._stamped: dict[str, Stamp] = {}

    def parts(self, target: Target, epoch: int | None) -> dict[str, Parts]:
        """What goes into each artifact of a text when it is made here, by the artifact's path."""
        if self._texts % _TEXTS == 0:
            self._graphs.clear()
        self._texts += 1
        graph = self._graphs.setdefault(epoch, Graph(self._stamps.beside(), epoch))
        parts: dict[str, Parts] = {
            str(target.path(each)): dict(graph.parts(target, each)) for each in target.editions
        }
        self._remember(graph.house.seen)
        return parts

    def is_stale(self) -> bool:
        """Whether a file of the program is not what it was when it was first looked at.

        What is in memory is then older than what a fingerprint says.
        """
        if unchanged(self._stamped):
            return False
        if any((sha256_of(Path(path)) or "") != first for path, first in self._first.items()):
            return True
        self._stamped = {path: stamp_of(path) for path in self._first}
        return False

    def _remember(self, seen: dict[str, Stamp]) -> None:
        for path in seen.keys() - self._first.keys():
            if seen[path] == NO_STAMP or seen[path].size >= 0:  # a file, and not a folder
                self._first[path] = sha256_of(Path(path)) or ""
                self._stamped[path] = seen[path]
