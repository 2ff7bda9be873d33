"""What no command may do, whatever it meets: the rules that every ending of a case is held to."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Final

from fuzz.cases import DESK, Case
from fuzz.running import HANG_S, MEMORY_BYTES, Ending
from fuzz.statements import GOOD

Rule = Callable[[Case, Ending], Iterator[str]]
"""Gives the faults of an ending, each in words that are the same wherever it comes from."""


def faults(case: Case, ending: Ending) -> tuple[str, ...]:
    """All faults of an ending, none twice."""
    return tuple(dict.fromkeys(fault for rule in RULES for fault in rule(case, ending)))


# --- How it ended -------------------------------------------------------------------


def _hang(_case: Case, ending: Ending) -> Iterator[str]:
    if ending.status is None:
        yield f"hang: more than {HANG_S:g} seconds"


def _memory(_case: Case, ending: Ending) -> Iterator[str]:
    if ending.memory_bytes > MEMORY_BYTES:
        yield "memory: more than 1 GiB"


def _status(_case: Case, ending: Ending) -> Iterator[str]:
    if ending.status is not None and ending.status not in (0, 1, 2):
        yield f"status: {ending.status}"


def _reasons(_case: Case, ending: Ending) -> Iterator[str]:
    """Whoever fails says why; whoever says an error fails."""
    said = _lines(
        ending, r"error: |unplaced: |Usage: |Error: |.*\"severity\": \"error\"|.*\"problems\": \[$"
    )
    if ending.status in (1, 2) and not said and not _traceback_in(ending):
        yield "status: fails without a word"
    if ending.status == 0 and _lines(ending, "error: "):
        yield "status: all well, though there are errors"


_TRACEBACK: Final = re.compile(
    r"^Traceback \(most recent call last\):\n((?:  .*\n|\n)*)(.*)$", re.M
)
_FRAME: Final = re.compile(r'^  File "[^"]*?/(publish/[^"]+\.py)", line (\d+), in (\S+)', re.M)


def _traceback(_case: Case, ending: Ending) -> Iterator[str]:
    found = list(_TRACEBACK.finditer(ending.err))
    if found:
        frames = _FRAME.findall(found[-1][1])
        where = "{}:{} in {}".format(*frames[-1]) if frames else "outside the program"
        kind = found[-1][2].partition(":")[0]
        yield f"traceback: {kind} at {where}"
    elif "a fault of the program" in ending.err + ending.out:
        said = re.search(r"a fault of the program.*?: (\w+)", ending.err + ending.out)
        yield f"traceback: {said[1] if said else 'none'} was told as a fault of the program"


# --- What it said -------------------------------------------------------------------

_RAW: Final = (
    (r"the check of [\w ]+ could not go on: (?:\w+Error|\w+Exception|\w+): ", "a check tripped"),
    (r"\w*Warning: |warnings\.warn", "a warning of a library"),
    (r"^(?:WARNING|ERROR|CRITICAL|INFO|DEBUG)[: ]", "a line of a log"),
    (r"Exception ignored|Fatal Python error|Segmentation fault", "a complaint of Python"),
    (
        r" object at 0x|<class '|<pikepdf|<function |pikepdf\.\w+\(\{|Dictionary\(|<built-in",
        "a raw object",
    ),
    (r"Input should be|validation error|pydantic", "words of a library for its programmers"),
    (
        r"dtype|NoneType|unexpected keyword|positional argument|object is not|codec can't",
        "words of Python",
    ),
    (r"\[Errno \d+\]", "a number of the system's"),
)
"""What is for programmers, and no message to an editor."""


def _words(_case: Case, ending: Ending) -> Iterator[str]:
    for line in _said(ending):
        for pattern, what in _RAW:
            if found := re.search(pattern, line):
                shown = found[0] if what == "a check tripped" else _shape(line)
                yield f"words: {what}: {shown}"
                break


def _terminal(_case: Case, ending: Ending) -> Iterator[str]:
    for name, text in (("stdout", ending.out), ("stderr", ending.err)):
        if found := re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]", text):
            line = text[text.rfind("\n", 0, found.start()) + 1 :].partition("\n")[0]
            yield f"terminal: a control character on {name}: {_shape(line)[:40]}"


def _length(_case: Case, ending: Ending) -> Iterator[str]:
    for line in _said(ending):
        if len(line) > 4_000:
            yield f"words: a line of more than 4,000 characters: {_shape(line)}"


def _twice(_case: Case, ending: Ending) -> Iterator[str]:
    lines = _lines(ending, "error: ")
    for line in dict.fromkeys(line for line in lines if lines.count(line) > 1):
        yield f"words: said twice: {_shape(line)}"


def _sums(case: Case, ending: Ending) -> Iterator[str]:
    summary = re.search(r"^(?:.*; )?(\d+) errors?, \d+ warnings?", ending.err, re.M)
    if case.door in ("check", "verify") and summary and "--json" not in case.arguments:
        said = len(_lines(ending, "error: "))
        if said != int(summary[1]) and not _traceback_in(ending):
            yield f"sum: errors that are said are not in the sum of {case.door}"


# --- What it did --------------------------------------------------------------------

_TAG: Final = r"[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*"

_KEPT: Final = rf"{_TAG}(?:\.po|\.lock\.toml)"

_MAY_CHANGE: Final = {
    "check": r"out/report\.html|tmp|cache",
    "check --fix": r"content/[^/]+/(?:[^/]+\.md|statement\.toml)|out/report\.html",
    "build": r"(?:out|cache)(?:/.*)?",
    "import": r"content/[a-z0-9-]+(?:/.*)?",
    "translate": rf"content/(?:st|good)/(?:statement\.toml|{_TAG}\.md|translations(?:/{_KEPT})?)",
    "verify": r"",
}
"""What each door may make, write and remove, below the desk."""


def _reach(case: Case, ending: Ending) -> Iterator[str]:
    """Nothing is written but where the door writes; nothing is read but what is on the desk."""
    allowed = _MAY_CHANGE["check --fix" if "--fix" in case.arguments else case.door]
    for path in sorted(ending.changed):
        inner = path.removeprefix(f"{DESK}/")
        if inner == path or not re.fullmatch(allowed, inner, re.DOTALL):
            yield f"written: {_place(inner, path)}"
    for path in sorted(ending.opened):
        if path != DESK and not path.startswith(f"{DESK}/"):
            yield f"read: {_place(path, path)}"


def _leftovers(_case: Case, ending: Ending) -> Iterator[str]:
    if (
        any(path.startswith(f"{DESK}/tmp/") for path in ending.present)
        and ending.status is not None
    ):
        yield "left behind: files in the folder for temporary ones"


def _beside(case: Case, ending: Ending) -> Iterator[str]:
    """One bad statement does not stop the others."""
    good = all(case.nodes.get(path) == node for path, node in GOOD.items())
    asked = case.door == "build" and "-l" in case.arguments and "--explain" not in case.arguments
    made = f"{DESK}/out/good/good.en.{_SUFFIXES.get(case.arguments[-1])}"
    if good and asked and ending.status in (0, 1) and made not in ending.present:
        yield f"beside: the good statement is not built: {_shape(_first_error(ending))}"


_SUFFIXES: Final = {"pamphlet": "pamphlet.pdf", "epub": "epub"}

RULES: Final[tuple[Rule, ...]] = (
    _hang,
    _memory,
    _traceback,
    _status,
    _reasons,
    _words,
    _terminal,
    _length,
    _twice,
    _sums,
    _reach,
    _leftovers,
    _beside,
)
"""Every rule, the gravest first."""


# --- Lines --------------------------------------------------------------------------


def _said(ending: Ending) -> list[str]:
    """The lines that are for people: not those of a traceback, and not data."""
    return [
        line
        for line in (*ending.err.split("\n"), *ending.out.split("\n"))
        if not line.startswith("  ") and not _traceback_in(ending)
    ]


def _lines(ending: Ending, pattern: str) -> list[str]:
    return [
        line
        for line in (*ending.err.split("\n"), *ending.out.split("\n"))
        if re.match(pattern, line)
    ]


def _traceback_in(ending: Ending) -> bool:
    return "Traceback (most recent call last)" in ending.err


def _first_error(ending: Ending) -> str:
    return next(iter(_lines(ending, "error: ")), "")


def _place(inner: str, path: str) -> str:
    """A path by its first folders, so that the same fault has the same name."""
    return "/".join(inner.split("/")[:3])


def _shape(line: str) -> str:
    """A line without what differs from case to case: paths, quotations, numbers."""
    shown = re.sub(r'/\S*/case-\w+\S*|"[^"]*"|“[^”]*”|\'[^\']*\'|\S*/\S*', "…", line)
    shown = re.sub(r"\d+", "N", shown)
    return "".join(c if c.isprintable() else "?" for c in shown)[:110]
