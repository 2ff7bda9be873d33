"""Many statements: what one more costs when all is warm, on a cluster, and a thousand of them."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path

from bench.clusters import cluster
from bench.figures import Figures, Goal, percent, ratio
from bench.material import Material
from bench.statements import available
from bench.timing import Work, in_turns, memory, seconds
from bench.workbench import EDITIONS, PDFS, Workbench

_FEW, _MANY = 3, 11
_COUNTS = 100, 1_000
_PAGES = 2
"""How long each of them is: an archive as long as most takes hours, and tells the same."""
_LANGUAGES = 4
_LOOK_S = 0.5
"""How often memory is looked at: so seldom that it takes no time."""
_SHARED_EDITIONS = ("pamphlet", "epub")


def warm(bench: Workbench) -> Figures:
    """What one more text costs a process that is warm."""
    few, many = (bench.archived(count, 4) for count in (_FEW, _MANY))
    makers: dict[str, tuple[int, Callable[[Material], Work]]] = {
        "Publish, one process: 4 artifacts": (len(EDITIONS), lambda m: bench.build(m, "-j", 1)),
        "Publish, two processes: 4 artifacts": (len(EDITIONS), lambda m: bench.build(m, "-j", 2)),
        "Typst: a pamphlet": (1, bench.typst),
        "WeasyPrint: 3 PDFs": (len(PDFS), lambda m: bench.weasyprint(m, PDFS)),
        "Chromium: a pamphlet": (1, bench.chromium),
    }
    works = {
        (name, material.texts): make(material)
        for name, (_, make) in makers.items()
        for material in (few, many)
    }
    taken = in_turns({f"{name} {texts}": work for (name, texts), work in works.items()}, 3)
    more = many.texts - few.texts
    text_ms = {
        name: (taken[f"{name} {many.texts}"] - taken[f"{name} {few.texts}"]) / more * 1000
        for name in makers
    }
    file_ms = {name: text_ms[name] / files for name, (files, _) in makers.items()}
    ours = file_ms["Publish, one process: 4 artifacts"]
    return Figures(
        "Warm",
        [
            "Invented statements of some four pages in English, Russian, Arabic and Spanish, no",
            f"two alike: {few.texts} texts and {many.texts} texts are made in one go, and what the",
            f"latter takes longer is the time of {more} texts, without start-up. Publish makes",
            "pamphlet, press file, booklet and e-book of each.",
        ],
        ("", "ms a text", "ms a file", "files to Typst’s"),
        [
            (
                name,
                f"{text_ms[name]:.0f}",
                f"{file_ms[name]:.1f}",
                ratio(file_ms[name], file_ms["Typst: a pamphlet"]),
            )
            for name in makers
        ],
        [
            Goal(
                "the same when warm",
                "under 25 ms an artifact",
                f"{ours:.1f} ms in one process, "
                f"{file_ms['Publish, two processes: 4 artifacts']:.1f} ms in two",
                ours < 25,
            )
        ],
    )


def on_a_cluster(bench: Workbench) -> Figures:
    """The same build by two workers of a Dask cluster, and by two processes here."""
    content = bench.archive(12, languages=("en", "ru", "ar", "es"))
    local = bench.build(content, "-j", 2, editions=_SHARED_EDITIONS)
    with cluster(bench.environment, workers=2) as made:
        there = bench.build(content, "--cluster", made.address, editions=_SHARED_EDITIONS)
        taken = in_turns({"two processes": local, "two workers of a cluster": there}, 5)
    here_s, there_s = taken.values()
    same = _manifest(local) == _manifest(there)
    texts = 12 * _LANGUAGES
    return Figures(
        "On a cluster",
        [
            f"{texts} texts, pamphlet and e-book: by two processes of this machine, and by two",
            "workers of Dask on it, of one thread each, which were there before. The",
            "manifests, with",
            f"the hash of every artifact, are {'the same' if same else 'not the same'}.",
        ],
        ("", "s", "to local"),
        [(name, f"{taken_s:.2f}", ratio(taken_s, here_s)) for name, taken_s in taken.items()],
        [
            Goal(
                "Dask, 2 workers on loopback",
                "within 15 % of the local pool; same bytes",
                f"{percent(there_s / here_s - 1)}; {'same' if same else 'other'} bytes",
                there_s < 1.15 * here_s and same,
            )
        ],
    )


def scale(bench: Workbench) -> Figures:
    """A hundred statements and a thousand, by one process and by two."""
    few, many = _COUNTS
    contents = {count: bench.archive(count, _PAGES) for count in _COUNTS}
    artifacts = {count: count * _LANGUAGES * len(_SHARED_EDITIONS) for count in _COUNTS}
    works = {
        (count, jobs): bench.build(contents[count], "-j", jobs, editions=_SHARED_EDITIONS)
        for count in _COUNTS
        for jobs in (1, 2)
    }
    # Each once, for the long ones take minutes; the short ones before and after them.
    runs = {key: memory(works[key], _LOOK_S) for key in works}
    taken = {key: run.seconds for key, run in runs.items()}
    for jobs in (1, 2):
        again = memory(works[few, jobs], _LOOK_S)
        taken[few, jobs] = (taken[few, jobs] + again.seconds) / 2
    used = {count: runs[count, 2] for count in _COUNTS}
    each_ms = {key: taken_s / artifacts[key[0]] * 1000 for key, taken_s in taken.items()}
    speedup = taken[many, 1] / taken[many, 2]
    growth = max(each_ms[many, jobs] / each_ms[few, jobs] for jobs in (1, 2)) - 1
    grown = used[many].largest / used[few].largest - 1
    return Figures(
        "A thousand statements",
        [
            f"Invented statements of some {_PAGES} pages in English, Russian, Arabic and Spanish,",
            "pamphlet and e-book, with nothing made before. Memory is the most that one process",
            "had, and the most that all had at one time.",
        ],
        ("statements", "workers", "s", "ms an artifact", "MB of a process", "MB of all"),
        [
            (
                f"{count}",
                f"{jobs}",
                f"{taken[count, jobs]:.1f}",
                f"{each_ms[count, jobs]:.1f}",
                f"{runs[count, jobs].largest:.0f}",
                f"{runs[count, jobs].together:.0f}",
            )
            for count, jobs in works
        ],
        [
            Goal(
                "1 000 statements × 4 languages, pamphlet and EPUB",
                "at least 1.9 times as fast on 2 workers as on 1",
                f"{speedup:.2f} times",
                speedup >= 1.9,
            ),
            Goal(
                "the same, from 100 to 1 000 statements",
                "time per artifact grows by less than 5 %",
                percent(growth),
                growth < 0.05,
            ),
            Goal(
                "the same",
                "memory per worker flat, under 350 MB",
                f"{used[many].largest:.0f} MB, {percent(grown)} from 100 to 1 000",
                used[many].largest < 350 and grown < 0.1,
            ),
        ],
    )


def on_paper(bench: Workbench) -> Figures:
    """What ten thousand statements in thirty languages would ask for, from a few of them."""
    few, languages, editions = 3, available(30), (*EDITIONS, "largeprint")
    content = bench.archive(few, languages=languages)
    work = bench.build(content, "--no-cache", editions=editions)
    start = os.times()
    taken_s = seconds(work)
    end = os.times()
    cpu_s = end.children_user + end.children_system - start.children_user - start.children_system
    made = json.loads(_manifest(work))["artifacts"]
    count = few * len(languages) * len(editions)
    assert len(made) == count
    texts, artifacts = 10_000 * 30, 10_000 * 30 * 5
    core_hours = cpu_s / count * artifacts / 3600
    file_kb = sum(entry["bytes"] for entry in made) / count / 1000
    words_kb = (
        sum(path.stat().st_size for path in content.rglob("*.*")) / few / len(languages) / 1e3
    )
    rows = [
        ("processor time an artifact, ms", f"{cpu_s / count * 1000:.0f}"),
        ("size of an artifact, kB", f"{file_kb:.0f}"),
        ("content of a text, kB", f"{words_kb:.0f}"),
        ("texts", f"{texts:,}"),
        ("artifacts", f"{artifacts:,}"),
        ("hours of one core", f"{core_hours:.0f}"),
        *((f"hours on {cores} cores", f"{core_hours / cores:.1f}") for cores in (8, 32, 128)),
        ("all artifacts, GB", f"{file_kb * artifacts / 1e6:.0f}"),
        ("all content, GB", f"{words_kb * texts / 1e6:.1f}"),
        ("from 32 workers, MB a second", f"{32 * file_kb / (cpu_s / count) / 1000:.0f}"),
    ]
    return Figures(
        "An archive on paper",
        [
            f"{few} invented statements in {len(languages)} languages and five editions, {count}",
            f"artifacts, were made in {taken_s:.0f} s on all cores of this machine. The rest is",
            "arithmetic for 10 000 statements in 30 languages; [scale.md](scale.md) says what it",
            "means.",
        ],
        ("what", "how much"),
        rows,
    )


def _manifest(work: Work) -> bytes:
    command = work.commands[0]
    return Path(command[command.index("-o") + 1], "manifest.json").read_bytes()
