"""The preview in a browser: pages the right way round, changes at once, faults in their place."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from browsing import faults
from playwright.sync_api import Browser, Locator, Page, expect
from preview.looking import SHORT, SLUG, Server, lengthened
from support import CONTENT

from publish.editions import EDITIONS

PATIENCE_MS = 60_000
BOUND_S = 2.5
"""Some four times what it takes; longer where others use the machine at the same time."""


expect.set_options(timeout=PATIENCE_MS)


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page of a laptop's size, on which nothing may go wrong unseen."""
    with browser.new_context(viewport={"width": 1280, "height": 800}) as context:
        page = context.new_page()
        wrong: list[str] = []
        page.on("pageerror", lambda error: wrong.append(str(error)))
        yield page
        assert wrong == []


def look(page: Page, server: Server, *views: str, statement: str = SLUG) -> None:
    """Open the preview on these views and wait for their first pictures."""
    asked = "&".join([f"statement={statement}", *(f"view={view}" for view in views)])
    page.goto(f"{server.address}?{asked}")
    settled(page, len(views))


def settled(page: Page, panes: int = 1) -> None:
    expect(page.locator(".pane:not(.busy)")).to_have_count(panes)
    for pane in page.locator(".pane").all():
        expect(pane.locator(".leaf[data-shown], iframe").first).to_be_attached()


def middle(leaf: Locator) -> float:
    box = leaf.locator(".paper").bounding_box()
    assert box is not None
    return box["x"] + box["width"] / 2


def leaf(page: Page, number: int, pane: int = 0) -> Locator:
    return page.locator(".pane").nth(pane).locator(f'.leaf[data-page="{number}"]')


@contextmanager
def changed(path: Path, before: str, after: str) -> Iterator[None]:
    """A file with a change in it, taken back at the end."""
    text = path.read_text("utf-8")
    assert before in text
    path.write_text(text.replace(before, after, 1), "utf-8")
    try:
        yield
    finally:
        path.write_text(text, "utf-8")


# --- Pages --------------------------------------------------------------------------------


def test_an_english_copy_opens_to_the_right_and_an_arabic_one_to_the_left(
    page: Page, server: Server
) -> None:
    for language, onwards in (("en", 1), ("ar", -1)):
        look(page, server, f"{language}.pamphlet")
        table = page.locator(".table").bounding_box()
        assert table is not None
        first = middle(leaf(page, 1)) - (table["x"] + table["width"] / 2)
        assert first * onwards > 0, "page 1 stands alone on the side that the copy opens to"
        step = middle(leaf(page, 3)) - middle(leaf(page, 2))
        assert step * onwards > 100, "page 3 faces page 2 on the same side"


def test_a_picture_is_sharp_at_the_screens_own_density(browser: Browser, server: Server) -> None:
    with browser.new_context(
        viewport={"width": 1280, "height": 800}, device_scale_factor=2
    ) as context:
        page = context.new_page()
        look(page, server, "en.pamphlet")
        picture = leaf(page, 1).locator("img")
        drawn, shown = picture.evaluate("img => [img.naturalWidth, img.clientWidth]")
        assert drawn == pytest.approx(2 * shown, abs=2)
        page.get_by_label("Zoom", exact=True).last.select_option("1")
        box = leaf(page, 1).locator(".paper").bounding_box()
        assert box
        assert box["width"] == pytest.approx(148 / 25.4 * 96, abs=1)


def test_languages_are_switched_with_the_mouse_and_with_arrow_keys(
    page: Page, server: Server
) -> None:
    look(page, server, "en.pamphlet")
    page.get_by_role("radio", name="العربية").click()
    settled(page)
    expect(page.locator(".spread").first).to_have_attribute("dir", "rtl")
    assert "view=ar.pamphlet" in page.url
    page.get_by_role("radio", name="English").focus()
    page.keyboard.press("ArrowLeft")  # from the first to the last
    expect(page.get_by_role("radio", name="Русский")).to_be_checked()
    expect(leaf(page, 1).locator(".spot").first).to_contain_text("Солидарность")


def test_two_languages_lie_side_by_side_and_paragraphs_find_each_other(
    page: Page, server: Server
) -> None:
    look(page, server, "en.pamphlet")
    page.get_by_label("Side by side").check()
    settled(page, 2)
    expect(page.locator(".finding").first).to_be_visible()
    left, right = (page.locator(".pane").nth(number) for number in (0, 1))
    left.locator(".spot", has_text="We stand in solidarity").click()
    expect(page.locator("#place code")).to_contain_text("/en.md:10")
    partner = right.locator(".spot.partner")
    expect(partner).to_contain_text("نتضامن")
    page.get_by_label("Side by side").uncheck()
    settled(page, 1)


@pytest.mark.parametrize("edition", EDITIONS)
def test_every_edition_can_be_seen(page: Page, server: Server, edition: str) -> None:
    look(page, server, "en.pamphlet", statement=SHORT)
    page.get_by_label("Edition").select_option(edition)
    settled(page)
    if edition == "epub":
        text = page.frame_locator('iframe[title="text"]')
        expect(text.locator("p").first).to_contain_text("readers", ignore_case=True)
        assert page.locator("iframe").first.get_attribute("sandbox") == "allow-same-origin"
        return
    expect(page.locator(".leaf[data-shown] img").first).to_be_visible()
    width = EDITIONS[edition].size_mm
    assert width is not None
    ratio = leaf(page, 1).locator("img").evaluate("img => img.naturalWidth / img.naturalHeight")
    margin = 40 if edition == "press" else 0
    assert ratio == pytest.approx((width[0] + margin) / (width[1] + margin), abs=0.01)
    spot = page.locator(".spot", has_text="Open Shelves").first
    expect(spot).to_be_attached()
    assert (spot.get_attribute("title") or "").startswith("en.md, line ")


# --- Saving -------------------------------------------------------------------------------

WATCH = """() => {
  window.drawn = [];
  new MutationObserver((records) => {
    for (const { target } of records)
      requestAnimationFrame(() => drawn.push([target.dataset.shown, Date.now()]));
  }).observe(document.querySelector(".spreads"), {
    subtree: true, attributes: true, attributeFilter: ["data-shown"],
  });
}"""


def first_drawn(page: Page, before: list[str | None]) -> float:
    """When a picture that was not there ``before`` was on the screen, in seconds since 1970."""
    end = time.monotonic() + 30
    while time.monotonic() < end:
        for key, moment in page.evaluate("window.drawn"):
            if key not in before:
                return float(moment) / 1000
        page.wait_for_timeout(10)
    raise AssertionError("no page was drawn anew")


@pytest.mark.parametrize("language", ["en", "ar"])
def test_saving_a_paragraph_of_twelve_pages_shows_the_new_page_at_once(
    page: Page, server: Server, language: str, record_property: Any
) -> None:
    """From the writing of the file to the picture in the window; unchanged pages stay."""
    folder = Path(shutil.copytree(server.content / SLUG, server.content / "long"))
    path = folder / f"{language}.md"
    try:
        lengthened(path, 3.2)
        look(page, server, f"{language}.pamphlet", statement="long")
        assert 12 <= page.locator(".leaf[data-page]").count() <= 15
        expect(page.locator(".finding").first).to_be_visible()
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        drawn = set(
            page.evaluate("[...document.querySelectorAll('[data-shown] img')].map(({src}) => src)")
        )
        taken = []
        for number in range(3):
            before = [each.get_attribute("data-key") for each in page.locator("[data-page]").all()]
            text = path.read_text("utf-8")
            paragraphs = [each for each in text.split("\n\n") if len(each) > 200]
            paragraph = paragraphs[len(paragraphs) // 2]
            words = paragraph.split(" ")
            words[number + 2 : number + 4] = reversed(words[number + 2 : number + 4])
            text = text.replace(paragraph, " ".join(words), 1)
            page.evaluate(WATCH)
            written = time.time()
            path.write_text(text, "utf-8")
            taken.append(first_drawn(page, before) - written)
            settled(page)
            after = [each.get_attribute("data-key") for each in page.locator("[data-page]").all()]
            same = {key for key, now in zip(before, after, strict=True) if key == now}
            assert len(before) / 2 <= len(same) < len(before), "a page has changed, most have not"
        assert not drawn & set(asked), "what has not changed is not drawn again"
        record_property("seconds", taken)
        print(f"\n{language}: from file to picture {', '.join(f'{s:.2f} s' for s in taken)}")
        assert min(taken) < BOUND_S * max(1, os.getloadavg()[0] / (os.cpu_count() or 1))
    finally:
        shutil.rmtree(folder)


def test_an_editor_that_saves_by_renaming_is_noticed(page: Page, server: Server) -> None:
    look(page, server, "en.pamphlet")
    path = server.content / SLUG / "en.md"
    before = path.read_text("utf-8")
    beside = path.with_name("en.md~new")
    try:
        beside.write_text(before.replace("We stand in solidarity", "We stand together", 1), "utf-8")
        os.replace(beside, path)
        expect(page.locator(".spot", has_text="We stand together")).to_be_attached()
        assert page.locator(".spot.changed").count() == 1
    finally:
        path.write_text(before, "utf-8")


def test_a_language_that_comes_or_goes_is_noticed(page: Page, server: Server) -> None:
    look(page, server, "en.pamphlet")
    path = server.content / SLUG / "es.md"
    last = page.locator(".leaf[data-page]").last
    key = last.get_attribute("data-key")
    shutil.copy(CONTENT / SLUG / "es.md", path)
    expect(page.get_by_role("radio", name="Español")).to_be_attached()
    expect(last).not_to_have_attribute("data-key", str(key))  # the colophon names it
    path.unlink()
    expect(page.get_by_role("radio", name="Español")).to_have_count(0)
    expect(last).to_have_attribute("data-key", str(key))


# --- Faults -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "before", "after", "said"),
    [
        ("en.md", "We stand", "We <b>stand", "en.md, line 10"),
        ("statement.toml", "schema = 1", "schema = ", "statement.toml, line 1"),
        ("en.md", "We stand", "We \U00013000 stand", "en.md, line 10"),
    ],
)
def test_a_fault_is_told_in_place_and_the_last_good_pages_stay(
    page: Page, server: Server, name: str, before: str, after: str, said: str
) -> None:
    """Raw HTML, bad TOML, a character that no face draws: with file, line and remedy."""
    look(page, server, "en.pamphlet")
    key = leaf(page, 1).get_attribute("data-shown")
    trouble = page.locator(".trouble")
    with changed(server.content / SLUG / name, before, after):
        expect(trouble).to_be_visible()
        expect(trouble.locator(".where").first).to_contain_text(said[:-1])
        expect(trouble.locator(".remedy").first).not_to_be_empty()
        expect(trouble).to_contain_text("as they were before")
        assert leaf(page, 1).get_attribute("data-shown") == key
        assert leaf(page, 1).locator("img").evaluate("img => img.naturalWidth") > 100
        trouble.locator(".where").first.click()
        expect(page.locator("#place code")).to_contain_text(f"{SLUG}/{name}:")
    expect(trouble).to_be_hidden()
    settled(page)


def test_a_fault_in_one_language_does_not_stop_another(page: Page, server: Server) -> None:
    look(page, server, "en.pamphlet", "ar.pamphlet")
    english, arabic = (page.locator(".pane").nth(number) for number in (0, 1))
    with changed(server.content / SLUG / "ar.md", "+++", "++"):
        expect(arabic.locator(".trouble")).to_be_visible()
        with changed(server.content / SLUG / "en.md", "We stand", "We now stand"):
            expect(english.locator(".spot", has_text="We now stand")).to_be_attached()
            assert english.locator(".trouble").is_hidden()
            expect(page.locator("#findings .problems")).to_contain_text("ar.md")
    expect(arabic.locator(".trouble")).to_be_hidden()


# --- Findings -----------------------------------------------------------------------------


def test_findings_stand_beside_the_page_and_on_it(page: Page, server: Server) -> None:
    look(page, server, "ar.pamphlet")
    finding = page.locator(".finding", has_text="presentation-forms").first
    expect(finding).to_be_visible()
    number = finding.get_attribute("data-number")
    finding.click()
    chosen = page.locator(".spot.chosen, .spot:has(+ .mark)").first
    expect(chosen).to_be_attached()
    mark = page.locator(".mark").first
    expect(mark).to_be_attached()
    mark.scroll_into_view_if_needed()
    mark.click()
    expect(page.locator('.finding[aria-pressed="true"]')).to_be_visible()
    expect(page.locator("#place code")).to_contain_text("/ar.md:")
    page.get_by_label("Notes").uncheck()
    expect(page.locator(f'.finding[data-number="{number}"]')).to_have_count(0)
    page.get_by_label("Notes").check()
    spanish = page.locator("#findings", has_text="ru.md")
    expect(spanish).to_have_count(0)  # what is wrong in a language that is not shown


def test_a_slip_is_marked_as_soon_as_it_is_saved(page: Page, server: Server) -> None:
    look(page, server, "en.pamphlet")
    with changed(server.content / SLUG / "en.md", "We stand", "We  stand"):
        finding = page.locator(".finding", has_text="doubled-spaces")
        expect(finding).to_be_visible()
        number = finding.get_attribute("data-number")
        spot = page.locator(".spot", has_text="We stand in solidarity")
        expect(spot.locator("+ .mark")).to_contain_text(str(number))
    expect(page.locator(".finding", has_text="doubled-spaces")).to_have_count(0)


# --- From a paragraph to its file ---------------------------------------------------------


def test_a_paragraph_tells_its_file_and_line_and_opens_the_editor(
    page: Page, server: Server, opened: Path
) -> None:
    look(page, server, "en.pamphlet")
    opened.unlink(missing_ok=True)
    page.locator(".spot", has_text="We stand in solidarity").click()
    expect(page.locator("#place code")).to_have_text(f"{server.content}/{SLUG}/en.md:10")
    assert not opened.exists(), "nothing runs before it is asked for"
    page.get_by_role("button", name="Open in editor").click()
    end = time.monotonic() + 10
    while not opened.exists() and time.monotonic() < end:
        page.wait_for_timeout(20)
    assert opened.read_text("utf-8") == f"{server.content / SLUG / 'en.md'} 10\n"
    page.locator(".spot", has_text="Algerian Party").first.click()
    expect(page.locator("#place code")).to_contain_text("statement.toml:")


def test_the_keyboard_goes_from_paragraph_to_paragraph(page: Page, server: Server) -> None:
    look(page, server, "en.pamphlet")
    page.locator(".table").focus()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "spot"
    page.keyboard.press("End")
    page.keyboard.press("Home")
    for _ in range(4):
        page.keyboard.press("ArrowDown")
    focused = page.locator(".spot:focus")
    expect(focused).to_contain_text("With this Resolution")
    page.keyboard.press("Enter")
    expect(page.locator("#place code")).to_contain_text("/en.md:8")
    expect(focused).to_be_in_viewport()


# --- People and machines ------------------------------------------------------------------


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_violation(browser: Browser, server: Server, scheme: Any) -> None:
    """WCAG 2.2 AA and axe's own good practice, by day and by night, with a fault shown."""
    with browser.new_context(
        color_scheme=scheme, viewport={"width": 1280, "height": 800}
    ) as context:
        page = context.new_page()
        look(page, server, "en.pamphlet", "ar.pamphlet")
        page.locator(".spot", has_text="We stand in solidarity").click()
        expect(page.locator(".finding").first).to_be_visible()
        with changed(server.content / SLUG / "en.md", "We stand", "We <b>stand"):
            expect(page.locator(".trouble").first).to_be_visible()
            found = faults(page)
    assert found == []


def test_nothing_is_asked_of_another_host_and_nothing_is_kept(page: Page, server: Server) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    look(page, server, "en.pamphlet")
    assert asked
    assert all(url.startswith(server.address) for url in asked)
    assert page.context.cookies() == []
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0


def test_it_says_when_the_preview_has_ended(page: Page, preview: Any, fresh: Path) -> None:
    with preview(fresh) as short_lived:
        page.goto(short_lived.address)
        settled(page)
        status, _, said = short_lived.stop()
        assert (status, said.count("\n")) == (0, 1)
        expect(page.locator("#lost")).to_be_visible()
        expect(leaf(page, 1).locator("img")).to_be_visible()
