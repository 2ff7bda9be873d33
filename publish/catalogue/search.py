"""What the search of a page looks through: every statement's words, as a script."""

from __future__ import annotations

import json
from collections.abc import Iterator

from publish.catalogue.shelf import Shelf
from publish.language.names import autonym
from publish.text.dressed import Text
from publish.text.words import words


def index(shelf: Shelf, language: str) -> bytes:
    """The words of each statement, in ``language`` or the nearest that it is in.

    A page that is opened from a folder may run a script beside it but not read a file, so the
    index hands itself to the function that search.js waits with.
    """
    entries = {
        work.slug: " ".join(_words(work.nearest(language).text, [i.text for i in work.items]))
        for work in shelf.works
    }
    return f"publishIndex({json.dumps(entries, ensure_ascii=False)});\n".encode()


def _words(text: Text, every: list[Text]) -> Iterator[str]:
    """The text's own words, and the titles that it has in its other languages."""
    yield from words(text)
    yield from (other.title_text for other in every if other.language != text.language)
    yield from (autonym(other.language) for other in every)
