"""Books that a build finds below its output: whoever wrote them, nothing happens outside of it."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from builds import Clerk

from publish.catalogue.checks import verify_site
from publish.catalogue.shelf import fill
from publish.content.load import load
from publish.errors import PublishError
from publish.files import sha256, sha256_of
from publish.making import manifest
from publish.making.build import Built, build
from publish.making.cache import Cache
from publish.making.kept import Kept
from publish.making.plan import Scope, plan
from publish.making.record import HOUSE, read_record, read_stamps
from publish.making.stamps import Stamps
from publish.serving.counts import Tally
from publish.serving.inventory import inventory

ONE = Scope(editions=("epub",))
ENTRY = {
    "path": "bread/bread.en.epub",
    "statement": "bread",
    "language": "en",
    "edition": "epub",
    "media_type": "application/epub+zip",
    "bytes": 1,
    "sha256": "0" * 64,
    "title": "Bread",
    "sources": [],
}


def run(content: Path, clerk: Any, **options: Any) -> Built:
    out = content.parent / "out"
    return build(plan(content, ONE, stamps=Stamps(read_stamps(out))), out, clerk, **options)


def written(folder: Path, **entry: object) -> None:
    folder.mkdir(exist_ok=True)
    data = {"schema": 1, "artifacts": [{**ENTRY, **entry}]}
    (folder / "manifest.json").write_text(json.dumps(data))


# --- The manifest -------------------------------------------------------------------------


@pytest.mark.parametrize(
    "entry",
    [
        {"path": "../secret"},
        {"path": "/etc/passwd"},
        {"path": "bread/../../secret"},
        {"path": "C:secret"},
        {"path": "file:///etc/passwd"},
        {"path": "..\\secret"},
        {"path": ""},
        {"path": "a\0b"},
        {"path": "\u001b[2J"},
        {"path": 1},
        {"statement": "../bread"},
        {"statement": "Bread"},
        {"statement": "b" * 300},
        {"language": "../en"},
        {"language": "EN"},
        {"language": "en_GB"},
        {"language": "en-x" + "-a" * 200_000},
        {"edition": "e/pub"},
        {"edition": ""},
        {"media_type": "text/html\r\nSet-Cookie: a=b"},
        {"bytes": -1},
        {"bytes": "1"},
        {"bytes": 1.5},
        {"bytes": 10**30},
        {"pages": -1},
        {"sha256": "0" * 63},
        {"sha256": "G" * 64},
        {"sha256": None},
        {"title": None},
        {"sources": [{"path": "../../etc/passwd", "sha256": "0" * 64}]},
        {"sources": [{"path": "bread/en.md", "sha256": "x"}]},
        {"sources": "bread"},
    ],
)
def test_a_manifest_that_names_what_none_may_is_refused(entry: Any, tmp_path: Path) -> None:
    written(tmp_path, **entry)
    with pytest.raises(PublishError, match="not a manifest that this version wrote") as caught:
        manifest.read(tmp_path)
    (problem,) = caught.value.problems
    assert "Delete it" in str(problem)
    assert "pydantic" not in str(problem)
    assert str(problem).isprintable()
    assert len(str(problem)) < 600


def _pipe(path: Path) -> None:
    os.mkfifo(path)


def _hole(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(10 << 30)


def _deep(path: Path) -> None:
    path.write_text("[" * 100_000)


def _elsewhere(path: Path) -> None:
    theirs = path.parent.parent / "theirs.json"
    theirs.write_text('{"schema": 1, "artifacts": []}')
    path.symlink_to(theirs)


def _says(text: str) -> Callable[[Path], None]:
    def write(path: Path) -> None:
        path.write_text(text)

    return write


DAMAGED: dict[str, Callable[[Path], object]] = {
    "pipe": _pipe,
    "hole": _hole,
    "folder": Path.mkdir,
    "deep": _deep,
    "link to elsewhere": _elsewhere,
    "link to nothing": lambda path: path.symlink_to("nothing"),
    "link in a circle": lambda path: path.symlink_to(path.name),
    "device": lambda path: path.symlink_to("/dev/zero"),
    "empty": _says(""),
    "list": _says("[]"),
    "null": _says("null"),
    "numbers as text": _says('{"schema": "1", "artifacts": []}'),
    "another schema": _says('{"schema": 2, "artifacts": []}'),
    "large number": _says('{"schema": ' + "1" * 5_000 + "}"),
    "artifacts of no kind": _says('{"schema": 1, "artifacts": {"a": 1}}'),
    "not UTF-8": lambda path: path.write_bytes(b'{"schema": 1, "artifacts": "\xff"}'),
}


@pytest.mark.parametrize("damage", DAMAGED)
def test_a_damaged_manifest_is_one_message(damage: str, small: Path, clerk: Clerk) -> None:
    out = small.parent / "out"
    out.mkdir()
    DAMAGED[damage](out / "manifest.json")
    with pytest.raises(PublishError, match="not a manifest that this version wrote") as caught:
        run(small, clerk)
    assert len(caught.value.problems) == 1
    assert clerk.made == []
    assert [path.name for path in out.iterdir()] == ["manifest.json"]


# --- Everybody who reads it ---------------------------------------------------------------


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    """A file beside all folders of a build, to which a link leads that lies in the output."""
    path = tmp_path / "outside" / "bread.en.epub"
    path.parent.mkdir()
    path.write_text("mine")
    return path


def test_what_has_gone_is_removed_in_the_output_alone(
    small: Path, secret: Path, clerk: Clerk
) -> None:
    """A folder of the output that is a link would have somebody else's file removed."""
    run(small, clerk)
    out = small.parent / "out"
    made = out / "bread" / "bread.es.epub"
    theirs = secret.with_name(made.name)
    theirs.write_bytes(made.read_bytes())
    for path in (out / "bread").iterdir():
        path.unlink()
    (out / "bread").rmdir()
    (out / "bread").symlink_to(secret.parent)
    shutil.rmtree(small / "bread")
    built = run(small, clerk)
    assert theirs.exists()
    assert secret.read_text() == "mine"
    assert not built.cleared.removed
    assert len(built.cleared.left) == 3


def test_a_link_costs_only_the_statement_that_it_is_in_the_place_of(
    small: Path, secret: Path, clerk: Clerk
) -> None:
    out = small.parent / "out"
    cache = Cache(small.parent / "cache")
    run(small, clerk, cache=cache)
    other = small.parent / "other"
    other.mkdir()
    (other / "bread").symlink_to(secret.parent)
    planned = plan(small, ONE)
    built = build(planned, other, clerk, cache=cache)
    assert [problem.message for problem in built.problems] == [
        '"bread" is a link that leads out of the folder.'
    ] * len(built.problems)
    assert built.problems
    assert (other / "water" / "water.en.epub").is_file()
    assert sorted(path.name for path in secret.parent.iterdir()) == ["bread.en.epub"]
    assert sha256_of(out / "water/water.en.epub") == sha256_of(other / "water/water.en.epub")


@pytest.mark.parametrize("name", [HOUSE, f"{HOUSE}/tmp", f"{HOUSE}/lock"])
def test_the_builds_own_folder_is_its_own(
    name: str, small: Path, secret: Path, clerk: Clerk
) -> None:
    """Half-written files of killed builds are cleared away there, and a lock was emptied."""
    out = small.parent / "out"
    (out / name).parent.mkdir(parents=True)
    project = secret.parent / "project"
    project.mkdir()
    (project / "lock").write_text("precious")
    target = project / "lock" if name.endswith("lock") else secret.parent
    (out / name).symlink_to(target)
    with pytest.raises(PublishError):
        run(small, clerk)
    assert (project / "lock").read_text() == "precious"
    assert secret.read_text() == "mine"


def test_no_reader_of_a_manifest_leaves_its_folder(small: Path, secret: Path) -> None:
    """The shelf of the catalogue, the check of a site, and what is served."""
    out = small.parent / "out"
    statement = load(small / "bread")
    readers: list[Callable[[], object]] = [
        lambda: fill(out, [statement]),
        lambda: inventory(out),
        lambda: verify_site(out),
    ]
    out.mkdir()
    (out / "SHA256SUMS").write_text("")
    written(out, path="../outside/bread.en.epub", sha256=sha256(secret.read_bytes()))
    for read in readers:
        with pytest.raises(PublishError, match="not a path inside the folder"):
            read()
    (out / "bread").symlink_to(secret.parent)
    written(out, sha256=sha256(secret.read_bytes()))
    for read in readers[:2]:
        with pytest.raises(PublishError, match=r"is not there|is not in the folder"):
            read()
    assert "the file is missing." in [problem.message for problem in verify_site(out)]


@pytest.mark.parametrize("path", ["../outside/bread.en.epub", "/etc/passwd", "a/./b", "C:x", ""])
def test_a_list_of_checksums_names_what_is_inside(path: str, tmp_path: Path) -> None:
    (tmp_path / "SHA256SUMS").write_text(f"{'0' * 64}  {path}\n")
    for read in (inventory, verify_site):
        with pytest.raises(PublishError, match=r"this is no checksum|not in the folder"):
            read(tmp_path)


def test_counts_are_counts(tmp_path: Path) -> None:
    kept = tmp_path / "counts.json"
    for text in ('{"schema": 1, "downloads": {"../a": 1}}', "[" * 10_000, '{"schema": "1"}'):
        kept.write_text(text)
        with pytest.raises(PublishError, match="does not hold counts"):
            Tally(kept)
    kept.unlink()
    os.mkfifo(kept)
    with pytest.raises(PublishError, match="does not hold counts"):
        Tally(kept)


# --- The record and the stamps ------------------------------------------------------------


@pytest.mark.parametrize("name", ["record.json", "stamps.json"])
@pytest.mark.parametrize("damage", [each for each in DAMAGED if each != "folder"])
def test_a_damaged_record_means_making_things_again(
    damage: str, name: str, small: Path, clerk: Clerk
) -> None:
    run(small, clerk)
    path = small.parent / "out" / HOUSE / name
    path.unlink()
    DAMAGED[damage](path)
    built = run(small, clerk)
    assert not built.problems
    assert built.unmade == 0
    assert path.is_file()
    assert not path.is_symlink()
    assert not run(small, clerk).problems


@pytest.mark.parametrize(
    "damage",
    [
        {"artifacts": {"../x": {"content": "c", "fingerprint": "0" * 64, "parts": []}}},
        {"artifacts": {"x": {"content": "c", "fingerprint": "0" * 64, "parts": [0]}}},
        {"artifacts": {"x": {"content": "c", "fingerprint": "0" * 64, "parts": [-1]}}},
        {"artifacts": {"x": {"content": "c", "fingerprint": "?", "parts": []}}},
        {"artifacts": []},
        {"parts": [["a"]]},
    ],
)
def test_a_record_holds_what_it_says_or_nothing(damage: Any, tmp_path: Path) -> None:
    data = {"schema": 1, "parts": [], "artifacts": {}, **damage}
    (tmp_path / HOUSE).mkdir()
    (tmp_path / HOUSE / "record.json").write_text(json.dumps(data))
    assert read_record(tmp_path) == {}


# --- The cache ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "disagreement",
    [
        {"path": "../outside/bread.en.epub"},
        {"path": "bread/bread.es.epub"},
        {"statement": "water"},
        {"language": "es"},
        {"edition": "pamphlet"},
        {"media_type": "text/html"},
        {"sources": [{"path": "../../etc/passwd", "sha256": "0" * 64}]},
        {"bytes": "many"},
    ],
)
def test_an_entry_that_disagrees_with_the_order_is_made_again(
    disagreement: Any, small: Path, secret: Path, clerk: Clerk
) -> None:
    """Even one with a seal, of a team's key: what goes where is said by the order alone."""

    class Planted:
        """A cache that has the same for everybody, and remembers what it is given."""

        def __init__(self) -> None:
            self.put_there: list[str] = []

        def take(self, _key: str) -> Kept:
            entry = {**ENTRY, "sha256": sha256(b"planted"), **disagreement}
            return Kept(entry, b"planted")

        def put(self, key: str, _kept: Kept) -> None:
            self.put_there.append(key)

        def trim(self) -> None:
            """Nothing."""

    cache = Planted()
    only = Scope(("bread",), ("en",), ("epub",))
    out = small.parent / "out"
    built = build(plan(small, only), out, clerk, cache=cache)
    assert clerk.made == ["bread/bread.en.epub"]
    assert len(cache.put_there) == 1
    assert not built.problems
    assert b"planted" not in (out / "bread/bread.en.epub").read_bytes()
    assert secret.read_text() == "mine"
