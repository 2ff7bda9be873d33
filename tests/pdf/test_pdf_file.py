"""What a finished file tells of itself: its text, its tags, its binding, its sheets."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name
from press_file import make_sound

from publish.content.load import load
from publish.design.design import default_design
from publish.editions import EDITIONS
from publish.errors import CommandError
from publish.faults import Fault
from publish.fonts.library import open_library
from publish.impose import SCHEMES, Binding, impose
from publish.impose.sheet import OTHER
from publish.markup.pages import page_markup
from publish.pdf.binding import read_binding
from publish.pdf.extractors import readings
from publish.pdf.file import PdfFile
from publish.pdf.roles import claims_press, role_called, role_of, said_versions
from publish.pdf.sheets.folds import nearest
from publish.pdf.sheets.reading import grids, read_imposition
from publish.pdf.tree import read_tree
from publish.text.edit import edit
from publish.typeset.engine import lay_out, use_fonts, write_pdf

WORDS = """\
+++
title = "Open Doors"
+++

## Whoever reads

Every town keeps its *library* open, says [مكتبة]{lang=ar}.

- The first request
- The second request
"""


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A pamphlet of a heading, a paragraph and a list."""
    folder = tmp_path_factory.mktemp("file") / "doors"
    folder.mkdir()
    (folder / "statement.toml").write_text('schema = 1\nsource_language = "en"\n')
    (folder / "en.md").write_text(WORDS)
    fonts = open_library()
    use_fonts(fonts.installed)
    text = edit(load(folder), "en")
    markup = page_markup(text, EDITIONS["pamphlet"], fonts, default_design())
    path = folder / "doors.en.pamphlet.pdf"
    path.write_bytes(write_pdf(lay_out(markup)))
    return path


@pytest.fixture
def file(path: Path) -> Iterator[PdfFile]:
    with pikepdf.open(path) as pdf:
        yield PdfFile(path, pdf)


# --- Text and tags ------------------------------------------------------------------


def test_the_text_of_pages_is_read_without_running_heads_and_folios(file: PdfFile) -> None:
    assert "Every town keeps its library open" in " ".join(file.reading.split())
    assert len(file.pages) == len(file.pdf.pages)
    assert any(page.text != page.real for page in file.pages)
    assert file.divided == ()
    assert file.legible
    assert (file.language, file.place.path) == ("en", file.path)


def test_a_word_and_an_element_are_found_on_their_page(file: PdfFile) -> None:
    word = file.spot_of_word("library")
    assert word is not None
    assert file.spot_of_word("bookshop") is None
    assert file.tree is not None
    paragraph = next(
        element for element in file.tree.elements() if "town" in file.speaker.text(element)
        and element.role == "P"
    )  # fmt: skip
    whole = file.spot(paragraph)
    assert whole is not None
    assert whole.page == word.page
    assert whole.box is not None
    assert word.box is not None
    assert whole.box[0] <= word.box[0] + 1
    assert word.box[2] <= whole.box[2] + 1


def test_tags_say_what_a_screen_reader_reads(file: PdfFile) -> None:
    assert file.tree is not None
    said = " ".join(file.speaker.text(file.tree).split())
    assert said.index("Whoever reads") < said.index("Every town") < said.index("The first request")
    roles = [element.role for element in file.tree.elements()]
    assert roles.count("LI") == 2
    assert {"H1", "H2", "P", "L"} <= set(roles)
    foreign = [element for element in file.tree.elements() if element.language == "ar"]
    assert "مكتبة" in "".join(map(file.speaker.text, foreign))
    heading = next(element for element in file.tree.elements() if element.role == "H2")
    assert "Whoever" not in file.speaker.text(file.tree, without={"H2"})
    assert "Whoever" in "".join(map(file.speaker.own_text, heading.elements()))


def test_a_text_that_is_told_replaces_what_is_painted(path: Path) -> None:
    """ActualText (ISO 32000-1, 14.9.4)."""
    with pikepdf.open(path) as pdf:
        for element in pdf.objects:
            if isinstance(element, Dictionary) and element.get("/S") == "/H2":
                element.ActualText = pikepdf.String("Said otherwise")
        file = PdfFile(path, pdf)
        assert file.tree is not None
        said = file.speaker.text(file.tree)
    assert "Said otherwise" in said
    assert "Whoever" not in said


def test_a_tree_with_a_loop_is_a_fault_and_no_tree_is_none() -> None:
    pdf = pikepdf.new()
    pdf.add_blank_page()
    assert read_tree(pdf) is None
    element = pdf.make_indirect(Dictionary(S=Name.Div))
    element.K = Array([element])
    pdf.Root.StructTreeRoot = Dictionary(K=element)
    with pytest.raises(Fault, match="loop"):
        read_tree(pdf)


def test_roles_are_mapped_to_the_end_and_languages_come_down() -> None:
    pdf = pikepdf.new()
    pdf.add_blank_page()
    pdf.Root.Lang = pikepdf.String("en")
    inner = Dictionary(S=Name.Shout, Alt=pikepdf.String("loud"))
    pdf.Root.StructTreeRoot = Dictionary(
        K=Dictionary(S=Name.Sect, Lang=pikepdf.String("ru"), K=Array([inner, 7])),
        RoleMap=Dictionary(Shout=Name.Cry, Cry=Name.Strong, Loop=Name.Loop),
    )
    tree = read_tree(pdf)
    assert tree is not None
    (section,) = tree.children()
    (shout,) = section.children()
    assert (tree.language, section.language, shout.language) == ("en", "ru", "ru")
    assert (section.role, shout.role, shout.alternative) == ("Sect", "Strong", "loud")


def test_other_programs_read_the_same_words(file: PdfFile) -> None:
    found = dict(readings(file))
    assert len(found) >= 1
    for text in found.values():
        assert "Every town keeps its library open" in " ".join(text.split())


# --- Binding and roles --------------------------------------------------------------


def bound(reading: object, turned: Array) -> pikepdf.Pdf:
    pdf = pikepdf.new()
    for _ in range(3):
        pdf.add_blank_page()
    private = Dictionary(Reading=reading, Turned=turned)
    pdf.Root.PieceInfo = Dictionary(PublishVolume=Dictionary(Private=private))
    return pdf


def test_a_volume_says_in_which_order_it_is_read() -> None:
    found = read_binding(bound(Array([1, 3, 2]), Array([2, 3])))
    assert dict(found.turns) == {1: 0, 3: 1, 2: 2}
    assert found.turned == {2, 3}


@pytest.mark.parametrize("reading", [Array([1, 2]), Array([1, 1, 2]), Array([0, 1, 2]), Name.None_])
def test_an_order_that_cannot_be_true_is_not_believed(reading: object) -> None:
    found = read_binding(bound(reading, Array([2])))
    assert list(found.turns) == [1, 2, 3]
    assert not found.turned


def test_a_file_is_judged_as_what_it_is(path: Path) -> None:
    with pikepdf.open(path) as pdf:
        assert role_of(pdf, path) == "screen"
        assert role_of(pdf, path, "press") == "press"
        assert role_of(pdf, path.with_name("a.press.pdf")) == "press"
    with make_sound() as pdf:
        assert claims_press(pdf)
        assert said_versions(pdf)[0] == "PDF/X-4"
        assert role_of(pdf, path) == "press"
        del pdf.Root.Metadata
        assert said_versions(pdf)[0] == ""
    assert role_called(None) is None
    with pytest.raises(CommandError, match="no “book” to judge a file as"):
        role_called("book")


# --- Sheets -------------------------------------------------------------------------


def numbered(count: int) -> bytes:
    """So many pages of A6, each with a few lines of its own."""
    pdf, out = pikepdf.new(), BytesIO()
    for number in range(1, count + 1):
        page = pdf.add_blank_page(page_size=(298, 420))
        page.Contents = pdf.make_stream(b"0 0 1 rg %d 20 20 20 re f" % (10 * number))
    pdf.save(out)
    return out.getvalue()


@pytest.mark.parametrize("scheme", ["saddle-2up", "perfect-8"])
@pytest.mark.parametrize("binding", ["left", "right"])
def test_sheets_are_read_back_and_folded_into_what_they_were_made_of(
    scheme: str, binding: Binding, tmp_path: Path
) -> None:
    made = impose(numbered(8), SCHEMES[scheme], binding)
    path = tmp_path / "imposed.pdf"
    path.write_bytes(made.content)
    with pikepdf.open(path) as pdf:
        file = PdfFile(path, pdf)
        said = read_imposition(pdf)
        assert said is not None
        assert (said.scheme, said.binding, said.pages) == (scheme, binding, 8)
        assert said.flip is not None
        assert role_of(pdf, path) == "imposed"
        nested = scheme.startswith("saddle")
        sheets = grids(file.sides, said.flip)
        rank = nearest(sheets, nested=nested, pages=8, binding=said.binding)
        assert rank.sound
        assert rank.booklet.pages == tuple(range(1, 9))
        assert not nearest(sheets, nested=nested, pages=8, binding=OTHER[binding]).sound


def test_a_file_that_was_not_imposed_has_no_sides(file: PdfFile) -> None:
    assert file.sides == ()
    assert read_imposition(file.pdf) is None
