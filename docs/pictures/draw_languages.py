"""Draws the picture of docs/for-editors.md that shows languages side by side.

From a page that `publish check imcwp-23-ukraine --html` has written.
"""

from __future__ import annotations

import io
import shutil
import sys
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

SIZE = {"width": 1180, "height": 760}
TABLE = "document.querySelector('.sheet').scrollIntoView()"


def draw(file: Path) -> Image.Image:
    """The rows with differences, as a browser shows them."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox"]
        )
        page = browser.new_page(viewport=SIZE)  # type: ignore[arg-type]
        page.goto(file.absolute().as_uri())
        page.get_by_label("Only rows with differences").check()
        page.evaluate(f"document.activeElement.blur(); {TABLE}")
        picture = page.screenshot()
        browser.close()
    return Image.open(io.BytesIO(picture)).convert("RGB")


if __name__ == "__main__":
    source, target = map(Path, sys.argv[1:])
    drawn = draw(source).quantize(64, Image.Quantize.MAXCOVERAGE)
    drawn.save(target / "languages.png", optimize=True)
