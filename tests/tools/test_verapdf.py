"""veraPDF is brought as pinned, run once for all files, and read aright."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from publish.errors import ToolError
from publish.tools import maven, verapdf
from publish.tools.program import Output, Program

BOTH = b"""<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"
  pdfaid:part="2" pdfaid:conformance="A"/>
<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"
  pdfuaid:part="1"/>
</rdf:RDF></x:xmpmeta><?xpacket end="r"?>"""


def write_pdf(path: Path, metadata: bytes | None = None) -> Path:
    """A page with nothing on it, untagged, that may claim to be more."""
    pdf = pikepdf.new()
    pdf.add_blank_page()
    if metadata:
        pdf.Root.Metadata = pdf.make_stream(metadata, Type="/Metadata", Subtype="/XML")
    stream = BytesIO()
    pdf.save(stream)
    path.write_bytes(stream.getvalue())
    return path


@pytest.fixture
def judge() -> None:
    if not verapdf.available():
        assert "CI" not in os.environ, f"veraPDF must be there: {verapdf.INSTALL}"
        pytest.skip(f"veraPDF is not installed: {verapdf.INSTALL}")


@pytest.mark.usefixtures("judge")
def test_findings_say_which_file_which_standard_and_which_clause(tmp_path: Path) -> None:
    """One run over three files: one that claims too much, one that claims nothing, and no PDF."""
    proud = write_pdf(tmp_path / "proud.pdf", BOTH)
    modest = write_pdf(tmp_path / "modest.pdf")
    text = tmp_path / "-text"
    text.write_text("Not a PDF.")

    findings = verapdf.check([text, proud, modest])
    of_text, of_proud, of_modest = (
        [finding for finding in findings if finding.file == file] for file in (text, proud, modest)
    )

    assert [*of_text, *of_proud, *of_modest] == list(findings)
    (unreadable,) = of_text
    assert unreadable.clause is None
    assert unreadable.description == verapdf.NO_VERDICT
    assert {finding.flavour for finding in of_proud} == {"ua1", "2a"}
    untagged = next(f for f in of_proud if f.clause == "ISO 14289-1:2014, 6.2-1")
    assert (untagged.context, untagged.count) == ("root", 1)
    assert [(f.flavour, f.description) for f in of_modest] == [
        ("ua1", "It does not say that it is PDF/UA-1."),
        ("2a", "It does not say that it is PDF/A-2a."),
    ]


@pytest.mark.usefixtures("judge")
def test_only_what_is_asked_is_judged(tmp_path: Path) -> None:
    file = write_pdf(tmp_path / "file.pdf", BOTH)

    assert {finding.flavour for finding in verapdf.check([file], ["2a"])} == {"2a"}


@pytest.mark.usefixtures("judge")
def test_a_file_that_is_not_there_costs_the_others_nothing(tmp_path: Path) -> None:
    file, gone = write_pdf(tmp_path / "file.pdf"), tmp_path / "gone.pdf"

    *of_file, of_gone = verapdf.check([file, gone])

    assert {finding.file for finding in of_file} == {file}
    assert (of_gone.file, of_gone.flavour, of_gone.description) == (gone, None, verapdf.NO_VERDICT)


def test_no_file_needs_no_program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PUBLISH_CACHE", str(tmp_path))

    assert verapdf.check([]) == ()


def test_a_missing_program_is_told_with_the_remedy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PUBLISH_CACHE", str(tmp_path))

    assert not verapdf.available()
    with pytest.raises(ToolError, match=re.escape(verapdf.INSTALL)):
        verapdf.check([tmp_path / "file.pdf"])


def test_a_program_that_is_not_the_pinned_one_is_not_installed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PUBLISH_CACHE", str(tmp_path))
    monkeypatch.setattr(maven, "run", maven_that_brings(b"another program"))

    with pytest.raises(ToolError, match="is not the file that was pinned"):
        verapdf.install()
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_what_is_installed_is_not_brought_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PUBLISH_CACHE", str(tmp_path))
    monkeypatch.setattr(maven, "run", maven_that_brings(b""))
    verapdf.archive().parent.mkdir(parents=True)
    verapdf.archive().write_bytes(b"as pinned")

    assert verapdf.install() == verapdf.archive()
    assert verapdf.archive().read_bytes() == b"as pinned"


def test_without_maven_the_package_to_install_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PUBLISH_CACHE", str(tmp_path))
    monkeypatch.setattr(maven, "MAVEN", Program("no-such-maven", package="maven"))

    with pytest.raises(ToolError, match="apt install maven"):
        verapdf.install()


def test_the_command_says_where_the_program_is_or_what_went_wrong(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PUBLISH_CACHE", str(tmp_path))
    monkeypatch.setattr(maven, "MAVEN", Program("no-such-maven", package="maven"))

    with pytest.raises(SystemExit) as ended:
        verapdf.main(["install"])
    assert ended.value.code == 1
    assert "error: no-such-maven was not found. Install it: apt install maven" in (
        capsys.readouterr().err
    )
    verapdf.archive().write_bytes(b"as pinned")
    verapdf.main(["install"])
    assert capsys.readouterr().out == f"{verapdf.archive()}\n"


def maven_that_brings(content: bytes) -> Callable[..., Output]:
    def run(_: Program, *arguments: str, **__: object) -> Output:
        (option,) = (each for each in arguments if each.startswith("-DoutputDirectory="))
        Path(option.partition("=")[2], "program.jar").write_bytes(content)
        return Output(0, "", "")

    return run
