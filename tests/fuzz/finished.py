"""PDFs and EPUBs to verify: good ones with something changed, in bytes or in what they say."""

from __future__ import annotations

import io
import logging
import random
from collections.abc import Callable
from typing import Any, Final

import pikepdf
from fuzz import archives, strange
from fuzz.cases import Folder, Link, Node, Pipe
from fuzz.stock import Stock
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Name, Operator, Pdf, Stream, String

# --- Bytes --------------------------------------------------------------------------


def shaken(raw: bytes, seed: int, how: str) -> bytes:
    """A file after an accident."""
    dice = random.Random(seed)
    at = dice.randrange(max(1, len(raw)))
    match how:
        case "cut":
            return raw[:at]
        case "flip":
            changed = bytearray(raw)
            for _ in range(dice.choice((1, 3, 30))):
                changed[dice.randrange(len(raw))] = dice.randrange(256)
            return bytes(changed)
        case "lose":
            return raw[:at] + raw[at + dice.choice((1, 100, 4_096)) :]
        case "double":
            return raw[:at] + raw[max(0, at - 500) :]
        case "number":
            return raw.replace(b" 0 R", b" %d R" % dice.choice((1, 65_535)), dice.choice((1, 9)))
        case "join":
            return raw + raw
        case _:
            return b"\n" * 2_000 + raw


_ACCIDENTS: Final = ("cut", "flip", "flip", "flip", "lose", "double", "number", "join", "shift")

accidents = st.tuples(st.integers(0, 1 << 30), st.sampled_from(_ACCIDENTS))


# --- PDF ----------------------------------------------------------------------------

_OBJECTS: Final[tuple[Callable[[Pdf], Any], ...]] = (
    lambda pdf: None,
    lambda pdf: 0,
    lambda pdf: -1,
    lambda pdf: 2**31,
    lambda pdf: 10**18,
    lambda pdf: 0.5,
    lambda pdf: True,
    lambda pdf: Name("/X"),
    lambda pdf: Name("/DeviceRGB"),
    lambda pdf: String(""),
    lambda pdf: String("x" * 5_000),
    lambda pdf: String(b"\xfe\xff\xd8\x00"),
    lambda pdf: String("en"),
    lambda pdf: String("../.."),
    lambda pdf: Array([]),
    lambda pdf: Array([0, 0, 0, 0]),
    lambda pdf: Array([1, 2, 3]),
    lambda pdf: Array([-1e9, 1e9, 1e9, -1e9]),
    lambda pdf: Array([Name("/ICCBased"), 1]),
    lambda pdf: Array([Name("/Indexed"), Name("/DeviceRGB"), 255, String("")]),
    lambda pdf: Dictionary(),
    lambda pdf: Dictionary(Type=Name("/Page")),
    lambda pdf: pdf.Root,
    lambda pdf: pdf.Root.Pages,
    lambda pdf: pdf.pages[0].obj,
    lambda pdf: pdf.make_stream(b""),
    lambda pdf: pdf.make_stream(b"not what it says"),
    lambda pdf: pdf.make_indirect(Array([Array([Array([])])])),
)
"""What may stand where something else is looked for."""

_STREAMS: Final = (
    b"",
    b"q " * 30_000,
    b"Q Q Q",
    b"BT",
    b"BT (x) Tj ET",
    b"BT /F0 12 Tf (x) Tj ET",
    b"BT /NoFont 1e30 Tf <00> Tj [(a) 1e30 (b)] TJ ET",
    b"/P <</MCID 0>> BDC EMC EMC",
    b"/P <</MCID 99999999999>> BDC BDC BDC",
    b"/P /Nothing BDC EMC",
    b"/Span <</ActualText (x) /Lang (..)>> BDC EMC",
    b"1 2 3 4 5 6 7 8 k 0 g /X cs 1 scn /X sh",
    b"0 0 0 0 0 0 cm 1e38 1e38 1e38 1e38 re f",
    b"nan inf -inf 1e400 w",
    b"BI /W 99999 /H 99999 /BPC 8 /CS /RGB ID x EI",
    b"BI ID EI",
    b"/X Do " * 5_000,
    b"(unclosed",
    b"<<" * 2_000,
    b"[" * 2_000,
    b"<zz> Tj",
    b"\xff\xfe\x00",
    b"0 0 m " + b"1 1 l " * 20_000 + b"f",
    b"/GS gs /Perceptual ri 0 0 l h W n",
)
"""Content streams (ISO 32000-1, 7.8.2) that are none, or do what they should not."""

_HAUNTS: Final = (
    "/MarkInfo", "/StructTreeRoot", "/Lang", "/Metadata", "/ViewerPreferences", "/OutputIntents",
    "/Outlines", "/Pages", "/Names", "/Dests", "/PageLabels", "/AcroForm", "/OpenAction", "/Kids",
    "/K", "/S", "/P", "/Pg", "/ParentTree", "/RoleMap", "/Nums", "/A", "/Alt", "/ActualText", "/E",
    "/MediaBox", "/TrimBox", "/BleedBox", "/CropBox", "/Rotate", "/UserUnit", "/Resources",
    "/Font", "/XObject", "/ColorSpace", "/ExtGState", "/Contents", "/Annots", "/Tabs",
    "/StructParents", "/ToUnicode", "/DescendantFonts", "/FontDescriptor", "/W", "/DW",
    "/CIDToGIDMap", "/Encoding", "/FontFile2", "/FontFile3", "/BaseFont", "/Subtype", "/Type",
    "/Widths", "/FirstChar", "/DestOutputProfile", "/OutputConditionIdentifier", "/N", "/Group",
    "/SMask", "/BM", "/CA", "/TR", "/HT", "/Rect", "/Dest", "/First", "/Next", "/Parent", "/Count",
    "/Title", "/Trapped", "/Direction", "/DisplayDocTitle", "/Marked", "/Length1", "/Flags",
    "/CIDSystemInfo", "/CIDSet", "/Info", "/GTS_PDFXVersion", "/Producer", "/CreationDate",
)  # fmt: skip
"""Keys by which the checks go."""


def reworked(raw: bytes, steps: list[tuple[str, int, int]]) -> bytes:
    """A PDF with things changed in what it says; as it was, where they cannot be."""
    log = logging.getLogger("pikepdf")
    log.disabled = True  # of what is made here; the command's own is heard
    try:
        with pikepdf.open(io.BytesIO(raw)) as pdf:
            for how, which, what in steps:
                _CHANGES[how](pdf, which, what)
            file = io.BytesIO()
            pdf.save(file, **_SAVED[steps[0][1] % len(_SAVED)])
            return file.getvalue()
    except (
        pikepdf.PdfError,
        ValueError,
        TypeError,
        KeyError,
        AttributeError,
        RuntimeError,
        IndexError,
    ):
        return raw
    finally:
        log.disabled = False


_SAVED: Final[tuple[dict[str, Any], ...]] = (
    {},
    {},
    {},
    {},
    {"object_stream_mode": pikepdf.ObjectStreamMode.generate},
    {"linearize": True},
    {"encryption": pikepdf.Encryption(owner="o", user="u")},
    {"encryption": pikepdf.Encryption(owner="o", user="")},
    {"encryption": pikepdf.Encryption(owner="", user="", R=4, aes=False, metadata=False)},
    {"qdf": True},
)


def _holders(pdf: Pdf) -> list[tuple[Any, str]]:
    """Every place of a dictionary that a check may look at."""
    objects = [
        pdf.Root,
        pdf.docinfo,
        *(each for each in pdf.objects if isinstance(each, Dictionary | Stream)),
    ]
    return [(each, key) for each in objects for key in _HAUNTS if key in each]


def _instead(pdf: Pdf, which: int, what: int) -> None:
    holder, key = _picked(_holders(pdf), which)
    value = _picked(_OBJECTS, what)(pdf)
    if value is None:
        del holder[key]
    else:
        holder[key] = value


def _added(pdf: Pdf, which: int, what: int) -> None:
    objects = [each for each in pdf.objects if isinstance(each, Dictionary | Stream)]
    _picked(objects, which)[_picked(_HAUNTS, what)] = _picked(_OBJECTS[1:], which // 7)(pdf)


def _other_contents(pdf: Pdf, which: int, what: int) -> None:
    page = pdf.pages[which % len(pdf.pages)]
    stream = _picked(_STREAMS, what)
    if which % 3 == 0:
        page.Contents = pdf.make_stream(stream)
    elif which % 3 == 1:
        page.contents_add(stream + b"\n", prepend=bool(what % 2))
    else:
        operands: Any = [([], Operator("q"))] * (what % 99)
        page.Contents = pdf.make_stream(pikepdf.unparse_content_stream(operands) + b" " + stream)


def _other_stream(pdf: Pdf, which: int, what: int) -> None:
    streams = [each for each in pdf.objects if isinstance(each, Stream)]
    stream = _picked(streams, which)
    old = stream.read_raw_bytes()
    new = (b"", old[:-9], old[: len(old) // 2], b"x" * 99, old + old, _picked(_STREAMS, what))[
        what % 6
    ]
    if what % 2:
        stream.write(new)
    else:
        stream.write(new, filter=stream.get("/Filter"))


def _bomb(pdf: Pdf, which: int, what: int) -> None:
    size = (3 << 20, 40 << 20, 200 << 20)[which % 3]
    bomb = pdf.make_stream(
        (b" ", b"q ", b"0 0 m ", b"(a) Tj ")[what % 4] * (size // (what % 4 * 3 + 1))
    )
    if which % 2:
        pdf.pages[0].Contents = bomb
    else:
        holders = [
            each for each in pdf.objects if isinstance(each, Dictionary) and "/ToUnicode" in each
        ]
        _picked(holders, what)["/ToUnicode"] = bomb


def _loop(pdf: Pdf, which: int, what: int) -> None:
    key = _picked(
        ("/Kids", "/K", "/Parent", "/P", "/Next", "/First", "/DescendantFonts", "/XObject"), what
    )
    holders = [each for each in pdf.objects if isinstance(each, Dictionary) and key in each]
    holder = _picked(holders, which)
    holder[key] = Array([holder]) if key in ("/Kids", "/K", "/DescendantFonts") else holder


def _deep(pdf: Pdf, which: int, what: int) -> None:
    inner: Any = Dictionary(S=Name("/P"), K=0)
    for _ in range((30, 300, 3_000)[which % 3]):
        inner = pdf.make_indirect(Dictionary(S=Name("/Div"), K=Array([inner])))
    pdf.Root.StructTreeRoot.K = inner


def _pages(pdf: Pdf, which: int, what: int) -> None:
    match which % 4:
        case 0:
            del pdf.pages[:]
        case 1:
            for _ in range(what % 300):
                pdf.pages.append(pdf.pages[0])
        case 2:
            pdf.add_blank_page(page_size=(_picked((1, 14_400, 1e6, 0.001), what),) * 2)
        case 3:
            pdf.pages.reverse()


def _other_metadata(pdf: Pdf, which: int, what: int) -> None:
    old = pdf.Root.Metadata.read_bytes()
    how = _picked(archives.XML_CHANGES, which)
    new = archives.xml_changed(old, how, _picked(strange.WORDS, what), (which % 97) / 96)
    pdf.Root.Metadata = pdf.make_stream(new, Type=Name("/Metadata"), Subtype=Name("/XML"))


def _picked(things: Any, which: int) -> Any:
    if not things:
        raise KeyError
    return things[which % len(things)]


_CHANGES: Final[dict[str, Callable[[Pdf, int, int], None]]] = {
    "instead": _instead,
    "added": _added,
    "contents": _other_contents,
    "stream": _other_stream,
    "bomb": _bomb,
    "loop": _loop,
    "deep": _deep,
    "pages": _pages,
    "metadata": _other_metadata,
}

_USUAL: Final = (
    ("instead",) * 6 + ("added",) * 3 + ("contents",) * 2 + ("stream",) * 2 + ("metadata",)
)

steps = st.lists(
    st.tuples(
        st.sampled_from((*_USUAL, *_CHANGES)), st.integers(0, 100_000), st.integers(0, 100_000)
    ),
    min_size=1,
    max_size=2,
)


@st.composite
def pdfs(draw: st.DrawFn, stock: Stock) -> bytes:
    """A PDF with something changed."""
    raw = draw(st.sampled_from(stock.pdfs))
    if draw(st.integers(0, 3)) == 0:
        return shaken(raw, *draw(accidents))
    return reworked(raw, draw(steps))


# --- EPUB ---------------------------------------------------------------------------

_PACKAGES: Final = (
    (".opf", 3),
    (".xhtml", 3),
    (".ncx", 1),
    ("container.xml", 1),
    (".css", 1),
    ("mimetype", 1),
)


@st.composite
def epubs(draw: st.DrawFn, stock: Stock) -> bytes:
    """An EPUB with something changed."""
    raw = stock.epub
    if draw(st.integers(0, 5)) == 0:
        return shaken(raw, *draw(accidents))
    members = list(archives.unpacked(raw).items())
    kinds = [suffix for suffix, weight in _PACKAGES for _ in range(weight)]
    for _ in range(draw(st.integers(1, 2))):
        kind = draw(st.sampled_from(kinds))
        at = next((n for n, (name, _) in enumerate(members) if name.endswith(kind)), 0)
        name, content = members[at]
        match draw(
            st.sampled_from(
                ("xml", "xml", "xml", "path", "lose", "double", "name", "rename", "swell")
            )
        ):
            case "xml":
                how = draw(st.sampled_from(archives.XML_CHANGES))
                changed = archives.xml_changed(
                    content, how, draw(strange.texts), draw(st.floats(0, 1))
                )
                members[at] = name, changed
            case "path":
                old = draw(
                    st.sampled_from(
                        (b'href="', b'full-path="', b'src="', b'idref="', b'id="', b'lang="')
                    )
                )
                new = draw(
                    st.sampled_from(
                        ("../../../", "/", "x", "", "http://127.0.0.1:9/", "#", "%00", "%zz")
                    )
                )
                members[at] = name, content.replace(old, old + new.encode(), 2)
            case "lose" if len(members) > 1:
                del members[at]
            case "double":
                members.append((name, content))
            case "name":
                members.append((draw(st.sampled_from(archives.MEMBERS)), content))
            case "rename":
                members[at] = draw(st.sampled_from(archives.MEMBERS)), content
            case "swell":
                members[at] = name, content + b" " * draw(st.sampled_from((3 << 20, 60 << 20)))
            case _:
                pass
    return archives.lying(archives.packed(members), draw(archives.lies))


_STRANGERS: Final[tuple[Node, ...]] = (
    b"", b"%PDF-1.7\n%%EOF", b"%PDF-", b"PK\x05\x06" + b"\0" * 18, b"PK\x03\x04", b"\0" * 999,
    Pipe(), Folder(), Link("/dev/zero"), Link("/dev/null"), Link("nowhere"), Link("file.pdf"),
)  # fmt: skip


@st.composite
def files(draw: st.DrawFn, stock: Stock) -> dict[str, Node]:
    """One file or two, by name."""
    found: dict[str, Node] = {}
    node: Node
    for _ in range(draw(st.sampled_from((1, 1, 1, 2)))):
        match draw(st.sampled_from(("pdf", "pdf", "pdf", "epub", "epub", "?"))):
            case "pdf":
                name, node = "file.pdf", draw(pdfs(stock))
            case "epub":
                name, node = "file.epub", draw(epubs(stock))
            case _:
                name = draw(
                    st.sampled_from(
                        ("file.pdf", "file.epub", "file.PDF", "file.txt", "-x.pdf", "a\n\x1b.pdf")
                    )
                )
                node = draw(st.sampled_from((*_STRANGERS, stock.pdfs[0], stock.epub)))
        found[f"in/{name}"] = node
    return found
