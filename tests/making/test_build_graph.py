"""What artifacts are made from: the graph says no less than is true, and little more."""

from __future__ import annotations

import ast
import json
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from importlib import metadata
from pathlib import Path

import pytest
from support import CONTENT, ROOT

import publish
from publish.content.load import load
from publish.editions import EDITIONS
from publish.making import graph
from publish.making.explain import differences
from publish.making.fingerprint import Parts, sources
from publish.making.needs import needs_of
from publish.making.plan import Scope, plan
from publish.making.stamps import Stamps
from publish.making.versions import package_versions

STATEMENT = "open-shelves"
PACKAGE = Path(publish.__file__).parent

OPENED = """
import json, os, sys
from pathlib import Path
from publish.making.make import make
from publish.making.plan import Task
from publish.content.load import load
from publish.design.design import default_design
from publish.editions import EDITIONS
from publish.fonts.library import open_library

folder, language = Path(sys.argv[1]), sys.argv[2]
for name in sys.argv[3:]:
    if os.fork() == 0:  # what one edition has read is not remembered for the next
        opened = set()
        sys.addaudithook(lambda event, given: event == "open" and opened.add(str(given[0])))
        task = Task(load(folder), language, (EDITIONS[name],))
        tuple(make(task, open_library(), default_design()))
        os.write(1, (json.dumps([name, sorted(opened)]) + "\\n").encode())
        os._exit(0)
    assert os.wait()[1] == 0
"""


@pytest.fixture(scope="module")
def opened() -> Mapping[str, set[Path]]:
    """The files that a process opens to make an edition in Arabic, by the edition's name."""
    editions = ("pamphlet", "press", "booklet", "epub")
    command = [sys.executable, "-c", OPENED, str(CONTENT / STATEMENT), "ar", *editions]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=240)
    assert done.returncode == 0, done.stderr
    rows = map(json.loads, done.stdout.splitlines())
    return {name: set(map(Path, paths)) for name, paths in rows}


def parts(content: Path, language: str, edition: str) -> Parts:
    """What goes into an artifact, looked at anew."""
    (target,) = plan(content, Scope((STATEMENT,), (language,))).targets
    return dict(graph.Graph(Stamps()).parts(target, EDITIONS[edition]))


# --- No less than is true -------------------------------------------------------------


@pytest.mark.parametrize("edition", ["pamphlet", "press", "booklet", "epub"])
def test_all_that_making_opens_is_in_the_graph(
    edition: str, opened: Mapping[str, set[Path]]
) -> None:
    """Sheets, templates and language data."""
    watched = (ROOT / "styles", PACKAGE / "templates", PACKAGE / "language" / "data")
    styles, templates, data = (
        {path.name for path in opened[edition] if path.is_relative_to(folder)} for folder in watched
    )
    known = parts(CONTENT, "ar", edition)
    assert styles
    assert templates
    assert {f"styles {name}" for name in styles} <= known.keys()
    assert {f"templates {name}" for name in templates} <= known.keys()
    # Of other languages only the script matters, which is a part of its own.
    spoken = {name for name in data if name.startswith(("ar", "en", "und"))}
    assert {f"language {name.removesuffix('.toml').lower()}" for name in spoken} <= known.keys()


@pytest.mark.parametrize("edition", EDITIONS)
def test_rooms_are_closed_under_import(edition: str) -> None:
    """Code of a room that counts imports no code of one that does not."""
    rooms = {room for need in needs_of(EDITIONS[edition]) for room in need.rooms}
    # These choose among writers, or ask whether a file is a profile at all.
    choosing = {"making/fits.py", "making/make.py", "making/plan.py", "making/pressed.py"}
    for room in rooms - choosing:
        path = PACKAGE / room
        for module in [path] if path.suffix else path.rglob("*.py"):
            for name in _imported(module):
                assert any(_holds(each, name) for each in rooms), f"{module} imports {name}"


def _imported(module: Path) -> Iterator[str]:
    """The modules of this program that a module imports, also within functions."""
    for node in ast.walk(ast.parse(module.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("publish."):
            yield str(node.module)


def _holds(room: str, name: str) -> bool:
    own = "publish." + room.removesuffix(".py").replace("/", ".")
    # The table of editions counts row by row, and the folders' place is where they are.
    return name == own or name.startswith((f"{own}.", "publish.editions"))


# --- Little more ------------------------------------------------------------------------


def test_words_of_one_language_concern_it_alone(content: Path) -> None:
    """A paragraph is changed in Russian: nothing else is made."""
    before = {tag: parts(content, tag, "pamphlet") for tag in ("ru", "ar")}
    path = content / STATEMENT / "ru.md"
    path.write_text(path.read_text("utf-8") + "\nЕщё.\n", "utf-8")
    assert differences(before["ru"], parts(content, "ru", "pamphlet")) == ("ru.md changed",)
    assert differences(before["ar"], parts(content, "ar", "pamphlet")) == ()


def test_facts_concern_all_languages(content: Path) -> None:
    before = parts(content, "ar", "epub")
    path = content / STATEMENT / "statement.toml"
    path.write_text(f"# A note.\n{path.read_text('utf-8')}", "utf-8")
    assert differences(before, parts(content, "ar", "epub")) == ("statement.toml changed",)


def test_a_new_language_concerns_all_since_each_names_the_others(content: Path) -> None:
    before = parts(content, "ar", "epub")
    (content / STATEMENT / "nl.md").write_text('+++\ntitle = "Titel"\n+++\n\nWoorden.\n')
    (said,) = differences(before, parts(content, "ar", "epub"))
    assert said.startswith("the languages of the statement were en ar")
    assert "nl" in said.rpartition("are")[2]


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Copies of the program's styles, templates and language data, free to be changed."""
    shutil.copytree(ROOT / "styles", tmp_path / "styles")
    for folder in ("language", "templates"):
        shutil.copytree(PACKAGE / folder, tmp_path / folder)
    for room in (
        "content",
        "design",
        "text",
        "fonts",
        "markup",
        "typeset",
        "epub",
        "press",
        "impose",
    ):
        (tmp_path / room).symlink_to(PACKAGE / room)
    monkeypatch.setattr(graph, "_PACKAGE", tmp_path)
    monkeypatch.setattr(graph, "styles_dir", lambda: tmp_path / "styles")
    return tmp_path


@pytest.mark.parametrize(
    ("file", "language", "edition", "reasons"),
    [
        ("styles/leaflet.css", "ru", "pamphlet", ()),
        ("styles/leaflet.css", "ru", "leaflet", ("styles/leaflet.css changed",)),
        ("styles/press.css", "ru", "press", ("styles/press.css changed",)),
        ("styles/press.css", "ru", "largeprint", ()),
        ("styles/colours.toml", "ru", "largeprint", ("styles/colours.toml changed",)),
        ("styles/colours.toml", "ru", "press", ("styles/colours.toml changed",)),
        ("styles/pamphlet.css", "ru", "epub", ("styles/pamphlet.css changed",)),
        ("styles/book.css", "ru", "booklet", ()),
        ("styles/site.css", "ru", "epub", ()),
        ("templates/blocks.html.j2", "ru", "epub", ("the template blocks.html.j2 changed",)),
        ("templates/book-nav.xhtml.j2", "ru", "pamphlet", ()),
        ("templates/slug.html.j2", "ru", "press", ("the template slug.html.j2 changed",)),
        ("language/data/ru.toml", "ru", "pamphlet", ("the language data ru.toml changed",)),
        ("language/data/ru.toml", "ar", "pamphlet", ()),
        ("language/data/en.toml", "ar", "pamphlet", ("the language data en.toml changed",)),
        ("language/dates.py", "ar", "pamphlet", ("the code of publish/language changed",)),
    ],
)
def test_a_change_of_the_house_concerns_what_it_touches(
    file: str, language: str, edition: str, reasons: tuple[str, ...], house: Path
) -> None:
    before = parts(CONTENT, language, edition)
    path = house / file
    path.write_text(path.read_text("utf-8") + "\n", "utf-8")
    assert differences(before, parts(CONTENT, language, edition)) == reasons


def test_the_script_of_another_language_concerns_those_that_name_it(house: Path) -> None:
    """A colophon names the other languages, each set in its own script."""
    before = parts(CONTENT, "en", "pamphlet")
    path = house / "language" / "data" / "ur.toml"
    text = path.read_text("utf-8").replace('script = "Aran"', 'script = "Arab"')
    path.write_text(text, "utf-8")
    assert differences(before, parts(CONTENT, "en", "pamphlet")) == (
        "the script of a language changed",
    )


def test_versions_are_told_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    before = parts(CONTENT, "en", "pamphlet")
    monkeypatch.setattr(
        graph, "package_versions", lambda *asked: {**package_versions(*asked), "WeasyPrint": "99.1"}
    )
    old = before["version WeasyPrint"]
    assert differences(before, parts(CONTENT, "en", "pamphlet")) == (f"WeasyPrint {old} → 99.1",)


def test_versions_are_those_that_python_reports() -> None:
    """They are read off folder names, which is quick; the long way says the same."""
    for key, value in parts(CONTENT, "en", "epub").items():
        kind, _, name = key.partition(" ")
        if kind == "version" and name not in ("Python", "zlib", "Pango", "HarfBuzz", "ICU"):
            assert value == metadata.version(name)


def test_a_marked_phrase_brings_its_language(content: Path) -> None:
    """A text that quotes another language depends on that language's rules."""
    assert "language fr" not in parts(content, "en", "pamphlet")
    path = content / STATEMENT / "en.md"
    path.write_text(path.read_text("utf-8") + "\n[Liberté]{lang=fr}.\n", "utf-8")
    assert "language fr" in parts(content, "en", "pamphlet")


def test_pictures_count_where_they_are_shown(content: Path) -> None:
    """A picture that a text shows is among its parts, and among its sources alone."""
    folder = content / STATEMENT
    (folder / "images").mkdir(exist_ok=True)
    picture = folder / "images" / "tree.png"
    picture.write_bytes((ROOT / "tests" / "pages" / f"{STATEMENT}.en.pamphlet.png").read_bytes())
    path = folder / "en.md"
    path.write_text(path.read_text("utf-8") + "\n![A tree](images/tree.png)\n", "utf-8")
    assert "content images/tree.png" in parts(content, "en", "pamphlet")
    assert "content images/tree.png" not in parts(content, "ar", "pamphlet")
    statement = load(folder)
    assert f"{STATEMENT}/images/tree.png" in [each.path for each in sources(statement, "en")]
    assert f"{STATEMENT}/images/tree.png" not in [each.path for each in sources(statement, "ar")]
