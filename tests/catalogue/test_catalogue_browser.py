"""The site in a browser: from a folder, with a keyboard, on a phone, on paper, without a script."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from browsing import faults
from playwright.sync_api import Browser, Page

from publish.catalogue.shelf import Shelf
from publish.making import manifest

HEAVIEST_BYTES = 150_000
SLUG = "imcwp-23-ukraine"


def _pages(site: Path) -> list[str]:
    return sorted(path.relative_to(site).as_posix() for path in site.rglob("*.html"))


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page of a browser that speaks Spanish."""
    context = browser.new_context(locale="es-MX", viewport={"width": 1280, "height": 800})
    yield context.new_page()
    context.close()


# --- Languages --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("locale", "language"), [("ar-EG", "ar"), ("ru", "ru"), ("es-MX", "es"), ("en-GB", "en")]
)
@pytest.mark.parametrize(
    ("entrance", "target"),
    [("index.html", "index.{}.html"), (f"{SLUG}/", f"{SLUG}/{SLUG}.{{}}.html")],
)
def test_the_entrance_leads_to_the_browsers_language(
    browser: Browser, site: Path, entrance: str, target: str, locale: str, language: str
) -> None:
    with browser.new_context(locale=locale) as context:
        page = context.new_page()
        path = site / entrance
        page.goto((path / "index.html" if path.is_dir() else path).as_uri())
        page.wait_for_url((site / target.format(language)).as_uri())
        assert page.evaluate("document.documentElement.lang") == language
        direction = "rtl" if language == "ar" else "ltr"
        assert page.evaluate("getComputedStyle(document.body).direction") == direction


def test_an_unknown_language_or_a_wish_to_choose_stays_at_the_entrance(
    browser: Browser, page: Page, site: Path
) -> None:
    entrance = (site / SLUG / "index.html").as_uri()
    with browser.new_context(locale="sw") as context:
        swahili = context.new_page()
        swahili.goto(entrance)
        assert swahili.url == entrance
        assert swahili.locator("main a").count() == 4
    page.goto(f"{entrance}#all")
    assert page.url == f"{entrance}#all"


def test_without_scripts_everything_is_there(browser: Browser, site: Path) -> None:
    with browser.new_context(java_script_enabled=False, locale="ru") as context:
        page = context.new_page()
        page.goto((site / "index.html").as_uri())
        page.get_by_role("link", name="Русский").click()
        assert page.locator(".search").is_hidden()
        page.locator(f"#{SLUG} h2 a").click()
        assert page.locator("h1").inner_text().startswith("Солидарность")
        page.get_by_role("navigation").get_by_role("link", name="العربية").click()
        assert page.locator("html").get_attribute("dir") == "rtl"
        assert page.locator("a.get").count() >= 3


# --- Files --------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["ar", "en"])
def test_what_is_downloaded_is_what_the_page_and_the_manifest_say(
    page: Page, served: str, site: Path, built: Path, language: str
) -> None:
    page.goto(f"{served}{SLUG}/{SLUG}.{language}.html")
    for entry in manifest.read(built).artifacts:
        if (entry.statement, entry.language) != (SLUG, language):
            continue
        name = entry.path.rpartition("/")[2]
        with page.expect_download() as started:
            page.locator(f'a.get[href="{name}"]').click()
        content = Path(started.value.path()).read_bytes()
        assert hashlib.sha256(content).hexdigest() == entry.sha256
        assert started.value.suggested_filename == name
        assert (site / entry.path).read_bytes() == content  # where the link leads from a folder
        assert entry.sha256 in (page.locator(".files").text_content() or "")


# --- Search -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "words", "found"),
    [
        ("en", "SHELVES printed", ["open-shelves"]),
        ("en", "Izmir", [SLUG]),
        ("en", "xylophone", []),
        ("ar", "إزمير", [SLUG]),
        ("ar", "ازمير", [SLUG]),  # without the hamza, as many type
        ("es", "declaracion", ["open-shelves"]),
        ("ru", "украины", [SLUG]),
    ],
)
def test_search_finds_statements_by_any_of_their_words(
    page: Page, site: Path, language: str, words: str, found: list[str]
) -> None:
    page.goto((site / f"index.{language}.html").as_uri())
    field = page.get_by_role("searchbox")
    field.fill(words)
    page.wait_for_function("document.querySelector('.result').textContent")
    shown = page.evaluate(
        "[...document.querySelectorAll('.statements > li:not([hidden])')].map(({id}) => id)"
    )
    assert shown == found
    field.fill("")
    assert page.locator(".statements > li:visible").count() == 2


# --- People -------------------------------------------------------------------------------


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_violation(browser: Browser, site: Path, scheme: Any) -> None:
    """WCAG 2.2 AA and axe's own good practice, on every page, by day and by night."""
    with browser.new_context(
        color_scheme=scheme, viewport={"width": 1280, "height": 900}
    ) as context:
        page = context.new_page()
        for path in _pages(site):
            page.goto(f"{(site / path).as_uri()}#all")
            assert faults(page) == [], path


def test_the_keyboard_alone_reaches_and_shows_everything(page: Page, site: Path) -> None:
    page.goto((site / SLUG / f"{SLUG}.en.html").as_uri())
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    box = page.locator(".skip").bounding_box()
    assert box
    assert box["height"] > 24
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.tagName") == "MAIN"

    page.goto((site / SLUG / f"{SLUG}.en.html").as_uri())
    wanted = page.evaluate("document.querySelectorAll('a[href], summary').length")
    reached = []
    for _ in range(wanted):
        page.keyboard.press("Tab")
        reached.append(
            page.evaluate(
                "(({tagName, href, textContent}) => [tagName, href ?? textContent])"
                "(document.activeElement)"
            )
        )
        style = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        assert style == "solid", reached[-1]
    assert reached == page.evaluate(
        "[...document.querySelectorAll('a[href], summary')]"
        ".map(({tagName, href, textContent}) => [tagName, href ?? textContent])"
    )


def test_a_checksum_opens_and_a_language_changes_by_keyboard(page: Page, site: Path) -> None:
    page.goto((site / SLUG / f"{SLUG}.en.html").as_uri())
    page.locator("summary").first.focus()
    page.keyboard.press("Enter")
    assert page.locator(".checksum code").first.is_visible()
    page.locator("nav a[hreflang=ar]").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/*.ar.html")


@pytest.mark.parametrize("width", [320, 1280])
def test_nothing_is_cut_off_or_too_small_to_hit(browser: Browser, site: Path, width: int) -> None:
    """Reflow (WCAG 1.4.10) and target size (2.5.8; links within a sentence are exempt)."""
    with browser.new_context(viewport={"width": width, "height": 640}) as context:
        page = context.new_page()
        for path in _pages(site):
            page.goto(f"{(site / path).as_uri()}#all")
            assert page.evaluate("document.documentElement.scrollWidth") <= width, path
            cut = page.evaluate(
                "[...document.querySelectorAll('main *')].filter((e) => e.checkVisibility())"
                ".map((e) => e.getBoundingClientRect())"
                ".filter((r) => r.width > 1 && (r.left < -1 || r.right > innerWidth + 1)).length"
            )
            assert cut == 0, path
            targets = page.locator("ul.row a, a.get, summary, .choices a, .to-list, input:visible")
            for box in (each.bounding_box() for each in targets.all()):
                assert box is None or min(box["width"], box["height"]) >= 24, path


def test_the_arabic_page_is_the_mirror_of_the_english_one(page: Page, site: Path) -> None:
    def left(language: str, selector: str) -> float:
        page.goto((site / SLUG / f"{SLUG}.{language}.html").as_uri())
        box = page.locator(selector).first.bounding_box()
        assert box is not None
        return box["x"]

    assert left("en", "h1") < left("en", ".download")
    assert left("ar", "h1") > left("ar", ".download")
    assert left("ar", ".to-list") > left("ar", "nav")


def test_paper_gets_the_text_and_not_the_navigation(page: Page, site: Path) -> None:
    page.goto((site / SLUG / f"{SLUG}.en.html").as_uri())
    page.emulate_media(media="print", color_scheme="dark")
    for selector in ("header.site", "footer.site", ".download", ".printing"):
        assert page.locator(selector).is_hidden(), selector
    for selector in ("h1", ".body", "#signatories", ".cite"):
        assert page.locator(selector).is_visible(), selector
    colour = "getComputedStyle(document.body).color"
    assert page.evaluate(colour) == "rgb(0, 0, 0)"
    assert page.pdf(prefer_css_page_size=True).startswith(b"%PDF")


# --- Weight and hosts ---------------------------------------------------------------------


def test_pages_are_light_and_ask_no_other_host(browser: Browser, served: str, site: Path) -> None:
    """Everything that a page fetches, pictures apart, fonts included, as the files are sent."""
    for path in _pages(site):
        with browser.new_context() as context:
            page = context.new_page()
            weights: dict[str, int] = {}

            def weigh(request: Any, weights: dict[str, int] = weights) -> None:
                response = request.response()
                if response.request.resource_type != "image":
                    weights[response.url] = len(response.body())

            page.on("requestfinished", weigh)
            page.goto(f"{served}{path}#all", wait_until="networkidle")
            assert weights
            assert all(url.startswith(served) for url in weights), path
            assert sum(weights.values()) < HEAVIEST_BYTES, (path, weights)
            assert context.cookies() == []
            assert page.evaluate("localStorage.length + sessionStorage.length") == 0


def test_every_language_is_offered_on_every_page(page: Page, site: Path, shelf: Shelf) -> None:
    for work in shelf.works:
        for item in work.items:
            page.goto((site / work.slug / f"{work.slug}.{item.language}.html").as_uri())
            links = page.locator("nav.languages a")
            offered = [link.get_attribute("hreflang") for link in links.all()]
            assert offered == [each.language for each in work.items]
            current = page.locator("nav.languages a[aria-current]")
            assert current.get_attribute("hreflang") == item.language
