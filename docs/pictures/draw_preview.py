"""Takes the pictures of the preview in a browser: python docs/pictures/draw_preview.py FOLDER."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, expect, sync_playwright

ROOT = Path(__file__).resolve().parent.parent.parent
STATEMENT = "imcwp-23-ukraine"
WINDOW = {"width": 1360, "height": 850}
COLOURS = 255


@contextmanager
def preview(home: Path) -> Iterator[str]:
    """The address of a preview of the content in ``home``, as an editor would start it."""
    process = subprocess.Popen(
        [sys.executable, "-m", "publish", "preview", STATEMENT, "--port", "0"],
        cwd=home,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stdout is not None
        yield process.stdout.readline().strip()
    finally:
        process.terminate()
        process.communicate()


def settled(page: Page) -> None:
    """Wait until all pages in sight are drawn and checked."""
    expect(page.locator(".pane.busy")).to_have_count(0)
    expect(page.locator(".leaf[data-shown]").first).to_be_visible()
    expect(page.locator(".finding").first).to_be_visible()
    page.wait_for_timeout(1500)


def side_by_side(page: Page, _: Path) -> None:
    """A paragraph chosen in English, and its partner in Arabic."""
    settled(page)
    page.locator(".spot", has_text="We stand in solidarity").click()
    page.locator(".leaf[data-page='2']").first.scroll_into_view_if_needed()
    for table in page.locator(".table").all():
        table.evaluate(
            "table => table.scrollTo(0, table.querySelectorAll('.spread')[1].offsetTop - 105)"
        )
    page.mouse.move(0, 0)
    page.wait_for_timeout(1500)


def fault(page: Page, folder: Path) -> None:
    """Raw HTML in a paragraph: told with its line, above the last good pages."""
    settled(page)
    text = folder / "en.md"
    text.write_text(text.read_text("utf-8").replace("We stand", "We <b>stand</b>", 1), "utf-8")
    expect(page.locator(".trouble")).to_be_visible()
    page.locator(".leaf[data-page='2']").scroll_into_view_if_needed()
    page.wait_for_timeout(1500)


PICTURES = {
    "preview.png": (("en.pamphlet", "ar.pamphlet"), side_by_side),
    "preview-fault.png": (("en.pamphlet",), fault),
}


def main(out: Path) -> None:
    """Write every picture into ``out``."""
    expect.set_options(timeout=90_000)
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    with tempfile.TemporaryDirectory() as home, sync_playwright() as playwright:
        folder = Path(home) / "content" / STATEMENT
        shutil.copytree(ROOT / "content" / STATEMENT, folder)
        # Its sandbox does not start for root, as which this may be run; the pages are our own.
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        with preview(Path(home)) as address:
            for name, (views, prepare) in PICTURES.items():
                page = browser.new_page(viewport=WINDOW)
                asked = "&".join(f"view={view}" for view in views)
                page.goto(f"{address}?statement={STATEMENT}&{asked}")
                prepare(page, folder)
                picture = Image.open(BytesIO(page.screenshot())).convert("RGB")
                drawn = picture.quantize(
                    COLOURS, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE
                )
                drawn.save(out / name, optimize=True)
                page.close()
        browser.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
