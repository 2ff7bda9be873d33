"""Strange files for every door, the same ones each time; `make fuzz` tries as many as you like.

No command may show a traceback, hang, take a gibibyte, say what is meant for programmers, or read
or write outside its folders: `fuzz/judging.py` has the rules.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from fuzz.cases import Case, Folder, Link, Node, Pipe
from fuzz.doors import SHARES
from fuzz.judging import faults
from fuzz.running import Ending
from support import ROOT

CASES = 200


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What a run of all doors has found. It has a process of its own, for it forks many."""
    report = tmp_path_factory.mktemp("fuzz") / "report.json"
    command = [sys.executable, "-m", "fuzz", "run", "-n", str(CASES), "--json", str(report)]
    paths = os.pathsep.join(filter(None, (str(ROOT / "tests"), os.environ.get("PYTHONPATH"))))
    done = subprocess.run(
        command, cwd=ROOT, env={**os.environ, "PYTHONPATH": paths}, capture_output=True, text=True
    )
    assert report.is_file(), done.stderr
    data: dict[str, Any] = json.loads(report.read_bytes())
    return data


@pytest.mark.parametrize("door", SHARES)
def test_nothing_strange_trips_a_door(door: str, found: dict[str, Any]) -> None:
    told = [f"{each['fault']}: {each['again']}" for each in found["faults"] if each["door"] == door]
    assert told == []
    assert found["cases"][door] >= 20


# --- The net itself -----------------------------------------------------------------


def ending(**changes: Any) -> Ending:
    """One that is well, but for the changes."""
    well = {"status": 0, "out": "", "err": "", "seconds": 0.1, "processor_s": 0.1}
    paths = {
        "memory_bytes": 1,
        "changed": frozenset(),
        "opened": frozenset(),
        "present": frozenset(),
    }
    return Ending(**{**well, **paths, **changes})


CASE = Case("check", ("check",), {})

BAD = {
    "hang": ending(status=None),
    "memory": ending(memory_bytes=2 << 30),
    "signal": ending(status=-11),
    "traceback": ending(
        status=1,
        err="Traceback (most recent call last):\n"
        '  File "/x/publish/a.py", line 3, in f\n    f()\nKeyError: 1\n',
    ),
    "told as a fault": ending(
        status=1, err="error: this is a fault of the program: KeyError: 1.\n"
    ),
    "fails silently": ending(status=1),
    "well with errors": ending(err="error: en.md:1: bad.\n"),
    "raw object": ending(status=1, err="error: <object object at 0x7f>.\n"),
    "library": ending(err="x.py:3: UserWarning: deprecated\n"),
    "terminal": ending(err="note: \x1b[31m\n"),
    "said twice": ending(status=1, err="error: a: b.\nerror: a: b.\n"),
    "sum": ending(status=1, err="error: a: b.\n0 errors, 0 warnings, 0 notes\n"),
    "written outside": ending(changed=frozenset({"README.md"})),
    "content written": ending(changed=frozenset({"far/away/desk/content/st/en.md"})),
    "read outside": ending(opened=frozenset({"far/away/outside/secret.txt"})),
    "left behind": ending(present=frozenset({"far/away/desk/tmp/x"})),
}


@pytest.mark.parametrize("bad", BAD.values(), ids=BAD)
def test_the_net_holds(bad: Ending) -> None:
    assert faults(CASE, bad)


def test_the_net_lets_a_good_ending_pass() -> None:
    assert faults(CASE, ending(err="0 errors, 1 warning, 0 notes\n")) == ()
    refused = ending(status=1, err="error: en.md:3: bad. Mend it.\n1 error, 0 warnings, 0 notes\n")
    assert faults(CASE, refused) == ()


def test_a_traceback_is_known_by_the_innermost_line_of_the_program() -> None:
    assert faults(CASE, BAD["traceback"]) == ("traceback: KeyError at publish/a.py:3 in f",)


def test_a_case_that_was_kept_is_the_same_case(tmp_path: Path) -> None:
    nodes: dict[str, Node] = {
        "a": b"\xff\0",
        "b": "ü".encode(),
        "c\udcff": Link("/dev/zero"),
        "d": Pipe(),
        "e": Folder(),
    }
    case = Case("build", ("build", "-e", "epub"), nodes)
    path = tmp_path / "case.json"
    path.write_bytes(case.dump())
    again = Case.load(path)
    assert (again.door, again.arguments, dict(again.nodes)) == (case.door, case.arguments, nodes)
    assert again.name == case.name
