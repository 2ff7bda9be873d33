"""Words that only hold a place are told, and are not handed out unasked."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from support import Publish

from publish.checks import placeholders
from publish.content.load import load
from publish.content.new import create


def told(tmp_path: Path, body: str, language: str = "en", facts: str = "") -> list[str]:
    folder = tmp_path / "one"
    folder.mkdir()
    head = f'schema = 1\nsource_language = "{language}"\n'
    (folder / "statement.toml").write_text(head + facts, "utf-8")
    (folder / f"{language}.md").write_text(f'+++\ntitle = "A"\n+++\n\n{body}\n', "utf-8")
    found = placeholders.check(load(folder))
    return [f"{f.code}:{f.problem.place.line}" for f in found if f.problem.place]


@pytest.mark.parametrize("body", [
    "TODO: write", "TODO", "TODO write this", "FIXME: who?", "TBD", "[TODO]", "XXX: name",
    "XXXX", "Lorem ipsum dolor sit amet", "## TODO",
])  # fmt: skip
def test_what_somebody_means_to_write_later(tmp_path: Path, body: str) -> None:
    assert told(tmp_path, body) == ["placeholder:5"]


@pytest.mark.parametrize(("body", "language"), [
    ("TODO el pueblo", "es"), ("TODO mundo", "pt-BR"), ("XXX Congress", "en"), ("## XXX", "en"),
    ("We have a todo list", "en"), ("Dear readers,", "en"), ("…", "en"), ("- another.", "en"),
    ("The TODO: of others", "en"), ("ТОДО", "ru"),
])  # fmt: skip
def test_words_that_somebody_means(tmp_path: Path, body: str, language: str) -> None:
    assert told(tmp_path, body, language) == []


def test_a_colon_makes_it_one_in_spanish_too(tmp_path: Path) -> None:
    assert told(tmp_path, "TODO: escribir", "es") == ["placeholder:5"]


def test_one_heading_of_the_template_that_was_forgotten(tmp_path: Path) -> None:
    assert told(tmp_path, "Ours.\n\n## A heading\n\nOurs.") == ["template-words:7"]


def test_facts_that_were_uncommented_and_not_filled_in(tmp_path: Path) -> None:
    facts = '[event]\nname = { en = "..." }\nplace = { en = "TODO" }\n'
    assert told(tmp_path, "a", facts=facts) == ["template-words:4", "placeholder:5"]


def test_build_says_so_and_goes_on(publish: Publish, tmp_path: Path) -> None:
    """A warning, also when there is nothing to do: the answer is remembered with it."""
    create(tmp_path / "content", "first", ["en"])
    command = ("build", "--content", tmp_path / "content", "-o", tmp_path / "out", "-e", "epub")
    for _ in range(2):
        built = publish(*command)
        assert built.returncode == 0, built.stderr
        assert "words of the template" in built.stderr
    data = json.loads(publish(*command, "--force", "--json").stdout)
    assert data["summary"] == {"errors": 0, "warnings": 1}
    assert data["warnings"][0]["line"] == 5


@pytest.mark.parametrize("command", [
    ("catalog",), ("kit", "first"), ("run", "first", "--copies", "1"),
    ("poster", "first", "--url", "https://example.org/"),
])  # fmt: skip
def test_nobody_hands_it_out_by_mistake(
    publish: Publish, tmp_path: Path, command: tuple[str, ...]
) -> None:
    create(tmp_path / "content", "first", ["en"])
    refused = publish(*command, "--content", tmp_path / "content", "-o", tmp_path / "out")
    assert refused.returncode == 1
    assert "--force" in refused.stderr
    assert not (tmp_path / "out").exists()


def test_whoever_insists_gets_it(publish: Publish, tmp_path: Path) -> None:
    create(tmp_path / "content", "first", ["en"])
    options = ("--content", tmp_path / "content", "-o", tmp_path / "out.pdf", "--force")
    made = publish("poster", "first", "--url", "https://example.org/", *options)
    assert made.returncode == 0, made.stderr
    assert (tmp_path / "out.pdf").read_bytes().startswith(b"%PDF")
