"""What the editors' guide says of files that are here is true."""

from __future__ import annotations

import re

from support import CONTENT, ROOT

ROW = re.compile(r"^\| `([\w.]+):(\d+)` \| (.+?) \| ", re.MULTILINE)


def test_listed_typing_errors_stand_where_the_guide_says() -> None:
    """They are kept in the text and listed for the editor: file, line and words."""
    guide = (ROOT / "docs" / "for-editors.md").read_text(encoding="utf-8")
    rows = ROW.findall(guide)
    assert len(rows) >= 25
    for name, line, words in rows:
        text = (CONTENT / "imcwp-23-ukraine" / name).read_text(encoding="utf-8").splitlines()
        assert words.strip("“”`*") in text[int(line) - 1], (name, line, words)
