"""A build fits pamphlets to their pages, where house, statement or command line ask for it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from builds import Clerk
from support import Publish
from typeset.setting import paragraphs, written

from publish.editions import EDITIONS
from publish.errors import ContentError
from publish.house.house import House
from publish.making.build import build
from publish.making.fingerprint import Parts
from publish.making.graph import Graph
from publish.making.plan import Scope, Target, plan
from publish.making.stamps import Stamps

FITTED = ("pamphlet", "press", "booklet", "epub")


def target(content: Path, fit: int | None = None) -> Target:
    return plan(content, Scope(("bread",), ("en",)), fit=fit).targets[0]


def parts(content: Path, edition: str, fit: int | None = None) -> Parts:
    return dict(Graph(Stamps()).parts(target(content, fit), EDITIONS[edition]))


def test_the_command_line_wins_over_the_statement_and_that_over_the_house(small: Path) -> None:
    assert target(small).house == House()
    (small / "publish.toml").write_text('[pages]\nfit = 4\n[look]\ntitle = "head"\n')
    assert target(small).house == House("head", 4)
    with (small / "bread" / "statement.toml").open("a") as facts:
        facts.write("[pages]\nfit = 8\n")
    assert target(small).house == House("head", 8)
    assert target(small, fit=2).house == House("head", 2)


def test_a_house_that_is_wrong_stops_the_build(small: Path) -> None:
    (small / "publish.toml").write_text("[pages]\nfits = 4\n")
    with pytest.raises(ContentError, match="fits"):
        plan(small, Scope())


@pytest.mark.parametrize("edition", FITTED)
def test_what_is_fitted_depends_on_all_languages(small: Path, edition: str) -> None:
    """For they are fitted alike."""
    before, after = parts(small, edition), parts(small, edition, fit=4)
    assert after["house fit"] == "4"
    assert {name for name in after if name not in before} == {
        "house fit",
        "content es.md",
        "content ru.md",
    }


def test_large_print_does_not(small: Path) -> None:
    """It is on single sheets."""
    assert parts(small, "largeprint") == parts(small, "largeprint", fit=4)


def test_a_title_that_is_set_is_part_of_every_page(small: Path) -> None:
    (small / "publish.toml").write_text('[look]\ntitle = "head"\n')
    assert parts(small, "largeprint")["house title"] == "head"


def test_a_new_word_of_the_house_has_pages_made_again(small: Path, clerk: Clerk) -> None:
    out = small.parent / "out"
    build(plan(small, Scope()), out, clerk)
    clerk.made.clear()
    (small / "publish.toml").write_text("[pages]\nfit = 4\n")
    build(plan(small, Scope()), out, clerk)
    assert {path.split(".", 2)[2] for path in clerk.made} == {
        EDITIONS[name].suffix for name in FITTED
    }


def test_build_fits_and_says_what_it_cannot(publish: Publish, tmp_path: Path) -> None:
    """Five pages become four, in every edition that has them; a longer text stays, and is told."""
    content, out = tmp_path / "content", tmp_path / "out"
    content.mkdir()
    written(content / "short", paragraphs(61))
    written(content / "long", paragraphs(90))
    asked = ("--content", content, "-e", "pamphlet", "-e", "booklet", "-e", "epub", "-o", out)
    done = publish("build", *asked, "--fit", 4, "--json")
    assert done.returncode == 0, done.stderr
    made = {(each["statement"], each["edition"]): each for each in json.loads(done.stdout)["made"]}
    assert made["short", "pamphlet"]["pages"] == 4
    assert made["short", "booklet"]["pages"] == 2  # sides of one sheet
    assert made["long", "pamphlet"]["pages"] > 4
    (warning,) = json.loads(done.stdout)["warnings"]
    assert "lines too many" in warning["message"]
    assert warning["file"].endswith("long/en.md")
