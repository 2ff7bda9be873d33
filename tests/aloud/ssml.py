"""Makes SSML 1.1 of a transcript, for voices that change with the language of the words.

publish verify --transcript --json FILE.pdf | python tests/aloud/ssml.py | espeak-ng -m --ipa -q
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from typing import Any
from xml.sax.saxutils import escape, quoteattr

_HEAD = '<speak version="1.1" xmlns="http://www.w3.org/2001/10/synthesis">'


def ssml(heard: Any) -> Iterator[str]:
    """The words of the transcripts, each voice with its own; what is announced is in English."""
    yield _HEAD
    for file in heard["files"]:
        for line in file["lines"]:
            own = line["language"] if line["kind"] == "words" else "en"
            yield f"<voice xml:lang={quoteattr(own or 'en')}>{escape(line['text'])}</voice>"
    yield "</speak>"


if __name__ == "__main__":
    print(*ssml(json.load(sys.stdin)), sep="\n")
