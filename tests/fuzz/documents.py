"""Documents to import: pages as people paste and save them, and as nobody should."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Final

from fuzz import archives, strange
from fuzz.cases import ROOT_SIGN, Folder, Link, Node, Pipe
from fuzz.statements import blocks, encoded
from hypothesis import strategies as st

LINES: Final = (
    "BREAD FOR EVERYBODY",
    "Statement of the Meeting of Bakers, Valletta, 1 May 2024",
    "Everybody needs bread, and some have none. The bakers of the harbour met to say so.",
    "We ask for:",
    "1. ovens for all;",
    "2. flour for all.",
    "\tа) ржаная",
    "• wheat",
    "Bake and share!",
    "Signatories:",
    "The Old Oven, Tunisia",
    "Bakers of the Harbour (Malta)",
    "الخبز للجميع",
    "بيان لقاء الخبازين، فاليتا، ١ مايو ٢٠٢٤",
    "كل الناس يحتاجون الخبز، وبعضهم لا يجده. اجتمع خبازو الميناء ليقولوا ذلك.",
    "نطلب:",
    "1. أفران للجميع؛",
    "2. طحين للجميع.",
    "Хлеб для всех",
    "Хлеб нужен каждому, а у некоторых его нет. Пекари гавани собрались, чтобы это сказать.",
    "Next meeting: Tunis, 17-19 April 2026",
    "31 February 2024, 99/99/9999, 1 May 0000",
    "* * *",
    "-----",
    "page 3 of 7",
)
"""A page in three languages, line by line."""

_TAGS: Final = (
    "p", "div", "span", "b", "i", "em", "strong", "u", "q", "blockquote", "ul", "ol", "li",
    "table", "tr", "td", "th", "h1", "h2", "h6", "a", "img", "br", "hr", "pre", "code", "script",
    "style", "svg", "math", "template", "noscript", "iframe", "form", "input", "select", "dl",
    "dt", "dd", "ruby", "rt", "bdo", "bdi", "sup", "sub", "details", "title", "meta", "base",
    "frameset", "x-y", "section", "article", "nav", "footer", "header", "main", "body", "html",
    "plaintext", "textarea",
)  # fmt: skip

_HTML_ATTRIBUTES: Final = (
    "",
    ' lang="ar"',
    ' lang="../x"',
    ' lang=""',
    ' xml:lang="ja" lang="Arabic"',
    ' dir="rtl"',
    ' dir="auto"',
    ' style="display:none"',
    ' style="color:red;position:absolute"',
    " hidden",
    ' aria-hidden="true"',
    ' href="javascript:x"',
    ' href="https://example.org/é ü"',
    ' href="http://[::"',
    ' src="file:///etc/passwd" alt="a"',
    f' src="{ROOT_SIGN}/README.md"',
    ' start="99999999999999999999"',
    ' start="-1" reversed type="i"',
    ' colspan="99999999" rowspan="-1"',
    ' id="a" id="b" class="MsoFootnoteText"',
    ' value="x" data-x=\'"\'',
    "".join(f" a{number}=1" for number in range(2_000)),
)


@st.composite
def lines(draw: st.DrawFn) -> list[str]:
    """Some lines of the page, with a few strange ones between."""
    start = draw(st.integers(0, len(LINES) - 2))
    found = list(LINES[start:]) if draw(st.booleans()) else list(LINES)
    for _ in range(draw(st.integers(0, 3))):
        found.insert(draw(st.integers(0, len(found))), draw(strange.texts))
    return found


@st.composite
def plain(draw: st.DrawFn) -> bytes:
    """Plain text, in one of the encodings that are met."""
    between = draw(st.sampled_from(("\n", "\n\n", "\r\n", "\r", "\n\n\n\n", "\u2028", "\x0c", " ")))
    text = between.join(draw(lines()))
    charset = draw(
        st.sampled_from(("utf-8",) * 4 + ("utf-16", "cp1256", "cp1251", "latin-1", "shift_jis"))
    )
    raw = text.encode(charset, "surrogatepass" if charset == "utf-8" else "replace")
    return strange.bent(raw, draw(strange.bends))


@st.composite
def marked(draw: st.DrawFn) -> bytes:
    """Markdown of other people, with and without front matter of other programs."""
    head = draw(
        st.sampled_from(
            (
                "",
                "---\ntitle: Bread\ndate: 2024-99-99\n---\n",
                '+++\ntitle = "Bread"\n+++\n',
                "---\n",
                "{% include x %}\n",
            )
        )
    )
    body = [f"# {LINES[0]}", LINES[2], *draw(st.lists(blocks, max_size=4)), LINES[14]]
    return strange.bent(encoded(head + "\n\n".join(body)), draw(strange.bends))


@st.composite
def html(draw: st.DrawFn) -> bytes:
    """HTML, with elements in and around its lines that are closed, or not."""
    head = draw(
        st.sampled_from(
            (
                '<!DOCTYPE html><html lang="en"><meta charset="utf-8"><title>Bread</title><body>',
                '<html><meta http-equiv="content-type" content="text/html; charset=undefined">',
                '<?xml version="1.0" encoding="utf-7"?><html xmlns="http://www.w3.org/1999/xhtml">',
                "<meta charset=idna><html>",
                "<meta charset=utf-16><html>",
                "<html><base href='http://127.0.0.1:9/'>",
                "<html>",
            )
        )
    )
    pieces = [f"<p>{line}</p>" for line in draw(lines())]
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(pieces) - 1))
        tag = draw(st.sampled_from(_TAGS))
        attributes = draw(st.sampled_from(_HTML_ATTRIBUTES))
        end = draw(st.sampled_from((f"</{tag}>", f"</{tag}>", "", "</p>", "/>")))
        times = draw(st.sampled_from((1, 1, 1, 3, 400)))
        pieces[at] = f"<{tag}{attributes}>" * times + pieces[at] + end * times
    return strange.bent(encoded(head + "\n".join(pieces)), draw(strange.bends))


# --- Documents of word processors ---------------------------------------------------

_W: Final = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_RELATIONS: Final = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_OASIS: Final = "urn:oasis:names:tc:opendocument:xmlns"


@cache
def docx() -> dict[str, bytes]:
    """The parts of a good .docx."""
    body = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in LINES[:18])
    table = "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>Salt</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
    note = '<w:p><w:r><w:t>A note</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r></w:p>'
    wrapped = (
        "<w:p><w:ins><w:r><w:t>in</w:t></w:r></w:ins><w:dir><w:r><w:t>x</w:t></w:r></w:dir></w:p>"
    )
    document = (
        f"<w:document {_W}><w:body>{body}{table}{note}{wrapped}<w:sectPr/></w:body></w:document>"
    )
    said = '<w:footnote w:id="2"><w:p><w:r><w:t>Salt.</w:t></w:r></w:p></w:footnote>'
    notes = f"<w:footnotes {_W}>{said}</w:footnotes>"
    ml = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    return {
        "[Content_Types].xml": (
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            '<Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Override PartName="/word/document.xml" ContentType="{ml}.document.main+xml"/>'
            f'<Override PartName="/word/footnotes.xml" ContentType="{ml}.footnotes+xml"/></Types>'
        ).encode(),
        "_rels/.rels": (
            f'<Relationships xmlns="{_RELATIONS}"><Relationship Id="r1" '
            f'Type="{_OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>'
        ).encode(),
        "word/_rels/document.xml.rels": (
            f'<Relationships xmlns="{_RELATIONS}"><Relationship Id="r1" '
            f'Type="{_OFFICE}/footnotes" Target="footnotes.xml"/></Relationships>'
        ).encode(),
        "word/document.xml": document.encode(),
        "word/footnotes.xml": notes.encode(),
    }


@cache
def odt() -> dict[str, bytes]:
    """The parts of a good .odt."""
    body = "".join(f"<text:p>{line}</text:p>" for line in LINES[:18])
    kind = "application/vnd.oasis.opendocument.text"
    return {
        "mimetype": kind.encode(),
        "META-INF/manifest.xml": (
            f'<m:manifest xmlns:m="{_OASIS}:manifest:1.0">'
            f'<m:file-entry m:full-path="/" m:media-type="{kind}"/>'
            '<m:file-entry m:full-path="content.xml" m:media-type="text/xml"/></m:manifest>'
        ).encode(),
        "content.xml": (
            f'<office:document-content xmlns:office="{_OASIS}:office:1.0" '
            f'xmlns:text="{_OASIS}:text:1.0" '
            f'office:version="1.2"><office:body><office:text>{body}</office:text></office:body></office:document-content>'
        ).encode(),
    }


@st.composite
def office(draw: st.DrawFn, good: Callable[[], dict[str, bytes]]) -> bytes:
    """A document of a word processor with a part or two changed, and how it is packed."""
    parts = list(good().items())
    for _ in range(draw(st.integers(1, 2))):
        at = draw(st.integers(0, len(parts) - 1))
        name, content = parts[at]
        match draw(st.sampled_from(("xml", "xml", "xml", "lose", "double", "name", "swell"))):
            case "xml":
                how = draw(st.sampled_from(archives.XML_CHANGES))
                place = draw(st.floats(0, 1))
                parts[at] = name, archives.xml_changed(content, how, draw(strange.texts), place)
            case "lose":
                del parts[at]
            case "double":
                parts.append((name, content))
            case "name":
                parts.append((draw(st.sampled_from(archives.MEMBERS)), content))
            case "swell":
                parts[at] = name, content + b" " * 40_000_000
        if not parts:
            break
    return archives.lying(archives.packed(parts), draw(archives.lies))


# --- All of them --------------------------------------------------------------------

_STRANGERS: Final[tuple[Node, ...]] = (
    b"", b" ", b"\0" * 99, b"%PDF-1.4", b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"{\\rtf1 x}",
    b"\x1f\x8b\x08", b"\xff\xfe", b"\xfe\xff\x00", b"\xef\xbb\xbf", b"<", b"<html", b"<?xml",
    b"GIF89a", b"a" * 5_000_000, b"\n" * 100_000, b"a\n" * 30_000, Pipe(), Folder(),
    Link("/dev/zero"), Link("/dev/null"), Link("nowhere"), Link("page.txt"),
    Link("../outside/secret.txt"),
)  # fmt: skip

_NAMES: Final = (
    "page{}", "page{}", "page{}", "-page{}", "a b\n{}", "größe{}", "x" * 200 + "{}", "bad\udcff{}",
    "..{}", "CON{}", "{}",
)  # fmt: skip


@st.composite
def documents(draw: st.DrawFn) -> tuple[str, Node]:
    """A name and what the file of this name is."""
    forms = {
        ".txt": plain(), ".md": marked(), ".html": html(), ".docx": office(docx),
        ".odt": office(odt), ".rtf": st.sampled_from(_STRANGERS),
    }  # fmt: skip
    kind = draw(st.sampled_from((*forms, ".txt", ".html", ".html")))
    suffix = draw(st.sampled_from((kind,) * 6 + (".txt", ".docx", "")))
    name = draw(st.sampled_from(_NAMES)).format(suffix)
    return name or "page", draw(forms[kind])
