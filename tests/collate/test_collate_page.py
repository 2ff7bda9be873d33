"""The page with the languages side by side: alone, readable by anyone, without a script."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from browsing import chromium, faults
from playwright.sync_api import Browser
from support import CONTENT, Publish

from publish.collate.collate import collate
from publish.collate.collation import Collation
from publish.collate.page import marked, page
from publish.content.load import load
from publish.design.design import default_design

SLUG = "imcwp-23-ukraine"
_ENDS_AT_THE_RIGHT = """words => {
    const range = document.createRange();
    range.selectNodeContents(words);
    const [first] = range.getClientRects();
    return Math.abs(first.right - words.getBoundingClientRect().right) < 2;
}"""
"""Whether the first line of a passage begins at the right edge of its column."""


@pytest.fixture(scope="module")
def collation() -> Collation:
    return collate(load(CONTENT / SLUG))


@pytest.fixture(scope="module")
def file(collation: Collation, tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("page") / "languages.html"
    made.write_bytes(page([collation], default_design()))
    return made


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as running:
        yield running


def test_the_page_asks_for_nothing_outside_it_and_runs_no_script(file: Path) -> None:
    class Outside(HTMLParser):
        def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
            assert tag not in {"script", "img", "link", "iframe", "object"}
            for name, value in attributes:
                assert name not in {"src", "srcset", "onclick", "onload"}
                assert name != "href" or (value or "").startswith("#")

    text = file.read_text("utf-8")
    Outside().feed(text)
    assert "url(" not in text
    assert "@import" not in text


def test_the_same_statement_gives_the_same_bytes(collation: Collation) -> None:
    assert page([collation], default_design()) == page(
        [collate(load(CONTENT / SLUG))], default_design()
    )


def test_words_of_the_content_cannot_become_markup(tmp_path: Path) -> None:
    folder = tmp_path / "hostile"
    folder.mkdir()
    (folder / "statement.toml").write_text('schema = 1\nsource_language = "en"\n')
    words = "1 < 2 & \\<script\\>alert(1)\\</script\\>"
    for tag in ("en", "ru"):
        (folder / f"{tag}.md").write_text(f"+++\ntitle = '<b>x</b>'\n+++\n\n{words}\n")
    made = page([collate(load(folder))], default_design()).decode()
    assert "<script" not in made
    assert "<b>" not in made


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (400, "dark")])
def test_axe_finds_no_violation(browser: Browser, file: Path, width: int, scheme: str) -> None:
    """WCAG 2.2 AA, side by side and one below the other, by day and by night."""
    size = {"width": width, "height": 900}
    with browser.new_context(viewport=size, color_scheme=scheme) as context:  # type: ignore[arg-type]
        tab = context.new_page()
        tab.goto(file.as_uri())
        assert tab.evaluate("document.documentElement.scrollWidth") <= width
        assert faults(tab) == []


def test_columns_run_as_their_languages_do(
    browser: Browser, file: Path, collation: Collation
) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        tab = context.new_page()
        tab.goto(file.as_uri())
        for tag, text in collation.texts.items():
            words = tab.locator(f"td.of-{tag} .words").first
            assert words.get_attribute("lang") == tag
            assert words.get_attribute("dir") == text.profile.direction
        cell = tab.locator("tr.same td.of-ar").first
        assert cell.locator(".words").evaluate(_ENDS_AT_THE_RIGHT)


def test_the_filters_work_without_scripts(browser: Browser, file: Path) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        tab = context.new_page()
        tab.goto(file.as_uri())
        same, differs = tab.locator("tr.same").first, tab.locator("tr.differs").first
        assert same.is_visible()
        tab.get_by_label("Only rows with differences").check()
        assert same.is_hidden()
        assert differs.is_visible()
        tab.get_by_label("ru", exact=True).uncheck()
        assert tab.locator("th.of-ru").is_hidden()
        assert tab.locator("th.of-es").is_visible()


def test_each_difference_leads_to_its_row_and_is_marked_there(browser: Browser, file: Path) -> None:
    with browser.new_context() as context:
        tab = context.new_page()
        tab.goto(file.as_uri())
        link = tab.locator(".found.of-ru li", has_text="Украину").locator("a")
        link.click()
        row = tab.locator("tr:target")
        assert row.locator("td.of-ru mark").inner_text() == "Украину"
        assert row.locator("td.of-ru .notes").inner_text().startswith("names")


def test_on_paper_every_row_is_there_and_the_filters_are_not(browser: Browser, file: Path) -> None:
    with browser.new_context() as context:
        tab = context.new_page()
        tab.goto(file.as_uri())
        tab.emulate_media(media="print")
        assert tab.locator(".filters").is_hidden()
        assert tab.locator("thead").first.is_visible()
        assert tab.locator("tr.same").first.is_visible()


@pytest.mark.parametrize(
    ("spans", "pieces"),
    [
        ([], [("words", False)]),
        ([(1, 3)], [("w", False), ("or", True), ("ds", False)]),
        ([(0, 3), (2, 9)], [("words", True)]),
        ([(-4, 1), (7, 9)], [("w", True), ("ords", False)]),
    ],
)
def test_marks_are_cut_at_the_edges_of_spans(
    spans: list[tuple[int, int]], pieces: list[tuple[str, bool]]
) -> None:
    assert list(marked("words", spans)) == pieces


# --- The command --------------------------------------------------------------------


def test_the_command_writes_the_page_and_says_where_to_look(
    publish: Publish, tmp_path: Path
) -> None:
    out = tmp_path / "new" / "languages.html"
    done = publish("check", SLUG, "--json", "--html", out)
    assert done.returncode == 0, done.stderr
    assert out.read_text("utf-8").startswith("<!DOCTYPE html>")
    assert [path.name for path in out.parent.iterdir()] == [out.name]
    findings = json.loads(done.stdout)["findings"]
    (found,) = (one for one in findings if one["code"] == "names-differ")
    assert found["language"] == "ru"
    assert re.search(r"ru\.md$", found["file"])
    assert found["beside"]["file"].endswith("en.md")
    assert found["line"]
    assert found["beside"]["line"]


def test_a_folder_in_the_place_of_the_page_is_one_clear_message(
    publish: Publish, tmp_path: Path
) -> None:
    done = publish("check", SLUG, "--html", tmp_path)
    assert done.returncode == 2
    assert "this is a folder" in done.stderr
    assert "Traceback" not in done.stderr


def test_on_a_terminal_translations_are_a_table_by_language() -> None:
    from rich.console import Console

    from publish.checks.alignment import check
    from publish.report import translations_table

    findings = [finding for finding in check(load(CONTENT / SLUG)) if finding.language]
    console = Console(width=120, record=True, file=io.StringIO())
    console.print(translations_table(findings))
    lines = console.export_text().splitlines()
    assert lines[0].split() == ["language", "place", "source", "difference"]
    first = [line.split()[0] for line in lines if re.match(r"(ar|es|ru)\s", line)]
    assert first == ["ar", "es", "ru"]
    (line,) = (line for line in lines if "Украину" in line)
    assert "ru.md:41" in line
    assert "en.md:41" in line
