"""Tries viewers on texts, and holds what they find against what they found before.

``floors.toml`` has, for each viewer, language and kind of question, how many of a hundred must be
answered. Whoever makes a text layer better raises them, ``python tests/bench/every_viewer.py
--raise``; nobody lowers them.
"""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import ceil, floor
from pathlib import Path
from typing import Final

from viewers.copying import copies
from viewers.questions import KINDS, Source, questions
from viewers.viewer import Viewer

FLOORS: Final = Path(__file__).with_name("floors.toml")
COPY: Final = "copy"
"""The paragraphs that are copied with every word in its place, beside the kinds of questions."""
TITLES: Final[Mapping[str, str]] = {
    **{name: kind.title for name, kind in KINDS.items()},
    COPY: "a paragraph, selected and copied: all its words in order",
}

_HEAD = """\
# How many of a hundred questions of each kind (viewers/questions.py) a viewer must answer, at
# least, and of a hundred paragraphs copy whole; by language. These numbers may be raised.
"""


@dataclass(frozen=True, slots=True)
class Score:
    """What was ``asked`` and how much of it ``found``; ``missed`` says what was not."""

    found: int = 0
    asked: int = 0
    missed: tuple[str, ...] = ()

    def __add__(self, other: Score) -> Score:
        missed = self.missed + other.missed
        return Score(self.found + other.found, self.asked + other.asked, missed)

    @property
    def share(self) -> float:
        """What was found, in per cent."""
        return 100 * self.found / self.asked

    @property
    def floor(self) -> int:
        """A floor that it is above, though other lines may end in what is not found."""
        missed = self.asked - self.found
        return max(0, floor(100 * (self.found - 1 - missed / 3) / self.asked))


Scores = Mapping[str, Mapping[str, Score]]
"""By language, and then by kind of question; none where nothing could be asked."""


def tried(viewer: Viewer, sources: Sequence[Source]) -> Scores:
    """What a viewer, started once, finds and copies of texts."""
    scores: dict[str, dict[str, Score]] = defaultdict(lambda: defaultdict(Score))
    with viewer.start() as opened:
        for source in sources:
            document = opened(source.example.pdf)
            own = scores[source.example.language]
            for kind, every in questions(source).items():
                asked = every[:: ceil(len(every) / viewer.most)] if viewer.most and every else every
                counts = zip(asked, document.find(asked), strict=True)
                own[kind] += _score(asked, [query for query, found in counts if not found])
            copied = copies(source.example, document)
            lost = [each.paragraph for each in copied if not each.is_whole]
            own[COPY] += _score([each.paragraph for each in copied], lost)
    return {
        language: {kind: score for kind, score in kinds.items() if score.asked}
        for language, kinds in scores.items()
    }


def _score(asked: Sequence[str], missed: Sequence[str]) -> Score:
    return Score(len(asked) - len(missed), len(asked), tuple(missed))


def worse(viewer: Viewer, language: str, scores: Mapping[str, Score]) -> Iterator[str]:
    """A line for each kind of question of which a viewer answers fewer than it must."""
    for kind, least in floors().get(viewer.name, {}).get(language, {}).items():
        score = scores.get(kind, Score())
        if score.asked and score.share < least:
            missed = ", ".join(score.missed[:9])
            yield f"{kind}: {score.found} of {score.asked}, at least {least} %; missed: {missed}"


Floors = Mapping[str, Mapping[str, Mapping[str, int]]]


def floors() -> Floors:
    """The floors as they are written: by viewer, language and kind."""
    written: Floors = tomllib.loads(FLOORS.read_text("utf-8")) if FLOORS.is_file() else {}
    return written


def raise_floors(found: Mapping[str, Sequence[Scores]]) -> None:
    """Write the floors anew, as high as what each viewer found, each time, allows."""
    before = floors()
    lines = [_HEAD]
    for viewer, times in found.items():
        for language in sorted(times[0]):
            lines.append(f'["{viewer}"."{language}"]')
            for kind in TITLES:
                known = before.get(viewer, {}).get(language, {}).get(kind, 0)
                own = [each[language][kind].floor for each in times if kind in each[language]]
                if own:
                    lines.append(f"{kind} = {max(known, min(own))}")
            lines.append("")
    FLOORS.write_text("\n".join(lines).rstrip() + "\n", "utf-8")
