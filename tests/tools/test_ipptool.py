"""What is sent to a printer through ipptool, and what is made of its answer."""

from __future__ import annotations

import plistlib
from collections.abc import Callable
from pathlib import Path

import pytest

from publish.errors import CommandError, ToolError
from publish.tools import ipptool
from publish.tools.ipptool import Attribute, ask, check_uri

URI = "ipp://printer.local/ipp/print"
Answering = Callable[..., Path]


@pytest.fixture
def answering(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Answering:
    """An ``ipptool`` that gives one answer, and keeps the request and the file that it was sent."""

    def answer(out: bytes, err: str = "") -> Path:
        (tmp_path / "out").write_bytes(out)
        (tmp_path / "err").write_text(err)
        program = tmp_path / "ipptool"
        program.write_text(
            f'#!/bin/sh\nfor last; do :; done\ncp "$last" {tmp_path}/request\n'
            f'cp "$(dirname "$last")/document" {tmp_path}/sent 2>/dev/null\n'
            f"cat {tmp_path}/err >&2\ncat {tmp_path}/out\n"
        )
        program.chmod(0o755)
        monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
        return tmp_path

    return answer


def told(status: str, **attributes: object) -> bytes:
    groups = [{name.replace("_", "-"): value} for name, value in attributes.items()]
    return plistlib.dumps({"Tests": [{"StatusCode": status, "ResponseAttributes": groups}]})


def test_an_answer_has_its_status_and_the_attributes_of_all_groups(answering: Answering) -> None:
    answering(told("successful-ok", printer_name="Office", sides_supported=["one-sided", "x"]))
    assert ipptool.available()
    answer = ask(URI, "Get-Printer-Attributes")
    assert answer.successful
    assert answer.values("printer-name") == ("Office",)
    assert answer.values("sides-supported") == ("one-sided", "x")
    assert answer.values("media-supported") == ()


def test_a_refusal_is_an_answer(answering: Answering) -> None:
    answering(told("client-error-not-possible"))
    assert not ask(URI, "Print-Job").successful


def test_a_job_is_sent_with_its_file_and_its_wishes(answering: Answering, tmp_path: Path) -> None:
    """Whatever a name says, it stays within its quotation marks."""
    folder = answering(told("successful-ok"))
    document = tmp_path / 'odd "name", $uri.pdf'
    document.write_bytes(b"%PDF")
    job = [
        Attribute("keyword", "sides", "two-sided-long-edge"),
        Attribute("keyword", "x", ("a", "b")),
    ]
    named = Attribute("name", "job-name", 'A "job", of $user\nATTR x')
    ask(URI, "Print-Job", [named], job, document)
    request = (folder / "request").read_text().splitlines()
    assert 'ATTR keyword sides "two-sided-long-edge"' in request
    assert "ATTR keyword x a,b" in request
    assert 'ATTR name job-name "A  job   of  user ATTR x"' in request
    assert request.index("GROUP job-attributes-tag") < request.index("FILE document")
    assert (folder / "sent").read_bytes() == b"%PDF"


@pytest.mark.parametrize("out", [b"", b"hello", b"<plist></plist>", plistlib.dumps({"Tests": []})])
def test_where_no_printer_answers_its_address_is_told(out: bytes, answering: Answering) -> None:
    answering(out, "ipptool: Unable to connect\n  to printer.")
    with pytest.raises(ToolError, match=r"no printer answers at ipp://.*: Unable to connect to"):
        ask(URI, "Get-Printer-Attributes")


@pytest.mark.parametrize("uri", [URI, "ipps://[2001:db8::1]:631/ipp", "ipp://10.0.0.7/"])
def test_addresses_of_printers(uri: str) -> None:
    assert check_uri(uri) == uri


@pytest.mark.parametrize(
    "uri",
    [
        *("", "printer", "http://a/", "ipp://", "ipp://a:0/", "ipp://a:x/", 'ipp://a/"'),
        *("ipp://a/ b", "ipp://a/$user", "ipp://[::1/", "ipp://a/\n"),
    ],
)
def test_what_is_no_address_of_a_printer_is_refused(uri: str) -> None:
    with pytest.raises(CommandError, match="is not the address of a printer"):
        check_uri(uri)
