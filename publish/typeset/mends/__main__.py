"""``python -m publish.typeset.mends``: what another WeasyPrint has that the mends do not know.

``--take`` enters the fingerprints of the WeasyPrint that is installed into the table, once the
mends have been looked at (docs/upgrading.md).
"""

from __future__ import annotations

import re
import sys

import weasyprint

from publish.typeset.mends.inside import TABLE, fingerprint, is_other, table


def main() -> None:
    """List the parts that are not as they were, and who leans on each; or take them as known."""
    known = table()
    parts = sorted({part for mend in known.mends.values() for part in mend.parts})
    if "--take" in sys.argv[1:]:
        _take(parts)
        return
    print(f"WeasyPrint {weasyprint.__version__} is installed, {known.version} is known.")
    for part in filter(is_other, parts):
        users = ", ".join(name for name, mend in known.mends.items() if part in mend.parts)
        print(f"{part} {'has changed' if fingerprint(part) else 'is gone'}: see {users}")


def _take(parts: list[str]) -> None:
    text = TABLE.read_text("utf-8")
    head, _, _ = text.partition("[fingerprints]\n")
    head = re.sub(r'(?m)^version = ".*"$', f'version = "{weasyprint.__version__}"', head)
    rows = "".join(f'"{part}" = "{fingerprint(part)}"\n' for part in parts)
    TABLE.write_text(f"{head}[fingerprints]\n{rows}", "utf-8")


main()
