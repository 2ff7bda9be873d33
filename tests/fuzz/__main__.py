"""`make fuzz`: strange files for every door, as many as you like; what trips one is kept.

    make fuzz N=2000 SEED=1 DOOR=check         a table of what was tried and found
    PYTHONPATH=tests python -m fuzz again .fuzz/check-1a2b3c4d.json     one case again
    PYTHONPATH=tests python -m fuzz lay .fuzz/check-1a2b3c4d.json DIR   its files, to look at

A case is kept in .fuzz/ once for each fault. The same seed and number give the same cases.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from fuzz.cases import Case
from fuzz.doors import SHARES, Door, doors
from fuzz.judging import faults
from fuzz.running import Ending, run, warm
from fuzz.shrinking import shrunk
from fuzz.stock import make_stock
from hypothesis import HealthCheck, Phase, given, seed, settings

KEPT = Path(__file__).parent.parent.parent / ".fuzz"


@dataclass
class Tally:
    """What came of the cases of a door."""

    door: str
    cases: int = 0
    refused: int = 0
    processor_s: float = 0.0
    slowest_s: float = 0.0
    memory_bytes: int = 0
    faults: Counter[str] = field(default_factory=Counter)
    examples: dict[str, Case] = field(default_factory=dict)

    def add(self, case: Case, ending: Ending, found: tuple[str, ...]) -> None:
        self.cases += 1
        self.refused += ending.status != 0
        self.processor_s += ending.processor_s
        self.slowest_s = max(self.slowest_s, ending.seconds)
        self.memory_bytes = max(self.memory_bytes, ending.memory_bytes)
        for fault in found:
            self.faults[fault] += 1
            self.examples.setdefault(fault, case)


def fuzz(door: Door, tally: Tally, number: int, start: int, house: Path) -> None:
    """Try a door so many times; what is found is in the tally."""

    @seed(start)
    @settings(
        max_examples=number,
        phases=[Phase.generate],
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(door.cases)
    def tried(case: Case) -> None:
        ending = run(case, house)
        found = faults(case, ending)
        for fault in found:
            if fault not in tally.faults:
                path = keep(case)
                print(f"  {tally.door}: {fault}\n    {again_command(path)}", file=sys.stderr)
        tally.add(case, ending, found)
        if tally.cases % 100 == 0:
            print(
                f"  {tally.door}: {tally.cases} cases, {len(tally.faults)} faults", file=sys.stderr
            )

    tried()


def keep(case: Case) -> Path:
    """Put a case where it can be found."""
    KEPT.mkdir(exist_ok=True)
    path = KEPT / f"{case.name}.json"
    path.write_bytes(case.dump())
    return path


def again_command(path: Path) -> str:
    return f"PYTHONPATH=tests {sys.executable} -m fuzz again {path}"


def table(tallies: Mapping[str, Tally]) -> str:
    """A line for each door: what was tried, what was found, what it took."""
    rows = [("door", "cases", "refused", "faults", "processor s", "slowest s", "memory MiB")]
    rows += [
        (
            name,
            str(tally.cases),
            str(tally.refused),
            str(len(tally.faults)),
            f"{tally.processor_s:.0f}",
            f"{tally.slowest_s:.1f}",
            str(tally.memory_bytes >> 20),
        )
        for name, tally in tallies.items()
    ]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return "\n".join(
        "  ".join(
            cell.ljust(width) if n == 0 else cell.rjust(width)
            for n, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        for row in rows
    )


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="fuzz", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    tries = commands.add_parser("run", help="try strange files")
    tries.add_argument(
        "-n", type=int, default=200, metavar="N", help="cases, of all doors together"
    )
    tries.add_argument("--seed", type=int, default=0)
    tries.add_argument("--door", choices=SHARES, help="this door alone")
    tries.add_argument("--json", type=Path, metavar="FILE", help="write what was found")
    tries.add_argument("--shrink", action="store_true", help="make what is kept smaller")
    again = commands.add_parser("again", help="run a case that was kept")
    again.add_argument("case", type=Path)
    lay = commands.add_parser("lay", help="write the files of a case, to look at them")
    lay.add_argument("case", type=Path)
    lay.add_argument("folder", type=Path)
    asked = parser.parse_args(arguments)
    if asked.command == "lay":
        return _lay(Case.load(asked.case), asked.folder)
    with tempfile.TemporaryDirectory(prefix="fuzz-") as folder:
        house = Path(folder)
        warm(house)
        if asked.command == "again":
            return _again(Case.load(asked.case), house)
        return _run(asked, house)


def _run(asked: argparse.Namespace, house: Path) -> int:
    started = time.monotonic()
    stock = make_stock(house)
    chosen = {name: door for name, door in doors(stock).items() if asked.door in (None, name)}
    whole = sum(door.share for door in chosen.values())
    tallies = {name: Tally(name) for name in chosen}
    for name, door in chosen.items():
        fuzz(door, tallies[name], max(1, asked.n * door.share // whole), asked.seed, house)
    print(table(tallies))
    number = sum(tally.cases for tally in tallies.values())
    print(f"{number} cases in {time.monotonic() - started:.0f} s")
    told = [
        {
            "door": name,
            "fault": fault,
            "times": times,
            "again": again_command(_kept(tally.examples[fault], fault, house, asked.shrink)),
        }
        for name, tally in tallies.items()
        for fault, times in tally.faults.most_common()
    ]
    for each in told:
        print(f"\n{each['door']}, {each['times']} times: {each['fault']}\n  {each['again']}")
    if asked.json:
        counts = {name: tally.cases for name, tally in tallies.items()}
        asked.json.write_text(json.dumps({"cases": counts, "faults": told}, indent=1))
    return int(bool(told))


def _kept(case: Case, fault: str, house: Path, shrink: bool) -> Path:
    """Where the case is kept, made smaller where that is wanted."""
    small = (
        shrunk(case, lambda other: fault in faults(other, run(other, house))) if shrink else case
    )
    return keep(small)


def _again(case: Case, house: Path) -> int:
    ending = run(case, house)
    found = faults(case, ending)
    print(f"publish {' '.join(case.arguments)}", ending.out, ending.err, sep="\n")
    print(f"status {ending.status}, {ending.seconds:.1f} s, {ending.memory_bytes >> 20} MiB")
    print(*(f"FAULT {fault}" for fault in found), sep="\n")
    return int(bool(found))


def _lay(case: Case, folder: Path) -> int:
    folder.mkdir(parents=True)
    desk = case.lay(folder.resolve())
    command = (*(repr(word) for word in case.command(folder.resolve())),)
    (folder / "command.txt").write_text(
        f"cd {desk}\npython -m publish {' '.join(command)}\n", errors="backslashreplace"
    )
    print(desk)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
