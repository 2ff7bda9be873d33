"""The texts that viewers are asked about: those that are shipped, and invented ones.

Into some long words of the invented ones an author has put soft hyphens, as writing programs do.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from bench.lines import glyphs
from bench.lines.strokes import lengthened
from readers import poppler
from readers.texts import SEED, Example, has_face, shipped, unseen
from support import CONTENT

from publish.language.scripts import script_of_tag
from viewers.questions import Source, bare

LANGUAGES: Final = ("en", "ru", "es", "ar", "he", "fa", "fr", "de", "el", "hi", "th", "zh-Hans")

_LONG: Final = re.compile(r"(?<![\w\u00ad(])([^\W\d_]{5})([^\W\d_]{4,})(?![\w(])")
_SOFT: Final = re.compile(r"[^\W\d_]+\u00ad[^\W\d_]+")
_EVERY: Final = 6
_EDGES: Final = re.compile(r"^\W+|\W+$")


def sources(
    built: Path, folder: Path, languages: Sequence[str] = LANGUAGES, seed: int = SEED
) -> list[Source]:
    """What is asked about: of the pamphlets in ``built`` and of others, made in ``folder``."""
    spoken = [language for language in languages if has_face(language)]
    known = [text for text in shipped(CONTENT, built) if text.language in spoken]
    invented = unseen(folder, spoken, seed, keyed=softened)
    texts = [*known, *invented]
    pages = poppler.LAYOUT.read([text.pdf for text in texts])
    return [
        Source(text, own, tuple(_soft(text, folder)), tuple(_lengthened(text)))
        for text, own in zip(texts, pages, strict=True)
    ]


def softened(text: str) -> str:
    """A text's file with a soft hyphen in every sixth of its long words."""
    count = 0

    def divided(word: re.Match[str]) -> str:
        nonlocal count
        count += 1
        return f"{word[1]}\u00ad{word[2]}" if count % _EVERY == 0 else word[0]

    return "\n".join(
        line if line.startswith(("#", "---")) or ":" in line[:12] else _LONG.sub(divided, line)
        for line in text.splitlines()
    )


def _soft(text: Example, folder: Path) -> Iterator[str]:
    file = folder / "content" / text.statement / f"{text.language}.md"
    if file.is_file():
        yield from (
            bare(word.replace("\u00ad", "")) for word in _SOFT.findall(file.read_text("utf-8"))
        )


def _lengthened(text: Example) -> Iterator[str]:
    if script_of_tag(text.language) == "Arab":
        drawn = glyphs.read(text.pdf.read_bytes())
        yield from (bare(_EDGES.sub("", word)) for word in lengthened(drawn))
