"""What a house says of its pages: read, overridden key by key, and exact where it is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from publish.content.load import load
from publish.errors import ContentError
from publish.house.house import House, house_for, house_of, overridden

FACTS = 'schema = 1\nsource_language = "en"\n'


def house(tmp_path: Path, text: str) -> House:
    (tmp_path / "publish.toml").write_text(text)
    return house_of(tmp_path)


def test_a_folder_without_the_file_says_nothing(tmp_path: Path) -> None:
    assert house_of(tmp_path) == House()
    assert house_of(tmp_path).multiple == 1


def test_all_of_it_is_optional(tmp_path: Path) -> None:
    assert house(tmp_path, "# Nothing yet.\n") == House()
    assert house(tmp_path, "schema = 1\n[pages]\n[look]\n") == House()
    based = house(tmp_path, '[build]\nbase_url = "https://example.org/statements"\n')
    assert based == House(base_url="https://example.org/statements/")
    assert house(tmp_path, '[pages]\nfit = 4\n[look]\ntitle = "head"\n') == House("head", 4)


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("[pages]\nfits = 4\n", 2, 'unknown key "fits" in [pages].'),
        ('[look]\ntitel = "head"\n', 2, 'unknown key "titel" in [look].'),
        ("[publisher]\n", 1, 'unknown key "publisher".'),
        ('[pages]\nsize = "A6"\n', 2, 'unknown key "size" in [pages].'),
        ('[pages]\nfit = "4"\n', 2, "pages.fit must be a whole number."),
        ("[pages]\nfit = 0\n", 2, "pages.fit must be greater than or equal to 1."),
        ('[look]\ntitle = "none"\n', 2, "look.title must be 'page' or 'head'."),
        (
            '[build]\nbase_url = "example.org"\n',
            2,
            "build.base_url: the address of the site is not a web address.",
        ),
        (
            '[build]\nbase_url = "https://example.org/?a"\n',
            2,
            "build.base_url: the address of the site is not that of a folder, in ASCII.",
        ),
        ("pages = 4\n", 1, "pages must be a table: { ... }, or keys under [...]."),
        ("schema = 2\n", 1, "schema must be 1."),
    ],
)
def test_what_is_wrong_is_told_with_its_line(
    tmp_path: Path, text: str, line: int, said: str
) -> None:
    with pytest.raises(ContentError) as caught:
        house(tmp_path, text)
    (problem,) = caught.value.problems
    assert problem.message == said
    assert problem.place is not None
    assert (problem.place.path, problem.place.line) == (tmp_path / "publish.toml", line)


def test_a_statement_wins_key_by_key() -> None:
    own = House("page", 4)
    assert overridden(own, {}) == own
    assert overridden(own, {"pages": {"fit": 8}}) == House("page", 8)
    assert overridden(House(base_url="https://a.org/"), {"pages": {"fit": 8}}).base_url is not None
    assert overridden(own, {"look": {"title": "head"}}) == House("head", 4)
    assert overridden(own, {"pages": {"fit": 1}}).multiple == 1


def test_facts_that_are_wrong_change_nothing() -> None:
    """Their loading says so."""
    assert overridden(House(None, 4), {"pages": {"fit": "x"}}) == House(None, 4)


def test_a_statement_that_is_loaded_knows_its_house(tmp_path: Path) -> None:
    folder = tmp_path / "trial"
    folder.mkdir()
    (folder / "statement.toml").write_text(f'{FACTS}[look]\ntitle = "head"\n')
    (folder / "en.md").write_text('+++\ntitle = "Trial"\n+++\n\nWords.\n')
    (tmp_path / "publish.toml").write_text("[pages]\nfit = 4\n")
    assert house_for(load(folder)) == House("head", 4)


def test_the_tables_of_a_statement_are_as_exact(tmp_path: Path) -> None:
    folder = tmp_path / "trial"
    folder.mkdir()
    (folder / "statement.toml").write_text(f"{FACTS}[pages]\nfits = 4\n")
    (folder / "en.md").write_text('+++\ntitle = "Trial"\n+++\n\nWords.\n')
    with pytest.raises(ContentError, match=r'unknown key "fits" in \[pages\]'):
        load(folder)


def test_a_fit_that_is_asked_for_wins() -> None:
    assert House("head", 4).fitting(8) == House("head", 8)
    assert House("head", 4).fitting(None) == House("head", 4)
