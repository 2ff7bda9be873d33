"""The zip: whole, the same every time, signed, and usable on a stick as it is."""

from __future__ import annotations

import shutil
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import replace
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
import zxingcpp
from browsing import chromium, faults
from lxml import html
from playwright.sync_api import Browser
from support import CONTENT, RIGHT_TO_LEFT, TEXTS, Publish

from publish.catalogue.addresses import at
from publish.catalogue.checks import verify_site
from publish.catalogue.shelf import Shelf, fill
from publish.content.load import load
from publish.design.design import default_design
from publish.errors import PublishError
from publish.fonts.library import open_library
from publish.kit.minisign import SecretKey
from publish.kit.pack import kit_files, packed
from publish.making import manifest
from publish.serving.inventory import inventory
from publish.tools.program import Program, run

SLUG = "open-shelves"
URL = "https://example.org/s/"


@pytest.fixture(scope="module")
def made(publish: Publish, built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A kit with all there can be, made by the command; its key is beside it."""
    out = tmp_path_factory.mktemp("kit") / "table.zip"
    key = out.with_name("table.key")
    assert publish("kit", "--new-key", key).returncode == 0
    options = ["--key", key, "--base-url", URL, "--build", built, "--content", CONTENT]
    done = publish("kit", SLUG, "-o", out, *options)
    assert done.returncode == 0, done.stderr
    assert "signed" in done.stderr
    return out


@pytest.fixture(scope="module")
def stick(made: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What a volunteer has after unzipping it."""
    folder = tmp_path_factory.mktemp("stick")
    with zipfile.ZipFile(made) as archive:
        assert archive.testzip() is None
        archive.extractall(folder)
    return folder


def _page(stick: Path) -> Any:
    return html.fromstring((stick / "START.html").read_bytes())


def test_the_start_page_is_on_top(made: Path, stick: Path) -> None:
    names = zipfile.ZipFile(made).namelist()
    assert names[0] == "START.html"
    links = [link for _, _, link, _ in _page(stick).iterlinks() if not link.startswith("#")]
    assert all((stick / link).is_file() for link in links)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as running:
        yield running


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_violation_on_the_start_page(
    scheme: Any, stick: Path, browser: Browser
) -> None:
    """WCAG 2.2 AA and axe's own good practice, from the stick, by day and by night."""
    with browser.new_context(
        color_scheme=scheme, viewport={"width": 320, "height": 640}
    ) as context:
        page = context.new_page()
        page.goto((stick / "START.html").as_uri())
        assert faults(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_every_file_of_the_build_is_there_and_one_press_away(stick: Path, built: Path) -> None:
    links = {link for _, _, link, _ in _page(stick).iterlinks()}
    entries = [e for e in manifest.read(built).artifacts if e.statement == SLUG]
    assert {entry.edition for entry in entries} >= {"pamphlet", "largeprint", "epub"}
    for entry in entries:
        assert entry.path in links
        assert sha256((stick / entry.path).read_bytes()).hexdigest() == entry.sha256


def test_each_language_speaks_for_itself(stick: Path) -> None:
    sections = _page(stick).xpath("//main/section")
    directions = {section.get("lang"): section.get("dir") for section in sections}
    assert directions == {
        language: "rtl" if language in RIGHT_TO_LEFT else "ltr"
        for statement, language in TEXTS
        if statement == SLUG
    }
    targets = {element.get("id") for element in _page(stick).iter("*")}
    jumps = [link[1:] for _, _, link, _ in _page(stick).iterlinks() if link.startswith("#")]
    assert len(jumps) == len(sections)
    assert set(jumps) <= targets


def test_other_statements_are_not_in_the_kit(stick: Path) -> None:
    assert {path.name for path in stick.iterdir() if path.is_dir()} == {SLUG, "site.files"}
    assert {entry.statement for entry in manifest.read(stick).artifacts} == {SLUG}


def test_the_stick_is_whole_and_can_be_served(stick: Path) -> None:
    assert verify_site(stick) == ()
    run(Program("sh", "dash"), "-c", f"cd '{stick}' && sha256sum --check --strict SHA256SUMS")
    offers = inventory(stick).offers
    assert {"/START.html", "/SHA256SUMS.minisig", f"/{SLUG}/{SLUG}.poster.pdf"} <= offers.keys()


def test_minisign_vouches_for_the_list(made: Path, stick: Path) -> None:
    public = made.with_name("table.key.pub")
    command = ("-V", "-p", str(public), "-m", str(stick / "SHA256SUMS"))
    said = run(Program("minisign", package="minisign"), *command).out
    assert "Signature and comment signature verified" in said
    assert f"Trusted comment: {SLUG}, content of " in said


def test_the_posters_code_leads_to_the_statement(stick: Path) -> None:
    page = pypdfium2.PdfDocument(stick / SLUG / f"{SLUG}.poster.pdf")[0]
    (code,) = zxingcpp.read_barcodes(page.render(scale=150 / 72).to_pil())
    assert code.text == f"{URL}{SLUG}/"


def test_no_secret_is_in_the_kit(made: Path, stick: Path) -> None:
    secret = made.with_name("table.key").read_text().splitlines()[1]
    assert not any(secret.encode() in p.read_bytes() for p in stick.rglob("*") if p.is_file())


@pytest.fixture(scope="module")
def shelf(built: Path) -> Shelf:
    return fill(built, [load(CONTENT / SLUG)])


def _files(shelf: Shelf, **options: Any) -> Mapping[str, bytes]:
    key = options.get("key")
    return kit_files(shelf, at(options.get("url")), open_library(), default_design(), key)


def test_the_same_build_and_key_give_the_same_bytes(shelf: Shelf) -> None:
    key = SecretKey(bytes(8), bytes(32))
    first, second = (packed(_files(shelf, key=key), shelf.modified) for _ in range(2))
    assert first == second
    with zipfile.ZipFile(BytesIO(first)) as archive:
        entries = archive.infolist()
    assert {entry.date_time for entry in entries} == {
        shelf.modified.replace(second=shelf.modified.second // 2 * 2).timetuple()[:6]
    }
    assert {entry.external_attr >> 16 for entry in entries} == {0o100644}
    assert str(shelf.folder).encode() not in first


def test_without_address_and_key_there_is_neither_poster_nor_signature(shelf: Shelf) -> None:
    names = _files(shelf)
    assert "SHA256SUMS" in names
    assert not [name for name in names if name.endswith((".minisig", ".poster.pdf"))]


def test_a_name_that_no_stick_can_hold_stops_the_kit(shelf: Shelf, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(CONTENT / SLUG, tmp_path / "con"))
    entries = [
        entry.model_copy(update={"statement": "con", "path": entry.path.replace(SLUG, "con")})
        for entry in shelf.works[0].items[0].files
    ]
    for entry in entries:
        (tmp_path / entry.path).write_bytes(
            (shelf.folder / entry.path.replace("con", SLUG)).read_bytes()
        )
    item = replace(shelf.works[0].items[0], files=tuple(entries))
    work = replace(shelf.works[0], statement=load(folder), items=(item,))
    with pytest.raises(PublishError, match="Windows keeps for a device"):
        _files(replace(shelf, works=(work,), folder=tmp_path))


def test_what_cannot_be_made_leaves_the_old_zip(
    publish: Publish, built: Path, tmp_path: Path
) -> None:
    out = tmp_path / "kit.zip"
    out.write_bytes(b"old")
    missing = publish("kit", SLUG, "-o", out, "--build", built, "--key", tmp_path / "none")
    assert missing.returncode == 2
    assert "Make one: publish kit --new-key" in missing.stderr
    unbuilt = publish("kit", SLUG, "-o", out, "--build", tmp_path)
    assert unbuilt.returncode == 1
    nothing = publish("kit")
    assert nothing.returncode == 2
    assert "publish kit STATEMENT" in nothing.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["kit.zip"]
    assert out.read_bytes() == b"old"
