"""Sheets go to a printer that can print them, just as ordered, and to no other."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from runs.example_job import PAPERS, job, part
from runs.virtual_printer import Printer, message_bus, virtual_printer

from publish.errors import CommandError, ToolError
from publish.runs.job import Job
from publish.runs.papers import Format
from publish.runs.printer import PrinterError, divided, job_attributes, refusals, send, warnings
from publish.tools.ipptool import Answer, ask, check_uri

A3 = next(each for each in PAPERS["offset-80"].formats if each.name == "A3")
SRA3 = Format("SRA3", 320, 450, "iso_sra3_320x450mm")
SIDES = ["one-sided", "two-sided-long-edge", "two-sided-short-edge"]
ABLE = {
    "copies-supported": {"lower": 1, "upper": 999},
    "document-format-supported": ["application/pdf"],
    "media-ready": ["iso_a4_210x297mm"],
    "media-supported": ["iso_a4_210x297mm", "iso_a3_297x420mm"],
    "operations-supported": [2, 4, 11],
    "orientation-requested-supported": [3, 4],
    "print-scaling-supported": ["auto", "none"],
    "printer-is-accepting-jobs": True,
    "printer-state": 3,
    "sides-supported": SIDES,
}


def printer_with(**changes: object) -> Answer:
    named = {name.replace("_", "-"): value for name, value in changes.items()}
    return Answer("successful-ok", ABLE | named)


def refused(run: Job, **changes: object) -> str:
    return " ".join(map(str, refusals(run, printer_with(**changes))))


# --- What is said to whom -------------------------------------------------------------


def test_a_printer_that_can_is_not_refused() -> None:
    assert refused(job()) == ""
    assert list(warnings(job(), printer_with())) == []


def test_everything_that_it_cannot_is_said_at_once() -> None:
    said = refused(
        job(part(format=A3)),
        media_supported=["iso_a4_210x297mm"],
        sides_supported="one-sided",
        document_format_supported=["image/pwg-raster"],
    )
    assert "no A3 paper" in said
    assert "one side only" in said
    assert "no PDF, only image/pwg-raster" in said


def test_a_printer_that_turns_sheets_the_other_way_gets_the_run_for_it() -> None:
    said = refused(job(), sides_supported=["one-sided", "two-sided-long-edge"])
    assert "cannot turn sheets over on the short-edge" in said
    assert "--duplex long-edge" in said


def test_a_printer_that_is_not_open_is_refused() -> None:
    assert "takes no jobs" in refused(job(), printer_is_accepting_jobs=False)
    assert "Print-Job" in refused(job(), operations_supported=[4, 11])


def test_more_copies_than_a_job_can_make_are_sent_again() -> None:
    """500 copies on a printer that makes 200 at a time: 200, 200, 100."""
    few = printer_with(copies_supported={"lower": 1, "upper": 200})
    sendings = list(divided(job(), few))
    assert [each.copies for each in sendings] == [200, 200, 100]
    assert len({each.name for each in sendings}) == 3
    assert "at most 1 copies" in refused(job(), copies_supported=[{"lower": 1, "upper": 1}])


def test_what_is_to_be_seen_to_is_said() -> None:
    cover = part(kind="cover", paper=PAPERS["cover-200"])
    said = " ".join(
        warnings(
            job(cover, part(kind="inside")),
            printer_with(
                media_ready=["na_letter_8.5x11in"],
                print_scaling_supported=[],
                printer_state=5,
                printer_state_reasons="media-empty",
            ),
        )
    )
    for word in ("no A4 paper loaded", "several papers", "not to scale", "media-empty"):
        assert word in said


def test_only_what_the_printer_knows_is_asked_of_it() -> None:
    bare = printer_with(print_scaling_supported=[], orientation_requested_supported=[])
    (sending,) = divided(job(), bare)
    names = {each.name for each in job_attributes(sending, bare)}
    assert names == {"copies", "media", "sides"}
    upright = job(part(sheet_mm=(210.0, 297.0), duplex="long-edge"))
    (sending,) = divided(upright, printer_with())
    told = {each.name: each.value for each in job_attributes(sending, printer_with())}
    assert told["orientation-requested"] == "3"
    assert told["sides"] == "two-sided-long-edge"


@pytest.mark.parametrize(
    "uri",
    ["printer", "http://printer/", "ipp://", 'ipp://a/"x', "ipp://a/$x", "ipp://a/x y", "ipp://["],
)
def test_an_address_that_is_none_is_refused(uri: str) -> None:
    with pytest.raises(CommandError, match="not the address of a printer"):
        check_uri(uri)


# --- A real printer -------------------------------------------------------------------


@pytest.fixture(scope="module")
def bus(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    with message_bus(tmp_path_factory.mktemp("bus")) as environment:
        yield environment


@pytest.fixture
def able(bus: dict[str, str], tmp_path: Path) -> Iterator[Printer]:
    """A printer for both sides, A4 among its paper."""
    options = ("-2", "-f", "application/pdf")
    with virtual_printer(tmp_path, bus, *options) as printer:
        yield printer


def run_folder(tmp_path: Path, run: Job) -> Path:
    folder = tmp_path / "run"
    folder.mkdir()
    for each in run.parts:
        (folder / each.file).write_bytes(b"%PDF-1.6\n" + each.file.encode())
    return folder


def test_the_printer_receives_what_was_asked_for(able: Printer, tmp_path: Path) -> None:
    """Sides, media, copies and the very bytes: as the printer itself has them."""
    run = job(part(), part(file="example.ar.saddle-2up.pdf", copies=20))
    folder = run_folder(tmp_path, run)
    said: list[str] = []
    sent = send(run, folder, able.uri, report=said.append)
    received = able.received(2)
    assert [each.told["IPP_JOB_ID"] for each in received] == [str(each.job_id) for each in sent]
    for each, one in zip(received, run.parts, strict=True):
        assert each.document == (folder / one.file).read_bytes()
        assert each.told["IPP_SIDES"] == "two-sided-short-edge"
        assert each.told["IPP_MEDIA"] == "iso_a4_210x297mm"
        assert each.told["IPP_COPIES"] == str(one.copies)
        assert each.told["IPP_DOCUMENT_FORMAT_SUPPLIED"] == "application/pdf"
        assert each.told["IPP_ORIENTATION_REQUESTED"] == "landscape"
        assert each.told["IPP_JOB_NAME"] == one.file
    assert any("no A4 paper loaded" in line for line in said)


def test_a_printer_without_the_paper_is_told_nothing(able: Printer, tmp_path: Path) -> None:
    """A run on A3 for a printer that has none: the message names both, and nothing is sent."""
    run = job(part(format=A3, sheet_mm=(420.0, 297.0)), part(format=SRA3))
    with pytest.raises(PrinterError) as failed:
        send(run, run_folder(tmp_path, run), able.uri)
    assert "no A3 paper (iso_a3_297x420mm)" in str(failed.value)
    assert "no SRA3 paper" in str(failed.value)
    assert "iso_a4_210x297mm" in str(failed.value)
    assert able.nothing_came()


LIMITED = """ATTR keyword media-supported "iso_a4_210x297mm"
ATTR keyword sides-supported "one-sided"
ATTR mimeMediaType document-format-supported "application/pdf"
ATTR integer printer-state 3
"""


def test_a_printer_for_one_side_is_sent_nothing(bus: dict[str, str], tmp_path: Path) -> None:
    """One that says so itself, by a file of attributes."""
    limits = tmp_path / "limits.conf"
    limits.write_text(LIMITED)
    run = job(part(format=A3))
    with virtual_printer(tmp_path, bus, "-a", str(limits)) as printer:
        with pytest.raises(PrinterError) as failed:
            send(run, run_folder(tmp_path, run), printer.uri)
        assert "one side only" in str(failed.value)
        assert "no A3 paper" in str(failed.value)
        assert printer.nothing_came()


def test_a_printer_may_be_reached_over_tls(bus: dict[str, str], tmp_path: Path) -> None:
    options = ("-2", "-f", "application/pdf")
    run = job()
    with virtual_printer(tmp_path, bus, *options, scheme="ipps") as printer:
        send(run, run_folder(tmp_path, run), printer.uri)
        (received,) = printer.received(1)
        assert received.told["IPP_SIDES"] == "two-sided-short-edge"


def test_where_nobody_answers_that_is_said() -> None:
    with pytest.raises(ToolError) as failed:
        ask("ipp://localhost:9/ipp/print", "Get-Printer-Attributes", timeout_s=2)
    assert "no printer answers at ipp://localhost:9/ipp/print" in str(failed.value)
