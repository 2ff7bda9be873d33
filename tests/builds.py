"""What tests of builds share: small content, and a clerk who makes files without pages."""

from __future__ import annotations

from collections.abc import Generator, Mapping, Sequence
from pathlib import Path

from publish.files import sha256
from publish.making.manifest import Entry
from publish.making.orders import Order, Outcome, deliver
from publish.making.stamps import Stamp
from publish.making.watching import Watch

FACTS = 'schema = 1\nsource_language = "en"\nadopted = 2024-05-01\n'
WORDS = '+++\ntitle = "Bread, {}"\n+++\n\nEverybody needs it, and some have none.\n'


def write_statement(content: Path, slug: str, *languages: str) -> Path:
    """A statement of one paragraph in these languages."""
    folder = content / slug
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "statement.toml").write_text(FACTS)
    for tag in languages:
        (folder / f"{tag}.md").write_text(WORDS.format(tag))
    return folder


class Clerk:
    """Carries out orders by writing a few words into each file, and counts them."""

    def __init__(self) -> None:
        self.made: list[str] = []

    def __call__(
        self, orders: Sequence[Order], house: Mapping[str, Stamp], watch: Watch
    ) -> Generator[Outcome, None, None]:
        for order in orders:
            watch.started(order)
            yield self.fulfil(order)

    def fulfil(self, order: Order) -> Outcome:
        """Make an order: what is written depends on the words alone."""
        target = order.target
        words = target.words.read_bytes()
        entries = []
        for edition in target.editions:
            content = edition.name.encode() + b" of " + words
            entry = Entry(
                path=str(target.path(edition)),
                statement=target.slug,
                language=target.language,
                edition=edition.name,
                media_type=edition.media_type,
                bytes=len(content),
                sha256=sha256(content),
                title="Bread",
                sources=(),
            )
            deliver(order, entry, content, keep=True)
            entries.append(entry)
            self.made.append(entry.path)
        return Outcome(target, made=tuple(entries))
