"""`publish impose` of what is locked, empty, broken or hostile: one message with its name."""

from __future__ import annotations

import os
import zlib
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Pdf

from publish.errors import ContentError
from publish.impose.asking import impose_file
from publish.impose.writing import Imposed


def pages(count: int = 4) -> Pdf:
    pdf = Pdf.new()
    for _ in range(count):
        pdf.add_blank_page(page_size=(200, 300))
    return pdf


def locked(path: Path) -> None:
    pages().save(path, encryption=pikepdf.Encryption(user="secret", owner="secret"))


def without_pages(path: Path) -> None:
    pages(0).save(path)


def broken(path: Path) -> None:
    pages().save(path)
    path.write_bytes(path.read_bytes()[:200])


def no_pdf(path: Path) -> None:
    path.write_text("Not a PDF.")


def pipe(path: Path) -> None:
    os.mkfifo(path)


def folder(path: Path) -> None:
    path.mkdir()


def missing(_: Path) -> None:
    return


def round_and_round(path: Path) -> None:
    pdf = pages()
    pdf.Root.Pages.Kids.append(pdf.Root.Pages)
    pdf.save(path)


def no_size(path: Path) -> None:
    pdf = pages()
    for page in pdf.pages:
        del page.obj["/MediaBox"]
    pdf.save(path)


def flat(path: Path) -> None:
    pdf = pages()
    for page in pdf.pages:
        page.MediaBox = Array([0, 0, 200, 0])
    pdf.save(path)


def endless(path: Path) -> None:
    pdf = pages()
    for page in pdf.pages:
        page.MediaBox = Array([0, 0, 10**15, 10**15])
    pdf.save(path)


def strange(path: Path) -> None:
    pdf = pages()
    pdf.pages[1].obj.Rotate = Dictionary(A=1)
    pdf.save(path)


def box_of_names(path: Path) -> None:
    pdf = pages()
    pdf.pages[2].obj.TrimBox = Array([Name.A, Name.B])
    pdf.save(path)


REFUSED = {
    locked: "it is locked with a password. Unlock it first.",
    without_pages: "pages",
    broken: "cannot be opened as a PDF",
    no_pdf: "cannot be opened as a PDF",
    pipe: "not a plain file",
    folder: "but a folder",
    missing: "the file is missing",
    round_and_round: "cannot be opened as a PDF",
    flat: "a size that no page can have",
    endless: "a size that no page can have",
    strange: "damaged",
    box_of_names: "damaged",
}


def imposed(path: Path) -> Imposed:
    return impose_file(path, "saddle-2up", "left", 0.1, None, None)


@pytest.mark.parametrize("make", REFUSED, ids=lambda make: make.__name__)
def test_what_is_wrong_with_a_file_is_one_message_with_its_name(
    make: Callable[[Path], None], tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """Status 1, for it is the file that is wrong and not the command line."""
    path = tmp_path / "x.pdf"
    make(path)
    with pytest.raises(ContentError) as caught:
        imposed(path)
    (problem,) = caught.value.problems
    assert str(problem).startswith(f"{path}: ")
    assert REFUSED[make] in str(problem)
    assert "pikepdf" not in str(problem)
    assert "object at" not in str(problem)
    assert caught.value.exit_status == 1
    assert capfd.readouterr() == ("", "")


def test_what_is_packed_stays_packed(tmp_path: Path) -> None:
    """Sixty megabytes of nothing in a page are copied as the kilobytes that they are."""
    path = tmp_path / "x.pdf"
    pdf = pages()
    stream = pikepdf.Stream(pdf, zlib.compress(b" " * 60_000_000))
    stream.Filter = Name.FlateDecode
    pdf.pages[0].Contents = pdf.make_indirect(stream)
    pdf.save(path)
    assert len(imposed(path).content) < 2 * path.stat().st_size
