"""A new folder is a statement from the first moment, or nothing is written."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from support import ROOT, Publish

from publish.checks.statement import check_statement
from publish.content import new
from publish.content.facts import Facts, FrontMatter, Group, Member, Upcoming
from publish.content.load import load
from publish.content.new import create
from publish.content.statement import Role
from publish.errors import CommandError
from publish.language.files import available

LANGUAGES = ("en", "ar", "ru", "fr", "ja", "zh-TW", "sr-Latn", "he", "sw", "qaa", "th", "und-Thaa")
"""With a text of their own, with their parent's, with none; to the right and to the left."""


def test_what_is_made_loads(tmp_path: Path) -> None:
    made = create(tmp_path / "content", "first", ["en", "pt-BR", "en"])
    assert [path.name for path in made] == ["statement.toml", "en.md", "pt-BR.md"]
    assert load(tmp_path / "content" / "first").languages == ("en", "pt-BR")


@pytest.mark.parametrize(("slug", "language"), [("..", "en"), ("Upper", "en"), ("a", "english")])
def test_a_bad_name_is_a_wrong_command_and_writes_nothing(
    tmp_path: Path, slug: str, language: str
) -> None:
    with pytest.raises(CommandError):
        create(tmp_path / "content", slug, ["en", language])
    assert not (tmp_path / "content").exists()


def test_a_folder_that_exists_is_left_alone(tmp_path: Path) -> None:
    create(tmp_path, "first", ["en"])
    with pytest.raises(CommandError, match="exists already"):
        create(tmp_path, "first", ["ru"])
    assert load(tmp_path / "first").languages == ("en",)


def test_an_interruption_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("publish.content.new.os.rename", fail)
    with pytest.raises(KeyboardInterrupt):
        create(tmp_path, "first", ["en"])
    assert list(tmp_path.iterdir()) == []


def test_the_command_builds_and_checks_at_once(publish: Publish, tmp_path: Path) -> None:
    """As the docs have it: the source first, then more languages, right-to-left ones too."""
    content, out = tmp_path / "content", tmp_path / "out"
    made = publish("new", "first", "--content", content, "-l", "ar", "en", "und-Thaa")
    assert made.returncode == 0, made.stderr
    assert [Path(line).name for line in made.stdout.splitlines()] == [
        *("statement.toml", "ar.md", "en.md", "und-Thaa.md")
    ]
    built = publish("build", "--content", content, "-o", out, "-e", "pamphlet", "-e", "epub")
    assert built.returncode == 0, built.stderr
    assert len(list(out.glob("first/*"))) == 6
    checked = publish("check", "--content", content)
    assert checked.returncode == 0
    told = {line.split("[")[-1] for line in checked.stdout.splitlines()}
    assert told == {"template-words]", "words-missing]"}  # Dhivehi has no words yet


@pytest.mark.parametrize("source", ["en", "ar", "sw", "und-Thaa"])
def test_no_language_is_warned_of(tmp_path: Path, source: str) -> None:
    create(tmp_path, "first", [source, *LANGUAGES])
    findings = check_statement(load(tmp_path / "first"))
    told = [f"{f.code}: {f.problem}" for f in findings if f.severity != "note"]
    expected = ("template-words", "words-missing")
    assert [line for line in told if not line.startswith(expected)] == []
    files = {
        f.problem.place.path.stem
        for f in findings
        if f.problem.place and f.code == "template-words"
    }
    assert files == {source, *LANGUAGES}


def test_languages_with_interface_words_begin_with_words() -> None:
    texts = tomllib.loads((Path(new.__file__).parent / "data" / "new.toml").read_text("utf-8"))
    spoken = {tag for tag in available() if not tag.startswith("und")}
    assert spoken - texts.keys() <= {"ckb"}
    assert all(text.keys() == texts["en"].keys() for text in texts.values())


@pytest.mark.parametrize("tag", ["en", "ar"])
def test_every_key_and_role_is_taught(tmp_path: Path, tag: str) -> None:
    create(tmp_path, "first", [tag])
    facts = (tmp_path / "first" / "statement.toml").read_text("utf-8")
    for model in (Facts, Group, Member, Upcoming):
        for name, field in model.model_fields.items():
            assert f"{field.alias or name} = " in facts or f"[{name}]" in facts
    words = (tmp_path / "first" / f"{tag}.md").read_text("utf-8")
    assert all(f"{name} = " in words for name in FrontMatter.model_fields)
    assert all(f"{{.{role}}}" in words for role in Role)


def test_what_is_taught_is_true(tmp_path: Path) -> None:
    """The facts are valid once the # is taken from every line that holds a key or a table."""
    create(tmp_path, "first", ["en", "ar"])
    path = tmp_path / "first" / "statement.toml"
    path.write_text(re.sub(r"(?m)^# (?=\[|[a-z_]+ = )", "", path.read_text("utf-8")), "utf-8")
    facts = load(tmp_path / "first").facts
    assert facts.event
    assert facts.upcoming
    assert facts.signatories[0].members[0].signed_on


def test_the_docs_show_the_command_as_it_is() -> None:
    page = (ROOT / "docs" / "for-editors.md").read_text("utf-8")
    assert "publish new harbour-appeal -l en ar" in page
