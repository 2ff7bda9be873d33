"""One grid of lines for all pages: baselines fall where those of running text do.

CSS has ``line-snap: baseline`` for it (CSS Line Grid 1, 4), which WeasyPrint does not know; style
sheets here say it as ``--line-snap``. The grid is that of the root element's lines, and begins
at the top of each page's area. So the lines of both sides of a leaf, and of pages that face each
other, meet, whatever stands between them: heads in larger type, pictures, rules.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.layout import inline

from publish.typeset.boxes import asks
from publish.typeset.grid import RAISED, SLACK, Grid, grid
from publish.typeset.mends.inside import check, replaced

_get_next_linebox = inline.get_next_linebox


@contextmanager
def on_grid() -> Iterator[None]:
    """Lay out documents whose lines stand on the grid of the page, where they ask for it.

    Raises TypesetError if this is not the WeasyPrint that the module was written for.
    """
    check("baselines")
    with replaced((inline, "get_next_linebox", _next_line)):
        yield


def snap(line: Any, rows: Grid) -> None:
    """Move what a line holds to its row, and let the line end where a row does.

    A picture is not raised, for it would reach into what stands above.
    """
    baseline = line.position_y + line.baseline
    is_drawn = line.height > rows.leading and any(
        isinstance(box, boxes.ReplacedBox) for box in line.descendants()
    )
    row = rows.row(baseline, SLACK if is_drawn else RAISED)
    moved = rows.edge(row) + rows.ascent - baseline
    line.translate(dy=moved)
    line.position_y -= moved
    line.baseline += moved
    last = max(row + 1, rows.depth(line.position_y + line.height + moved))
    line.height = rows.edge(last) - line.position_y


def _next_line(context: Any, linebox: Any, *others: Any) -> Any:
    """``get_next_linebox``, whose line is moved to the grid."""
    line, resume_at = _get_next_linebox(context, linebox, *others)
    if line is not None and line.height and asks(line.style, "line-snap", "baseline"):
        page = context.current_footnote_area.page
        snap(line, grid(page, line.style.root_style))
    return line, resume_at
