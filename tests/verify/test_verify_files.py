"""`publish verify`: where files come from, whatever they are, and how findings are shown."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest
from support import CONTENT, Publish

from publish.findings.finding import Finding
from publish.making.origin import origins
from publish.pdf.file import PdfFile
from publish.verify import files as artifacts
from publish.verify.files import verify_files
from publish.verify.pdf import standards as pdf_standards

PDF = Path("open-shelves", "open-shelves.ar.pamphlet.pdf")


@pytest.fixture
def out(built: Path, tmp_path: Path) -> Path:
    """A copy of one file of the build and of its manifest."""
    folder = tmp_path / "out"
    (folder / PDF).parent.mkdir(parents=True)
    shutil.copy(built / PDF, folder / PDF)
    shutil.copy(built / "manifest.json", folder)
    return folder


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> Callable[..., list[str]]:
    """The codes found in a file, with its origin known and without the validators."""
    kinds = {suffix: replace(kind, judge=nothing) for suffix, kind in artifacts.KINDS.items()}
    monkeypatch.setattr(artifacts, "KINDS", kinds)

    def codes(path: Path, content: Path = CONTENT) -> list[str]:
        return [each.code for each in verify_files([path], origins([path], content))]

    return codes


def nothing(_: Sequence[Path]) -> Iterator[Finding]:
    return iter(())


# --- Where a file comes from ------------------------------------------------------------


def test_a_file_of_a_build_is_known_by_the_manifest_above_it(out: Path) -> None:
    path = out / PDF
    origin = origins([path], CONTENT)[path]
    assert (origin.statement, origin.language) == ("open-shelves", "ar")
    assert origin.intact
    assert origin.current
    assert origin.source is not None
    assert origin.source.title_text == "من أجل رفوف مفتوحة"


def test_other_files_are_of_unknown_origin(out: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "x.pdf"
    shutil.copy(out / PDF, elsewhere)
    assert origins([elsewhere], CONTENT) == {}
    (out / "manifest.json").write_text('{"name": "of a web page"}')
    assert origins([out / PDF], CONTENT) == {}


def test_a_file_as_it_was_built_has_no_finding(out: Path, quick: Callable[..., list[str]]) -> None:
    assert quick(out / PDF) == []


def test_a_file_that_was_changed_is_found(out: Path, quick: Callable[..., list[str]]) -> None:
    with (out / PDF).open("ab") as file:
        file.write(b"\n")
    assert quick(out / PDF) == ["file-changed"]


def test_a_file_older_than_its_content_is_found(
    out: Path, content: Path, quick: Callable[..., list[str]]
) -> None:
    with (content / "open-shelves" / "ar.md").open("a") as file:
        file.write("\nفقرة أخرى.\n")
    assert quick(out / PDF, content) == ["file-outdated"]


def test_missing_content_is_noted(
    out: Path, tmp_path: Path, quick: Callable[..., list[str]]
) -> None:
    assert quick(out / PDF, tmp_path) == ["file-source-unread"]


# --- Whatever it is ---------------------------------------------------------------------


def test_a_check_that_trips_is_a_finding_and_the_others_go_on(
    out: Path, quick: Callable[..., list[str]], tmp_path: Path
) -> None:
    """A structure tree that bites its tail, and a page whose content ends in the middle."""
    broken = tmp_path / "broken.pdf"
    with pikepdf.open(out / PDF) as pdf:
        document = pdf.Root.StructTreeRoot.K[0]
        document.K.append(document)
        pdf.pages[0].Contents = pdf.make_stream(b"BT /F1 Tf (a) Tj")
        del pdf.docinfo["/Title"]
        with pdf.open_metadata() as metadata:
            del metadata["dc:title"]
        pdf.save(broken)
    codes = quick(broken)
    assert codes.count("pdf-title") == 1
    assert "file-damaged" in codes


@pytest.mark.parametrize(
    "content", [b"", b"%PDF-1.7\nnothing", b"PK\x03\x04nothing"], ids=["empty", "pdf", "zip"]
)
@pytest.mark.parametrize("name", ["x.pdf", "x.epub", "x.png"])
def test_what_cannot_be_read_is_a_finding(
    content: bytes, name: str, quick: Callable[..., list[str]], tmp_path: Path
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    assert quick(path) == ["file-unreadable"]


def test_a_file_that_is_not_there_is_a_finding(
    quick: Callable[..., list[str]], tmp_path: Path
) -> None:
    assert quick(tmp_path / "x.pdf") == ["file-unreadable"]
    assert quick(tmp_path / "x.epub") == ["file-unreadable"]


def test_without_an_outside_reader_pdfium_judges_alone(
    out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from publish.pdf import extractors

    monkeypatch.setattr(extractors, "find_spec", lambda name: None)
    monkeypatch.setenv("PATH", "")
    with pikepdf.open(out / PDF) as pdf:
        names = [name for name, _ in extractors.readings(PdfFile(out / PDF, pdf))]
    assert names == ["PDFium"]


# --- How it is shown --------------------------------------------------------------------


def test_a_finding_is_told_with_everything_that_is_known_of_it(
    out: Path, publish: Publish, tmp_path: Path
) -> None:
    """As data, as a line, and on a picture."""
    path, pictures = tmp_path / "x.pdf", tmp_path / "pictures"
    with pikepdf.open(out / PDF) as pdf:
        pdf.pages[2].contents_add(b"q 0 0 1 rg 100 200 30 40 re f Q", prepend=True)
        pdf.save(path)
    done = publish("verify", path, "--json", "--pictures", pictures)
    assert done.returncode == 1
    findings = json.loads(done.stdout)["findings"]
    (finding,) = (each for each in findings if each["code"] == "pdf-content-untagged")
    picture = pictures / "x.p3.pdf-content-untagged.png"
    assert finding == {
        "code": "pdf-content-untagged",
        "severity": "error",
        "message": finding["message"],
        "remedy": "Tag it, or mark it as an artifact if it is decoration.",
        "file": str(path),
        "line": None,
        "clause": "ISO 14289-1:2014, 7.1",
        "page": 3,
        "box": [100, 200, 130, 240],
        "picture": str(picture),
        "language": None,
        "beside": None,
    }
    assert picture.read_bytes().startswith(b"\x89PNG")
    line = publish("verify", path).stdout.splitlines()[0]
    assert line == (
        f"error: {path}, page 3: {finding['message']} {finding['remedy']} [pdf-content-untagged]"
    )


def test_every_finding_of_verapdf_has_its_clause(out: Path, tmp_path: Path) -> None:
    path = tmp_path / "x.pdf"
    with pikepdf.open(out / PDF) as pdf:
        del pdf.Root.MarkInfo
        pdf.save(path)
    found = list(pdf_standards.check([path]))
    assert found
    if found[0].code == "pdf-unchecked":
        pytest.skip("veraPDF is not installed")
    assert {finding.clause for finding in found} >= {"ISO 14289-1:2014, 6.2-1"}
