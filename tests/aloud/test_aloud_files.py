"""Whoever made a file: what is announced of its tags, and how those are refused that have none."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Pdf, String
from support import Publish

from publish.aloud.files import Transcript, transcript
from publish.aloud.transcript import blocks
from publish.errors import Problem


def tagged(path: Path, *kids: Any, links: tuple[Any, ...] = (), title: str = "Rooms") -> Path:
    """A PDF of one blank page whose tags are ``kids``; ``links`` are its annotations."""
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.pages[0].obj.Annots = Array([pdf.make_indirect(link) for link in links])
        document = Dictionary(S=Name.Document, K=Array([made(pdf, kid) for kid in kids]))
        pdf.Root.StructTreeRoot = pdf.make_indirect(
            Dictionary(Type=Name.StructTreeRoot, K=pdf.make_indirect(document))
        )
        pdf.Root.Lang = String("en")
        pdf.docinfo["/Title"] = title
        pdf.save(path)
    return path


def made(pdf: Pdf, kid: Any) -> Any:
    """An element of the tree: type, attributes, then a text that is told, or what is in it."""
    if isinstance(kid, int):  # a reference to the link of that number
        return Dictionary(Type=Name.OBJR, Obj=pdf.pages[0].obj.Annots[kid])
    role, attributes, *content = kid
    element = Dictionary(S=Name(f"/{role}"), **attributes)
    if content and isinstance(content[0], str):
        element.ActualText = String(content[0])
    else:
        element.K = Array([made(pdf, each) for each in content])
    return pdf.make_indirect(element)


def element(role: str, *content: Any, **attributes: Any) -> tuple[Any, ...]:
    return role, attributes, *content


def heard(path: Path) -> list[str]:
    """The lines of a transcript, without those that a file begins with and without empty ones."""
    found = transcript(path)
    assert isinstance(found, Transcript), found
    return [line for line in found.printed() if line][2:]


def test_a_table_says_where_one_is_and_under_which_headers(tmp_path: Path) -> None:
    def of(name: str, value: Any) -> Any:
        return Dictionary({"/O": Name.Table, f"/{name}": value})

    table = element(
        "Table",
        element("Caption", "Loans"),
        element(
            "THead",
            element("TR", element("TH", "Room"), element("TH", "Books", A=of("ColSpan", 2))),
        ),
        element(
            "TBody",
            element(
                "TR",
                element("TH", "Harbour", A=of("Scope", Name.Row)),
                element("TD", "12"),
                element("TD", "30"),
            ),
        ),
    )
    assert heard(tagged(tmp_path / "t.pdf", table)) == [
        "[table of 2 rows and 3 columns]",
        "[caption]",
        "  Loans",
        "[row 1 of 2]",
        "[header, column 1]",
        "  Room",
        "[header, column 2 to 3]",
        "  Books",
        "[row 2 of 2]",
        "[header, column 1]",
        "  Harbour",
        "[column 2, “Books”, “Harbour”]",
        "  12",
        "[column 3, “Books”, “Harbour”]",
        "  30",
        "[end of table]",
    ]


def test_a_cell_that_reaches_down_moves_those_beside_it(tmp_path: Path) -> None:
    down = Dictionary(O=Name.Table, RowSpan=2)
    table = element(
        "Table",
        element("TR", element("TD", "a", A=down), element("TD", "b")),
        element("TR", element("TD", "c")),
    )
    lines = heard(tagged(tmp_path / "t.pdf", table))
    assert lines[lines.index("  c") - 1] == "[column 2]"


def test_what_stands_in_the_place_of_a_picture(tmp_path: Path) -> None:
    path = tagged(
        tmp_path / "f.pdf",
        element("Figure", Alt=String("A wave")),
        element("Figure"),
        element("P", element("RB", "漢字"), element("RT", "かんじ")),
        element("H2", element("Lbl", "2. "), element("Span", "Books")),
        element("Artifact", "page 3"),
        element("P", "ord", Lang=String("sv")),
    )
    assert heard(path) == [
        "[figure: “A wave”]",
        "[figure without a description]",
        "  漢字",
        "[ruby: “かんじ”]",
        "[heading level 2]",
        "  2. Books",
        "[language: Swedish (sv)]",
        "  ord",
    ]


def test_links_say_where_they_lead(tmp_path: Path) -> None:
    def link(**entries: Any) -> Dictionary:
        return Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([0, 0, 9, 9]), **entries)

    there = Dictionary(S=Name.URI, URI=String("https://example.org/"))
    path = tagged(
        tmp_path / "l.pdf",
        element("P", element("Link", element("Span", "here"), 0)),
        element("P", element("Link", element("Span", "below"), 1)),
        element("P", element("Link", element("Span", "odd"), 2)),
        element("P", element("Link", "nowhere")),
        links=(
            link(A=there, Contents=String("A page")),
            link(Dest=Array([0, Name.Fit])),
            link(A=Dictionary(S=Name.Launch)),
        ),
    )
    assert [line for line in heard(path) if line.startswith("[link")] == [
        "[link: https://example.org/, “A page”]",
        "[link: to page 1]",
        "[link: action Launch]",
        "[link: leads nowhere]",
    ]


def test_words_cannot_be_taken_for_announcements_nor_move_a_terminal(tmp_path: Path) -> None:
    path = tagged(
        tmp_path / "w.pdf",
        element("P", "[heading level 1]\n\n[x] \x1b[2Jred\u202e"),
        title="a\x1b]0;b\n[heading level 1]",
    )
    found = transcript(path)
    assert isinstance(found, Transcript)
    printed = list(found.printed())
    assert blocks("\n".join(printed)) == ["[heading level 1] [x] [2Jred"]
    assert [line for line in printed if line == "[heading level 1]"] == []
    assert all(sign.isprintable() for line in printed for sign in line)


def looped(path: Path) -> None:
    tagged(path, element("Sect", element("P", "x")))
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        sect = pdf.Root.StructTreeRoot.K.K[0]
        sect.K.append(sect)
        pdf.save(path)


def untagged(path: Path) -> None:
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(path)


def not_a_tree(path: Path) -> None:
    tagged(path, element("P", "x"))
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        pdf.Root.StructTreeRoot.K.K[0]["/Pg"] = 7
        pdf.save(path)


def no_pdf(path: Path) -> None:
    path.write_bytes(b"%PDF-1.7\nnothing")


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (untagged, "no tags"),
        (looped, "loop"),
        (not_a_tree, "cannot be read aloud"),
        (no_pdf, "cannot be opened"),
    ],
)
def test_what_cannot_be_heard_is_one_clear_message(make: Any, said: str, tmp_path: Path) -> None:
    path = tmp_path / "x.pdf"
    make(path)
    found = transcript(path)
    assert isinstance(found, Problem)
    assert said in found.message
    assert found.place is not None
    assert found.remedy


def test_a_file_that_cannot_be_heard_costs_the_others_nothing(
    publish: Publish, tmp_path: Path
) -> None:
    untagged(tmp_path / "a.pdf")
    good = tagged(tmp_path / "b.pdf", element("H1", "Rooms"))
    done = publish("verify", "--transcript", "--json", tmp_path / "a.pdf", good)
    assert done.returncode == 1
    answer = json.loads(done.stdout)
    assert [problem["file"] for problem in answer["problems"]] == [str(tmp_path / "a.pdf")]
    (file,) = answer["files"]
    assert file["language"] == "en"
    assert [line["text"] for line in file["lines"]][-2:] == ["heading level 1", "Rooms"]
    assert "no tags" in done.stderr


def test_what_judges_is_not_asked_with_it(publish: Publish, tmp_path: Path) -> None:
    good = tagged(tmp_path / "b.pdf", element("H1", "Rooms"))
    done = publish("verify", "--transcript", "--as", "press", good)
    assert done.returncode == 2
    assert "judges nothing" in done.stderr
