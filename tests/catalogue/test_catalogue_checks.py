"""Nothing is offered that is missing, changed or old, and nothing is lost on the way."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from support import CONTENT

from publish.catalogue.addresses import Home, at
from publish.catalogue.checks import verify_site
from publish.catalogue.shelf import Shelf, fill
from publish.catalogue.site import Site
from publish.catalogue.site import site as make_site
from publish.catalogue.write import write
from publish.content.load import find, load
from publish.design.design import default_design
from publish.errors import CommandError, PublishError
from publish.fonts.library import open_library

EPUB = "open-shelves/open-shelves.en.epub"


def _said(folder: Path) -> list[str]:
    return [problem.message for problem in verify_site(folder)]


def test_the_site_is_whole(site: Path) -> None:
    assert verify_site(site) == ()


def test_the_same_shelf_gives_the_same_bytes(shelf: Shelf, made: Site) -> None:
    again = make_site(shelf, Home(), open_library(), default_design())
    assert again.made == made.made


def test_no_byte_tells_where_or_when_it_was_made(made: Site, shelf: Shelf) -> None:
    assert not any(str(shelf.folder).encode() in content for content in made.made.values())


def test_what_is_missing_changed_or_too_much_is_found(copied: Path) -> None:
    (copied / EPUB).unlink()
    with (copied / "index.en.html").open("a") as file:
        file.write(" ")
    (copied / "stranger.txt").touch()
    said = _said(copied)
    assert "the file is missing." in said
    assert "the file has changed since it was made." in said
    assert "the file does not belong to the catalogue." in said


@pytest.mark.parametrize(
    "name", ["open-shelves/open-shelves.en.html", "opds.en.json", "opds.en.xml"]
)
def test_a_link_that_leads_nowhere_is_found(copied: Path, name: str) -> None:
    path = copied / name
    path.write_text(path.read_text("utf-8").replace(".epub", ".mobi"), "utf-8")
    assert any("leads nowhere" in message for message in _said(copied))


def test_no_site_is_no_site(tmp_path: Path) -> None:
    assert _said(tmp_path) == ["there is no catalogue here."]


@pytest.fixture
def rebuilt(built: Path, tmp_path: Path) -> Path:
    """A copy of the build, free to be changed."""
    return Path(shutil.copytree(built, tmp_path / "build"))


def test_a_changed_and_a_missing_file_are_not_offered(rebuilt: Path) -> None:
    (rebuilt / EPUB).write_bytes(b"another book")
    (rebuilt / EPUB.replace(".epub", ".pamphlet.pdf")).unlink()
    with pytest.raises(PublishError) as caught:
        fill(rebuilt, [load(folder) for folder in find(CONTENT, [])])
    said = [problem.message for problem in caught.value.problems]
    assert "the file has changed since it was made." in said
    assert "the file is in the manifest, but is not there." in said


def test_a_file_older_than_its_content_is_not_offered(built: Path, content: Path) -> None:
    words = content / "open-shelves" / "en.md"
    words.write_text(words.read_text("utf-8") + "\nOne more paragraph.\n", "utf-8")
    with pytest.raises(PublishError, match="older than its content"):
        fill(built, [load(folder) for folder in find(content, [])])


def test_a_new_site_replaces_the_old_one_and_its_stale_files(made: Site, copied: Path) -> None:
    (copied / "stale.html").touch()
    write(made, copied)
    assert verify_site(copied) == ()
    assert [path.name for path in copied.parent.iterdir()] == ["site"]


def test_somebody_elses_folder_is_left_alone(made: Site, tmp_path: Path) -> None:
    (tmp_path / "thesis.odt").write_bytes(b"ten years of work")
    with pytest.raises(PublishError, match="something else here"):
        write(made, tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.odt"]


def test_a_site_put_aside_by_an_interrupted_run_is_taken_back(made: Site, copied: Path) -> None:
    copied.rename(copied.with_name("site.old"))
    broken = Site(made.made, {"gone.pdf": (copied / "gone.pdf", "")})
    with pytest.raises(OSError, match="gone"):
        write(broken, copied)
    assert verify_site(copied) == ()


@pytest.mark.parametrize(
    "address", ["example.org", "ftp://example.org/", "https://x.org/?a", "https://[x"]
)
def test_an_address_that_cannot_be_one_is_refused(address: str) -> None:
    with pytest.raises(CommandError):
        at(address)


def test_a_known_address_is_whole_where_it_is_asked_for(shelf: Shelf) -> None:
    home = at("https://example.org/statements")
    made = make_site(shelf, home, open_library(), default_design()).made
    page = made["open-shelves/open-shelves.en.html"].decode()
    assert 'rel="canonical" href="https://example.org/statements/open-shelves/' in page
    assert '"https://example.org/statements/opds.json"' in made["opds.json"].decode()
    assert 'rel="start" href="opds.xml"' in made["opds.en.xml"].decode()
