"""Good files with some of their bytes changed: findings, whatever the bytes; never a fault."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pikepdf import Dictionary, Name

from publish.errors import ContentError
from publish.findings.finding import Finding
from publish.impose.asking import impose_file
from publish.verify import files as artifacts
from publish.verify.files import verify_files

PAGE = b'<html xmlns="http://www.w3.org/1999/xhtml" lang="en"><body><p>Words</p></body></html>'
CONTAINER = b'<container xmlns="x"><rootfiles><rootfile full-path="p.opf"/></rootfiles></container>'
PACKAGE = (
    b'<package xmlns="x"><metadata><language>en</language></metadata><manifest><item id="a" '
    b'href="a.xhtml" media-type="application/xhtml+xml"/></manifest><spine><itemref idref="a"/>'
    b"</spine></package>"
)


def good_pdf() -> bytes:
    """A tagged page; nothing in it is packed, so that changes reach what is meant."""
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=(200, 200))
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    page.obj.Resources = Dictionary(Font=Dictionary(F=pdf.make_indirect(font)))
    content = b"/P <</MCID 0>> BDC BT /F 12 Tf 20 100 Td [(wo) 20 (rd)] TJ ET EMC 0 0 9 9 re f"
    page.obj.Contents = pdf.make_stream(content)
    element = pdf.make_indirect(Dictionary(S=Name.P, Pg=page.obj, K=0))
    pdf.Root.StructTreeRoot = Dictionary(Type=Name.StructTreeRoot, K=element)
    pdf.Root.Lang, pdf.docinfo["/Title"] = pikepdf.String("en"), "A title"
    stream = BytesIO()
    pdf.save(stream, compress_streams=False, deterministic_id=True)
    return stream.getvalue()


def good_epub() -> bytes:
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        names = {"META-INF/container.xml": CONTAINER, "p.opf": PACKAGE, "a.xhtml": PAGE}
        for name, data in names.items():
            archive.writestr(zipfile.ZipInfo(name), data)
    return stream.getvalue()


GOOD = {"x.pdf": good_pdf(), "x.epub": good_epub()}

CHANGES = st.lists(
    st.tuples(st.integers(0, 1 << 16), st.integers(0, 4), st.binary(max_size=6)),
    min_size=1,
    max_size=6,
)
"""Where, how many bytes are taken out, and what comes in their place."""


def changed(data: bytes, changes: Sequence[tuple[int, int, bytes]]) -> bytes:
    for place, taken, put in changes:
        start = place % (len(data) + 1)
        data = data[:start] + put + data[start + taken :]
    return data


def nothing(_: Sequence[Path]) -> Iterator[Finding]:
    return iter(())


@pytest.fixture
def without_validators(monkeypatch: pytest.MonkeyPatch) -> None:
    kinds = {suffix: replace(kind, judge=nothing) for suffix, kind in artifacts.KINDS.items()}
    monkeypatch.setattr(artifacts, "KINDS", kinds)


@pytest.mark.usefixtures("without_validators")
@pytest.mark.parametrize("name", GOOD)
@settings(
    max_examples=40,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(changes=CHANGES)
def test_whatever_is_changed_there_are_findings_in_words(
    name: str, changes: list[tuple[int, int, bytes]], tmp_path: Path
) -> None:
    path = tmp_path / name
    path.write_bytes(changed(GOOD[name], changes))
    for found in verify_files([path]):
        assert found.problem.message.isprintable()
        assert "pikepdf" not in found.problem.message
        assert "object at 0x" not in found.problem.message


@settings(
    max_examples=25,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(changes=CHANGES)
def test_whatever_is_changed_it_is_imposed_or_refused(
    changes: list[tuple[int, int, bytes]], tmp_path: Path
) -> None:
    path = tmp_path / "x.pdf"
    path.write_bytes(changed(GOOD["x.pdf"], changes))
    try:
        imposed = impose_file(path, "saddle-2up", "left", 0.1, None, None)
    except ContentError as refused:
        assert refused.problems[0].place is not None  # noqa: PT017 - either will do
    else:
        assert imposed.content.startswith(b"%PDF")
