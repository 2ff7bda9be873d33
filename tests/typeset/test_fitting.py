"""Texts are fitted to their pages: by the mildest way that does it, the same for all languages."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import pytest
from typeset.setting import boxes_of, main_lines, paragraphs, setting, written

from publish.markup.fit import PLAIN, Fit, rungs
from publish.typeset.fitting import Fitted, Ladder, as_it_comes, fitted
from publish.typeset.fullness import fullness, too_many
from publish.typeset.layout import Layout


@pytest.fixture(scope="module")
def crowded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A text that fills its page so far that the colophon has no room under it."""
    return written(tmp_path_factory.mktemp("text") / "trial", paragraphs(16))


def test_a_colophon_that_costs_a_page_stands_on_the_title_page(crowded: Path) -> None:
    found = as_it_comes(setting(crowded))
    assert found.fit == Fit(colophon="title")
    assert found.pages == 2
    first = found.layout.document.pages[0]
    (title,), (colophon,) = boxes_of("title", first), boxes_of("colophon", first)
    assert title.position_y + title.margin_height() < colophon.position_y


def test_one_that_costs_nothing_stays_at_the_end(tmp_path: Path) -> None:
    found = as_it_comes(setting(written(tmp_path / "trial", paragraphs(10))))
    assert found.fit == PLAIN
    assert found.pages == 2


def test_a_colophon_without_room_beside_the_title_stays_at_the_end(tmp_path: Path) -> None:
    """A title of many lines fills its page."""
    folder = written(tmp_path / "trial", paragraphs(16))
    words = (folder / "en.md").read_text()
    long = "A title of so many words that they take the whole of the page which is theirs " * 5
    (folder / "en.md").write_text(
        words.replace('"Trial"', f'"{long.strip()}"\nshort_title = "Trial"')
    )
    found = as_it_comes(setting(folder))
    assert found.fit == PLAIN
    assert len(main_lines(found.layout.document.pages[-1])) >= 2


def test_a_title_that_heads_the_text_has_no_page(crowded: Path) -> None:
    found = as_it_comes(setting(crowded), Fit(title="head"))
    first = found.layout.document.pages[0]
    assert main_lines(first)
    assert next(boxes_of("title", first)).position_y < main_lines(first)[0].position_y


def test_fullness_counts_lines(crowded: Path) -> None:
    """Of running text, and of the colophon below it."""
    layout = as_it_comes(setting(crowded)).layout
    title, text = fullness(layout)
    assert title.text == 0
    assert title.foot > 2
    assert text.text == len(main_lines(layout.document.pages[1]))
    assert text.rows >= text.text + text.free


def test_lines_too_many_are_those_beyond(crowded: Path) -> None:
    layout = as_it_comes(setting(crowded), Fit(title="head")).layout
    first, last = fullness(layout)
    assert too_many(layout, 2) == 0
    assert too_many(layout, 1) == last.text + last.foot - first.free


def test_five_pages_become_four_by_the_first_way_that_does_it(tmp_path: Path) -> None:
    ladder = Ladder(setting(written(tmp_path / "trial", paragraphs(61))), PLAIN, title=True)
    assert ladder.at(0).pages == 5
    needed = ladder.needed(4)
    assert needed
    assert ladder.at(needed).pages == 4 < ladder.at(needed - 1).pages


def test_what_cannot_be_fitted_says_how_many_lines_are_too_many(tmp_path: Path) -> None:
    ladder = Ladder(setting(written(tmp_path / "trial", paragraphs(90))), PLAIN, title=True)
    (found,) = fitted({"en": ladder}, 4).values()
    assert found.pages == found.natural > found.goal == 4
    assert 20 < found.lines_too_many < 90


# --- Several languages ----------------------------------------------------------------


@dataclass
class _Pages:
    """Stands for a layout, of which only the number of pages is asked."""

    pages: int
    fit: Fit = PLAIN
    layout: Layout = field(init=False)


class _Steps(Ladder):
    """A ladder of which the pages on each rung are known."""

    def __init__(self, *pages: int) -> None:
        ways = rungs(PLAIN, title=True)
        self._steps = [*pages, *(pages[-1:] * (len(ways) - len(pages)))]
        self._rungs = ways

    def at(self, rung: int) -> Fitted:
        return _Pages(self._steps[rung], self._rungs[rung])  # type: ignore[return-value]

    def too_many(self, multiple: int) -> int:
        return 7


def test_all_languages_are_set_as_the_one_that_needs_most() -> None:
    """So that they look alike, though some would be as short without it."""
    found = fitted({"en": _Steps(4), "ar": _Steps(5, 4), "ru": _Steps(5, 5, 4)}, 4)
    assert len({outcome.fit for outcome in found.values()}) == 1
    assert {outcome.pages for outcome in found.values()} == {4}


def test_one_that_would_be_longer_for_it_goes_its_own_way() -> None:
    found = fitted({"en": _Steps(4, 5), "ar": _Steps(5, 4)}, 4)
    assert found["en"].fit == PLAIN
    assert (found["en"].pages, found["ar"].pages) == (4, 4)


def test_one_that_cannot_be_fitted_keeps_its_pages() -> None:
    found = fitted({"en": _Steps(6, 7, 5), "ar": _Steps(5, 4)}, 4)
    assert (found["en"].fit, found["en"].pages, found["en"].lines_too_many) == (PLAIN, 6, 7)
    assert found["ar"].pages == 4


@pytest.mark.parametrize(
    ("pages", "multiple", "goal"), [(5, 4, 4), (8, 4, 8), (3, 4, 3), (11, 2, 10)]
)
def test_the_goal_is_the_next_smaller_multiple(pages: int, multiple: int, goal: int) -> None:
    assert _Steps(pages).goal(multiple) == goal
