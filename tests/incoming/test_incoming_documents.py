"""Documents as offices send them: wrapped runs, Word's numbers, mastheads, tables, notes."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from publish.content.load import load
from publish.content.statement import ListBlock, Statement
from publish.content.writing import body
from publish.incoming.importing import Imported, Wish, import_file
from publish.incoming.page import Page
from publish.incoming.readers.files import read_page

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    ' xmlns:v="urn:schemas-microsoft-com:vml"'
)
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


def docx(text: str, **parts: str) -> bytes:
    """A document with these elements in its body, and other parts by name."""
    relations = "".join(
        f'<Relationship Id="r{n}" Type="{OFFICE}/{name.rstrip("123")}" Target="{name}.xml"/>'
        for n, name in enumerate(parts)
    )
    files = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{MAIN}"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r"'
        f' Type="{OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">'
        f"{relations}</Relationships>",
        "word/document.xml": f"<w:document {NAMESPACES}><w:body>{text}</w:body></w:document>",
        **{f"word/{name}.xml": content for name, content in parts.items()},
    }
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return file.getvalue()


def r(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def p(text: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{text if text.startswith('<') else r(text)}</w:p>"


def read(text: str, **parts: str) -> Page:
    return read_page(docx(text, **parts), Path("sent.docx"))


def shown(page: Page) -> str:
    return body([piece.block for piece in page.pieces], page.notes, Path()).strip()


def imported(folder: Path, text: str, **parts: str) -> tuple[Imported, Statement]:
    path = folder / "sent.docx"
    path.write_bytes(docx(text, **parts))
    found = import_file(path, folder / "content", Wish(slug="s"))
    return found, load(found.folder)


# --- Every run ----------------------------------------------------------------------

FIELD = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'


@pytest.mark.parametrize(
    "wrapped",
    [
        '<w:dir w:val="rtl">{}</w:dir>',
        '<w:bdo w:val="ltr">{}</w:bdo>',
        '<w:smartTag w:element="place">{}</w:smartTag>',
        "<w:sdt><w:sdtPr/><w:sdtContent>{}</w:sdtContent></w:sdt>",
        '<w:customXml w:element="x">{}</w:customXml>',
        '<w:ins w:id="1" w:author="A">{}</w:ins>',
        '<w:moveTo w:id="1" w:author="A">{}</w:moveTo>',
        '<w:hyperlink w:anchor="nowhere">{}</w:hyperlink>',
        '<w:fldSimple w:instr=" DATE ">{}</w:fldSimple>',
        FIELD.format("begin") + "<w:r><w:instrText> REF x </w:instrText></w:r>"
        + FIELD.format("separate") + "{}" + FIELD.format("end"),
        '<w:smartTag w:element="a"><w:dir w:val="ltr"><w:ins w:id="2">{}</w:ins></w:dir>'
        "</w:smartTag>",
        '<mc:AlternateContent><mc:Choice Requires="x">{}</mc:Choice><mc:Fallback>'
        "<w:r><w:t>otherwise</w:t></w:r></mc:Fallback></mc:AlternateContent>",
        '<mc:AlternateContent><mc:Choice Requires="x"/><mc:Fallback>{}</mc:Fallback>'
        "</mc:AlternateContent>",
    ],
)  # fmt: skip
def test_a_run_is_read_whatever_wraps_it(wrapped: str) -> None:
    page = read(p(r("Before ") + wrapped.format(r("within ")) + r("behind.")))
    assert shown(page) == "Before within behind."
    assert page.unplaced == ()


def test_what_a_text_box_says_stands_behind_its_paragraph() -> None:
    box = "<w:txbxContent>" + p("In the box.") + "</w:txbxContent>"
    text = (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:inline><wps:wsp>'
        f"<wps:txbx>{box}</wps:txbx></wps:wsp></wp:inline></w:drawing></mc:Choice><mc:Fallback>"
        f"<w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    page = read(p(text + r("The anchor.")) + p("After."))
    assert shown(page) == "The anchor.\n\nIn the box.\n\nAfter."
    assert [doubt.words for doubt in page.doubts] == ["In the box."]


def test_words_that_are_lost_are_named_with_their_paragraph(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The document is walked as it was sent, so that no reader need be trusted."""
    from publish.tools import pandoc

    as_html = pandoc.as_html
    monkeypatch.setattr(
        pandoc, "as_html", lambda *given: as_html(*given).replace("in the evening", "")
    )
    page = read(p("One paragraph.") + p("Doors stay open in the evening, too."))
    (remark,) = page.unplaced
    assert (remark.line, remark.words) == (2, "in the evening,")
    assert "Doors stay open" in remark.message


def test_places_are_the_paragraphs_of_the_document() -> None:
    page = read(p("One.") + "<w:p/>" + p("Two.") + p("Three."))
    assert [piece.block.line for piece in page.pieces] == [1, 2, 3]


# --- Numbers ------------------------------------------------------------------------

LEVELS = (("decimal", "%1."), ("lowerLetter", "(%2)"), ("lowerRoman", "(%3)"))


def level(at: int, form: str, text: str) -> str:
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


NUMBERING = (
    f'<w:numbering {NAMESPACES}><w:abstractNum w:abstractNumId="1">'
    + "".join(level(at, *each) for at, each in enumerate(LEVELS))
    + '</w:abstractNum><w:abstractNum w:abstractNumId="2">'
    + level(0, "decimal", "Article %1")
    + level(1, "decimal", "%1.%2.")
    + '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="2"/></w:num><w:num w:numId="3"><w:abstractNumId'
    ' w:val="1"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="7"/></w:lvlOverride></w:num>'
    "</w:numbering>"
)
STYLES = (
    f'<w:styles {NAMESPACES}><w:style w:type="paragraph" w:styleId="H"><w:name w:val="heading 1"/>'
    '</w:style><w:style w:type="paragraph" w:styleId="N"><w:name w:val="Numbered"/><w:pPr>'
    '<w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="T"><w:name w:val="toc 1"/></w:style></w:styles>'
)


def numbered(text: str, at: int = 0, num: int = 1, more: str = "") -> str:
    place = f'<w:numPr><w:ilvl w:val="{at}"/><w:numId w:val="{num}"/></w:numPr>'
    return p(text, more + place)


def test_levels_have_their_kinds_and_go_on_behind_what_stands_between() -> None:
    page = read(
        numbered("One:") + numbered("a;", 1) + numbered("b:", 1) + numbered("i;", 2)
        + numbered("ii;", 2) + numbered("c.", 1) + p("A heading", '<w:pStyle w:val="H"/>')
        + numbered("Two.") + numbered("its a.", 1) + p("By its style.", '<w:pStyle w:val="N"/>'),
        numbering=NUMBERING, styles=STYLES,
    )  # fmt: skip
    assert shown(page) == (
        '1. One:\n   {numbers="(a)"}\n   1. a;\n   2. b:\n      {numbers="(i)"}\n      1. i;\n'
        "      2. ii;\n   3. c.\n\n# A heading\n\n"
        '2. Two.\n   {numbers="(a)"}\n   1. its a.\n3. By its style.'
    )


def test_a_list_begins_where_it_is_told_to() -> None:
    page = read(numbered("One.") + p("Between.") + numbered("Seven.", num=3) + numbered("Eight."),
                numbering=NUMBERING)  # fmt: skip
    assert shown(page) == "1. One.\n\nBetween.\n\n7. Seven.\n8. Eight."


def test_numbers_that_no_list_can_show_become_words() -> None:
    page = read(
        numbered("Doors", 0, 2, '<w:pStyle w:val="H"/>') + numbered("stay open.", 1, 2)
        + numbered("all day.", 1, 2) + numbered("Shelves", 0, 2),
        numbering=NUMBERING, styles=STYLES,
    )  # fmt: skip
    assert shown(page) == (
        "# Article 1 Doors\n\n1.1. stay open.\n\n1.2. all day.\n\nArticle 2 Shelves"
    )


def test_numbers_in_cells_are_kept() -> None:
    cells = "".join(f"<w:tc>{text}</w:tc>" for text in (numbered("a"), p("b")))
    row = f"<w:tr>{cells}</w:tr>"
    page = read(f"<w:tbl><w:tblPr/><w:tblGrid/>{row}{row}</w:tbl>", numbering=NUMBERING)
    assert shown(page) == "| 1. a | b |\n|---|---|\n| 2. a | b |"


# --- Documents of international bodies ----------------------------------------------


def cell(*lines: str) -> str:
    return f"<w:tc>{''.join(map(p, lines))}</w:tc>"


def table(*rows: str) -> str:
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>"


MASTHEAD = table(
    cell("United Nations") + cell("A/RES/79/201"),
    cell("General Assembly") + cell("Distr.: General", "19 December 2024", "Original: English"),
)
TEXT = "The rooms with many books shall stay open to everybody who comes in, every day of the year."


def contents(text: str, page: int) -> str:
    return p(f"{r(text)}<w:r><w:tab/></w:r>{r(str(page))}", '<w:pStyle w:val="T"/>')


HEADING = '<w:pStyle w:val="H"/>'


def test_a_masthead_becomes_facts_and_printed_contents_go(tmp_path: Path) -> None:
    title = "<w:r><w:rPr><w:b/></w:rPr><w:t>Reading rooms of the harbour towns</w:t></w:r>"
    found, statement = imported(
        tmp_path,
        f"{MASTHEAD}<w:p/>{p('Seventy-ninth session')}{p(title)}{p('Contents')}"
        f"{contents('Doors', 2)}{contents('Shelves', 3)}{p('Doors', HEADING)}"
        f"{numbered(TEXT)}{numbered(TEXT)}",
        numbering=NUMBERING,
        styles=STYLES,
        header1=f"<w:hdr {NAMESPACES}>{p('Head of pages')}</w:hdr>",
    )
    facts = statement.facts
    assert facts.symbol == "A/RES/79/201"
    assert facts.issued_by is not None
    assert facts.issued_by.root == {"en": "General Assembly"}
    assert str(facts.adopted) == "2024-12-19"
    text = statement.translations["en"]
    assert text.title == "Reading rooms of the harbour towns"
    assert [type(block).__name__ for block in text.blocks] == ["Heading", "ListBlock"]
    said = {remark.words: remark.message for remark in found.assembled.unplaced}
    assert {"United Nations", "Original: English", "Seventy-ninth session"} <= said.keys()
    assert "contents" in said["Contents / Doors 2 / Shelves 3"]
    assert said["Head of pages"] == "stands in a header"


def test_a_title_right_above_printed_contents_stays() -> None:
    page = read(p("Reading rooms") + contents("Doors", 2) + contents("Shelves", 3) + p(TEXT),
                styles=STYLES)  # fmt: skip
    assert shown(page) == f"Reading rooms\n\n{TEXT}"
    assert [remark.words for remark in page.unplaced] == ["Doors 2 / Shelves 3"]


def test_a_table_at_the_beginning_is_no_reason_to_refuse(tmp_path: Path) -> None:
    """Its first words stand for a title, and the report says so."""
    found, statement = imported(
        tmp_path,
        table(cell("Town") + cell("Rooms"), cell("Tunis") + cell("9")) + "<w:p/>" + p(TEXT),
    )
    assert statement.translations["en"].title.startswith("Town Rooms Tunis")
    assert any("no title" in doubt.message for doubt in found.assembled.doubts)


def test_notes_lose_the_brackets_around_their_numbers() -> None:
    own = p(r("(") + "<w:r><w:footnoteRef/></w:r>" + r(") See there."))
    note = f'<w:footnote w:id="2">{own}'
    page = read(
        p(r("A word (") + '<w:r><w:footnoteReference w:id="2"/></w:r>' + r(") and more.")),
        footnotes=f"<w:footnotes {NAMESPACES}>{note}</w:footnote></w:footnotes>",
    )
    assert shown(page) == "A word[^1] and more.\n\n[^1]: See there."


def test_a_direction_that_is_the_texts_own_is_not_said(tmp_path: Path) -> None:
    def rtl(text: str) -> str:
        return f"<w:r><w:rPr><w:rtl/></w:rPr><w:t>{text}</w:t></w:r>"

    _, statement = imported(
        tmp_path,
        p(rtl("ميثاق القراءة"), "<w:bidi/>")
        + p(rtl("نتعهد بأن تبقى الرفوف مفتوحة للجميع في كل يوم من أيام السنة."), "<w:bidi/>"),
    )
    assert "{dir" not in (statement.folder / "ar.md").read_text()


def test_typed_numbers_of_an_arabic_document() -> None:
    lines = ("1 - تقرر ما يلي:", "(أ) فتح الأبواب؛", "(ب) فتح الرفوف؛", "2 - تطلب ذلك.")
    page = read(
        "".join(p(f"<w:r><w:rPr><w:rtl/></w:rPr><w:t>{line}</w:t></w:r>") for line in lines)
    )
    assert shown(page) == (
        '1. تقرر ما يلي:\n   {numbers="(a)"}\n   1. فتح الأبواب؛\n   2. فتح الرفوف؛\n2. تطلب ذلك.'
    )


def test_a_picture_is_named_with_the_words_that_stand_for_it() -> None:
    drawing = (
        '<w:r><w:drawing><wp:inline><wp:docPr id="1" descr="A map"/></wp:inline></w:drawing></w:r>'
    )
    page = read(p("One.") + p(drawing + r("Two.")))
    assert [(doubt.line, doubt.words) for doubt in page.doubts] == [(2, "A map")]


def test_typed_numbers_of_three_levels() -> None:
    lines = ("1. One asks:", "(a) doors;", "(b) shelves:", "(i) low;", "(ii) high;", "2. Two.")
    (piece,) = read("".join(map(p, lines))).pieces
    assert isinstance(piece.block, ListBlock)
    assert shown(Page((piece,))) == (
        '1. One asks:\n   {numbers="(a)"}\n   1. doors;\n   2. shelves:\n      {numbers="(i)"}\n'
        "      1. low;\n      2. high;\n2. Two."
    )
