"""Readium's OPDS client, which others wrote, walks both catalogues and gets the true books."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from publish.catalogue.shelf import Shelf
from publish.epub.metadata import identifier
from publish.making import manifest
from publish.tools.program import Program, run

WALK = Path(__file__).parent / "judges" / "walk.cjs"


@pytest.fixture(scope="module", params=["opds.json", "opds.xml"])
def walked(request: pytest.FixtureRequest, served: str, judges: Path) -> dict[str, Any]:
    """What the client found from one of the two roots."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("NODE_PATH", str(judges))
        found = run(Program("node", package="npm"), str(WALK), served + request.param)
    return dict(json.loads(found.out))


def test_the_client_finds_every_language_and_statement(
    walked: dict[str, Any], shelf: Shelf
) -> None:
    items = [item for work in shelf.works for item in work.items]
    assert len(walked["feeds"]) == 1 + len(shelf.languages)
    found = {(each["identifier"], *each["languages"]) for each in walked["publications"]}
    assert found == {(identifier(item.text), item.language) for item in items}
    titles = {each["title"] for each in walked["publications"]}
    assert titles == {item.text.title_text for item in items}


def test_every_file_that_the_client_downloads_is_the_one_in_the_manifest(
    walked: dict[str, Any], built: Path
) -> None:
    files = [file for each in walked["publications"] for file in each["files"]]
    known = {entry.sha256: entry for entry in manifest.read(built).artifacts}
    assert len(files) == len(known) > 0
    for file in files:
        assert file["type"] == known.pop(file["sha256"]).media_type
    assert not known


def test_every_publication_has_a_picture(walked: dict[str, Any]) -> None:
    assert all(set(each["images"]) == {"PNG"} for each in walked["publications"])
