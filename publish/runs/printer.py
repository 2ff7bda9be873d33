"""Sends the sheets of a run to a printer, after asking it whether it can print them."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from publish.errors import Problem, PublishError
from publish.runs.job import Job, Part
from publish.tools.ipptool import SEND_S, Answer, Attribute, ask, check_uri

PDF: Final = "application/pdf"
MOST_JOBS: Final = 20
"""A printer that would need more jobs than this for one file is not one to print it on."""

PAUSE_S: Final = 2.0
BUSY_S: Final = 4 * 3600.0
"""How often, and how long, a printer that is busy with a job is asked to take the next."""

_BUSY: Final = "server-error-busy"
_LANDSCAPE, _PORTRAIT = "4", "3"
_OPERATIONS: Final = {"Print-Job": 2, "Validate-Job": 4}
"""Operations by their codes (RFC 8011, 5.4.15)."""
_STOPPED: Final = 5
_ASKED: Final = (
    "copies-supported",
    "document-format-supported",
    "media-ready",
    "media-supported",
    "multiple-document-handling-supported",
    "operations-supported",
    "orientation-requested-supported",
    "print-scaling-supported",
    "printer-is-accepting-jobs",
    "printer-name",
    "printer-state",
    "printer-state-reasons",
    "sides-supported",
)


class PrinterError(PublishError):
    """A printer that cannot do what a run asks for, or would not."""


@dataclass(frozen=True, slots=True)
class Sending:
    """One print job: a file, and how it is to be printed, ``copies`` times."""

    part: Part
    name: str
    copies: int

    @property
    def sides(self) -> str:
        """The IPP keyword for the sides (RFC 8011, 5.2.8)."""
        return f"two-sided-{self.part.duplex}" if self.part.duplex else "one-sided"

    @property
    def orientation(self) -> str:
        """The IPP number of the orientation of the sheets (RFC 8011, 5.2.10)."""
        return _LANDSCAPE if self.part.sheet_mm[0] > self.part.sheet_mm[1] else _PORTRAIT


@dataclass(frozen=True, slots=True)
class Sent:
    """A job that the printer took, by the number that it gave to it."""

    sending: Sending
    job_id: int


def send(
    job: Job, folder: Path, uri: str, report: Callable[[str], None] = lambda _: None
) -> tuple[Sent, ...]:
    """Print the files of ``job``, which are in ``folder``; ``report`` hears what is to be seen to.

    The printer is asked first what it can do, and every job is tried for validity before the
    first is sent. Raises PrinterError with all that it cannot, or will not, do: then nothing
    was printed, unless the message says so. Raises ToolError where no printer answers.
    """
    printer = capabilities(uri)
    problems = tuple(refusals(job, printer))
    if problems:
        raise PrinterError(*problems)
    for warning in warnings(job, printer):
        report(warning)
    sendings = tuple(divided(job, printer))
    for sending in sendings:
        _try_out(sending, printer, uri)
    sent: list[Sent] = []
    for sending in sendings:
        report(f"sending {sending.name}")
        sent.append(_send(sending, folder, printer, uri, sent, report))
    return tuple(sent)


def capabilities(uri: str) -> Answer:
    """What the printer at ``uri`` says that it can do (Get-Printer-Attributes)."""
    answer = ask(
        check_uri(uri),
        "Get-Printer-Attributes",
        [Attribute("mimeMediaType", "document-format", PDF), _wanted()],
    )
    if answer.status == "client-error-document-format-not-supported":
        answer = ask(uri, "Get-Printer-Attributes", [_wanted()])
    if not answer.successful:
        raise PrinterError(Problem(f"the printer does not say what it can do: {answer.status}."))
    return answer


def refusals(job: Job, printer: Answer) -> Iterator[Problem]:
    """What ``job`` needs and the printer has not; without any, the job can be sent."""
    if printer.values("printer-is-accepting-jobs") == (False,):
        yield Problem("the printer takes no jobs.", remedy="Start it, or choose another.")
    if _OPERATIONS["Print-Job"] not in (printer.values("operations-supported") or (2,)):
        yield Problem("the printer takes no files (Print-Job).", remedy="Choose another.")
    if PDF not in printer.values("document-format-supported"):
        formats = ", ".join(printer.values("document-format-supported")) or "nothing that it tells"
        yield Problem(
            f"the printer reads no PDF, only {formats}.",
            remedy="Print through a CUPS queue for it, which converts: ipp://localhost/printers/NAME.",
        )
    formats_wanted = {part.format.name: part.format for part in job.parts}
    media = printer.values("media-supported")
    for each in formats_wanted.values():
        if each.media not in media:
            sizes = ", ".join(media) or "none that it tells"
            yield Problem(
                f"the printer has no {each.name} paper ({each.media}); it has: {sizes}.",
                remedy="Choose another printer, paper or imposition.",
            )
    offered = printer.values("sides-supported") or ("one-sided",)
    for keyword in dict.fromkeys(Sending(part, "", 1).sides for part in job.parts):
        if keyword not in offered:
            yield _no_sides(keyword, offered)
    most = _most_copies(printer)
    for part in job.parts:
        if -(-part.sets // most) > MOST_JOBS:
            yield Problem(
                f"the printer makes at most {most} copies at a time, and {part.file} is to be "
                f"printed {part.sets} times.",
                remedy="Choose another printer, or order fewer copies.",
            )


def _no_sides(keyword: str, offered: Sequence[str]) -> Problem:
    duplex = [each for each in offered if each.startswith("two-sided-")]
    if not duplex:
        return Problem(
            "the printer prints on one side only; the sheets have two.",
            remedy="Choose a printer with a duplex unit.",
        )
    edges = " or ".join(each.removeprefix("two-sided-") for each in duplex)
    return Problem(
        f"the printer cannot turn sheets over on the {keyword.removeprefix('two-sided-')}, "
        f"only on the {edges}.",
        remedy=f"Make the run with --duplex {duplex[0].removeprefix('two-sided-')}.",
    )


def warnings(job: Job, printer: Answer) -> Iterator[str]:
    """What does not stop the printing, but is to be seen to."""
    ready = printer.values("media-ready")
    for name, media in dict.fromkeys((part.format.name, part.format.media) for part in job.parts):
        if ready and media not in ready:
            yield f"the printer has no {name} paper loaded; it waits until there is."
    if len({part.paper.name for part in job.parts}) > 1:
        yield "the run needs several papers: load each before its files are printed."
    if "none" not in printer.values("print-scaling-supported"):
        yield "the printer cannot be told not to scale: measure the first sheet."
    if _STOPPED in printer.values("printer-state"):
        reasons = ", ".join(map(str, printer.values("printer-state-reasons")))
        yield f"the printer has stopped ({reasons}); it prints when that is seen to."


def divided(job: Job, printer: Answer) -> Iterator[Sending]:
    """The print jobs: a file is sent again where a job cannot make all of its copies."""
    most = _most_copies(printer)
    for part in job.parts:
        left, number = part.sets, 0
        while left:
            copies = min(left, most)
            left, number = left - copies, number + 1
            suffix = f" ({number})" if part.sets > most else ""
            yield Sending(part, f"{part.file}{suffix}", copies)


def job_attributes(sending: Sending, printer: Answer) -> tuple[Attribute, ...]:
    """How a job is to be printed, in the attributes that the printer knows."""
    wished = [
        ("multiple-document-handling", "keyword", "separate-documents-collated-copies"),
        ("orientation-requested", "enum", sending.orientation),
        ("print-scaling", "keyword", "none"),
    ]
    return (
        Attribute("integer", "copies", str(sending.copies)),
        Attribute("keyword", "media", sending.part.format.media),
        Attribute("keyword", "sides", sending.sides),
        *(
            Attribute(syntax, name, value)
            for name, syntax, value in wished
            if value in map(str, printer.values(f"{name}-supported"))
        ),
    )


def _most_copies(printer: Answer) -> int:
    """The most copies of one job: ``copies-supported`` is a range (RFC 8011, 5.2.5)."""
    ranges = printer.values("copies-supported")
    uppers = [each.get("upper", 1) if isinstance(each, dict) else int(each) for each in ranges]
    return max(1, *uppers) if uppers else 1


def _try_out(sending: Sending, printer: Answer, uri: str) -> None:
    if _OPERATIONS["Validate-Job"] not in printer.values("operations-supported"):
        return
    answer = ask(uri, "Validate-Job", _operation(sending), job_attributes(sending, printer))
    if not answer.successful and answer.status != _BUSY:
        raise PrinterError(
            Problem(
                f"the printer would not print {sending.name}: {answer.status}{_reason(answer)}.",
                remedy="Nothing was sent.",
            )
        )


def _send(
    sending: Sending,
    folder: Path,
    printer: Answer,
    uri: str,
    before: Sequence[Sent],
    report: Callable[[str], None],
) -> Sent:
    """Send a job; a printer that takes one at a time is asked again until it is free."""
    for attempt in range(int(BUSY_S / PAUSE_S)):
        answer = ask(
            uri,
            "Print-Job",
            _operation(sending),
            job_attributes(sending, printer),
            folder / sending.part.file,
            timeout_s=SEND_S,
        )
        if answer.status != _BUSY:
            break
        if attempt == 0:
            report("the printer is busy; waiting for it")
        time.sleep(PAUSE_S)
    if not answer.successful:
        names = ", ".join(each.sending.name for each in before) or "nothing"
        raise PrinterError(
            Problem(
                f"the printer did not take {sending.name}: {answer.status}{_reason(answer)}.",
                remedy=f"It has taken before: {names}.",
            )
        )
    return Sent(sending, int(answer.attributes.get("job-id", 0)))


def _operation(sending: Sending) -> tuple[Attribute, ...]:
    return (
        Attribute("name", "job-name", sending.name),
        Attribute("boolean", "ipp-attribute-fidelity", "true"),
        Attribute("mimeMediaType", "document-format", PDF),
    )


def _reason(answer: Answer) -> str:
    message = answer.attributes.get("status-message")
    return f" ({message})" if message else ""


def _wanted() -> Attribute:
    return Attribute("keyword", "requested-attributes", _ASKED)
