"""The staff of a cluster: which workers may have orders, and which were refused, and why."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

import publish
from publish.errors import Problem, PublishError
from publish.making.afar import greet

if TYPE_CHECKING:
    from distributed import Client

Tell = Callable[[str], object]
"""Says something to whoever watches a build."""

PATIENCE_S = 30.0
"""How long a build waits for a worker where there is none."""

_LOOK_S = 1.0
"""How often workers are looked for that have come or gone."""

_NAMED = 4
"""How many differences of a worker are named."""

RESTART = "has changed its program since it was started: start it again"


class Staff:
    """The workers of a scheduler. Each is greeted when it comes: it has to have Publish."""

    def __init__(self, client: Client, tell: Tell) -> None:
        self._client = client
        self._tell = tell
        self._admitted: set[str] = set()
        self._refused: dict[str, str] = {}
        self._present: frozenset[str] = frozenset()
        self._looked_s = 0.0
        self._last_seen_s = time.monotonic()

    @property
    def at_work(self) -> frozenset[str]:
        """The addresses of the workers that may have orders now."""
        return self._present & self._admitted

    def look(self) -> None:
        """Look, now and then, who has come and who has gone.

        Raises PublishError where nobody is left to do the work, OSError where no scheduler is.
        """
        now_s = time.monotonic()
        if now_s - self._looked_s < _LOOK_S:
            return
        self._looked_s = now_s
        workers = self._client.scheduler_info()["workers"]
        self._present = frozenset(workers)
        if new := self._present - self._admitted - self._refused.keys():
            self._greet({address: workers[address]["nthreads"] for address in sorted(new)})
        if self.at_work:
            self._last_seen_s = now_s
        elif self._present or now_s - self._last_seen_s > PATIENCE_S:
            raise PublishError(self._nobody())

    def refuse(self, address: str, why: str) -> None:
        """Give a worker no more orders, and say why."""
        if address not in self._refused:
            self._refused[address] = why
            self._admitted.discard(address)
            self._tell(f"worker {address} is refused: it {why}.")

    def _greet(self, threads: Mapping[str, int]) -> None:
        answers = self._client.run(greet, workers=list(threads), on_error="return")
        for address, answer in answers.items():
            if isinstance(answer, Exception):
                self.refuse(address, f"has no Publish of this kind ({answer})")
            elif answer != publish.__version__:
                self.refuse(address, f"has Publish {answer} instead of {publish.__version__}")
            else:
                self._admitted.add(address)
                if threads[address] > 1:
                    self._tell(
                        f"worker {address} has {threads[address]} threads and uses one: start "
                        "one worker a core, with --nthreads 1."
                    )

    def _nobody(self) -> Problem:
        if self._refused:
            reasons = "; ".join(f"{address} {why}" for address, why in self._refused.items())
            return Problem(
                f"all workers are refused, for they would not make the same files: {reasons}.",
                remedy="Install there what is here, with the same lock file, and start them again.",
            )
        return Problem(
            f"the scheduler has had no worker for {PATIENCE_S:g} seconds.",
            remedy="Start some: dask worker ADDRESS --nthreads 1. What is done is kept.",
        )


def has(differences: Mapping[str, tuple[str, str]]) -> str:
    """What a worker has otherwise, in words; (ours, its) by part of an artifact."""
    said = [_difference(name, *pair) for name, pair in sorted(differences.items(), key=_gravest)]
    more = f" and {len(said) - _NAMED} more" if len(said) > _NAMED else ""
    return f"has {', '.join(said[:_NAMED])}{more}"


def _gravest(difference: tuple[str, tuple[str, str]]) -> tuple[bool, str]:
    """Versions first, which are what somebody can mend."""
    return not difference[0].startswith("version "), difference[0]


_OTHER = {
    "code": "other code in publish/{}",
    "edition": "another row of the edition {}",
    "fonts": "other faces",
    "language": "other data of the language {}",
    "licences": "other licences of fonts",
    "scripts": "other scripts of languages",
    "styles": "another styles/{}",
    "templates": "another template {}",
}


def _difference(part: str, ours: str, its: str) -> str:
    kind, _, name = part.partition(" ")
    if kind == "version":
        return f"{name} {its or 'absent'} instead of {ours or 'none'}"
    return _OTHER.get(kind, f"another {kind} {{}}").format(name)
