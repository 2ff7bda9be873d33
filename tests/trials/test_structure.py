"""The objects of every kind of PDF, held by others than veraPDF to what ISO 32000 says of them.

pdfcpu knows what each entry of a dictionary may be, JHOVE how objects hang together, and qpdf
whether the file's own tables and streams are right.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Name, String
from support import Publish
from validators import jhove, pdfcpu

STATEMENT = "open-shelves"
LANGUAGES = ("-l", "en", "-l", "ar")


@pytest.fixture(scope="module", autouse=True)
def with_judges() -> None:
    for name, install in (("JHOVE", jhove.lacks()), ("pdfcpu", pdfcpu.lacks())):
        if install is not None:
            pytest.fail(f"{name} is not here: {install}")


@pytest.fixture(scope="module")
def files(built: Path, publish: Publish, tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """What is made of all content, and what is made when it is asked for."""
    out = tmp_path_factory.mktemp("structure")

    def made(*command: object) -> None:
        done = publish(*command, "-o", out / str(len(list(out.iterdir()))))
        assert done.returncode == 0, done.stderr

    made("build", STATEMENT, *LANGUAGES, "-e", "pamphlet", "--ua", 2)
    made("build", STATEMENT, *LANGUAGES, "-e", "leaflet")
    for form in ("sequence", "head-to-head", "parallel"):
        made("volume", STATEMENT, *LANGUAGES, "--form", form)
    made("run", STATEMENT, *LANGUAGES, "--copies", 20)
    return sorted([*built.glob("*/*.pdf"), *out.rglob("*.pdf")])


def test_every_entry_is_what_it_may_be(files: list[Path]) -> None:
    assert {file.name: fault for file, fault in pdfcpu.faults(files)} == {}


def test_archives_take_every_file(files: list[Path], tmp_path: Path) -> None:
    """JHOVE knows PDF up to 1.7: of a file of 2.0 it is shown the objects as of such a one."""
    shown = []
    for number, file in enumerate(files):
        shown.append(tmp_path / f"{number}.pdf")
        shown[-1].write_bytes(file.read_bytes().replace(b"%PDF-2.0", b"%PDF-1.7", 1))
    verdicts = dict(zip((file.name for file in files), jhove.judged(shown), strict=True))
    assert {name: each.messages for name, each in verdicts.items() if not each.is_valid} == {}


def test_nothing_in_a_file_is_mended_by_who_reads_it(files: list[Path]) -> None:
    def said(file: Path) -> Iterator[str]:
        with pikepdf.open(file, attempt_recovery=False) as pdf:
            yield from pdf.check_pdf_syntax()
            yield from map(str, pdf.get_warnings())

    assert {file.name: found for file in files if (found := list(said(file)))} == {}


def _no_structure(pdf: pikepdf.Pdf) -> None:
    pdf.Root.StructTreeRoot.K = Name.Wrong


def _no_annotation(pdf: pikepdf.Pdf) -> None:
    pdf.pages[2].Annots = Array([5])


def _no_such_day(pdf: pikepdf.Pdf) -> None:
    pdf.docinfo["/CreationDate"] = String("D:20241399")


def _no_roles(pdf: pikepdf.Pdf) -> None:
    pdf.Root.StructTreeRoot.RoleMap = 5


def _no_destinations(pdf: pikepdf.Pdf) -> None:
    pdf.Root.Names.Dests = 5


@pytest.mark.parametrize(
    "damage", [_no_structure, _no_annotation, _no_such_day, _no_roles, _no_destinations]
)
def test_a_wrong_entry_is_told(
    damage: Callable[[pikepdf.Pdf], None], built: Path, tmp_path: Path
) -> None:
    with pikepdf.open(built / STATEMENT / f"{STATEMENT}.en.pamphlet.pdf") as pdf:
        damage(pdf)
        pdf.save(tmp_path / "wrong.pdf")
    assert len(list(pdfcpu.faults([tmp_path / "wrong.pdf"]))) == 1
