"""Chromium's own viewer, with its window: its search box is typed into, its whole text copied.

The box belongs to no page, so that no protocol reaches it: keys come from ``xdotool``, what is
typed from the clipboard, and the answer is read off the screen, where ``0/0`` stands beside what is
not found. It asks for time: each question takes a third of a second.
"""

from __future__ import annotations

import json
import os
import subprocess
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from browsing import program
from PIL import Image, ImageChops, ImageGrab
from playwright.sync_api import CDPSession, Page, sync_playwright

from publish.tools.program import Program
from viewers.viewer import Open, Place, Viewer

_XVFB: Final = Program("Xvfb", package="xvfb")
_XDOTOOL: Final = Program("xdotool", package="xdotool")
_XCLIP: Final = Program("xclip", package="xclip")

_WIDTH, _HEIGHT = 1000, 700
_BOX: Final = (_WIDTH // 2, 60, _WIDTH, 200)
"""Where on the screen the search box is, at most."""
_APART: Final = 25
"""How far, at least, the count stands from what is typed."""
_PATIENCE_S: Final = 10.0
_SETTLED_S: Final = 0.12
_NOWHERE: Final = "qzqzqz"

# Playwright starts Chromium without the extension that its viewer is.
_NOT: Final = ["--disable-extensions", "--disable-component-extensions-with-background-pages"]
_VIEWER: Final = "chrome-extension://mhjfbmdgcfjbbpaeojofohoefgiehjai/"
_ALL: Final = """(async () => {
  const viewer = document.querySelector('pdf-viewer')
  viewer.currentController.selectAll()
  await new Promise(done => setTimeout(done, 500))
  return (await viewer.currentController.getSelectedText()).selectedText
})()"""


@dataclass(slots=True)
class _Screen:
    """The screen that the window is on, and where the search box says how much it has found."""

    display: str
    _count: tuple[int, int, int, int] = (0, 0, 0, 0)
    _none: Image.Image = field(default_factory=lambda: Image.new("RGB", (1, 1)))
    _empty: Image.Image = field(default_factory=lambda: Image.new("RGB", (1, 1)))

    def keys(self, *keys: str) -> None:
        self._do(_XDOTOOL, "key", "--delay", "10", *keys)

    def look(self, area: tuple[int, int, int, int]) -> Image.Image:
        return ImageGrab.grab(bbox=area, xdisplay=self.display).convert("RGB")

    def open_box(self) -> None:
        """Open the search box, and see where it counts and how it says that there is nothing."""
        window = self._do(_XDOTOOL, "search", "--onlyvisible", "--class", "chromium").split()[-1]
        self._do(_XDOTOOL, "windowfocus", window)
        self._do(_XDOTOOL, "mousemove", str(_WIDTH // 2), str(_HEIGHT - 50), "click", "1")
        self.keys("ctrl+f", "ctrl+a", "BackSpace")
        time.sleep(0.5)
        before = self.look(_BOX)
        self._paste(_NOWHERE)
        time.sleep(1)
        changed = ImageChops.difference(before, self.look(_BOX)).convert("L")
        self._count = _last_part(changed)
        self._none = self.look(self._count)
        self.keys("ctrl+a", "BackSpace")
        time.sleep(0.5)
        self._empty = self.look(self._count)

    def has(self, query: str) -> bool:
        """Whether the search box finds a text."""
        self.keys("ctrl+a", "BackSpace")
        self._wait(lambda seen: seen == self._empty)
        self._paste(query)
        return self._wait(lambda seen: seen != self._empty) != self._none

    def _wait(self, wanted: Callable[[Image.Image], bool]) -> Image.Image:
        """What is seen of the count once it is as ``wanted``, and has stayed so."""
        until, since, last = time.monotonic() + _PATIENCE_S, time.monotonic(), None
        while time.monotonic() < until:
            seen = self.look(self._count)
            if seen != last:
                last, since = seen, time.monotonic()
            elif wanted(seen) and time.monotonic() - since > _SETTLED_S:
                return seen
            time.sleep(0.02)
        raise AssertionError("Chromium's search box does not answer.")

    def _paste(self, text: str) -> None:
        self._do(_XCLIP, "-selection", "clipboard", "-i", typed=text)
        self.keys("ctrl+v")

    def _do(self, what: Program, *arguments: str, typed: str = "") -> str:
        done = subprocess.run(
            [what.name, *arguments],
            input=typed,
            # It stays behind to hand out what was copied, and would keep a pipe open.
            stdout=subprocess.DEVNULL if what == _XCLIP else subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            env={**os.environ, "DISPLAY": self.display},
            timeout=30,
        )
        return done.stdout or ""


def _last_part(changed: Image.Image) -> tuple[int, int, int, int]:
    """Where on the screen the last part of a picture is that stands apart from others."""
    columns = [
        at for at in range(changed.width) if changed.crop((at, 0, at + 1, changed.height)).getbbox()
    ]
    assert columns, "Chromium's search box does not open."
    left = columns[-1]
    while left - 1 in columns or any(left - gap in columns for gap in range(2, _APART)):
        left = max(at for at in columns if at < left)
    right = columns[-1] + 1
    _, top, _, bottom = changed.crop((left, 0, right, changed.height)).getbbox() or (0, 0, 0, 0)
    return (_BOX[0] + left, _BOX[1] + top, _BOX[0] + right, _BOX[1] + bottom)


@dataclass
class _Document:
    """Its one piece is the text of all of it, as it is copied."""

    screen: _Screen
    text: str

    def find(self, queries: Sequence[str]) -> list[int]:
        return [int(self.screen.has(query)) for query in queries]

    def pieces(self) -> list[str]:
        return [self.text]

    def copy(self, first: Place, last: Place) -> str:
        return self.text[first.at : last.at + 1]


class _Viewing:
    """The page that Chromium's viewer is, which is an extension's."""

    def __init__(self, page: Page, session: CDPSession) -> None:
        self._page, self._session = page, session
        self._answers: dict[int, Any] = {}
        session.on("Target.receivedMessageFromTarget", self._take)

    def _take(self, event: dict[str, str]) -> None:
        message = json.loads(event["message"])
        self._answers[message.get("id", 0)] = message

    def all_text(self) -> str:
        until = time.monotonic() + _PATIENCE_S
        target = None
        while target is None and time.monotonic() < until:
            self._page.wait_for_timeout(200)
            there = self._session.send("Target.getTargets")["targetInfos"]
            target = next((each for each in there if each["url"].startswith(_VIEWER)), None)
        assert target, "Chromium's viewer does not open."
        self._page.wait_for_timeout(1000)  # it is there before the document is
        asked = {"targetId": target["targetId"], "flatten": False}
        session = self._session.send("Target.attachToTarget", asked)["sessionId"]
        parameters = {"expression": _ALL, "awaitPromise": True, "returnByValue": True}
        message = {"id": 1, "method": "Runtime.evaluate", "params": parameters}
        self._answers.clear()
        sent = {"sessionId": session, "message": json.dumps(message)}
        self._session.send("Target.sendMessageToTarget", sent)
        while 1 not in self._answers and time.monotonic() < until + _PATIENCE_S:
            self._page.wait_for_timeout(50)
        text: str = self._answers[1]["result"]["result"]["value"]
        return text


@contextmanager
def _display() -> Iterator[str]:
    """A screen that nobody sees."""
    read, write = os.pipe()
    size = f"{_WIDTH}x{_HEIGHT}x24"
    server = subprocess.Popen(
        [_XVFB.name, "-displayfd", str(write), "-screen", "0", size, "-nolisten", "tcp"],
        pass_fds=(write,),
        stderr=subprocess.DEVNULL,
    )
    os.close(write)
    with os.fdopen(read) as number:
        display = f":{number.readline().strip()}"
    try:
        yield display
    finally:
        server.terminate()
        server.wait()


@contextmanager
def _start() -> Iterator[Callable[[Path], Open]]:
    with _display() as display, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=program(),
            headless=False,
            args=["--no-sandbox", f"--window-size={_WIDTH},{_HEIGHT}", "--window-position=0,0"],
            ignore_default_args=_NOT,
            env={**os.environ, "DISPLAY": display},
        )
        page = browser.new_page(no_viewport=True)
        viewing = _Viewing(page, browser.new_browser_cdp_session())

        def opened(file: Path) -> Open:
            page.goto("about:blank")
            page.goto(file.resolve().as_uri())
            text = viewing.all_text()
            screen = _Screen(display)
            screen.open_box()
            return _Document(screen, text)

        yield opened
        browser.close()


def _lacks() -> str | None:
    for each in (_XVFB, _XDOTOOL, _XCLIP):
        if each.path() is None:
            return f"apt install {each.package}"
    return None


CHROMIUM = Viewer("Chromium", _start, _lacks, most=4)
