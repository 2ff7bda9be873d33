"""The texts that readers are tried on: set whole, as pamphlets, by the command itself.

``shipped`` are the statements of ``content/``. ``unseen`` are invented anew from a seed (see
``tests/bench/prose.py``), so that nothing can have been made with them in view.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Final

from bench.prose import Prose, plain, prose
from support import ROOT

from publish.content.load import load
from publish.content.passages import block_text
from publish.content.statement import (
    Block,
    Heading,
    Inline,
    Item,
    ListBlock,
    Paragraph,
    Run,
    Translation,
)
from publish.content.writing import language_file
from publish.fonts.library import available, read_catalogue
from publish.fonts.stack import stack
from publish.language.scripts import script_of_tag
from publish.text.edit import edit

LANGUAGES: Final = (
    *("ar", "fa", "he", "ur", "ckb", "yi", "hi", "bn", "ta", "th", "ru", "bg", "de", "fr", "en"),
    *("el", "vi", "zh-Hans", "ja"),
)
SEED: Final = 16
"""That of the texts for which ``floors.toml`` holds."""

_FACTS = """schema = 1
source_language = "{language}"
adopted = 2024-05-01
status = "final"
"""
_SECTIONS, _PARAGRAPHS, _SENTENCES, _ITEMS = 3, 4, 4, 3


@dataclass(frozen=True, slots=True)
class Example:
    """A text, whose ``words`` are those of its title, headings, paragraphs and lists, and its PDF.

    The words are dressed as they are printed, so that nothing but the PDF can lose or change them.
    """

    statement: str
    language: str
    words: str
    pdf: Path

    @property
    def name(self) -> str:
        return f"{self.statement}.{self.language}"


def has_face(language: str) -> bool:
    """Whether the face of a language is installed; those of some are optional."""
    catalogue = read_catalogue()
    name = stack(catalogue, script_of_tag(language), language=language)[0]
    return name in {family.name for family in available(catalogue).families}


def shipped(content: Path, built: Path) -> list[Example]:
    """Every text of a content folder, with its pamphlet in the output folder ``built``."""
    return list(_examples(content, built))


def unseen(
    folder: Path,
    languages: Sequence[str] = LANGUAGES,
    seed: int = SEED,
    keyed: Callable[[str], str] = str,
) -> list[Example]:
    """A text of a few pages in each language, invented and built in ``folder``.

    ``keyed`` makes of each language's file what an author may have made of it.
    """
    content, built = folder / "content", folder / "build"
    for language in languages:
        _write(language, content / f"unseen-{language.lower()}", seed, keyed)
    build(content, built)
    return list(_examples(content, built))


def build(content: Path, out: Path) -> None:
    """Have the pamphlets of all texts made, by the command itself."""
    command = [sys.executable, "-m", "publish", "build", "-e", "pamphlet"]
    options = ["--content", str(content), "-o", str(out)]
    done = subprocess.run([*command, *options], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def _examples(content: Path, built: Path) -> Iterator[Example]:
    for folder in sorted(path.parent for path in content.glob("*/statement.toml")):
        statement = load(folder)
        for language in statement.languages:
            text = edit(statement, language)
            words = f"{text.title_text}\n{block_text(text.blocks)}"
            pdf = built / folder.name / f"{folder.name}.{language}.pamphlet.pdf"
            yield Example(folder.name, language, words, pdf)


def _write(language: str, folder: Path, seed: int, keyed: Callable[[str], str]) -> None:
    folder.mkdir(parents=True)
    (folder / "statement.toml").write_text(_FACTS.format(language=language), "utf-8")
    translation = _translation(Random(f"{seed} {language}"), language, folder)
    translation.path.write_text(keyed(language_file(translation, folder)), "utf-8")


def _translation(rng: Random, language: str, folder: Path) -> Translation:
    voice = prose(language)
    blocks = tuple(_blocks(rng, voice))
    return Translation(language, folder / f"{language}.md", _line(rng, voice, "title"), blocks, ())


def _blocks(rng: Random, voice: Prose) -> Iterator[Block]:
    for section in range(_SECTIONS):
        yield Heading(2, (Run(_line(rng, voice, "heading")),), 0)
        for _ in range(_PARAGRAPHS):
            yield _paragraph(rng, voice, _SENTENCES)
        items = (Item((_paragraph(rng, voice, 1),), 0) for _ in range(_ITEMS))
        yield ListBlock(section % 2 > 0, tuple(items), 0)


def _line(rng: Random, voice: Prose, kind: str) -> str:
    return plain(voice.write(rng, kind))


def _paragraph(rng: Random, voice: Prose, sentences: int) -> Paragraph:
    content: list[Inline] = []
    for _ in range(sentences):
        content += (*voice.write(rng, "sentence"), Run(" "))
    return Paragraph(tuple(content[:-1]), 0)
