"""Prints PDFs in one warm browser: with_chromium.py JOBS, where JOBS is a file of material.py."""

import json
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

jobs = json.loads(Path(sys.argv[1]).read_text("utf-8"))
with sync_playwright() as playwright:
    browser = playwright.chromium.launch(executable_path=jobs["chromium"], args=["--no-sandbox"])
    page = browser.new_page()
    for job in jobs["documents"]:
        page.goto(Path(job["styled"]).as_uri())
        page.pdf(path=job["out"], prefer_css_page_size=True, tagged=True, outline=True)
    browser.close()
