"""One very long statement."""

from __future__ import annotations

from bench.figures import Figures, Goal, ratio
from bench.looking import look
from bench.timing import in_turns, memory
from bench.workbench import Workbench

_PAGES = 400


def long(bench: Workbench) -> Figures:
    """The pamphlet of a statement of four hundred pages."""
    material = bench.archived(1, _PAGES, "en")
    pamphlet = ("pamphlet",)
    works = {
        "Publish": bench.build(material, editions=pamphlet),
        "Typst": bench.typst(material),
        "WeasyPrint": bench.weasyprint(material, pamphlet),
        "Chromium": bench.chromium_cold(material),
    }
    taken = in_turns(works, 2)
    used = {name: memory(work) for name, work in works.items()}
    seen = {name: look(work.pamphlets) for name, work in works.items()}
    ours_s, ours_mb = taken["Publish"], used["Publish"].largest
    return Figures(
        "A long statement",
        [f"The English pamphlet of an invented statement of some {_PAGES} pages, from nothing."],
        ("", "s", "to Typst", "MB of a process", "pages", "tagged", "divided"),
        [
            (
                name,
                f"{taken[name]:.2f}",
                ratio(taken[name], taken["Typst"]),
                f"{used[name].largest:.0f}",
                str(seen[name].pages[0]),
                "yes" if seen[name].tagged else "no",
                str(seen[name].divided),
            )
            for name in works
        ],
        [
            Goal(
                f"statement of {seen['Publish'].pages[0]} pages, its pamphlet",
                "under 6 s and 350 MB",
                f"{ours_s:.1f} s, {ours_mb:.0f} MB",
                ours_s < 6 and ours_mb < 350,
            )
        ],
    )
