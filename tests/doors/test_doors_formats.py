"""Other people's PDFs and XML: what is broken, locked or means harm is refused in words."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from publish.doors.encodings import codec_of
from publish.doors.pdf import open_pdf, reason
from publish.doors.xml import XmlFault, parse_xml
from publish.faults import Fault


def pdf(pages: int = 1, **options: object) -> BytesIO:
    made, out = pikepdf.new(), BytesIO()
    for _ in range(pages):
        made.add_blank_page()
    made.save(out, **options)  # type: ignore[arg-type]
    return BytesIO(out.getvalue())


def test_a_pdf_with_pages_is_opened_from_a_file_and_from_memory(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(pdf(2).getvalue())
    for source in (path, pdf(2)):
        with open_pdf(source) as document:
            assert len(document.pages) == 2


@pytest.mark.parametrize(
    ("source", "said"),
    [
        (BytesIO(b"hello"), "cannot be opened as a PDF"),
        (BytesIO(b""), "cannot be opened as a PDF"),
        (Path("/nowhere/a.pdf"), "cannot be opened as a PDF: No such file or directory"),
        (pdf(0), "no pages"),
        (pdf(encryption=pikepdf.Encryption(owner="o", user="u")), "locked with a password"),
        (BytesIO(pdf().getvalue().replace(b"/Pages", b"/Sages")), "pages|as a PDF"),
    ],
)
def test_what_is_no_pdf_with_pages_is_refused(source: Path | BytesIO, said: str) -> None:
    with pytest.raises(Fault, match=said), open_pdf(source):
        pass


def test_what_a_library_says_is_told_without_the_name_of_the_file() -> None:
    assert reason(ValueError("/tmp/secret/a.pdf: can't find startxref.")) == "can't find startxref"
    assert reason(OSError(13, "Permission denied", "/tmp/a.pdf")) == "Permission denied"
    assert reason(ValueError("")) == "it is damaged"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "iso-8859-1", "windows-1251"])
def test_xml_is_read_in_the_encodings_of_the_web(encoding: str) -> None:
    text = "мир" if encoding != "iso-8859-1" else "paix"
    root = parse_xml(f'<?xml version="1.0" encoding="{encoding}"?><a>{text}</a>'.encode(encoding))
    assert (root.tag, root.text) == ("a", text)


@pytest.mark.parametrize(
    ("data", "said", "line"),
    [
        (b"", "this is not XML", None),
        (b"hello", "this is not XML", 1),
        (b"<a>\n<b></a>", "this is not XML", 2),
        (b'<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>', "has a document type", 1),
        (b'<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>', "has a document type", 1),
        ('<?xml version="1.0"?><!DOCTYPE a><a><'.encode("utf-16"), "has a document type", 1),
        (b'<?xml version="1.0" encoding="IBM037"?><a/>', "not XML|is encoded in", None),
        (b"<a>" * 1_000 + b"</a>" * 1_000, "this is not XML", None),
    ],
)
def test_xml_that_is_broken_or_may_mean_harm_is_refused(
    data: bytes, said: str, line: int | None
) -> None:
    with pytest.raises(XmlFault, match=said) as caught:
        parse_xml(data)
    assert line is None or caught.value.line == line
    assert "\n" not in caught.value.message


def test_xml_in_an_encoding_that_the_web_has_not_says_which() -> None:
    with pytest.raises(XmlFault, match=r"encoded in \"UTF-7\""):
        parse_xml(b'<?xml version="1.0" encoding="UTF-7"?><a/>')


@pytest.mark.parametrize(
    ("label", "codec"),
    [("utf-8", "utf-8"), ("latin1", "cp1252"), (" Windows-1251 ", "cp1251"), ("utf-7", None)]
    + [(label, None) for label in ("undefined", "idna", "base64", "x-user-defined", "hz-gb-2312")],
)
def test_a_label_means_an_encoding_of_the_web_or_none(label: str, codec: str | None) -> None:
    assert codec_of(label) == codec
