"""A print run from the command line: its figures agree with its files, and it is reproducible."""

from __future__ import annotations

import base64
import hashlib
import json
import re
import subprocess
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from lxml import etree
from PIL import Image
from runs.virtual_printer import message_bus, virtual_printer
from support import CONTENT, Publish

from publish.content.load import load
from publish.design.design import default_design
from publish.errors import PublishError
from publish.fonts.library import open_library
from publish.runs.make import Run, make_run
from publish.runs.order import Wishes, order
from publish.runs.write import write_run
from publish.tools import verapdf

STATEMENT = "imcwp-23-ukraine"
LANGUAGES = ("en", "ru", "ar")
COPIES = 500
SHEETS_OF = {"A4": (297.0, 210.0)}


def run_of(**wishes: Any) -> Run:
    wanted: dict[str, Any] = {"copies": COPIES, "languages": LANGUAGES} | wishes
    wished = Wishes(**wanted)
    return make_run(order(load(CONTENT / STATEMENT), wished), open_library(), default_design())


@pytest.fixture(scope="module")
def run() -> Run:
    return run_of(price="8.90 EUR")


@pytest.fixture(scope="module")
def covered() -> Run:
    return run_of(languages=("ar",), cover_paper="cover-200", ticket_language="ar")


def pages_of(content: bytes) -> int:
    with pikepdf.open(BytesIO(content)) as pdf:
        return len(pdf.pages)


def placed(content: bytes) -> list[list[int]]:
    """The pages that lie on each side of a file, as the file names them."""
    with pikepdf.open(BytesIO(content)) as pdf:
        return [
            sorted(
                int(re.sub(r"\D", "", str(name)))
                for name in page.obj.Resources.get("/XObject", {}).keys()  # noqa: SIM118 # no dict
                if re.fullmatch(r"/Page\d+", str(name))
            )
            for page in pdf.pages
        ]


def test_figures_agree_with_the_files(run: Run, built: Path) -> None:
    """Sheets, sides and blanks, counted again in the PDFs; weight and cost from these."""
    total_sheets = 0
    for booklet in run.job.booklets:
        (part,) = booklet.parts
        content = run.files[part.file]
        source = built / STATEMENT / f"{STATEMENT}.{booklet.language}.pamphlet.pdf"
        assert booklet.pages == pages_of(source.read_bytes())
        assert part.sides == pages_of(content)
        assert part.sheets == pages_of(content) / 2
        assert booklet.pages + booklet.blanks == 4 * part.sheets
        on_sheets = sorted(page for side in placed(content) for page in side)
        assert on_sheets == list(range(1, booklet.pages + 1))
        assert part.sha256 == hashlib.sha256(content).hexdigest()
        assert booklet.weight_g == pytest.approx(4 * part.sheets / 2 * 0.148 * 0.21 * 80, rel=1e-3)
        assert booklet.thickness_mm == pytest.approx(part.sheets * 2 * 0.1)
        assert booklet.creep_mm == pytest.approx((part.sheets - 1) * 0.1)
        total_sheets += COPIES * part.sheets + max(5, -(-COPIES * part.sheets * 3 // 100))
    (need,) = run.job.needs
    assert need.total_sheets == total_sheets
    assert need.cost is not None
    assert float(need.cost.amount) == pytest.approx(8.90 * total_sheets / 1000)


def test_the_ticket_says_these_figures(run: Run) -> None:
    html: Any = etree.HTML(run.files["ticket.html"].decode())
    rows = [
        ["".join(cell.itertext()) for cell in row] for row in html.iterfind(".//table[1]//tbody/tr")
    ]
    for booklet in run.job.booklets:
        net = COPIES * booklet.parts[0].sheets
        (row,) = [
            row
            for row in rows
            if len(row) == 9 and row[2] == str(booklet.pages) and row[6] == f"{net:,}"
            and row[4] == booklet.binding and row[3] == str(booklet.blanks)
            and row[0] in {"English", "Русский", "العربية"}
            and row[0][0] == {"en": "E", "ru": "Р", "ar": "ا"}[booklet.language]
        ]  # fmt: skip
        assert row[1] == str(COPIES)
    said = "".join(html.itertext())
    assert "1,500" in said
    assert all(part.sha256 in said for part in run.job.parts)
    assert f"{run.job.needs[0].total_sheets:,}" in said


def test_both_tickets_name_the_same_files_and_amounts(run: Run) -> None:
    xml: Any = etree.fromstring(run.files["ticket.xjdf"])
    names = {"x": "http://www.CIP4.org/JDFSchema_2_0"}
    assert xml.xpath("//x:FileSpec/@URL", namespaces=names) == [p.file for p in run.job.parts]
    assert [
        int(each) for each in xml.xpath("//x:RunList/@NPage", namespaces=names)
    ] == [pages_of(run.files[part.file]) for part in run.job.parts]  # fmt: skip
    sides = xml.xpath("//x:BindingIntent/@BindingSide", namespaces=names)
    assert sides == ["Left", "Left", "Right"]


def test_titles_stand_in_their_own_language_and_direction(run: Run) -> None:
    html: Any = etree.HTML(run.files["ticket.html"].decode())
    for booklet in run.job.booklets:
        (title,) = html.xpath(f"//p[@class='of']/bdi[@lang='{booklet.language}']")
        assert title.get("dir") == booklet.direction
        assert "".join(title.itertext()) == booklet.title_text


@pytest.mark.parametrize("language", ["en", "ru", "es", "ar"])
def test_the_ticket_is_accessible_in_every_language(
    language: str, run: Run, covered: Run, tmp_path: Path
) -> None:
    """PDF/UA-1 and PDF/A-2a by veraPDF; its pictures say what they show; nothing from elsewhere."""
    if not verapdf.available():
        pytest.fail(f"veraPDF must be there: {verapdf.INSTALL}")
    made = {"en": run, "ar": covered}.get(language) or run_of(
        languages=("ar:7",), ticket_language=language
    )
    path = tmp_path / "ticket.pdf"
    path.write_bytes(made.files["ticket.pdf"])
    assert verapdf.check([path]) == ()
    html: Any = etree.HTML(made.files["ticket.html"].decode())
    assert html.get("lang") == language
    assert html.get("dir") == ("rtl" if language == "ar" else "ltr")
    assert all(image.get("alt") for image in html.iter("img"))
    assert all(image.get("src").startswith("data:") for image in html.iter("img"))


def test_the_drawing_is_mirrored_for_a_booklet_bound_on_the_right(run: Run) -> None:
    html: Any = etree.HTML(run.files["ticket.html"].decode())
    alts = [image.get("alt") for image in html.xpath("//img[@class='drawing']")]
    assert [alt.rsplit(" ", 1)[1] for alt in alts[1::2]] == ["left", "left", "right"]


def test_pictures_show_the_first_sheet(run: Run) -> None:
    """They are as wide and tall as the sheet, and not blank."""
    html: Any = etree.HTML(run.files["ticket.html"].decode())
    pictures = html.xpath("//img[@class='thumbnail']/@src")
    assert len(pictures) == 2 * len(LANGUAGES)
    for uri in pictures:
        picture = Image.open(BytesIO(base64.b64decode(uri.partition(",")[2])))
        assert picture.width / picture.height == pytest.approx(297 / 210, rel=0.01)
        shades: Any = picture.convert("L").getextrema()
        low, high = shades
        assert (low < 128, high > 250) == (True, True)


def test_a_cover_is_the_outer_sheet_in_a_file_of_its_own(covered: Run) -> None:
    (booklet,) = covered.job.booklets
    cover, inside = booklet.parts
    assert (cover.kind, inside.kind) == ("cover", "inside")
    assert pages_of(covered.files[cover.file]) == 2 == cover.sides
    assert pages_of(covered.files[inside.file]) == inside.sides
    on_cover = {page for side in placed(covered.files[cover.file]) for page in side}
    on_inside = {page for side in placed(covered.files[inside.file]) for page in side}
    padded = booklet.pages + booklet.blanks
    assert on_cover == {1, 2, padded - 1, padded} & set(range(1, booklet.pages + 1))
    assert on_inside == set(range(3, padded - 1)) & set(range(1, booklet.pages + 1))
    assert [need.paper.name for need in covered.job.needs] == ["cover-200", "offset-80"]
    for part in booklet.parts:
        with pikepdf.open(BytesIO(covered.files[part.file])) as pdf:
            assert str(pdf.Root.PieceInfo.Publish.Private.Part) == part.kind


def test_two_runs_give_the_same_bytes(run: Run, tmp_path: Path) -> None:
    """Every file of the folder, and its name; the command's own run is compared below."""
    again = run_of(price="8.90 EUR")
    assert again.job.name == run.job.name
    assert again.files == run.files


def test_another_number_of_copies_is_another_run(run: Run) -> None:
    assert run_of(copies=501, languages=("en",)).job.name != run.job.name


def test_the_command_writes_the_folder_and_its_checksums_hold(
    publish: Publish, run: Run, tmp_path: Path
) -> None:
    languages = [word for language in LANGUAGES for word in ("-l", language)]
    arguments = ("run", STATEMENT, "--copies", COPIES, *languages, "--price", "8.90 EUR")
    done = publish(*arguments, "-o", tmp_path)
    assert done.returncode == 0, done.stderr
    folder = Path(done.stdout.strip())
    assert folder == tmp_path / run.job.name
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == run.files
    check = ["sha256sum", "--check", "--strict", "SHA256SUMS"]
    assert subprocess.run(check, cwd=folder, capture_output=True).returncode == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == [run.job.name]
    assert json.dumps(sorted(run.files)).count(".pdf") == 4


def test_a_run_takes_the_place_of_an_earlier_one_and_of_nothing_else(
    run: Run, tmp_path: Path
) -> None:
    folder = write_run(run, tmp_path)
    (folder / "ticket.html").write_text("scribbled over")
    (folder / "stray.txt").write_text("stray")
    write_run(run, tmp_path)
    assert {path.name for path in folder.iterdir()} == set(run.files)
    assert (folder / "ticket.html").read_bytes() == run.files["ticket.html"]
    other = tmp_path / "other"
    (other / run.job.name).mkdir(parents=True)
    (other / run.job.name / "letter.txt").write_text("mine")
    with pytest.raises(PublishError, match="something else"):
        write_run(run, other)
    assert (other / run.job.name / "letter.txt").read_text() == "mine"


def test_preflight_finds_nothing_in_the_sheets(publish: Publish, run: Run, tmp_path: Path) -> None:
    folder = write_run(run, tmp_path)
    done = publish("verify", *(folder / part.file for part in run.job.parts), "--json")
    assert [
        each for each in json.loads(done.stdout)["findings"] if each["severity"] == "error"
    ] == []


def test_the_printer_gets_the_very_sheets(publish: Publish, tmp_path: Path) -> None:
    """`--printer` prints what is in the folder, a job a language; what cannot be, is not sent."""
    spool, out = tmp_path / "printer", tmp_path / "runs"
    spool.mkdir()
    with (
        message_bus(spool) as environment,
        virtual_printer(spool, environment, "-2", "-f", "application/pdf") as printer,
    ):
        large = ("--imposition", "saddle-4up", "--printer", printer.uri)
        refused = publish("run", "open-shelves", "--copies", 3, *large, "-o", out)
        assert refused.returncode == 1
        assert "the printer has no A3 paper" in refused.stderr
        assert printer.nothing_came()
        done = publish("run", "open-shelves", "--copies", 3, "--printer", printer.uri, "-o", out)
        assert done.returncode == 0, done.stderr
        received = printer.received(2)
    files = {path.name: path for path in Path(done.stdout.strip()).glob("*.saddle-2up.pdf")}
    assert {job.told["IPP_JOB_NAME"] for job in received} == files.keys()
    for job in received:
        assert job.document == files[job.told["IPP_JOB_NAME"]].read_bytes()
    assert {job.told["IPP_SIDES"] for job in received} == {"two-sided-short-edge"}
    assert {job.told["IPP_MEDIA"] for job in received} == {"iso_a4_210x297mm"}
    assert {job.told["IPP_COPIES"] for job in received} == {"3"}


def test_wrong_words_end_with_status_2(publish: Publish, tmp_path: Path) -> None:
    for arguments in (("--paper", "offset-8"), ("--printer", "http://printer"), ("-l", "en:x")):
        done = publish("run", STATEMENT, "--copies", 5, *arguments, "-o", tmp_path)
        assert done.returncode == 2, done.stderr
        assert "Traceback" not in done.stderr
    assert list(tmp_path.iterdir()) == []
