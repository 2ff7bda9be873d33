"""Checks of finished files: a table of what is looked at in each kind of file."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType
from typing import Final, TypeVar

import pikepdf

from publish.doors.child import Bounds, ChildError, in_child
from publish.doors.pdf import open_pdf, reason
from publish.doors.reading import size_of
from publish.errors import Place, Problem, PublishError
from publish.faults import Fault, printable
from publish.findings.finding import Code, Finding, error
from publish.language import words
from publish.pdf.file import PdfFile
from publish.pdf.roles import Role, claims_press, role_of
from publish.pdf.streams import Excess
from publish.text.dressed import Text
from publish.verify import origin
from publish.verify.epub import accessibility as epub_ace
from publish.verify.epub import language as epub_language
from publish.verify.epub import text as epub_text
from publish.verify.epub import validity as epub
from publish.verify.epub.book import Book, read_book
from publish.verify.origin import Origin
from publish.verify.pdf import fonts as pdf_fonts
from publish.verify.pdf import identity as pdf_identity
from publish.verify.pdf import letters as pdf_letters
from publish.verify.pdf import mappings as pdf_mappings
from publish.verify.pdf import order as pdf_order
from publish.verify.pdf import pages as pdf_pages
from publish.verify.pdf import standards as pdf_standards
from publish.verify.pdf import tags as pdf_tags
from publish.verify.pdf import words as pdf_words
from publish.verify.press import binding as press_binding
from publish.verify.press import boxes as press_boxes
from publish.verify.press import colours as press_colours
from publish.verify.press import detail as press_detail
from publish.verify.press import identity as press_identity
from publish.verify.press import inks as press_inks
from publish.verify.press import intent as press_intent
from publish.verify.press import transparency as press_transparency
from publish.verify.sheets import cutting as imposed_sheets
from publish.verify.sheets import order as imposed_order

Findings = Iterator[Finding]
_File = TypeVar("_File", PdfFile, Book)

PDF_CHECKS: Final[tuple[Callable[[PdfFile], Findings], ...]] = (
    pdf_identity.check,
    pdf_pages.check,
    pdf_fonts.check,
    pdf_mappings.check,
    pdf_words.check,
    pdf_letters.check,
    pdf_tags.check,
    pdf_order.check,
)
"""Every check of a PDF for readers, in the order in which its findings are shown."""

PRESS_CHECKS: Final[tuple[Callable[[PdfFile], Findings], ...]] = (
    press_identity.check,
    press_intent.check,
    press_boxes.check,
    press_colours.check,
    press_detail.check,
    press_transparency.check,
    press_inks.check,
    press_binding.check,
    pdf_fonts.check,
    pdf_mappings.check,
    pdf_words.check,
)
"""Every check of a PDF for a press. Nobody listens to it, so it needs no tags."""

IMPOSED_CHECKS: Final[tuple[Callable[[PdfFile], Findings], ...]] = (
    imposed_order.check,
    imposed_sheets.check,
    pdf_fonts.check,
)
"""Every check of imposed sheets, whatever was imposed."""

IMPOSED_PRESS_CHECKS: Final[tuple[Callable[[PdfFile], Findings], ...]] = (
    press_identity.check,
    press_intent.check,
    press_colours.check,
    press_detail.check,
    press_transparency.check,
    press_inks.check,
    *IMPOSED_CHECKS,
)
"""Every check of imposed sheets that claim to be PDF/X: trim and bleed were those of the pages."""

ROLE_CHECKS: Final[Mapping[Role, tuple[Callable[[PdfFile], Findings], ...]]] = MappingProxyType(
    {"screen": PDF_CHECKS, "press": PRESS_CHECKS, "imposed": IMPOSED_CHECKS}
)
"""The checks of a PDF, by what it is for."""

EPUB_CHECKS: Final[tuple[Callable[[Book], Findings], ...]] = (
    epub_language.check,
    epub_text.check,
)
"""Every check of an EPUB but those of EPUBCheck and Ace, in the order of their findings."""

UNREADABLE = Code("file-unreadable")
BOUNDS = Code("file-bounds")
DAMAGED = Code("file-damaged")

_DAMAGED_REMEDY: Final = "The file is damaged, or stranger than Publish knows: make it anew."
_LARGEST_FILE: Final = 2_000_000_000
_LONGEST_MESSAGE: Final = 1_000

_NONE: Final[Mapping[Path, Origin]] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Looked:
    """What was found in one file, and whether it is to be held against a standard besides."""

    findings: tuple[Finding, ...]
    to_judge: bool = True


def verify_files(
    paths: Sequence[Path], origins: Mapping[Path, Origin] = _NONE, role: Role | None = None
) -> tuple[Finding, ...]:
    """All findings in PDFs and EPUBs, whoever made them.

    ``origins`` is what is known of where some of them come from. ``role`` is what all the
    PDFs are for; without it each is taken for what it says that it is. A file that cannot be
    read is a finding, and costs the others nothing: each is read in a process of its own.
    """
    words.texts("made ready once, for all the processes that are to come")
    findings: list[Finding] = []
    readable: dict[str, list[Path]] = {suffix: [] for suffix in KINDS}
    for path in paths:
        known = origins.get(path)
        findings += origin.check(path, known)
        try:
            looked = _looked(path, known.source if known else None, role)
        except Fault as fault:
            code = BOUNDS if isinstance(fault, Excess) else UNREADABLE
            findings.append(error(code, fault.message, Place(path), fault.remedy))
        except ChildError as died:
            (problem,) = died.problems
            findings.append(error(BOUNDS, problem.message, Place(path), problem.remedy))
        else:
            findings += looked.findings
            if looked.to_judge:
                readable[path.suffix.lower()].append(path)
    for suffix, kind in KINDS.items():
        findings += kind.judge(readable[suffix])
    return tuple(map(_plain, findings))


def _looked(path: Path, text: Text | None, role: Role | None) -> Looked:
    """What is found in a file.

    Raises Fault where it cannot be read, ChildError where that costs more than any document.
    """
    size = size_of(path, _LARGEST_FILE)
    kind = KINDS.get(path.suffix.lower())
    if kind is None:
        message = "this is neither a PDF nor an EPUB."
        raise Fault(message, "Name files that end in .pdf or .epub.")
    bounds = Bounds.for_size(size)
    return in_child(_guarded, kind, path, text, role, what="the file", bounds=bounds)


def _guarded(kind: Kind, path: Path, text: Text | None, role: Role | None) -> Looked:
    """What ``kind`` finds; a file that no check gets to see is one that cannot be read."""
    try:
        return kind.look(path, text, role)
    except (Fault, MemoryError):
        raise
    except Exception as problem:
        message = f"this cannot be read as {kind.name}: {_why(problem)}."
        raise Fault(message, _DAMAGED_REMEDY) from None


def _look_at_pdf(path: Path, text: Text | None, wanted: Role | None) -> Looked:
    with open_pdf(path) as pdf:
        file = PdfFile(path, pdf, text)
        role = role_of(pdf, path, wanted)
        for_press = role == "imposed" and claims_press(pdf)
        checks = IMPOSED_PRESS_CHECKS if for_press else ROLE_CHECKS[role]
        return Looked(_found(checks, file, path), role == "screen")


def _look_at_epub(path: Path, text: Text | None, _: Role | None) -> Looked:
    return Looked(_found(EPUB_CHECKS, read_book(path, text), path))


def _judge_epubs(books: Sequence[Path]) -> Findings:
    yield from epub.check(books)
    yield from epub_ace.check(books)


def _found(
    checks: Sequence[Callable[[_File], Findings]], file: _File, path: Path
) -> tuple[Finding, ...]:
    """The findings of all checks; those that trip over the same thing are one finding more.

    A file from elsewhere can be wrong in any place, in ways that no check foresees.
    """
    found: list[Finding] = []
    tripped: dict[str, list[str]] = {}
    for check in checks:
        try:
            found.extend(check(file))  # what came before it trips is kept
        except (MemoryError, Excess):
            raise
        except Exception as problem:
            name = check.__module__.rpartition(".")[2].replace("_", " ")
            tripped.setdefault(_why(problem), []).append(name)
    for why, names in tripped.items():
        those = f"check of {names[0]}" if len(names) == 1 else f"checks of {', '.join(names)}"
        message = f"the {those} could not go on: {why}."
        found.append(error(DAMAGED, message, Place(path), _DAMAGED_REMEDY))
    return tuple(found)


def _why(problem: Exception) -> str:
    """What tripped a check, for people: what Python or a library says of it is for programmers."""
    if isinstance(problem, Fault):
        return problem.message.rstrip(".")
    if isinstance(problem, PublishError):
        return "; ".join(each.message.rstrip(".") for each in problem.problems)
    if isinstance(problem, pikepdf.PdfError):
        return reason(problem)
    if isinstance(problem, RecursionError):
        return "something in it is nested too deeply"
    return "something in it is not what the standard has there"


def _plain(found: Finding) -> Finding:
    """The finding with nothing of the file's in its words that a terminal would obey."""
    problem = found.problem
    message = printable(problem.message, _LONGEST_MESSAGE)
    remedy = printable(problem.remedy, _LONGEST_MESSAGE) if problem.remedy else problem.remedy
    if (message, remedy) == (problem.message, problem.remedy):
        return found
    return replace(found, problem=Problem(message, problem.place, remedy))


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of file: how it is looked at one by one, and who judges all of them at once."""

    name: str
    look: Callable[[Path, Text | None, Role | None], Looked]
    judge: Callable[[Sequence[Path]], Findings]


KINDS: Final[Mapping[str, Kind]] = MappingProxyType(
    {
        ".pdf": Kind("a PDF", _look_at_pdf, pdf_standards.check),
        ".epub": Kind("an EPUB", _look_at_epub, _judge_epubs),
    }
)
