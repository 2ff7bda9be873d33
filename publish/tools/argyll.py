"""ArgyllCMS, which makes an ICC profile from measurements of a printing condition.

The profile that comes with Publish was made so, and can be made again, to the same bytes::

    python -m publish.tools.argyll /usr/share/color/icc/FOGRA39L.ti3 fogra39l-free.icc
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path
from typing import Final

from publish.tools.program import Program, run

COLPROF: Final = Program("colprof", package="argyll")
DESCRIPTION: Final = "Coated FOGRA39L, free characterisation profile (made from FOGRA39L.ti3)"

_COPYRIGHT: Final = "No copyright. Made from public measurement data (zlib licence)."
_SCREEN: Final = Path("/usr/share/color/argyll/ref/sRGB.icm")
_QUALITY: Final = ("-qm", "-bm", "-S", str(_SCREEN), "-cmt", "-dpp")
_INK: Final = ("-l300", "-L95", "-kr")  # most ink in all, most black, a ramp of black
_NAMES: Final = ("-D", DESCRIPTION, "-C", _COPYRIGHT, "-A", "Publish")
_CONDITION: Final = ("-M", "Offset, paper type 1 or 2")

# A fixed date of creation: 1 December 2006, that of the data (ICC.1:2022, 7.2.10).
_DATE: Final = b"".join(part.to_bytes(2) for part in (2006, 12, 1, 0, 0, 0))
_DATE_AT: Final = 24
_MOST_S: Final = 600.0


def profile(measurements: Path) -> bytes:
    """An ICC profile made from measurements (CGATS, ``.ti3``), the same bytes every time.

    Raises ToolError where ArgyllCMS is missing or fails.
    """
    with tempfile.TemporaryDirectory() as folder:
        name, made = Path(folder) / "p", Path(folder) / "p.icc"
        shutil.copy(measurements, name.with_suffix(".ti3"))
        options = (*_QUALITY, *_INK, *_NAMES, *_CONDITION)
        run(COLPROF, *options, "-O", str(made), str(name), timeout_s=_MOST_S)
        content = made.read_bytes()
    return content[:_DATE_AT] + _DATE + content[_DATE_AT + len(_DATE) :]


if __name__ == "__main__":
    Path(sys.argv[2]).write_bytes(profile(Path(sys.argv[1])))
