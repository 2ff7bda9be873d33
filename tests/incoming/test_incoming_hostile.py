"""Files that mean harm end in one clear message, within bounds of memory and time."""

from __future__ import annotations

import io
import os
import resource
import subprocess
import sys
import warnings
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from support import ROOT

from publish.content.load import load
from publish.errors import ContentError, PublishError
from publish.incoming.importing import Wish, import_file

MEMORY = 768 << 20
"""Bytes of writable memory that the command may have, all its programs included each."""
CPU_S = 20

DOCUMENT = (
    b'<?xml version="1.0"?>%s<w:document xmlns:w="http://schemas.openxmlformats.org/'
    b'wordprocessingml/2006/main"><w:body>%s</w:body></w:document>'
)
RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r" Target="word/document.xml" Type="http://schemas.openxmlformats.org/'
    'officeDocument/2006/relationships/officeDocument"/></Relationships>'
)
BOMB = b'<!DOCTYPE x [<!ENTITY a "ha">%s]>' % b"".join(
    b'<!ENTITY %c "&%c;&%c;&%c;&%c;&%c;&%c;&%c;&%c;">' % ((98 + n,) + (97 + n,) * 8)
    for n in range(8)
)


def docx(document: bytes, more: int = 0, level: int = 9, again: int = 1) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=level) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("_rels/.rels", RELATIONS)
        with warnings.catch_warnings(action="ignore"):  # of names that are there already
            for _ in range(again):
                archive.writestr("word/document.xml", document)
        for number in range(more):
            archive.writestr(f"word/part{number}.xml", "<x/>")
    return file.getvalue()


def odt(content: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("content.xml", content)
    return file.getvalue()


def encrypted(data: bytes) -> bytes:
    """The archive with the bit set that says that its parts are encrypted."""
    marked = bytearray(data)
    for start, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = marked.find(start)
        while at >= 0:
            marked[at + offset] |= 1
            at = marked.find(start, at + 1)
    return bytes(marked)


ABC = "abcdefghijklmnopqrst"
TEXT = "Workers of all lands have a common interest, and they know it well.\n\n"
CASES: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "zip bomb": ("a.docx", lambda: docx(DOCUMENT % (b"", b" " * (120 << 20)), level=1), "unpacks"),
    "zip bomb in odt": ("a.odt", lambda: odt(b"<x>" + b" " * (40 << 20) + b"</x>"), "unpacks"),
    "many parts": ("a.docx", lambda: docx(DOCUMENT % (b"", b""), more=6000), "unpacks"),
    "entities": ("a.docx", lambda: docx(DOCUMENT % (BOMB, b"&h;")), "document type"),
    "entities in odt": ("a.odt", lambda: odt(BOMB + b"<x>&h;</x>"), "document type"),
    "deep document": ("a.docx", lambda: docx(DOCUMENT % (b"", b"<w:p>" * 90_000)), "broken"),
    "password": ("a.docx", lambda: encrypted(docx(DOCUMENT % (b"", b""))), "password"),
    "half an archive": ("a.docx", lambda: docx(DOCUMENT % (b"", b"x"))[:-30], "cannot be opened"),
    "an archive of no document": ("a.docx", lambda: other_zip(), "no document"),
    "a line of 50 MB": ("a.txt", lambda: b"word " * (10 << 20), "the limit is"),
    "a line of 4 MB": ("a.txt", lambda: b"word " * (800 << 10), "the limit is 20,000"),
    "many lines": ("a.txt", lambda: b"a\n" * 100_000, "more than 20,000 lines"),
    "many paragraphs": ("a.txt", lambda: b"a b c\n\n" * 9_000, "more than 5,000 paragraphs"),
    "mixed encodings": (
        "a.txt",
        lambda: (
            TEXT.encode() + "Пролетарии всех стран\n".encode() + "соединяйтесь".encode("cp1251")
        ),
        "the encodings are mixed",
    ),
    "half of UTF-16": ("a.txt", lambda: TEXT.encode("utf-16")[:-1], "does not go on"),
    "lost letters": ("a.txt", lambda: (TEXT + "a\ufffdb").encode(), "lost here"),
    "binary": ("a.txt", lambda: bytes(range(256)) * 50, "no text"),
    "nothing": ("a.txt", lambda: b" \n ", "no text"),
    "deep HTML": ("a.html", lambda: b"<div>" * 100_000 + TEXT.encode(), "nested too deeply"),
    "deep emphasis": ("a.html", lambda: b"<p>" + b"<b><i>" * 200 + TEXT.encode(), "too deeply"),
    "deep lists": (
        "a.txt",
        lambda: "".join(f"{' ' * 3 * n}• item\n" for n in range(60)).encode(),
        "nested too deeply",
    ),
    "deep quotations": ("a.md", lambda: b">" * 20_000 + b" x", "nested too deeply"),
    "brackets": ("a.md", lambda: b"[" * 500_000, "brackets"),
    "brackets in a paragraph": ("a.md", lambda: b"[a" * 4_000, "brackets"),
    "PDF": ("a.docx", lambda: b"%PDF-1.7 ...", "a PDF file"),
    "an old document": ("a.doc", lambda: b"\xd0\xcf\x11\xe0" + bytes(99), "old word processor"),
    "an old document renamed": ("a.docx", lambda: b"\xd0\xcf\x11\xe0" + bytes(99), "old word"),
    "a locked document": (
        "a.docx",
        lambda: b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"),
        "password",
    ),
    "RTF": ("a.doc", lambda: b"{\\rtf1 a}", "an RTF file"),
    "a program": ("a.docx", lambda: b"MZ" + bytes(99), "a program"),
    "Pages": ("a.pages", lambda: other_zip("Index/Document.iwa"), "a document of Pages"),
    "a spreadsheet": ("a.docx", lambda: other_zip("xl/workbook.xml"), "a spreadsheet"),
    "an e-book": ("a.epub", lambda: other_zip("META-INF/container.xml"), "an e-book"),
    "the same part again and again": (
        "a.docx",
        lambda: docx(DOCUMENT % (b"", b" " * (8 << 20)), again=40, level=1),
        "unpacks",
    ),
    "parts that are broken": (
        "a.docx",
        lambda: docx(DOCUMENT % (b"", b"abc" * 999), level=0).replace(b"abc", b"abd"),
        "cannot be opened",
    ),
    "a packing unknown": ("a.docx", lambda: packed_as(99), "cannot be opened"),
    "100,000 paragraphs of a document": (
        "a.docx",
        lambda: docx(DOCUMENT % (b"", b"<w:p><w:r><w:t>a</w:t></w:r></w:p>" * 100_000)),
        "more than 20,000 paragraphs",
    ),
    "an encoding of XML that is none": (
        "a.docx",
        lambda: docx((DOCUMENT % (b"", b"")).replace(b"1.0", b'1.0" encoding="UTF-7')),
        "UTF-7",
    ),
    "attributes": (
        "a.html",
        lambda: f"<p {' '.join(f'a{n}' for n in range(200_000))}>{TEXT}".encode(),
        "more than 500 attributes",
    ),
    "thousands of languages": (
        "a.html",
        lambda: "".join(f"<p lang=x{a}{b}>{TEXT}" for a in ABC for b in ABC).encode(),
        "more than 200 languages",
    ),
    "open emphasis": ("a.html", lambda: b"<p>" + b"<b>" * 50_000 + TEXT.encode(), "too deeply"),
}


def other_zip(name: str = "readme.txt") -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr(name, "x")
        archive.writestr("../../outside.xml", "x")
    return file.getvalue()


def packed_as(method: int) -> bytes:
    """A document whose parts say that they are packed in a way that there is not."""
    data = bytearray(docx(DOCUMENT % (b"", b"")))
    for start, offset in ((b"PK\x03\x04", 8), (b"PK\x01\x02", 10)):
        at = data.find(start)
        while at >= 0:
            data[at + offset] = method
            at = data.find(start, at + 1)
    return bytes(data)


def limits() -> None:
    resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_S, CPU_S))


def run_within_limits(path: Path, out: Path) -> subprocess.CompletedProcess[str]:
    # Numerical libraries reserve memory for each processor of the machine.
    environment = {**os.environ, "OPENBLAS_NUM_THREADS": "1"}
    command = [sys.executable, "-m", "publish", "import", str(path), "-o", str(out)]
    return subprocess.run(
        command,
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=300,
        preexec_fn=limits,
    )


@pytest.mark.parametrize("name", CASES)
def test_one_clear_message(name: str, tmp_path: Path) -> None:
    """A message with the file, in a process of bounded memory and time, and nothing written."""
    file, data, said = CASES[name]
    path = tmp_path / file
    path.write_bytes(data())
    done = run_within_limits(path, tmp_path / "content")
    assert done.returncode == 1, done.stderr
    (message,) = done.stderr.strip().split("\n")
    assert message.startswith(f"error: {path}")
    assert said in message
    assert "Traceback" not in message
    assert not (tmp_path / "content").exists()


def test_a_whole_document_is_imported_within_the_same_bounds(tmp_path: Path) -> None:
    """The bounds of these tests are no hindrance to what is no attack: pandoc runs in them."""
    body = b"<w:p><w:r><w:t>%s</w:t></w:r></w:p>"
    words = (b"A title", TEXT.strip().encode(), TEXT.strip().encode())
    path = tmp_path / "a.docx"
    path.write_bytes(docx(DOCUMENT % (b"", b"".join(body % each for each in words))))
    done = run_within_limits(path, tmp_path / "content")
    assert done.returncode == 0, done.stderr
    assert load(tmp_path / "content" / "a-title").translations["en"].title == "A title"


def test_no_script_reaches_a_statement(tmp_path: Path) -> None:
    """Of active content nothing is kept, and what was left out is told."""
    path = tmp_path / "a.html"
    path.write_text(
        "<html><head><script>one()</script><style>b{two:0}</style></head><body onload='three()'>"
        f"<h1>A title</h1><p>{TEXT}<img src=x onerror='four()'>"
        "<a href='javascript:five()'>Click</a> <a href='data:text/html,six'>here</a>.</p>"
        f"<svg onload='seven()'><script>eight()</script></svg><p>{TEXT}</p>"
        "<iframe srcdoc='nine'></iframe><p hidden>secret words</p></body></html>"
    )
    imported = import_file(path, tmp_path / "content", Wish(slug="s"))
    written = (imported.folder / "en.md").read_text("utf-8")
    assert "Click here." in written
    for word in ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "secret"]:
        assert word not in written
    assert [remark.words for remark in imported.assembled.unplaced] == ["secret words"]
    assert sum("a link was taken off" in each.message for each in imported.assembled.doubts) == 2


def test_markdown_signs_in_a_text_stay_signs(tmp_path: Path) -> None:
    """Text cannot become markup, front matter or attributes on its way."""
    path = tmp_path / "a.txt"
    signs = '{.slogan} <script> [x](javascript:y) ![p](q) +++ `c` \\ *a* _b_ "q" & &amp; {#id}.'
    path.write_text(f"A title\n\n\n{TEXT}{signs}\n\n# no heading, and this is a sentence.\n")
    imported = import_file(path, tmp_path / "content", Wish(slug="s"))
    found = load(imported.folder).translations["en"]
    assert [str(block.content[0].text) for block in found.blocks] == [  # type: ignore[union-attr]
        TEXT.strip(),
        signs,
        "# no heading, and this is a sentence.",
    ]


def test_a_pipe_is_no_file(tmp_path: Path) -> None:
    """What never ends is not read at all."""
    command = [sys.executable, "-m", "publish", "import", "/dev/zero", "-o", str(tmp_path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert done.returncode == 1
    assert done.stderr == "error: /dev/zero: the file is not a plain file.\n"


NO_ENCODINGS = [
    "undefined",
    "idna",
    "punycode",
    "rot13",
    "base64",
    "utf-7",
    "mbcs",
    "unicode_escape",
]
NO_ENCODINGS += [
    "x-user-defined",
    "replacement",
    "hz-gb-2312",
    "zlib",
    "oem",
    "hex",
    "palmos",
    "a" * 99,
]


@pytest.mark.parametrize("label", NO_ENCODINGS)
@pytest.mark.parametrize("sign", ["", "\u00e9"])
def test_an_encoding_that_the_web_has_not_is_as_none(label: str, sign: str, tmp_path: Path) -> None:
    """The text is read as UTF-8, or its encoding is guessed and told; no codec is run."""
    page = f"<meta charset={label}><h1>A title</h1><p>{TEXT} +ADw-script+AD4- {sign}</p>"
    path = tmp_path / "a.html"
    path.write_bytes(page.encode("latin-1"))
    imported = import_file(path, tmp_path / "content", Wish(slug="s"))
    written = (imported.folder / "en.md").read_text("utf-8")
    assert "+ADw-script+AD4-" in written
    assert TEXT.strip() in written


@pytest.mark.parametrize(
    ("label", "codec"), [("iso-8859-1", "cp1252"), ("windows-1251", "cp1251"), ("latin1", "cp1252")]
)
def test_an_encoding_is_what_browsers_take_its_label_for(
    label: str, codec: str, tmp_path: Path
) -> None:
    """Pages that say ISO 8859-1 are in Windows-1252 (WHATWG Encoding Standard, 4.2)."""
    quoted = "\u201cWorkers of all lands\u201d have a common interest."
    path = tmp_path / "a.html"
    page = f"<meta charset={label}><h1>A title</h1><p>{TEXT} {quoted}</p>"
    path.write_bytes(page.encode(codec))
    imported = import_file(path, tmp_path / "content", Wish(slug="s"))
    assert quoted in (imported.folder / "en.md").read_text("utf-8")


def test_pictures_within_a_page_do_not_make_it_too_long(tmp_path: Path) -> None:
    """Pages that were saved as one file carry megabytes of them; nothing of them is text."""
    picture = f"<img alt=x src='data:image/png;base64,{'QUJD' * (2 << 20)}'>"
    path = tmp_path / "a.html"
    path.write_text(f"<h1>A title</h1>{picture}<p>{TEXT}</p>")
    imported = import_file(path, tmp_path / "content", Wish(slug="s"))
    assert "QUJD" not in (imported.folder / "en.md").read_text("utf-8")


LONG: dict[str, str] = {
    "marks that meet": f"<p>{'<b>x</b>' * 30_000}{TEXT}",
    "breaks": f"<p>{'<br>' * 100_000}{TEXT}",
    "phrases": f"<p>{'<span lang=fr>x</span>' * 20_000}{TEXT}",
    "wrapped lines": (("word " * 14).strip() + "\n") * 15_000,
    "spaces": (TEXT.strip() + " " * 19_000 + "x\n\n") * 20,
    "dashes": (TEXT.strip() + "- " * 9_000 + "x\n\n") * 20,
    "quotation marks": (TEXT.strip() + '"' * 19_000 + "x\n\n") * 20,
    "one word": (TEXT.strip() + "x" * 19_000 + "\n\n") * 20,
}


@pytest.mark.parametrize("name", LONG)
def test_long_and_strange_text_takes_time_in_proportion(name: str, tmp_path: Path) -> None:
    """It is imported, or refused by one message, within the bounds of all."""
    path = tmp_path / ("a.html" if LONG[name].startswith("<") else "a.txt")
    path.write_text(f"A title\n\n{LONG[name]}")
    done = run_within_limits(path, tmp_path / "content")
    assert done.returncode in (0, 1)
    assert done.stderr.count("error: ") == done.returncode
    assert "fault of the program" not in done.stderr
    assert "cannot be read" not in done.stderr
    assert "longer than" not in done.stderr


@pytest.mark.parametrize(
    "option", [("--slug", "../x"), ("--slug", ""), ("-l", "../x"), ("-l", "EN_")]
)
def test_no_name_on_the_command_line_leads_elsewhere(
    option: tuple[str, str], tmp_path: Path
) -> None:
    path = tmp_path / "a.txt"
    path.write_text(TEXT)
    command = [
        sys.executable,
        "-m",
        "publish",
        "import",
        str(path),
        "-o",
        str(tmp_path / "c"),
        *option,
    ]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert sorted(each.name for each in tmp_path.iterdir()) == ["a.txt"]


@pytest.mark.parametrize("name", ["s", "s/en.md", "s/original"])
def test_nothing_is_written_through_a_link(name: str, tmp_path: Path) -> None:
    """Also where what is there is to be replaced."""
    path, away = tmp_path / "a.txt", tmp_path / "away"
    path.write_text(f"A title\n\n{TEXT}")
    away.mkdir()
    link = tmp_path / "content" / name
    link.parent.mkdir(parents=True)
    link.symlink_to(away)
    with pytest.raises(ContentError, match="nothing is written through it"):
        import_file(path, tmp_path / "content", Wish(slug="s", replace=True))
    assert list(away.iterdir()) == []


def test_a_content_folder_that_is_a_file_is_one_message(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(f"A title\n\n{TEXT}")
    with pytest.raises(PublishError, match="cannot be written"):
        import_file(path, path, Wish(slug="s"))


@pytest.mark.parametrize(
    "notes",
    [
        "[^b]: -\n\n[^c]: `\n\n    word",
        "[^b]: <!-- -->\n\n[^c]: Said.",
        "[^b]: ![](x.png)\n\n[^c]: Said.",
        "[^b]: ***\n\n[^c]: Said.",
    ],
)
def test_a_footnote_without_words_is_told_and_its_mark_is_kept(notes: str, tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text(f"# Bread for all\n\n{TEXT}Everybody[^b] needs *it*[^c].\n\n{notes}\n")
    imported = import_file(path, tmp_path / "content", Wish(slug="a"))
    text = (tmp_path / "content" / "a" / "en.md").read_text()
    assert "Everybody" in text
    assert load(tmp_path / "content" / "a").languages == ("en",)
    assert imported
