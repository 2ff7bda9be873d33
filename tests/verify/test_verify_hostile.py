"""Files that are locked, broken, empty or hostile: one message each, and the others are judged."""

from __future__ import annotations

import os
import re
import time
import zipfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Pdf
from support import Publish

from publish.findings.finding import Finding
from publish.making.origin import origins
from publish.verify import files as artifacts
from publish.verify.files import verify_files

RAW = re.compile(r"pikepdf|<[\w.]+ object|Traceback|\bb'|Decimal\(|[A-Z]\w+Error\b|\bjava\.|\x1b")
"""What belongs to programmers, and to terminals."""


def nothing(_: Sequence[Path]) -> Iterator[Finding]:
    return iter(())


@pytest.fixture(autouse=True)
def without_validators(monkeypatch: pytest.MonkeyPatch) -> None:
    kinds = {suffix: replace(kind, judge=nothing) for suffix, kind in artifacts.KINDS.items()}
    monkeypatch.setattr(artifacts, "KINDS", kinds)


# --- PDFs -------------------------------------------------------------------------------


def letter() -> Pdf:
    """A page with a word on it."""
    pdf = Pdf.new()
    page = pdf.add_blank_page(page_size=(200, 200))
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    page.obj.Resources = Dictionary(Font=Dictionary(F=pdf.make_indirect(font)))
    page.obj.Contents = pdf.make_stream(b"BT /F 12 Tf 20 100 Td (word) Tj ET")
    return pdf


def flate(pdf: Pdf, data: bytes) -> pikepdf.Object:
    """A stream that is packed."""
    stream = pikepdf.Stream(pdf, zlib.compress(data))
    stream.Filter = Name.FlateDecode
    return pdf.make_indirect(stream)


def locked(pdf: Pdf, path: Path) -> None:
    pdf.save(path, encryption=pikepdf.Encryption(user="secret", owner="secret"))


def for_owners(pdf: Pdf, path: Path) -> None:
    """Anybody may open it: it is judged as others are."""
    pdf.save(path, encryption=pikepdf.Encryption(user="", owner="secret"))


def without_pages(pdf: Pdf, path: Path) -> None:
    del pdf.pages[0]
    pdf.save(path)


def round_and_round(pdf: Pdf, path: Path) -> None:
    """A page tree whose branch is its own root."""
    pdf.Root.Pages.Kids.append(pdf.Root.Pages)
    pdf.save(path)


def long_page(pdf: Pdf, path: Path) -> None:
    pdf.pages[0].Contents = flate(pdf, b"0 " * 20_000_000)
    pdf.save(path)


def bomb(pdf: Pdf, path: Path) -> None:
    """A gigabyte in a few kilobytes: packed twice."""
    packer, half = zlib.compressobj(1), bytearray()
    for _ in range(1000):
        half += packer.compress(b" " * 1_000_000)
    half += packer.flush()
    stream = pikepdf.Stream(pdf, zlib.compress(bytes(half), 9))
    stream.Filter = Array([Name.FlateDecode] * 2)
    pdf.pages[0].Contents = pdf.make_indirect(stream)
    pdf.save(path, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none)


def forms(pdf: Pdf, path: Path) -> None:
    """Each form shows the next one thirty times: nobody sees the last."""
    inner = pdf.make_stream(b"0 0 1 1 re f", Subtype=Name.Form)
    for _ in range(12):
        resources = Dictionary(XObject=Dictionary(X=inner))
        inner = pdf.make_stream(b"/X Do\n" * 30, Subtype=Name.Form, Resources=resources)
    pdf.pages[0].Resources = Dictionary(XObject=Dictionary(X=inner))
    pdf.pages[0].Contents = pdf.make_stream(b"/X Do")
    pdf.save(path)


def own_form(pdf: Pdf, path: Path) -> None:
    form = pdf.make_stream(b"/X Do", Subtype=Name.Form)
    form.Resources = Dictionary(XObject=Dictionary(X=form))
    pdf.pages[0].Resources = form.Resources
    pdf.pages[0].Contents = pdf.make_stream(b"/X Do")
    pdf.save(path)


def loop_of_tags(pdf: Pdf, path: Path) -> None:
    element = pdf.make_indirect(Dictionary(S=Name.P))
    element.K = Array([element])
    pdf.Root.StructTreeRoot = Dictionary(Type=Name.StructTreeRoot, K=element)
    pdf.save(path)


def shared_tags(pdf: Pdf, path: Path) -> None:
    """Three million pieces of content, all in one array that a thousand elements share."""
    kids = pdf.make_indirect(Array(range(3_000)))
    page = pdf.pages[0].obj
    elements = [pdf.make_indirect(Dictionary(S=Name.P, Pg=page, K=kids)) for _ in range(1_000)]
    pdf.Root.StructTreeRoot = Dictionary(Type=Name.StructTreeRoot, K=Array(elements))
    pdf.save(path)


def wide_map(pdf: Pdf, path: Path) -> None:
    """A map to text of a billion codes."""
    content = b"1 beginbfrange\n" + b"<0000> <ffff> <0041>\n" * 20_000 + b"endbfrange\n"
    pdf.pages[0].Resources.Font.F.ToUnicode = flate(pdf, content)
    pdf.save(path)


def nested(pdf: Pdf, path: Path) -> None:
    pdf.pages[0].Contents = pdf.make_stream(b"/A BMC " * 100_000 + b"0 0 1 1 re f")
    pdf.save(path)


def strange_types(pdf: Pdf, path: Path) -> None:
    """Numbers for dictionaries and dictionaries for numbers, wherever something is looked up."""
    for key in ("PieceInfo", "ViewerPreferences", "OutputIntents", "Lang", "Names", "AcroForm"):
        pdf.Root[f"/{key}"] = 7
    pdf.pages[0].Rotate = Name.North
    pdf.pages[0].Annots = Array([Dictionary(Subtype=Name.Link, Rect=Dictionary(A=1))])
    pdf.pages[0].Resources.Font.F = Array([1, 2, 3])
    pdf.save(path)


def strange_metadata(pdf: Pdf, path: Path) -> None:
    """Entities of entities, where XMP should be."""
    xmp = laughs() + '<x a="&e9;">&e9;</x>'
    pdf.Root.Metadata = pdf.make_stream(xmp.encode(), Type=Name.Metadata, Subtype=Name.XML)
    pdf.save(path)


def broken_metadata(pdf: Pdf, path: Path) -> None:
    stream = pikepdf.Stream(pdf, b"not base 85, nor anything \xff\xfe")
    stream.Filter = Name.ASCII85Decode
    pdf.Root.Metadata = pdf.make_indirect(stream)
    pdf.save(path, fix_metadata_version=False)


def huge_pages(pdf: Pdf, path: Path) -> None:
    pdf.pages[0].MediaBox = Array([0, 0, 10**15, 10**15])
    pdf.save(path)


def without_a_size(pdf: Pdf, path: Path) -> None:
    del pdf.pages[0].obj["/MediaBox"]
    pdf.save(path)


def upside_down_box(pdf: Pdf, path: Path) -> None:
    pdf.pages[0].MediaBox = Array([200, 200, -5, -5])
    pdf.pages[0].Rotate = 45
    pdf.save(path)


def escapes(pdf: Pdf, path: Path) -> None:
    """A font that would clear the screen, and speak in halves of characters."""
    pdf.pages[0].Resources.Font.F.BaseFont = Name("/A#1b[2J#0aerror: \x1b[31m" + "x" * 5000)
    pdf.docinfo["/Title"] = pikepdf.String("\x1b]0;title\x07")
    pdf.save(path)


HOSTILE: dict[Callable[[Pdf, Path], None], set[str]] = {
    locked: {"file-unreadable"},
    without_pages: {"file-unreadable"},
    round_and_round: {"file-unreadable"},
    long_page: {"file-bounds"},
    bomb: {"file-bounds"},
    forms: {"file-bounds"},
    shared_tags: {"file-bounds"},
    wide_map: {"file-bounds"},
    own_form: {"file-damaged"},
    loop_of_tags: {"file-damaged"},
    nested: {"file-bounds"},
    strange_types: {"file-damaged", "file-unreadable"},
    without_a_size: {"file-damaged", "file-unreadable", "pdf-untagged"},
    strange_metadata: {"pdf-title"},
    broken_metadata: {"pdf-title"},
    huge_pages: {"pdf-untagged"},
    upside_down_box: {"pdf-page-rotated"},
    escapes: {"pdf-font-not-embedded"},
    for_owners: {"pdf-untagged"},
}
"""Each kind of file, and a code of which one at least is found in it."""


@pytest.mark.parametrize("make", HOSTILE, ids=lambda make: make.__name__)
def test_a_hostile_pdf_is_told_of_in_words_and_costs_the_others_nothing(
    make: Callable[[Pdf, Path], None], tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """No raw object, no library's warning, not long; the file after it has its own findings."""
    path, good = tmp_path / "x.pdf", tmp_path / "good.pdf"
    make(letter(), path)
    letter().save(good)
    started = time.monotonic()
    found = verify_files([path, good])
    assert time.monotonic() - started < 90
    told = [each for each in found if each.problem.place and each.problem.place.path == path]
    assert {each.code for each in told} & HOSTILE[make]
    for each in found:
        words = f"{each.problem.message} {each.problem.remedy}"
        assert not RAW.search(words), words
        assert words.isprintable()
        assert len(words) < 2_500
    assert {each.code for each in found[len(told) :]} >= {"pdf-title", "pdf-untagged"}
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("make", [locked, without_pages, long_page, forms, wide_map])
def test_what_cannot_be_read_is_one_message(
    make: Callable[[Pdf, Path], None], tmp_path: Path
) -> None:
    path = tmp_path / "x.pdf"
    make(letter(), path)
    assert len(verify_files([path])) == 1


def test_one_damage_is_one_message_however_many_checks_trip_over_it(tmp_path: Path) -> None:
    path = tmp_path / "x.pdf"
    loop_of_tags(letter(), path)
    found = [each for each in verify_files([path]) if each.code == "file-damaged"]
    assert len(found) == 1
    assert "its structure tree has a loop in it" in found[0].problem.message


def test_a_file_that_crashes_its_reader_is_a_finding(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def crash(path: Path, *_: object) -> artifacts.Looked:
        if path.name == "x.pdf":
            os.abort()
        return artifacts.Looked(())

    kind = replace(artifacts.KINDS[".pdf"], look=crash)
    monkeypatch.setattr(artifacts, "KINDS", {".pdf": kind})
    letter().save(tmp_path / "x.pdf")
    letter().save(tmp_path / "y.pdf")
    (found,) = verify_files([tmp_path / "x.pdf", tmp_path / "y.pdf"])
    assert found.code == "file-bounds"
    assert "SIGABRT" in found.problem.message


# --- What is no file --------------------------------------------------------------------


def test_what_is_no_file_of_these_kinds_is_one_message_each(tmp_path: Path) -> None:
    """A folder, a pipe, a device, nothing, other formats: none is waited for."""
    (tmp_path / "folder.pdf").mkdir()
    os.mkfifo(tmp_path / "pipe.pdf")
    (tmp_path / "device.pdf").symlink_to("/dev/zero")
    (tmp_path / "self.pdf").symlink_to(tmp_path / "self.pdf")
    for name in ("x.docx", "x.txt", "x.png", "empty.pdf", "empty.epub"):
        (tmp_path / name).touch()
    paths = [*sorted(tmp_path.iterdir()), tmp_path / "missing.pdf", Path("/dev/zero"), tmp_path]
    found = verify_files(paths)
    assert [each.problem.place and each.problem.place.path for each in found] == paths
    assert {each.code for each in found} == {"file-unreadable"}


def test_the_command_goes_on_after_each_and_ends_with_status_1(
    publish: Publish, tmp_path: Path
) -> None:
    locked(letter(), tmp_path / "locked.pdf")
    os.mkfifo(tmp_path / "pipe.pdf")
    letter().save(tmp_path / "good.pdf")
    done = publish("verify", *(tmp_path / name for name in ("locked.pdf", "pipe.pdf", "good.pdf")))
    assert done.returncode == 1
    assert "locked.pdf: it is locked with a password. Unlock it first." in done.stdout
    assert "pipe.pdf: the file is not a plain file." in done.stdout
    assert "good.pdf: the document has no title." in done.stdout
    assert re.fullmatch(r"\d+ errors, .*\n", done.stderr)


def test_pictures_of_a_page_that_cannot_be_drawn_cost_no_finding(
    publish: Publish, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A page of a size that no picture has; one whose reader dies is noted."""
    from publish.errors import Place
    from publish.findings.finding import Code, Spot, error
    from publish.verify import pictures

    huge_pages(letter(), tmp_path / "huge.pdf")
    letter().save(tmp_path / "good.pdf")
    files = tmp_path / "huge.pdf", tmp_path / "good.pdf"
    findings = [error(Code("x"), "it.", Place(file), None, Spot(1)) for file in files]
    drawn = pictures.draw(findings, tmp_path / "pictures")
    assert [each.code for each in drawn][:2] == ["x", "x"]
    assert drawn[1].picture == tmp_path / "pictures" / "good.p1.x.png"

    monkeypatch.setattr(pictures, "_picture", lambda *_: os.abort())
    *kept, noted = pictures.draw(findings[:1], tmp_path / "pictures")
    assert kept == findings[:1]
    assert (noted.code, noted.severity) == ("file-undrawn", "note")


# --- Titles and languages where the standard has them --------------------------------------


def test_a_title_in_the_metadata_alone_is_a_title(tmp_path: Path) -> None:
    """ISO 14289-1, 7.1 asks for dc:title; the information dictionary is the older place."""
    path = tmp_path / "x.pdf"
    pdf = letter()
    pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    with pdf.open_metadata(update_docinfo=False) as xmp:
        xmp["dc:title"] = "A title"
    assert "/Title" not in pdf.docinfo
    pdf.save(path)
    assert "pdf-title" not in {each.code for each in verify_files([path])}


@pytest.mark.parametrize("language", ["en", "", "no tag"])
def test_a_language_of_every_element_is_a_language_of_the_text(
    language: str, tmp_path: Path
) -> None:
    """ISO 14289-1, 7.2: the catalog need not name one where elements do."""
    path = tmp_path / "x.pdf"
    pdf = letter()
    page = pdf.pages[0]
    page.Contents = pdf.make_stream(b"/P <</MCID 0>> BDC BT /F 9 Tf (word) Tj ET EMC")
    element = Dictionary(S=Name.P, Pg=page.obj, K=0, Lang=pikepdf.String(language))
    pdf.Root.StructTreeRoot = Dictionary(Type=Name.StructTreeRoot, K=pdf.make_indirect(element))
    pdf.save(path)
    found = "pdf-language" in {each.code for each in verify_files([path])}
    assert found == (language != "en")


@pytest.mark.parametrize("told", [True, False])
def test_codes_may_stand_for_anything_where_their_element_tells_its_text(
    told: bool, tmp_path: Path
) -> None:
    """ISO 19005-2, 6.2.11.7.3: ActualText, of the element too, speaks for private characters.

    What searches and copies by the codes still finds nothing: that is worth a warning.
    """
    path = tmp_path / "x.pdf"
    pdf = letter()
    page = pdf.pages[0]
    page.Contents = pdf.make_stream(b"/P <</MCID 0>> BDC BT /F 9 Tf (A) Tj ET EMC")
    content = b"1 beginbfchar\n<41> <e000>\nendbfchar"
    page.Resources.Font.F.ToUnicode = pdf.make_stream(content)
    element = Dictionary(S=Name.P, Pg=page.obj, K=0)
    if told:
        element.ActualText = pikepdf.String("word")
    pdf.Root.StructTreeRoot = Dictionary(Type=Name.StructTreeRoot, K=pdf.make_indirect(element))
    pdf.save(path)
    (found,) = (each for each in verify_files([path]) if each.code == "pdf-text-private")
    assert found.severity == ("warning" if told else "error")


# --- EPUBs ------------------------------------------------------------------------------

CONTAINER = (
    '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container" version="1.0">'
    '<rootfiles><rootfile full-path="{}"/></rootfiles></container>'
)
PACKAGE = (
    '<package xmlns="http://www.idpf.org/2007/opf"><metadata/><manifest>{}</manifest>'
    '<spine><itemref idref="a"/><itemref idref="a"/><itemref idref="gone"/></spine></package>'
)
ITEM = '<item id="a" href="{}" media-type="application/xhtml+xml"/>'
PAGE = '<html xmlns="http://www.w3.org/1999/xhtml" lang="en"><body><p>Words</p></body></html>'


def book(
    path: Path,
    page: str | bytes = PAGE,
    href: str = "a.xhtml",
    package: str = "p.opf",
    more: Sequence[tuple[str, bytes]] = (),
) -> Path:
    """An EPUB of one page, as small as one can be."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/epub+zip")
        archive.writestr("META-INF/container.xml", CONTAINER.format(package))
        archive.writestr("p.opf", PACKAGE.format(ITEM.format(href)))
        archive.writestr("a.xhtml", page)
        for name, data in more:
            archive.writestr(name, data)
    return path


def lying(path: Path, field: int, value: bytes) -> Path:
    """A book whose central directory says something else of its last file."""
    data = bytearray(book(path).read_bytes())
    start = data.rfind(b"PK\x01\x02") + field
    data[start : start + len(value)] = value
    path.write_bytes(data)
    return path


def laughs() -> str:
    """Entities of entities: a thousand million of the last one."""
    entities = ['<!ENTITY e0 "ha">']
    for level in range(9):
        entities.append(f'<!ENTITY e{level + 1} "' + f"&e{level};" * 10 + '">')
    return f"<!DOCTYPE x [{''.join(entities)}]>"


def entities() -> str:
    return laughs() + PAGE.replace("<p>", '<p id="&e9;">&e9;')


BOOKS: dict[str, tuple[Callable[[Path], object], str]] = {
    "no archive": (lambda path: path.write_bytes(b"PK\x03\x04nothing"), "damaged, or is none"),
    "no container": (lambda path: zipfile.ZipFile(path, "w").close(), "META-INF/container.xml"),
    "no package": (lambda path: book(path, package="gone.opf"), 'no "gone.opf"'),
    "package above": (lambda path: book(path, package="../p.opf"), 'no "../p.opf"'),
    "page above": (lambda path: book(path, href="../../etc/passwd"), "etc/passwd"),
    "no xml": (lambda path: book(path, b"\xff\xfe\x00"), "not sound XML"),
    "entities": (lambda path: book(path, entities()), "not sound XML"),
    "deep": (lambda path: book(path, "<a>" * 100_000), "not sound XML"),
    "bomb": (lambda path: book(path, b" " * 80_000_000), "80,000,000 bytes"),
    "mountain": (lambda path: lying(path, 24, b"\xff\xff\xff\x7f"), "unpacked it has"),
    "overlap": (lambda path: lying(path, 20, b"\x00\x00\x10\x00"), "overlap"),
    "locked": (lambda path: lying(path, 8, b"\x01\x00"), "locked with a password"),
    "method": (lambda path: lying(path, 10, b"\x63\x00"), "damaged"),
    "checksum": (lambda path: lying(path, 16, b"\x00\x00\x00\x00"), "damaged"),
    "many": (
        lambda path: book(path, more=[(f"{number}", b"") for number in range(20_001)]),
        "files in it; the limit is 20,000",
    ),
}


@pytest.mark.parametrize("kind", BOOKS)
def test_a_hostile_book_is_one_message(
    kind: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    make, message = BOOKS[kind]
    path = tmp_path / "x.epub"
    make(path)
    good = book(tmp_path / "good.epub")
    found, of_good = verify_files([path, good])
    assert found.code == "file-unreadable"
    assert message in found.problem.message
    assert not RAW.search(found.problem.message)
    assert of_good.code == "epub-language"
    assert capfd.readouterr() == ("", "")


def test_a_book_with_one_name_twice_is_read(tmp_path: Path) -> None:
    with pytest.warns(UserWarning, match="Duplicate"):
        path = book(tmp_path / "x.epub", more=[("a.xhtml", PAGE.encode())])
    assert [each.code for each in verify_files([path])] == ["epub-language"]


def test_a_link_to_itself_is_one_finding(tmp_path: Path) -> None:
    """Also where somebody asks what is known of the file."""
    loop = tmp_path / "x" / "loop.pdf"
    loop.parent.mkdir()
    loop.symlink_to("loop.pdf")
    assert origins([loop], tmp_path) == {}
    assert [each.code for each in verify_files([loop])] == ["file-unreadable"]
