"""One statement: from nothing, a second time, and after a change."""

from __future__ import annotations

import json
from collections.abc import Callable
from itertools import count
from pathlib import Path

from bench.figures import Figures, Goal, ratio
from bench.looking import look
from bench.material import Material
from bench.timing import Work, in_turns, memory, seconds
from bench.workbench import EDITIONS, PDFS, STATEMENT, Workbench

_CHANGED = "es"
"""The language in which a paragraph is changed."""


def from_nothing(bench: Workbench) -> Figures:
    """From nothing to the sixteen files of a statement in four languages."""
    material = bench.statement()
    ours = "Publish: 16 artifacts, on all cores"
    typst = "Typst: 4 pamphlets, a process each"
    plain = "WeasyPrint: 12 PDFs in one process"
    works = {
        ours: bench.build(material),
        "Publish: 16 artifacts, in one process": bench.build(material, "-j", 1),
        "Publish: 4 pamphlets, in one process": bench.build(
            material, "-j", 1, editions=("pamphlet",)
        ),
        typst: bench.typst_cold(material),
        plain: bench.weasyprint(material, PDFS),
        "WeasyPrint: 4 pamphlets in one process": bench.weasyprint(material, ("pamphlet",)),
        "Chromium: 4 pamphlets, a process each": bench.chromium_cold(material),
    }
    taken = in_turns(works, 5)
    rows = []
    for name, work in works.items():
        used, seen = memory(work), look(work.pamphlets)
        rows.append(
            (
                name,
                f"{taken[name]:.2f}",
                ratio(taken[name], taken[typst]),
                f"{used.largest:.0f}",
                ", ".join(map(str, seen.pages)),
                "yes" if seen.tagged else "no",
                str(seen.divided),
                f"{seen.kilobytes:.0f}",
            )
        )
    to_typst, to_plain = taken[ours] / taken[typst], taken[ours] / taken[plain]
    return Figures(
        "From nothing",
        [
            f"The four languages of `{STATEMENT}`: nothing built before, nothing in the cache of",
            "artifacts. Publish makes pamphlet, press file, booklet and e-book of each. WeasyPrint",
            "sets the same HTML with the same sheets; its press file and booklet are pages only,",
            "with no CMYK, no marks and nothing imposed. Typst has a template of its own with the",
            "same measures. Chromium has the same HTML and sheets, but knows no running",
            "heads and no",
            "notes at the foot of a page. Of the pamphlets: pages (in English, Arabic, Spanish,",
            "Russian), tags, lines that end within a word, and mean size. Memory is that of the",
            "largest process.",
        ],
        ("", "s", "to Typst", "MB", "pages", "tagged", "divided", "kB"),
        rows,
        [
            Goal(
                "16 artifacts of four languages, from nothing",
                "under 3 times Typst’s 4 pamphlets, a cold process each",
                f"{to_typst:.2f} times",
                to_typst < 3,
            ),
            Goal(
                "the same",
                "under 0.5 of plain WeasyPrint’s 12 PDFs in one process",
                f"{to_plain:.2f}",
                to_plain < 0.5,
            ),
        ],
    )


def again(bench: Workbench) -> Figures:
    """A second run, with nothing changed."""
    material, out = bench.statement(), bench.new("build")
    work = Work([bench.command(material.content, out)], bench.environment)
    seconds(work)
    before = _made(out)
    works = {
        "`publish build`, all up to date": work,
        "Typst: one pamphlet, cold": bench.typst(material, [0]),
    }
    taken = in_turns(works, 9)
    assert _made(out) == before, f"a second run has made {_made(out).items() - before.items()}"
    ours_s = next(iter(taken.values()))
    return Figures(
        "A second run",
        ["The same 16 artifacts, with nothing changed: a process from start to end."],
        ("", "s"),
        [(name, f"{taken_s:.3f}") for name, taken_s in taken.items()],
        [
            Goal(
                "second run, nothing changed, 16 artifacts",
                "under 0.25 s, start-up included",
                f"{ours_s:.2f} s",
                ours_s < 0.25,
            )
        ],
    )


def change(bench: Workbench) -> Figures:
    """One paragraph changed in one language."""
    material, out = bench.statement(), bench.new("build")
    command = bench.command(material.content, out)
    seconds(Work([command], bench.environment))
    before = _made(out)
    words = _changing(material)
    works = {
        "`publish build`: 4 artifacts": Work([command], bench.environment, words),
        "Typst: the pamphlet, cold": bench.typst(material, [_number(material)]),
        "WeasyPrint: 3 PDFs, cold": bench.weasyprint(material, PDFS, [_number(material)]),
    }
    taken = in_turns(works, 7)
    touched = {path for path, made in _made(out).items() if made != before[path]}
    expected = {path for path in before if f".{_CHANGED}." in path}
    ours_s = next(iter(taken.values()))
    return Figures(
        "After a change",
        [
            "A word is added to a paragraph of the Spanish text, another one each time, and the",
            f"statement is built. {len(touched)} of its {len(before)} artifacts were made again,",
            "those of that language." if touched == expected else f"not as expected: {touched}.",
        ],
        ("", "s"),
        [(name, f"{taken_s:.2f}") for name, taken_s in taken.items()],
        [
            Goal(
                "one paragraph changed in one language",
                "only that language’s artifacts, under 0.6 s in all",
                f"{len(touched)} artifacts, {ours_s:.2f} s",
                touched == expected and ours_s < 0.6,
            )
        ],
    )


def _made(out: Path) -> dict[str, tuple[str, int]]:
    """The hash and the time of writing of each artifact."""
    entries = json.loads((out / "manifest.json").read_text("utf-8"))["artifacts"]
    assert len(entries) == 4 * len(EDITIONS)
    paths = {entry["path"]: entry["sha256"] for entry in entries}
    return {path: (digest, (out / path).stat().st_mtime_ns) for path, digest in paths.items()}


def _changing(material: Material) -> Callable[[], None]:
    path = material.content / STATEMENT / f"{_CHANGED}.md"
    text, numbers = path.read_text("utf-8"), count(1)
    place = text.index(".", len(text) // 2)

    def change_it() -> None:
        path.write_text(f"{text[:place]} {next(numbers)}{text[place:]}", "utf-8")

    return change_it


def _number(material: Material) -> int:
    names = [document.name for document in material.documents["pamphlet"]]
    return names.index(f"{STATEMENT}.{_CHANGED}.pamphlet")
