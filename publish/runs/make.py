"""The making of a run: pages are set, imposed and counted, and all of it told on the tickets."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

from publish.design.design import Design
from publish.editions import EDITIONS
from publish.fonts.library import Library
from publish.impose import BINDINGS, impose
from publish.impose.asking import lettering
from publish.making.make import make
from publish.making.plan import Task
from publish.markup.fit import Fit
from publish.runs.costs import FITTED, Cost, costs
from publish.runs.job import Booklet, Job
from publish.runs.order import Order
from publish.runs.sheets import booklet
from publish.runs.thumbnails import first_sheet
from publish.runs.ticket import Ticket, ticket
from publish.runs.xjdf import xjdf
from publish.text.edit import edit

CHECKSUMS = "SHA256SUMS"


@dataclass(frozen=True, slots=True)
class Run:
    """A finished run: its figures, and the files of its folder by name."""

    job: Job
    files: Mapping[str, bytes]


def make_run(
    order: Order,
    fonts: Library,
    design: Design,
    epoch: int | None = None,
    report: Callable[[str], None] = lambda _: None,
) -> Run:
    """Everything that ``order`` asks for, the same bytes every time.

    ``epoch`` (SOURCE_DATE_EPOCH, in seconds) replaces the dates that the content gives;
    ``report`` hears what each language costs, and of each as it is made. Raises what the build
    raises, and CommandError where sheets and papers do not go together.
    """
    modified = None if epoch is None else datetime.fromtimestamp(epoch, UTC)
    edition = EDITIONS[order.edition]
    booklets: list[Booklet] = []
    files: dict[str, bytes] = {}
    texts = [edit(order.statement, tag, modified=modified) for tag in order.copies]
    fits = _announced(costs(order, fonts, design, modified), order, report)
    for text in texts:
        report(text.language)
        task = Task(
            statement=order.statement,
            language=text.language,
            editions=(edition,),
            profile=order.profile,
            house=order.house,
            fit=fits.get(text.language),
        )
        (artifact,) = make(task, fonts, design, epoch)
        imposed = impose(
            artifact.content,
            order.scheme,
            BINDINGS[text.profile.direction],
            thickness_mm=order.paper.thickness_mm,
            duplex=order.duplex,
            label=f"{order.statement.slug}.{text.language}",
            lettering=lettering(),
        )
        made, contents = booklet(order, text, artifact.content, imposed)
        booklets.append(made)
        files |= contents
    job = Job(
        name="",
        statement=order.statement.slug,
        edition=order.edition,
        scheme=order.scheme,
        dated=max(text.modified for text in texts),
        waste=order.waste,
        booklets=tuple(booklets),
    )
    job = replace(job, name=_name(job, order.ticket_language))
    pictures = {
        part.file: first_sheet(files[part.file], part.sides // part.sheets) for part in job.parts
    }
    told = ticket(Ticket(job, order.ticket_language, pictures), texts, fonts, design)
    files |= {"ticket.html": told.html, "ticket.pdf": told.pdf, "ticket.xjdf": xjdf(job)}
    files[CHECKSUMS] = checksums(files)
    return Run(job, dict(sorted(files.items())))


def _announced(
    found: Mapping[str, Cost], order: Order, report: Callable[[str], None]
) -> Mapping[str, Fit]:
    """Say what each language costs; in what fit each is to be printed, if in any."""
    for cost in found.values():
        report(str(cost))
    if order.house.multiple > 1:
        return {language: cost.outcome.fit for language, cost in found.items()}
    if any(cost.saves for cost in found.values()):
        report(FITTED.format(multiple=order.scheme.group))
    return {}


def checksums(files: Mapping[str, bytes]) -> bytes:
    """The SHA-256 of each file, a line each, as ``sha256sum --check`` reads them."""
    lines = (f"{sha256(content).hexdigest()}  {name}\n" for name, content in sorted(files.items()))
    return "".join(lines).encode()


def _name(job: Job, ticket_language: str) -> str:
    """A name that tells a run from any other: statement, copies, and a digest of the rest."""
    facts: list[Any] = [job.scheme.name, job.edition, ticket_language, job.dated.isoformat()]
    facts += [str(job.waste.percent), job.waste.least]
    for each in job.booklets:
        facts += [each.language, each.title_text, each.copies]
        for part in each.parts:
            price = (str(part.price.amount), part.price.currency) if part.price else None
            paper = (part.paper.name, part.paper.grammage_gsm, part.paper.thickness_mm)
            facts += [part.file, part.sha256, *paper, part.paper.coating, part.format.name, price]
    digest = sha256(json.dumps(facts).encode()).hexdigest()
    return f"{job.statement}-{job.copies}-{digest[:8]}"
