"""A statement, written as the text of one page, comes back from its import as the same statement.

The statements differ in their languages and their order, in titles, lists of every style and
depth, headings, signatories in one language or several, an event, announcements, and in how the
page was typed: bullets, room between parts, line ends, encoding.
"""

from __future__ import annotations

import re
import tempfile
from dataclasses import dataclass, field, fields, is_dataclass, replace
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from random import Random
from typing import Any
from unicodedata import category, normalize

from hypothesis import HealthCheck, given, note, settings
from hypothesis import strategies as st
from support import CONTENT, ROOT

from publish.content.load import load
from publish.content.statement import (
    Block,
    Heading,
    Item,
    ListBlock,
    Paragraph,
    Role,
    Run,
    Statement,
)
from publish.incoming.importing import Wish, import_file
from publish.language import dates
from publish.language.profiles import profile

STOPS = {"hi": "।", "ur": "۔", "am": "።", "hy": "։"}
SPACED = (
    *("am", "ar", "bg", "bn", "el", "en", "es", "fa", "fr", "he", "hi", "hy", "ka", "ko"),
    *("ro", "ru", "ta", "tr", "uk", "ur", "vi"),
)
SPOKEN = [tag for tag in SPACED if profile(tag, "en").words["signatories"].language == tag]
"""Languages whose interface words name signatories."""
SOURCES = (*ROOT.glob("tests/scripts/human-rights/*.md"), *CONTENT.glob("*/*.md"))
BULLETS = "•◦▪–-*●·➢"


@cache
def vocabulary(tag: str) -> tuple[str, ...]:
    """Words of a language, from the texts that the project has in it."""
    texts = (path.read_text("utf-8").split("+++")[2] for path in SOURCES if path.stem == tag)
    shown = (re.sub(r"\[.*?\]\S*|<.*?>|\{.*?\}", " ", text) for text in texts)
    found = (word.strip(MARKS) for word in normalize("NFKC", " ".join(shown)).split())
    words = (word for word in found if word and all(category(c)[0] in "LM" for c in word))
    return tuple(dict.fromkeys(word for word in words if word.isascii() <= (tag in LATIN)))


LATIN = frozenset(["en", "es", "fr", "ro", "tr", "vi"])
MARKS = ".,;:!?()*_\"'«»“”„‘’،؛؟।۔։።፣…-–—"


@dataclass
class Text:
    """One language of a statement to be."""

    tag: str
    title: str
    subtitle: str | None
    blocks: list[Block]
    groups: list[tuple[str, list[str]]] = field(default_factory=list)
    is_open: bool = False


@dataclass
class Whole:
    """A statement to be, and how its page was typed."""

    texts: list[Text]
    upcoming: list[tuple[date, date, str, str]]
    event: tuple[date, date, str, str] | None
    style: dict[str, Any]


@st.composite
def phrases(draw: st.DrawFn, tag: str, least: int, most: int) -> str:
    """Some words of a language, without marks, the first with a capital where there are any."""
    pool = vocabulary(tag)
    chosen = Random(draw(st.integers(0, 2**32)))
    text = " ".join(chosen.choice(pool) for _ in range(chosen.randint(least, most)))
    return text[:1].upper() + text[1:]


def paragraph(text: str, role: Role | None = None) -> Paragraph:
    return Paragraph((Run(text),), 0, role)


@st.composite
def lists(draw: st.DrawFn, tag: str, depth: int = 0) -> ListBlock:
    ordered = draw(st.booleans())
    end = ";" if not ordered else STOPS.get(tag, ".")
    items: list[Item] = []
    for _ in range(draw(st.integers(2, 4))):
        blocks: list[Block] = [paragraph(draw(phrases(tag, 4, 14)) + end)]
        if depth < 2 and draw(st.integers(0, 4)) == 0:
            blocks.append(draw(lists(tag, depth + 1)))
        items.append(Item(tuple(blocks), 0))
    return ListBlock(ordered, tuple(items), 0)


@st.composite
def bodies(draw: st.DrawFn, tag: str, lead: str) -> list[Block]:
    stop = STOPS.get(tag, ".")
    blocks: list[Block] = [paragraph(lead, Role.LEAD)]
    for kind in draw(st.lists(st.sampled_from("pplh"), max_size=5)):
        if kind == "l" and isinstance(blocks[-1], Paragraph):
            blocks.append(draw(lists(tag)))
            continue
        if kind == "h" and not isinstance(blocks[-1], Heading):
            blocks.append(Heading(2, (Run(draw(phrases(tag, 2, 4))),), 0))
        blocks.append(paragraph(draw(phrases(tag, 12, 40)) + stop))
    blocks.append(paragraph(draw(phrases(tag, 12, 30)) + stop))
    if draw(st.booleans()):
        blocks.append(paragraph(draw(phrases(tag, 2, 5)) + "!", Role.SLOGAN))
    return blocks


EVENTS = {
    "en": "We, who took part in the {ordinal}th Meeting of Small Rooms held in {place} on {days}, ",
    "es": "Nosotros, presentes en el {ordinal}o Encuentro de Salas en {place} los días {days}, ",
    "fr": "Nous, qui étions à la {ordinal}e Rencontre des Salles à {place} les {days}, ",
}
PLACES = ["Valletta", "Izmir", "Madurai", "Lisbon"]


@st.composite
def texts(draw: st.DrawFn, tag: str, event: Any, groups: list[int], *, source: bool) -> Text:
    lead = draw(phrases(tag, 14, 40)) + STOPS.get(tag, ".")
    if event and tag in EVENTS:
        first, last, ordinal, place = event
        days = dates.interval(first, last, profile(tag, "en")).replace("\u00a0", " ")
        lead = EVENTS[tag].format(ordinal=ordinal, place=place, days=days) + lead.lower()
    made: list[tuple[str, list[str]]] = []
    if groups and tag in SPOKEN and (source or draw(st.booleans())):
        for number, count in enumerate(groups):
            word = profile(tag, "en").words["signatories"].text
            names = [draw(phrases(tag, 2, 5)) for _ in range(count)]
            made.append((word if not number else draw(phrases(tag, 2, 3)), names))
    return Text(
        tag,
        title=draw(phrases(tag, 3, 8)),
        subtitle=draw(st.none() | phrases(tag, 3, 8)),
        blocks=draw(bodies(tag, lead)),
        groups=made,
        is_open=bool(made) and draw(st.booleans()),
    )


@st.composite
def statements(draw: st.DrawFn) -> Whole:
    tags = draw(st.lists(st.sampled_from(SPACED), min_size=1, max_size=4, unique=True))
    day = draw(st.dates(date(1990, 1, 2), date(2050, 1, 1)))
    event = None
    if draw(st.booleans()):
        last = day + timedelta(draw(st.integers(1, 40)))
        event = (day, last, str(draw(st.integers(4, 19))), draw(st.sampled_from(PLACES)))
    groups = draw(st.lists(st.integers(2, 6), max_size=2)) if tags[0] in SPOKEN else []
    made = [draw(texts(tag, event, groups, source=tag == tags[0])) for tag in tags]
    upcoming = []
    if tags[0] == "en":
        for number in range(draw(st.integers(0, 2))):
            starts = day + timedelta(days=400 + number)
            ends = starts + timedelta(draw(st.integers(0, 5)))
            upcoming.append((starts, ends, "Tunis, Tunisia", draw(phrases("en", 3, 6))))
    style = {
        "bullets": draw(st.lists(st.sampled_from(BULLETS), min_size=3, max_size=3, unique=True)),
        "number": draw(st.sampled_from(["{}.", "{})", "({})"])),
        "indent": draw(st.integers(0, 4)),
        "room": draw(st.integers(2, 4)),
        "line_end": draw(st.sampled_from(["\n", "\r\n"])),
        "encoding": draw(st.sampled_from(["utf-8", "utf-8-sig", "utf-16"])),
    }
    return Whole(made, upcoming, event, style)


# --- The page -----------------------------------------------------------------------


def page(whole: Whole) -> bytes:
    style, lines = whole.style, []
    for text in whole.texts:
        lines += [text.title, ""] + ([text.subtitle, ""] if text.subtitle else [])
        lines += [""] * (style["room"] - 1)
        for block in text.blocks:
            lines += [*typed(block, style, 0), ""]
        for heading, names in text.groups:
            lines += ["", heading, ""]
            lines += [f"  {style['number'].format(n)} {name}" for n, name in enumerate(names, 1)]
            lines += [""]
        if text.is_open:
            lines += ["", profile(text.tag, "en").words["status_open"].text, ""]
        lines += [""] * (style["room"] - 1)
    for first, last, place, name in whole.upcoming:
        shown = (dates.date(day, profile("en", "en")) for day in (first, last))
        lines.append(f"{' - '.join(shown)} - {place} {name}".replace("\u00a0", " "))
    whole_page: str = style["line_end"].join(lines)
    return whole_page.encode(style["encoding"])


def typed(block: Block, style: dict[str, Any], depth: int) -> list[str]:
    if not isinstance(block, ListBlock):
        assert isinstance(block, Paragraph | Heading)
        return ["".join(piece.text for piece in block.content if isinstance(piece, Run))]
    lines = []
    for number, item in enumerate(block.items, 1):
        mark = style["number"].format(number) if block.ordered else style["bullets"][depth]
        first, *inner = item.blocks
        lines.append(" " * (style["indent"] + 5 * depth) + f"{mark} {typed(first, style, 0)[0]}")
        for nested in inner:
            lines += typed(nested, style, depth + 1)
    return lines


# --- What comes back ----------------------------------------------------------------


def bare(value: Any) -> Any:
    """A value without its places and identifiers."""
    if is_dataclass(value) and not isinstance(value, type):
        kept = [f.name for f in fields(value) if f.name not in ("line", "ident", "path")]
        return (type(value).__name__, *(bare(getattr(value, name)) for name in kept))
    return tuple(map(bare, value)) if isinstance(value, tuple | list) else value


def numbered(block: Block, kind: str) -> Block:
    """A block whose ordered lists are numbered as they were typed."""
    if not isinstance(block, ListBlock):
        return block
    items = tuple(
        replace(item, blocks=tuple(numbered(inner, kind) for inner in item.blocks))
        for item in block.items
    )
    return replace(block, items=items, numbers=kind if block.ordered else block.numbers)


def localised(value: Any) -> dict[str, str]:
    return dict(value.root) if value else {}


def check(whole: Whole, statement: Statement) -> None:
    source = whole.texts[0]
    assert statement.facts.source_language == source.tag
    assert sorted(statement.translations) == sorted(text.tag for text in whole.texts)
    for text in whole.texts:
        found = statement.translations[text.tag]
        assert (found.title, found.subtitle) == (text.title, text.subtitle)
        kind = whole.style["number"].format(1)
        assert bare(found.blocks) == bare([numbered(block, kind) for block in text.blocks])
    facts = statement.facts
    assert (facts.status == "open-for-subscription") == any(text.is_open for text in whole.texts)
    assert len(facts.signatories) == len(source.groups)
    signed = [text for text in whole.texts if text.groups]
    for number, group in enumerate(facts.signatories):
        assert localised(group.heading) == {text.tag: text.groups[number][0] for text in signed}
        for index, member in enumerate(group.members):
            expected = {text.tag: text.groups[number][1][index] for text in signed}
            assert localised(member.name) == expected
    announced = [
        (event.starts, event.ends, localised(event.place)["en"], localised(event.name)["en"])
        for event in facts.upcoming
    ]
    assert announced == whole.upcoming
    if whole.event and source.tag in EVENTS:
        assert facts.event is not None
        assert (facts.event.starts, facts.event.ends) == whole.event[:2]
        others = [text.tag for text in whole.texts[1:] if text.tag in EVENTS]
        assert localised(facts.event.place) == ({source.tag: whole.event[3]} if others else {})
        assert whole.event[2] in localised(facts.event.name)[source.tag]


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow], print_blob=True
)
@given(statements())
def test_a_statement_comes_back_from_its_page(whole: Whole) -> None:
    data = page(whole)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "page.txt")
        file.write_bytes(data)
        note(data.decode(whole.style["encoding"]))
        imported = import_file(file, Path(folder, "content"), Wish(slug="s"))
        assert imported.assembled.unplaced == ()
        check(whole, load(imported.folder))
