"""The pamphlet as PDF/UA-2 and WTPDF: a file beside it, with the same pages and words."""

from __future__ import annotations

import json
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from aloud.spoken import transcript
from pikepdf import Dictionary
from support import CONTENT, TEXTS, Publish

from publish.tools import verapdf
from publish.typeset.ua2 import NAMESPACE, as_ua2

SMALL = [(slug, language) for slug, language in TEXTS if slug == "open-shelves"]


@pytest.fixture(scope="module")
def both(publish: Publish, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The output of a build that was asked for both."""
    out = tmp_path_factory.mktemp("ua2") / "build"
    done = publish("build", "-e", "pamphlet", "--ua", 2, "--content", CONTENT, "-o", out)
    assert done.returncode == 0, done.stderr
    return out


def path(out: Path, slug: str, language: str, kind: str = "pamphlet-ua2") -> Path:
    return out / slug / f"{slug}.{language}.{kind}.pdf"


def elements(parent: Any) -> Iterator[Any]:
    for kid in parent.get("/K", ()):
        if isinstance(kid, Dictionary) and "/S" in kid:
            yield kid
            yield from elements(kid)


def test_the_reference_validator_finds_nothing(both: Path) -> None:
    """Neither against PDF/UA-2, nor against WTPDF for accessibility and for reuse."""
    made = [path(both, slug, language) for slug, language in TEXTS]
    assert verapdf.check(made, verapdf.FLAVOURS_2) == ()


def test_a_file_is_held_against_what_it_claims(both: Path) -> None:
    """A pamphlet that claims PDF/UA-1 is not asked for PDF/UA-2, and the other way round."""
    pair = [path(both, *SMALL[0]), path(both, *SMALL[0], "pamphlet")]
    assert verapdf.check(pair) == ()
    assert {found.unclaimed for found in verapdf.check(pair, ("ua1",))} == {True}


def test_the_pamphlet_stands_beside_it(both: Path) -> None:
    entries = json.loads((both / "manifest.json").read_text("utf-8"))["artifacts"]
    found = {entry["path"]: entry.get("variant") for entry in entries}
    wanted: dict[str, str | None] = {}
    wanted.update((path(Path(), *text, "pamphlet").as_posix(), None) for text in TEXTS)
    wanted.update((path(Path(), *text).as_posix(), "ua2") for text in TEXTS)
    assert found == wanted
    assert {entry["edition"] for entry in entries} == {"pamphlet"}


@pytest.mark.parametrize(("slug", "language"), SMALL)
def test_a_listener_hears_the_same(slug: str, language: str, both: Path) -> None:
    old, new = (path(both, slug, language, kind) for kind in ("pamphlet", "pamphlet-ua2"))
    assert transcript(new) == transcript(old)


def test_the_tags_are_those_of_pdf_2(both: Path) -> None:
    with pikepdf.open(path(both, "open-shelves", "ar")) as pdf:
        assert pdf.pdf_version == "2.0"
        (space,) = pdf.Root.StructTreeRoot.Namespaces
        assert str(space.NS) == NAMESPACE
        found = list(elements(pdf.Root.StructTreeRoot))
        assert {str(each.S) for each in found if "/NS" not in each} == {"/BlockQuote", "/Reference"}
        notes = [each for each in found if each.S == "/FENote"]
        calls = [each for each in found if each.S == "/Reference"]
        assert len(notes) == len(calls) == 2
        for note, call in zip(notes, calls, strict=True):
            assert note.Ref[0].objgen == call.objgen
            assert call.Ref[0].objgen == note.objgen
            assert note.A.NoteType == "/Footnote"


def test_bookmarks_and_links_lead_to_elements(both: Path) -> None:
    """Each bookmark to the heading that it is called by; a link to what it names."""
    with pikepdf.open(path(both, "open-shelves", "en")) as pdf:
        found = {each.objgen: each for each in elements(pdf.Root.StructTreeRoot)}
        item = pdf.Root.Outlines.First
        assert "/Dest" not in item
        heading = found[item.A.SD[0].objgen]
        assert (str(heading.S), str(item.Title)) == ("/H1", "For Open Shelves")
        links = [link for page in pdf.pages for link in page.obj.get("/Annots", ())]
        inner = [link for link in links if link.A.S == "/GoTo"]
        (request,) = (found[link.A.SD[0].objgen] for link in inner)
        assert (str(request.S), str(request.ID)) == ("/H2", "to-requests")
        assert not any("/Dest" in link for link in links)


def test_the_same_pages_give_the_same_bytes(both: Path) -> None:
    pamphlet = path(both, "open-shelves", "ar", "pamphlet").read_bytes()
    made = path(both, "open-shelves", "ar").read_bytes()
    assert as_ua2(pamphlet) == as_ua2(pamphlet) == made
    with pikepdf.open(BytesIO(made)) as new, pikepdf.open(BytesIO(pamphlet)) as old:
        painted = [[page.Contents.read_bytes() for page in each.pages] for each in (new, old)]
    assert painted[0] == painted[1]


def test_it_says_what_it_is_and_not_what_it_is_no_more(both: Path) -> None:
    with pikepdf.open(path(both, "open-shelves", "ar")) as pdf:
        said = pdf.Root.Metadata.read_bytes().decode()
    assert 'pdfuaid:part="2"' in said
    assert 'pdfuaid:rev="2024"' in said
    assert "declarations/wtpdf#accessibility1.0" in said
    assert "pdfaid" not in said


def test_it_is_not_offered_for_download(publish: Publish, both: Path, tmp_path: Path) -> None:
    """A reader would not know which of two pamphlets to take."""
    site = tmp_path / "site"
    done = publish("catalog", "--content", CONTENT, "--build", both, "-o", site)
    assert done.returncode == 0, done.stderr
    pages = [page.read_text("utf-8") for page in site.rglob("*.html")]
    assert pages
    assert not any("pamphlet-ua2" in page for page in pages)


def test_it_is_not_made_without_pamphlets(publish: Publish, tmp_path: Path) -> None:
    out = tmp_path / "build"
    done = publish("build", "-e", "epub", "--ua", 2, "--content", CONTENT, "-o", out)
    assert done.returncode == 2
    assert "-e pamphlet" in done.stderr
    assert not out.exists()
