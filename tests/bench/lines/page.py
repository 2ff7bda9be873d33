"""Measures all setters on all texts, and writes docs/lines.md from what was measured.

The tables are kept as text in kept.json: those of now, and those of the program as it was before,
which stay until they are taken anew.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date
from importlib import metadata
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.lines import table
from bench.lines.figures import Figures, measured
from bench.lines.setters import peers, publish
from bench.lines.strokes import StrokeFigures
from bench.lines.texts import contents, texts

from publish.fonts.library import open_library
from publish.language.profiles import profile

ROOT = Path(__file__).resolve().parents[3]
PAGE = ROOT / "docs" / "lines.md"
KEPT = Path(__file__).parent / "kept.json"

OWN = "Publish"
_ALL = "all"
_EUROPEAN = frozenset({"Latn", "Cyrl", "Grek"})
"""The scripts of texts that all setters set."""

ByLanguage = dict[str, Figures]
Tables = dict[str, str]

_INTRODUCTION = """\
# Lines and pages

How even the lines are that Publish sets, beside those of others: `make bench-lines` measures, and
writes this page. The same is told of any PDF, whoever made it, in a second or two:

```
.venv/bin/python tests/bench/lines FILE.pdf...            # its tables
.venv/bin/python tests/bench/lines FILE.pdf... --worst 5  # and its loosest lines
```

All is read from finished files, from where their content streams put letters. The texts are both
statements of `content/`, and two invented ones in ten languages (`tests/bench/prose.py`); setters
are given the same words, the same faces, sizes and measure. LuaLaTeX sets the running text alone.

**Lines** are those of justified paragraphs, the last of each left out. A line's *space* is the mean
distance between its words, from the advance of one letter to that of the next, in units of the
space that the face has at that size. *Mean*, *sd*, *tightest* and *loosest* are of lines. A line is
*divided* if a hyphen ends it, and *off the measure* if its last letter is more than a point beyond
the margin or short of it. *Ladders* are runs of so many divided lines and more. A paragraph *ends
in a fragment* if its last line is the rest of a divided word and nothing else.
"""

_STROKES = """\
A word is lengthened if it is wider than its face shapes it. A stroke is *stacked* if it stands
under a stroke of the line before.
"""

_PAGES = """\
*Blank pages* are those that a booklet adds to fill its last sheet. Lines of text *meet* one of the
facing page if their baselines are within a quarter of a point; those that face a head, a gap or
nothing are not counted. Openings are *level* if both pages end at one height, those with a last
page left out; notes at the foot, which have a leading of their own, within 3 pt.
"""


def measure() -> dict[str, ByLanguage]:
    """The figures of all setters that are installed, by language."""
    fonts = open_library()
    found: dict[str, ByLanguage] = {}
    with TemporaryDirectory(prefix="publish-lines-") as name:
        folders = contents(Path(name))
        every = [text for content in folders for text in texts(content, fonts)]
        for setter in (publish(folders, Path(name) / "build"), *peers(fonts)):
            print(f"{setter.name} ...", file=sys.stderr, flush=True)
            own: defaultdict[str, Figures] = defaultdict(Figures)
            for text in every:
                pdf = setter.set(text)
                if pdf is not None:
                    own[text.language] += measured(pdf)
            found[setter.name] = dict(own)
    return found


def keep(found: Mapping[str, ByLanguage], *, before: bool) -> None:
    """Put the tables into the file; ``before`` also as those that later ones are compared with."""
    kept = json.loads(KEPT.read_text("utf-8")) if KEPT.is_file() else {}
    kept["now"] = {"versions": _versions(), "tables": dict(_tables(found))}
    if before or "before" not in kept:
        kept["before"] = kept["now"]
    KEPT.write_text(json.dumps(kept, ensure_ascii=False, indent=1) + "\n", "utf-8")


def page() -> str:
    """The page, from the tables that are kept."""
    kept = json.loads(KEPT.read_text("utf-8"))
    return "\n".join(_parts(kept["now"], kept["before"]))


def write() -> None:
    """Write the page."""
    PAGE.write_text(page(), "utf-8")


# --- The tables -------------------------------------------------------------------------


def _tables(found: Mapping[str, ByLanguage]) -> Iterator[tuple[str, str]]:
    own = _with_sum(found[OWN])
    yield "setters", table.lines({n: _sum(_european(f)).lines for n, f in found.items()}, "setter")
    yield "languages", table.lines({tag: each.lines for tag, each in own.items()}, "language")
    yield "beside", _beside(found)
    yield "strokes", table.strokes(_arabic(found), "setter and language")
    yield "pages", table.pages({tag: each.pages for tag, each in own.items()}, "language")


def _beside(found: Mapping[str, ByLanguage]) -> str:
    """For each language and setter: lines over 1.5, over 2, and divided."""

    def cell(figures: Figures | None) -> str:
        if figures is None or not figures.lines.lines:
            return "–"
        own = figures.lines
        return " · ".join(map(table.percent, (own.over(1.5), own.over(2), own.divisions)))

    rows = [(tag, *(cell(own.get(tag)) for own in found.values())) for tag in found[OWN]]
    return table.written(("language", *found), rows)


def _arabic(found: Mapping[str, ByLanguage]) -> dict[str, StrokeFigures]:
    return {
        f"{name}, {tag}": figures.strokes
        for name, own in found.items()
        for tag, figures in own.items()
        if figures.strokes.words
    }


def _european(own: ByLanguage) -> ByLanguage:
    return {tag: each for tag, each in own.items() if profile(tag, "en").script in _EUROPEAN}


def _sum(own: ByLanguage) -> Figures:
    return sum(own.values(), Figures())


def _with_sum(own: ByLanguage) -> ByLanguage:
    return {**own, _ALL: _sum(own)}


# --- The page ---------------------------------------------------------------------------


def _parts(now: Mapping[str, Tables], before: Mapping[str, Tables]) -> Iterator[str]:
    tables, earlier = now["tables"], before["tables"]
    yield _INTRODUCTION
    yield "## Beside others\n"
    yield "All texts in Latin, Cyrillic and Greek script.\n"
    yield with_before(tables["setters"], earlier["setters"]) + "\n"
    yield "Lines over 1.5, over 2, and divided:\n"
    yield tables["beside"] + "\n"
    yield "## By language\n"
    yield tables["languages"] + "\n"
    yield "## Arabic script\n"
    yield _STROKES
    yield tables["strokes"] + "\n"
    yield "## Pages\n"
    yield _PAGES
    yield tables["pages"] + "\n"
    if before != now:
        yield from _earlier(before)
    yield "## What was measured\n"
    yield table.written(("what", "which"), list(now["versions"].items())) + "\n"


def _earlier(before: Mapping[str, Tables]) -> Iterator[str]:
    yield "## Before\n"
    yield f"The same of Publish on {before['versions']['date']}.\n"
    for name in ("languages", "strokes", "pages"):
        yield before["tables"][name] + "\n"


def with_before(now: str, before: str) -> str:
    """A table with Publish's earlier row, if it was another, before all others."""
    rows, earlier = _cells(now), _cells(before)[1]
    if earlier != rows[1]:
        rows.insert(1, [f"{earlier[0]}, before", *earlier[1:]])
    return table.written(rows[0], rows[1:])


def _cells(text: str) -> list[list[str]]:
    """The cells of a table, without the rule under its head."""
    head, _, *rows = text.splitlines()
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in (head, *rows)]


def _versions() -> dict[str, str]:
    return {
        "date": date.today().isoformat(),
        **{name: metadata.version(name) for name in ("WeasyPrint", "uharfbuzz")},
        "Typst": _installed("typst"),
        "LuaLaTeX": _latex(),
    }


def _installed(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return "not installed"


def _latex() -> str:
    try:
        said = subprocess.run(["lualatex", "--version"], capture_output=True, text=True, check=True)
    except OSError:
        return "not installed"
    return said.stdout.splitlines()[0]
