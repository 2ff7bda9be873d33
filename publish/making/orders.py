"""Orders: what is out of date of one text, as it is given to whoever makes it, here or afar."""

from __future__ import annotations

import json
import os
import traceback
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from publish.content.load import load
from publish.content.statement import Statement
from publish.doors.paths import place_in
from publish.editions import Edition
from publish.errors import ContentError, Place, Problem, PublishError, fault_of_the_program
from publish.files import cannot_write, sha256, write_whole
from publish.fonts.library import open_library
from publish.house.house import House
from publish.making.fingerprint import sources
from publish.making.fits import outcomes, shortfall
from publish.making.kept import Keeper, Kept
from publish.making.manifest import Entry
from publish.making.needs import editions_of, is_fitted
from publish.making.plan import Target, Task
from publish.making.stamps import Stamp, stamp_of, unchanged

if TYPE_CHECKING:
    from publish.making.make import Artifact
    from publish.typeset.fitting import Outcome as Fitted

_NOTHING: Mapping[str, Stamp] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Order:
    """Editions of one text to be made. It can be pickled, and fulfilled in any process.

    ``fingerprints`` are those of the artifacts by their paths below ``out``; ``workshop`` is
    a folder for half-written files on the same file system. Without ``out``, artifacts only
    go into the ``cache``. ``seen`` are the stamps of the content when the fingerprints were
    taken; ``weight`` is how long it may take, beside other orders.
    """

    target: Target
    fingerprints: Mapping[str, str]
    out: Path | None
    workshop: Path | None
    cache: Keeper | None
    epoch: int | None = None
    seen: Mapping[str, Stamp] = field(default_factory=dict)
    weight: int = 0

    @property
    def label(self) -> str:
        """The text in a word: its statement and its language."""
        return f"{self.target.slug} {self.target.language}"


def parts(order: Order) -> tuple[Order, ...]:
    """An order in as many as there are layouts in it, which share nothing but the text.

    Editions with pages of the same layout stay together.
    """
    layouts: dict[str, tuple[Edition, ...]] = {}
    for edition in order.target.editions:
        *_, laid_out = editions_of(edition)
        layouts[laid_out.name] = (*layouts.get(laid_out.name, ()), edition)
    all_ = len(order.target.editions)
    return tuple(
        replace(
            order,
            target=replace(order.target, editions=editions),
            weight=order.weight * len(editions) // all_,
        )
        for editions in layouts.values()
    )


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one text, or of some of its editions.

    They were made, taken from the cache, there already, or something went wrong. ``warnings`` are
    what somebody should know of those that were made.

    ``unsettled`` says that what it is made from changed under the hands of the maker: the
    files are whole, but belong to no fingerprint. ``ends_all`` says that no other order can
    fare better, as on a full disk.
    """

    target: Target
    made: tuple[Entry, ...] = ()
    taken: tuple[Entry, ...] = ()
    unchanged: tuple[Entry, ...] = ()
    problems: tuple[Problem, ...] = ()
    warnings: tuple[Problem, ...] = ()
    unsettled: bool = False
    ends_all: bool = False


def fulfil(
    order: Order,
    house: Mapping[str, Stamp] = _NOTHING,
    before_delivery: Callable[[], None] = lambda: None,
) -> Outcome:
    """Make the artifacts of an order, and put them in place once all that can be are made.

    An edition that cannot be made, such as that for a press of pictures too coarse for it, costs
    itself alone.

    ``house`` are the stamps of the program's own files when the fingerprints were taken;
    ``before_delivery`` is called when all is made, and nothing is in its place yet.
    Whatever goes wrong becomes a problem of the outcome, so that other orders go on.
    """
    # Costly: not for a run that has nothing to make.
    from publish.design.design import default_design
    from publish.making.make import makers

    target = order.target
    try:
        statement = statement_in(target.folder)
        outcome = _fitted(order)
        wanted = Task(
            statement,
            target.language,
            target.editions,
            target.profile,
            target.epub_fonts,
            target.house,
            outcome.fit if outcome else None,
        )
        each = makers(wanted, open_library(), default_design(), order.epoch)
        artifacts, problems = _tried(each)
    except PublishError as error:
        return Outcome(target, problems=error.problems)
    except Exception as error:
        return Outcome(target, problems=(_fault(target, error),))
    # Nothing may bear a fingerprint of what it was not made from.
    settled = unchanged(order.seen) and unchanged(house)
    entries = tuple(_entry(target, statement, artifact) for artifact in artifacts)
    before_delivery()
    try:
        for entry, artifact in zip(entries, artifacts, strict=True):
            deliver(order, entry, artifact.content, keep=settled)
    except PublishError as error:
        return Outcome(target, problems=error.problems)
    except OSError as error:
        return Outcome(target, problems=(cannot_write(order.out, error),), ends_all=True)
    short = shortfall(outcome, statement, target.language) if outcome else None
    warnings = (short,) if short else ()
    return Outcome(
        target, made=entries, problems=problems, warnings=warnings, unsettled=not settled
    )


def _tried(
    makers: Iterable[Callable[[], Artifact]],
) -> tuple[tuple[Artifact, ...], tuple[Problem, ...]]:
    """The artifacts that can be made, and what is wrong with the others, each said once."""
    artifacts: list[Artifact] = []
    problems: dict[Problem, None] = {}
    for make in makers:
        try:
            artifacts.append(make())
        except PublishError as error:
            problems |= dict.fromkeys(error.problems)
    return tuple(artifacts), tuple(problems)


def deliver(order: Order, entry: Entry, content: bytes, *, keep: bool) -> None:
    """Put an artifact into the cache, if it is to be kept, and then in its place.

    Raises PublishError where a link leads that place out of the output, OSError where nothing
    can be written.
    """
    if order.cache and keep:
        kept = Kept(entry.model_dump(mode="json", exclude_none=True), content)
        order.cache.put(order.fingerprints[entry.path], kept)
    if order.out and order.workshop:
        write_whole(place_in(order.out, entry.path), content, order.workshop)


def entry_of(target: Target, edition: Edition, kept: Mapping[str, Any]) -> Entry | None:
    """The entry of an edition of a text, from data that were kept; None where they disagree."""
    wanted = {
        "path": str(target.path(edition)),
        "statement": target.slug,
        "language": target.language,
        "edition": edition.name,
        "variant": edition.variant,
        "media_type": edition.media_type,
    }
    try:
        entry = Entry.model_validate_json(json.dumps(kept))
    except ValidationError:
        return None
    return entry if all(getattr(entry, name) == each for name, each in wanted.items()) else None


def _fault(target: Target, error: Exception) -> Problem:
    if os.environ.get("PUBLISH_DEBUG"):
        traceback.print_exception(error)
    return Problem(
        f"{fault_of_the_program(error)}.",
        Place(target.words),
        "PUBLISH_DEBUG=1 shows where it happened.",
    )


def _entry(target: Target, statement: Statement, artifact: Artifact) -> Entry:
    return Entry(
        path=str(target.path(artifact.edition)),
        statement=target.slug,
        language=target.language,
        edition=artifact.edition.name,
        variant=artifact.edition.variant,
        media_type=artifact.edition.media_type,
        bytes=len(artifact.content),
        sha256=sha256(artifact.content),
        pages=artifact.pages,
        title=artifact.title,
        sources=sources(statement, target.language),
    )


def statement_in(folder: Path) -> Statement:
    """The statement in a folder, which the next order will likely be of, too.

    Raises ContentError as the loader does.
    """
    found = _loaded(folder, _stamps(folder))
    if isinstance(found, ContentError):
        raise found
    return found


def _stamps(folder: Path) -> tuple[Stamp, ...]:
    """The stamps of a folder and of what is in it."""
    try:
        names = sorted(os.listdir(folder))
    except OSError:
        names = []  # the loader says why it cannot be read
    return stamp_of(folder), *(stamp_of(folder / name) for name in names)


@lru_cache(maxsize=1)
def _loaded(folder: Path, stamps: tuple[object, ...]) -> Statement | ContentError:
    """What the loader gives or raises: a statement of many languages is not refused for each."""
    try:
        return load(folder)
    except ContentError as error:
        return error


def _fitted(order: Order) -> Fitted | None:
    """What comes of fitting a text to its pages; None where it is not to be, or cannot be set."""
    target = order.target
    if not any(is_fitted(edition, target.house) for edition in target.editions):
        return None
    found = _outcomes(target.folder, _stamps(target.folder), target.house, order.epoch)
    return found.get(target.language)


@lru_cache(maxsize=1)
def _outcomes(
    folder: Path, stamps: tuple[object, ...], house: House, epoch: int | None
) -> Mapping[str, Fitted]:
    """What comes of fitting all texts of a statement, which are looked at together."""
    from publish.design.design import default_design

    modified = None if epoch is None else datetime.fromtimestamp(epoch, UTC)
    statement = statement_in(folder)
    return outcomes(statement, house, open_library(), default_design(), modified)
