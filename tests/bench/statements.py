"""Invented statements: their facts, their outline, and what they say in every language."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from random import Random

from bench import names
from bench.outline import Shape, outline, pages
from bench.prose import Prose, languages, plain, prose

from publish.content.statement import (
    Block,
    Emphasis,
    Heading,
    Inline,
    Item,
    ListBlock,
    Note,
    NoteRef,
    Paragraph,
    Quote,
    Run,
    Strong,
    Translation,
)
from publish.content.writing import language_file, toml_string
from publish.errors import FontError, Place
from publish.fonts.library import open_library

_COUNTRIES = (
    *("AT", "BR", "CL", "CY", "DZ", "EG", "ES", "FR", "GR", "IE", "IN", "IT", "KE", "LB"),
    *("LK", "MT", "MX", "NO", "PE", "PH", "PT", "RS", "SE", "TN", "TR", "UY", "VN", "ZA"),
)
_KINDS = ("resolution", "statement", "appeal", "declaration")
_STATUSES = ("final", "final", "final", "open-for-subscription")
_SIGNATORIES = (3, 8, 15, 29, 29, 45, 80)


def write_archive(
    count: int, tags: Sequence[str], out: Path, seed: int = 0, length: float | None = None
) -> tuple[Path, ...]:
    """Write ``count`` statements in the languages ``tags`` below ``out``; their folders.

    ``length`` is about how many pages of a pamphlet each is to have; none means as it comes.
    """
    return tuple(
        _write(f"archive-{number:05d}", tags, out, Random(f"{seed}/{number}"), length)
        for number in range(1, count + 1)
    )


def available(count: int) -> tuple[str, ...]:
    """The first so many languages that can be written and have a face here, English first."""
    found = drawable()
    if count > len(found):
        raise SystemExit(f"There are words and faces for {len(found)} languages: {found}.")
    return found[:count]


def drawable() -> tuple[str, ...]:
    """Every language that can be written and has a face here."""
    return tuple(tag for tag in languages() if _has_face(prose(tag)))


def _has_face(language: Prose) -> bool:
    probe = "".join(plain(language.write(Random(number), "sentence")) for number in range(40))
    try:
        open_library().check([(probe, Place(Path()))], language.profile.script)
    except FontError:
        return False
    return True


def _write(slug: str, tags: Sequence[str], out: Path, rng: Random, length: float | None) -> Path:
    folder = out / slug
    folder.mkdir(parents=True, exist_ok=True)
    shapes = outline(rng, length or pages(rng))
    voices = {tag: prose(tag) for tag in tags}
    facts = "\n".join(_facts(rng, voices))
    (folder / "statement.toml").write_text(f"{facts}\n", "utf-8")
    for tag, voice in voices.items():
        seed = f"{rng.random()} {tag}"
        translation = _translation(Random(seed), voice, shapes, folder / f"{tag}.md")
        translation.path.write_text(language_file(translation, folder), "utf-8")
    return folder


# --- What no language owns --------------------------------------------------------------


def _facts(rng: Random, voices: dict[str, Prose]) -> Iterator[str]:
    last = date(2001, 1, 1) + timedelta(days=rng.randrange(8_500))
    first = last - timedelta(days=rng.randint(0, 4))
    yield "schema = 1"
    yield f'source_language = "{next(iter(voices))}"'
    yield f'kind = "{rng.choice(_KINDS)}"'
    yield f'status = "{rng.choice(_STATUSES)}"'
    yield f"adopted = {last}"
    yield f"published = {last + timedelta(days=rng.randint(1, 20))}T10:00:00"
    if rng.random() < 0.5:
        yield f'source = "https://example.org/statements/{rng.randrange(10**6)}"'
    yield "\n[event]"
    yield f"name = {_localised(rng, voices, 'event')}"
    yield f"place = {_town(rng, voices)}"
    yield f'country = "{rng.choice(_COUNTRIES)}"'
    yield f"starts = {first}\nends = {last}"
    for _ in range(rng.choice((0, 1, 1, 1, 1, 1, 1, 2))):
        yield "\n[[signatories]]"
        yield f"heading = {_localised(rng, voices, 'list')}"
        yield "members = ["
        for _ in range(rng.choice(_SIGNATORIES)):
            name = _localised(rng, voices, "organisation")
            yield f'    {{ name = {name}, country = "{rng.choice(_COUNTRIES)}" }},'
        yield "]"
    for year in range(rng.choice((0, 1, 2))):
        starts = last + timedelta(days=360 * (year + 1))
        yield "\n[[upcoming]]"
        yield f"name = {_localised(rng, voices, 'event')}"
        yield f"place = {_town(rng, voices)}"
        yield f"starts = {starts}\nends = {starts + timedelta(days=2)}"


def _localised(rng: Random, voices: dict[str, Prose], kind: str) -> str:
    """A table of a name of some kind in every language."""
    return _table({tag: plain(voice.write(rng, kind)) for tag, voice in voices.items()})


def _town(rng: Random, voices: dict[str, Prose]) -> str:
    """The name of one town, as every language spells it."""
    name = names.place(rng)
    return _table({tag: names.spelt(name, voice.profile.script) for tag, voice in voices.items()})


def _table(values: dict[str, str]) -> str:
    pairs = (f"{toml_string(tag)} = {toml_string(value)}" for tag, value in values.items())
    return f"{{ {', '.join(pairs)} }}"


# --- What is said in a language ---------------------------------------------------------


@dataclass(slots=True)
class _Scribe:
    """Writes the blocks of an outline in one language, and keeps count of its footnotes."""

    rng: Random
    voice: Prose
    notes: list[Note]

    def block(self, shape: Shape, number: int) -> Block:
        ident = f"p{number}"
        if shape.kind in ("bullets", "numbers"):
            items = tuple(Item((self._paragraph(shape, part),), 0) for part in shape.parts)
            return ListBlock(shape.kind == "numbers", items, 0, ident=ident)
        if shape.kind == "heading":
            return Heading(2, self._passage("heading"), 0, ident=ident)
        if shape.kind == "quote":
            return Quote((self._paragraph(shape, shape.parts[0]),), 0, ident=ident)
        content = self._sentences(shape.passage, shape.parts[0])
        if shape.kind == "noted":
            content += (self._note(),)
        return Paragraph(content, 0, shape.role, ident)

    def _paragraph(self, shape: Shape, parts: int) -> Paragraph:
        return Paragraph(self._sentences(shape.passage, parts), 0)

    def _sentences(self, kind: str, count: int) -> tuple[Inline, ...]:
        written: list[Inline] = []
        for number in range(count):
            written += [Run(" ")] * (number > 0)
            written += self._stressed(self._passage(kind)) if count > 1 else self._passage(kind)
        return tuple(written)

    def _stressed(self, passage: tuple[Inline, ...]) -> tuple[Inline, ...]:
        """Now and then, all of a sentence is emphasised."""
        chance = self.rng.random()
        if chance < 0.03:
            return (Strong(passage),)
        return (Emphasis(passage),) if chance < 0.07 else passage

    def _note(self) -> NoteRef:
        number = len(self.notes) + 1
        self.notes.append(Note(number, (Paragraph(self._passage("note"), 0),), 0))
        return NoteRef(number)

    def _passage(self, kind: str) -> tuple[Inline, ...]:
        return self.voice.write(self.rng, kind)


def _translation(rng: Random, voice: Prose, shapes: Sequence[Shape], path: Path) -> Translation:
    title, subtitle = (plain(voice.write(rng, kind)) for kind in ("title", "subtitle"))
    scribe = _Scribe(rng, voice, [])
    blocks = tuple(scribe.block(shape, number) for number, shape in enumerate(shapes, 1))
    return Translation(path.stem, path, title, blocks, tuple(scribe.notes), subtitle, title)
