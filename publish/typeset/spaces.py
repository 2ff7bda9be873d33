"""What the spaces of a line say to those who search the page.

People type plain spaces into a search box. Viewers take a no-break space for one; PDFium and MuPDF
take no other. So a narrow, a thin or a figure space says the common one that ends lines or does
not, as it does (UAX #14), and ``10 000`` is found however far apart its figures are drawn. In text
from right to left all say a plain space: pypdf takes a no-break space for a Latin letter.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from publish.typeset.lines import Run

_COMMON: Final = str.maketrans({"\u2007": "\u00a0", "\u2009": " ", "\u202f": "\u00a0"})
"""Figure space and narrow no-break space; thin space. Those that cleaning leaves to a text."""

_PLAIN: Final = str.maketrans(dict.fromkeys("\u00a0\u2007\u2009\u202f", " "))


def settle_spaces(runs: Sequence[Run]) -> None:
    """Let every space of a line say that it is a common one."""
    for run in runs:
        spaces = _PLAIN if run.right_to_left else _COMMON
        for number, cluster in enumerate(run.clusters):
            said = cluster.text.translate(spaces)
            if said != cluster.text:
                run.clusters[number] = cluster._replace(text=said)
