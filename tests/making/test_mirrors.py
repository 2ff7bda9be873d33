"""Content and output at an address: brought here for a build, and sent back as it left them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import fsspec
import pytest
from moto.server import ThreadedMotoServer
from support import CONTENT, ROOT

from publish.errors import Place, Problem, PublishError
from publish.making.mirror import Address, Mirror, at_hand, mirror
from publish.resources import default_cache_dir

SLUG = "imcwp-23-ukraine"


@pytest.fixture
def url() -> Iterator[str]:
    """An address in this process, with two files."""
    files = fsspec.filesystem("memory")
    root = f"/{uuid4().hex}"
    files.pipe_file(f"{root}/one/en.md", b"one")
    files.pipe_file(f"{root}/two/en.md", b"two")
    yield f"memory:/{root}"
    files.rm(root, recursive=True)


def names(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def cache_of_another_machine(folder: Path) -> Path:
    """A cache that has nothing but the faces, made ready as after installing."""
    folder.mkdir(exist_ok=True)
    for name in ("fonts", "packages"):
        own = default_cache_dir() / name
        if own.is_dir() and not (folder / name).exists():
            (folder / name).symlink_to(own)
    return folder


def test_a_path_is_told_from_an_address() -> None:
    assert mirror(Path("content")) is None
    assert mirror(Path("/srv/s3:/content")) is None
    found = mirror(Path("s3://bucket/content"))
    assert found is not None
    assert found.url == "s3://bucket/content"
    assert str(Address("s3://bucket/content") / "one") == "s3://bucket/content/one"


def test_what_has_changed_is_brought_and_what_is_gone_is_dropped(url: str, tmp_path: Path) -> None:
    here = Mirror(url, tmp_path)
    assert here.bring() == 2
    assert (here.folder / "one" / "en.md").read_bytes() == b"one"
    kept = (here.folder / "one" / "en.md").stat().st_mtime_ns
    files, root = fsspec.url_to_fs(url)
    files.pipe_file(f"{root}/two/en.md", b"two, again")
    files.pipe_file(f"{root}/../outside", b"a name that leads out of the folder")
    assert here.bring() == 2
    assert (here.folder / "two" / "en.md").read_bytes() == b"two, again"
    assert (here.folder / "one" / "en.md").stat().st_mtime_ns == kept
    files.rm(f"{root}/two/en.md")
    here.bring()
    assert names(here.folder) == {"one/en.md"}


@pytest.mark.parametrize("name", ["../../theirs", "/theirs", "one/../../../theirs", "a\\b"])
def test_an_index_that_names_what_is_elsewhere_is_none(name: str, url: str, tmp_path: Path) -> None:
    """It says what is to be dropped here: a planted one would have any file dropped."""
    here = Mirror(url, tmp_path / "mirror")
    here.bring()
    theirs = tmp_path / "theirs"
    theirs.write_text("mine")
    index = {"/theirs": str(theirs)}.get(name, name)
    (here.place / "index.json").write_text(json.dumps({index: ["", [1, 2]]}))
    here.bring()
    assert theirs.read_text() == "mine"
    assert names(here.folder) == {"one/en.md", "two/en.md"}


def test_nothing_is_written_or_sent_through_a_link_that_leads_out(url: str, tmp_path: Path) -> None:
    here = Mirror(url, tmp_path / "mirror")
    here.folder.mkdir(parents=True)
    theirs = tmp_path / "theirs"
    theirs.mkdir()
    (here.folder / "one").symlink_to(theirs)
    with pytest.raises(PublishError, match="leads out of the folder"):
        here.bring()
    assert list(theirs.iterdir()) == []
    (here.folder / "one").unlink()
    here.bring()
    (theirs / "secret").write_text("mine")
    (here.folder / "secret").symlink_to(theirs / "secret")
    here.send()
    files, root = fsspec.url_to_fs(url)
    assert not files.exists(f"{root}/secret")


def test_what_has_changed_here_is_sent_and_what_is_gone_is_removed(
    url: str, tmp_path: Path
) -> None:
    here = Mirror(url, tmp_path)
    here.bring()
    (here.folder / "one" / "en.md").write_bytes(b"one, anew")
    (here.folder / "two" / "en.md").unlink()
    (here.folder / ".publish").mkdir()
    (here.folder / ".publish" / "record.json").write_bytes(b"{}")
    (here.folder / ".publish" / "stamps.json").write_bytes(b"of this machine")
    here.send()
    files, root = fsspec.url_to_fs(url)
    found = {path.removeprefix(f"{root}/"): files.cat_file(path) for path in files.find(root)}
    assert found == {"one/en.md": b"one, anew", ".publish/record.json": b"{}"}


def test_a_problem_is_where_the_content_is(url: str, tmp_path: Path) -> None:
    here = Mirror(url, tmp_path)
    problem = Problem("No.", Place(here.folder / "one" / "en.md", 3))
    assert str(here.placed(problem)) == f"{url}/one/en.md:3: No."


def test_an_empty_address_is_an_error(tmp_path: Path) -> None:
    """And not an archive from which all has been taken away."""
    with pytest.raises(PublishError, match="there is nothing at memory://none"):
        at_hand(Path("memory://none"), tmp_path)


def test_a_build_from_a_store_to_a_store(tmp_path: Path) -> None:
    """With another machine taking over: it makes no more than what has changed."""
    store = ThreadedMotoServer(ip_address="127.0.0.1", port=0)
    store.start()
    host, port = store.get_host_and_port()
    endpoint = f"http://{host}:{port}"
    bucket: Any = fsspec.filesystem("s3", key="testing", secret="testing", endpoint_url=endpoint)
    try:
        bucket.mkdir("house")
        bucket.put(f"{CONTENT / SLUG}/", f"house/content/{SLUG}/", recursive=True)

        def build(machine: str) -> dict[str, Any]:
            environment = {
                "FSSPEC_S3_ENDPOINT_URL": endpoint,
                "FSSPEC_S3_KEY": "testing",
                "FSSPEC_S3_SECRET": "testing",
                "PUBLISH_CACHE": str(cache_of_another_machine(tmp_path / machine)),
            }
            options: tuple[str, ...] = ("--content", "s3://house/content", "-o", "s3://house/build")
            options += ("-l", "en", "-l", "es", "-e", "pamphlet", "--no-cache", "--json")
            command = [sys.executable, "-m", "publish", "build", *options]
            done = subprocess.run(
                command, cwd=ROOT, env=os.environ | environment, capture_output=True, text=True
            )
            assert done.returncode == 0, done.stderr
            assert "in s3://house/build/" in done.stderr
            answer: dict[str, Any] = json.loads(done.stdout)
            return answer

        assert len(build("one")["made"]) == 2
        pamphlets = {f"house/build/{SLUG}/{SLUG}.{tag}.pamphlet.pdf" for tag in ("en", "es")}
        own = {"house/build/manifest.json", "house/build/.publish/record.json"}
        assert set(bucket.find("house/build")) == pamphlets | own
        assert len(build("one")["unchanged"]) == 2
        words = f"house/content/{SLUG}/es.md"
        bucket.pipe_file(words, bucket.cat_file(words) + b"\nOtra.\n")
        answer = build("another")
        assert [entry["language"] for entry in answer["made"]] == ["es"]
        assert [entry["language"] for entry in answer["unchanged"]] == ["en"]
    finally:
        store.stop()
