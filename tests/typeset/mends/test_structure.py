"""What is read from the tags of a PDF is the text, whole and in order, in every direction."""

from __future__ import annotations

import contextlib
import ctypes
import re
import subprocess
import unicodedata
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium
import pytest
import weasyprint

from publish.errors import TypesetError
from publish.fonts.library import open_library
from publish.typeset.engine import use_fonts
from publish.typeset.mends import structure

PAGES = Path(__file__).parents[1] / "pages"
VARIANT = "pdf/ua-1"

# Two sentences a language, from the small statement's matter, with what lines do to words:
# long ones, hyphens of their own, dashes, numbers, another direction.
SENTENCES = {
    "en": "We keep small rooms with extraordinarily well-known books – 1931–1938, <bdi lang='ar'"
    " dir='rtl'>دار الكتب الصغيرة</bdi> – and <em>characterization</em>. Responsibility follows.",
    "ru": "Мы держим небольшие читальные залы, где <em>достопримечательности</em> по-прежнему"
    " важнее всего – и <bdi lang='en'>The Open Kitchen</bdi> тоже. Ответственность остаётся.",
    "es": "Mantenemos pequeñas salas de lectura <em>extraordinariamente</em> franco-españolas, de"
    " 1931–1938; <a href='https://example.org/a/long/address'>su responsabilidad</a> continúa.",
    "ar": "نحافظ على غرف قراءة صغيرة <em>وفيها كتب كثيرة</em> منذ <bdi dir='ltr'>1931–1938</bdi>،"
    " وكتبت <bdi lang='en' dir='ltr'>The Open Kitchen</bdi> أن (الرف) مفتوح للجميع.",
    "fa": "ما اتاق‌های کوچکِ خواندن را <em>نگه می‌داریم</em> و از سال ۱۹۳۱ تا ۱۹۳۸ کتاب‌ها"
    " به <bdi lang='en' dir='ltr'>The Open Kitchen</bdi> رفته‌اند؛ قفسه (باز) است.",
    "he": "אנחנו שומרים על חדרי קריאה קטנים <em>ובהם ספרים רבים</em> משנת 1931, ואת"
    " <bdi lang='en' dir='ltr'>The Open Kitchen</bdi> כולם (מכירים) היטב.",
}
RIGHT_TO_LEFT = frozenset({"ar", "fa", "he"})


@pytest.fixture(scope="module", autouse=True)
def _fonts() -> None:
    use_fonts(open_library().installed)


def set_pages(html: str, base: Path = PAGES) -> bytes:
    """``html`` as a tagged PDF."""
    with structure.reading_order():
        document = weasyprint.HTML(string=html, base_url=str(base / "x")).render()
        content = document.write_pdf(pdf_variant=VARIANT)
    assert isinstance(content, bytes)
    return content


def narrow(language: str, width_mm: int, body: str, style: str = "") -> str:
    direction = "rtl" if language in RIGHT_TO_LEFT else "ltr"
    return f"""<html lang="{language}" dir="{direction}"><title>x</title><style>
      @page {{ size: {width_mm}mm 45mm; margin: 3mm;
               @bottom-center {{ content: counter(page) }} }}
      html {{ font: 10pt/14pt "Source Serif 4", "Amiri", "Frank Ruhl Libre" }}
      body {{ margin: 0; hyphens: auto; text-align: justify; orphans: 1; widows: 1 }}
      {style}</style><body>{body}"""


# --- A reader of tags ------------------------------------------------------------------


class Reader:
    """Reads a structure tree as assistive technology does.

    It goes through the elements in order; an element's ``ActualText`` or ``Alt`` takes the
    place of all under it (ISO 32000-1, 14.9.3 and 14.9.4), else its marked content is read.
    """

    def __init__(self, content: bytes) -> None:
        self.pdf = pikepdf.open(BytesIO(content))
        self.root = self.pdf.Root.StructTreeRoot
        self.painted = painted(self.pdf)
        self.page_numbers = {page.obj.objgen: index for index, page in enumerate(self.pdf.pages)}

    def outline(self) -> list[str]:
        """A line for each element, its text under it: in quotes if told, else as painted."""
        return [line.rstrip() for kid in self.root.K for line in self._lines(kid, 0)]

    def text(self) -> str:
        """All that is read, a line for each block."""
        return "".join(self._text(kid) for kid in self.root.K)

    def elements(self, role: str = "") -> list[Any]:
        found = [element for kid in self.root.K for element in self._all(kid)]
        return [element for element in found if role in ("", str(element.S)[1:])]

    def parents(self) -> dict[int, Any]:
        """The parent tree (ISO 32000-1, 14.7.4.4): owners of each page's marks, of annotations."""
        numbers = list(self.root.ParentTree.Nums)
        return {int(numbers[i]): numbers[i + 1] for i in range(0, len(numbers), 2)}

    def kids(self, element: Any) -> list[Any]:
        return list(element.get("/K", []))

    def marks(self, element: Any) -> list[tuple[int, int]]:
        """Page and number of the marked content that an element itself owns."""
        return [mark for kid in self.kids(element) if (mark := self._mark(element, kid))]

    def _mark(self, element: Any, kid: Any) -> tuple[int, int] | None:
        if isinstance(kid, int):
            return self.page_numbers[element.Pg.objgen], kid
        if kid.get("/Type") == "/MCR":
            return self.page_numbers[kid.Pg.objgen], int(kid.MCID)
        return None

    def _all(self, element: Any) -> Iterator[Any]:
        yield element
        for kid in self.kids(element):
            if not isinstance(kid, int) and "/S" in kid:
                yield from self._all(kid)

    def _text(self, element: Any) -> str:
        told = element.get("/ActualText", element.get("/Alt"))
        text = str(told) if told is not None else "".join(self._parts(element))
        return text if element.S in ("/Span", "/Link", "/Reference", "/Lbl") else f"{text}\n"

    def _parts(self, element: Any) -> Iterator[str]:
        for kid in self.kids(element):
            if mark := self._mark(element, kid):
                yield self.painted.get(mark, "")
            elif "/S" in kid:
                yield self._text(kid)

    def _lines(self, element: Any, depth: int) -> Iterator[str]:
        yield f"{'  ' * depth}{self._said(element)}"
        if "/ActualText" in element:
            yield f"{'  ' * (depth + 1)}“{element.ActualText}”"
            return
        for kid in self.kids(element):
            if mark := self._mark(element, kid):
                yield f"{'  ' * (depth + 1)}{self.painted.get(mark, '')}"
            elif "/S" in kid:
                yield from self._lines(kid, depth + 1)

    def _said(self, element: Any) -> str:
        notes = [f"{key[1:]}={element[key]}" for key in ("/Lang", "/Alt", "/ID") if key in element]
        if numbering := element.get("/A", {}).get("/ListNumbering"):
            notes.append(str(numbering)[1:])
        notes += ["annotation" for kid in self.kids(element) if is_reference(kid)]
        return " ".join([str(element.S)[1:], *notes])


def is_reference(kid: Any) -> bool:
    return not isinstance(kid, int) and kid.get("/Type") == "/OBJR"


def painted(pdf: pikepdf.Pdf) -> dict[tuple[int, int], str]:
    """The text of each marked content, by page and number, in order of painting."""
    texts: dict[tuple[int, int], str] = {}
    for number, page in enumerate(pdf.pages):
        marked: list[int | None] = []
        for step in pikepdf.parse_content_stream(page):
            operands: Any = step.operands
            match str(step.operator):
                case "BDC" | "BMC":
                    marked.append(operands[1].get("/MCID") if len(operands) > 1 else None)
                case "EMC":
                    marked.pop()
                case "Tf":
                    characters = unicode_map(page.Resources.Font[operands[0]])
                case "TJ" if marked and marked[-1] is not None:
                    strings = (item for item in operands[0] if isinstance(item, pikepdf.String))
                    codes = b"".join(map(bytes, strings)).hex()
                    text = "".join(characters[code] for code in re.findall("....", codes))
                    mark = number, marked[-1]
                    texts[mark] = texts.get(mark, "") + text
    return texts


def unicode_map(font: Any) -> dict[str, str]:
    """What a font says of its codes of two bytes (ISO 32000-1, 9.10.3)."""
    pairs = re.findall(rb"<([0-9a-f]{4})> <([0-9a-f]*)>", font.ToUnicode.read_bytes())
    return {code.decode(): bytes.fromhex(text.decode()).decode("utf-16-be") for code, text in pairs}


def words(text: str) -> list[str]:
    return unicodedata.normalize("NFC", text).split()


def source_words(body: str) -> list[str]:
    return words(re.sub("<[^>]*>", "", body))


# --- The tree --------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["en", "ar"])
def test_tree_of_a_document_that_has_everything(language: str) -> None:
    """The whole tree, as a person can judge it: pages/everything.*.txt."""
    html = (PAGES / f"everything.{language}.html").read_text("utf-8")
    outline = "\n".join(Reader(set_pages(html)).outline()) + "\n"

    assert outline == (PAGES / f"everything.{language}.txt").read_text("utf-8")


@pytest.mark.parametrize("language", SENTENCES)
@pytest.mark.parametrize("width_mm", [24, 31, 40, 57, 90])
def test_words_are_whole_and_in_order_wherever_lines_and_pages_break(
    language: str, width_mm: int
) -> None:
    body = f"<p>{SENTENCES[language]}</p>\n" * 2

    assert words(Reader(set_pages(narrow(language, width_mm, body))).text()) == source_words(body)


def test_a_paragraph_across_pages_and_columns_is_one_element() -> None:
    body = f"<p>{'Books stand where a hand can reach them. ' * 20}</p>"
    reader = Reader(set_pages(narrow("en", 60, body, "body { columns: 2 }")))

    (paragraph,) = reader.elements("P")
    (owner,) = reader.kids(paragraph)
    assert len({page for page, _ in reader.marks(owner)}) == len(reader.pdf.pages) > 1
    assert words(str(paragraph.ActualText)) == source_words(body)


def test_text_that_is_told_is_never_told_by_what_owns_the_content() -> None:
    """MuPDF would put it in the place of each line when it extracts the text of a page."""
    html = (PAGES / "everything.ar.html").read_text("utf-8")
    reader = Reader(set_pages(html))

    told = [element for element in reader.elements() if "/ActualText" in element]
    assert told
    assert not [element for element in told if reader.marks(element)]


def test_nothing_with_structure_in_it_is_replaced_by_text() -> None:
    html = (PAGES / "everything.ar.html").read_text("utf-8")
    reader = Reader(set_pages(html))

    for element in reader.elements():
        if "/ActualText" in element:
            (owner,) = reader.kids(element)
            assert owner.S == "/Span"
            assert len(reader.marks(owner)) == len(reader.kids(owner))


def test_every_marked_content_has_the_owner_that_the_parent_tree_names() -> None:
    html = (PAGES / "everything.en.html").read_text("utf-8")
    reader = Reader(set_pages(html))
    parents = reader.parents()

    owned = 0
    for element in reader.elements():
        for page, mcid in reader.marks(element):
            assert parents[page][mcid].objgen == element.objgen
            owned += 1
    named = [owner for page in range(len(reader.pdf.pages)) for owner in parents[page]]
    assert owned == len([owner for owner in named if owner is not None])


def test_links_lead_to_their_annotations_and_back() -> None:
    """One link over two lines has two annotations; what is in a link adds none."""
    link = (
        '<a href="https://example.org/" title="An example">one <bdi lang="ru">два</bdi> three</a>'
    )
    reader = Reader(set_pages(narrow("en", 24, f"<p>{link}</p>")))
    parents = reader.parents()

    (element,) = reader.elements("Link")
    annotations = [kid.Obj for kid in element.K if not isinstance(kid, int) and "/Obj" in kid]
    on_pages = [annotation for page in reader.pdf.pages for annotation in page.Annots]
    assert len(annotations) == len(on_pages) == 2
    for annotation in annotations:
        assert parents[int(annotation.StructParent)].objgen == element.objgen
        assert str(annotation.Contents) == "An example"
    assert reader.text().strip() == "one два three"


def test_notes_calls_and_what_links_lead_to_are_found_by_their_identifiers() -> None:
    note = '<span class="note">x</span>'
    body = f'<p>a{note} b{note}</p><p id="there">c</p>'
    reader = Reader(set_pages(narrow("en", 60, body, ".note { float: footnote }")))

    names = list(reader.root.IDTree.Names)
    found = dict(zip(map(str, names[::2]), names[1::2], strict=True))
    there = reader.elements("P")[-1]
    wanted = [*reader.elements("Reference"), *reader.elements("Note"), there]
    assert list(found) == ["call-1", "call-2", "note-1", "note-2", "to-there"]
    assert [owner.objgen for owner in found.values()] == [owner.objgen for owner in wanted]


def test_a_space_that_a_line_end_swallows_between_elements_is_read() -> None:
    """It is nowhere on the page: only the text has it."""
    body = "<p><b>Communist</b> <b lang='fr'>Internationale</b> <b>Committees</b></p>"
    for width_mm in (26, 40, 90):
        reader = Reader(set_pages(narrow("en", width_mm, body)))
        assert reader.text().strip() == "Communist Internationale Committees"


def test_decoration_is_artifact() -> None:
    """Running heads and folios are pagination; nothing is painted outside tags and artifacts."""
    html = (PAGES / "everything.en.html").read_text("utf-8")
    pdf = pikepdf.open(BytesIO(set_pages(html)))

    subtypes = set()
    for page in pdf.pages:
        depth = 0
        for step in pikepdf.parse_content_stream(page):
            operands, operator = step.operands, step.operator
            if str(operator) in ("BDC", "BMC"):
                depth += 1
                if operands[0] == "/Artifact" and len(operands) > 1:
                    subtypes.add((str(operands[1].Type), str(operands[1].get("/Subtype"))))
            elif str(operator) == "EMC":
                depth -= 1
            elif str(operator) in ("Tj", "TJ", "f", "S", "B", "Do", "sh"):
                assert depth, operator
        assert depth == 0
    assert ("/Pagination", "/Header") in subtypes
    assert ("/Pagination", "/Footer") in subtypes


def test_what_is_hidden_from_reading_is_artifact() -> None:
    body = '<p>a <span aria-hidden="true">⁂</span> b</p>'

    assert words(Reader(set_pages(narrow("en", 60, body))).text()) == ["a", "b"]


# --- Other readers ---------------------------------------------------------------------


@pytest.mark.parametrize("language", ["en", "ru", "es"])
def test_poppler_reads_the_letters_of_the_tree_in_order(language: str, tmp_path: Path) -> None:
    """Poppler reads marked content alone, so this holds where it is painted in order."""
    body = f"<p>{SENTENCES[language]}</p>".replace("دار الكتب الصغيرة", "x")
    file = tmp_path / "pages.pdf"
    file.write_bytes(set_pages(narrow(language, 40, body)))
    command = ["pdfinfo", "-struct-text", "-enc", "UTF-8", str(file)]
    out = subprocess.run(command, capture_output=True, encoding="utf-8", check=True).stdout
    pieces = re.findall(r'^ *"(.*)"$', out, re.MULTILINE)

    assert letters("".join(pieces)) == letters("".join(source_words(body)))


def letters(text: str) -> str:
    return "".join(filter(str.isalnum, text))


@pytest.mark.parametrize("language", sorted(RIGHT_TO_LEFT))
def test_pdfium_reads_right_to_left_text_of_the_tree_in_order(language: str) -> None:
    body = f"<p>{SENTENCES[language]}</p>"
    content = set_pages(narrow(language, 110, body))
    (page,) = pypdfium2.PdfDocument(content)
    tree = pdfium.FPDF_StructTree_GetForPage(page)
    marked = {mcid: text for (_, mcid), text in painted(pikepdf.open(BytesIO(content))).items()}
    text = "".join(
        pdfium_text(pdfium.FPDF_StructTree_GetChildAtIndex(tree, index), marked)
        for index in range(pdfium.FPDF_StructTree_CountChildren(tree))
    )

    assert words(text) == source_words(body)


def pdfium_text(element: Any, marked: dict[int, str]) -> str:
    length = pdfium.FPDF_StructElement_GetActualText(element, None, 0)
    if length > 2:
        buffer = ctypes.create_string_buffer(length)
        pdfium.FPDF_StructElement_GetActualText(element, buffer, length)
        return buffer.raw[: length - 2].decode("utf-16-le")
    text = ""
    for index in range(pdfium.FPDF_StructElement_CountChildren(element)):
        kid = pdfium.FPDF_StructElement_GetChildAtIndex(element, index)
        mcid = pdfium.FPDF_StructElement_GetChildMarkedContentID(element, index)
        text += pdfium_text(kid, marked) if kid else marked.get(mcid, "")
    return text


# --- Faults ----------------------------------------------------------------------------


def test_a_picture_needs_words() -> None:
    html = narrow("en", 60, '<p>a</p><img src="picture.png">')

    with pytest.raises(TypesetError, match=r"picture\.png has no text"):
        set_pages(html)


def test_what_cannot_be_tagged_is_an_error() -> None:
    """Text in a transparency group is in a stream of its own, out of the page's tags."""
    with pytest.raises(TypesetError, match="see-through"):
        set_pages(narrow("en", 60, '<p style="opacity: 0.5">a</p>'))


# --- WeasyPrint's inside ---------------------------------------------------------------


def test_weasyprint_is_itself_again_afterwards() -> None:
    from weasyprint.formatting_structure.boxes import TextBox

    def parts() -> list[Callable[..., Any]]:
        return [weasyprint.pdf.add_tags, weasyprint.pdf.add_links, TextBox.copy_with_text]

    before = parts()
    with contextlib.suppress(ZeroDivisionError), structure.reading_order():
        assert not set(parts()) & set(before)
        raise ZeroDivisionError
    assert parts() == before
