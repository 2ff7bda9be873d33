"""A statement that shows pictures, by the command itself: in every edition they are right.

What is held against them are readers of others: PDFium draws the pages, pikepdf takes
pictures out, EPUBCheck and veraPDF judge by way of ``publish verify``.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from builds import write_statement
from picture_files import (
    SECRETS,
    UPRIGHT,
    corners,
    held,
    jpeg,
    near,
    png,
    raw_png,
    scene,
    sixteen_bits,
    swapped_profile,
    talkative_jpeg,
    talkative_png,
)
from PIL import Image
from support import Publish

PICTURES = {
    **{f"held-{number}.jpg": held(number) for number in range(1, 9)},
    "inks.jpg": talkative_jpeg(jpeg(scene().convert("CMYK"))),
    "grey.jpg": talkative_jpeg(jpeg(scene().convert("L"))),
    "plain.png": talkative_png(png()),
    "palette.png": png(scene().quantize(8), transparency=7),
    "clear.png": png(scene().convert("RGBA")),
    "sixteen.png": png(sixteen_bits(scene())),
    "profiled.jpg": talkative_jpeg(jpeg(icc_profile=swapped_profile())),
}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory, publish: Publish) -> Path:
    """A content folder with its build and site beside it."""
    root = tmp_path_factory.mktemp("pictures")
    folder = root / "content" / "st"
    (folder / "images").mkdir(parents=True)
    for name, data in PICTURES.items():
        (folder / "images" / name).write_bytes(data)
    (folder / "statement.toml").write_text('schema = 1\nsource_language = "en"\n')
    alone = "\n\n".join(f"![The picture {name}](images/{name})" for name in PICTURES)
    text = (
        f"{alone}\n\nWords ![among them](images/grey.jpg) go on.\n\n"
        "- ![In an item](images/grey.jpg)\n- Words\n\n> ![In a quotation](images/clear.png)\n\n"
        "…\n\nA note.[^1]\n\n"
        "[^1]: ![In a note](images/grey.jpg)\n"
    )
    for language in ("en", "ar"):
        title = {"en": "Pictures", "ar": "صور"}[language]
        (folder / f"{language}.md").write_text(f'+++\ntitle = "{title}"\n+++\n\n{text}')
    content = root / "content"
    done = publish("build", "--content", content, "-o", root / "build")
    assert done.returncode == 0, done.stderr
    done = publish("catalog", "--content", content, "--build", root / "build", "-o", root / "site")
    assert done.returncode == 0, done.stderr
    return root


def test_check_and_verify_find_no_fault(made: Path, publish: Publish) -> None:
    """Paragraphs that show a picture alone have no words that could be out of order."""
    done = publish("check", "--content", made / "content")
    assert done.returncode == 0, done.stderr
    assert "[picture" not in done.stdout
    files = sorted(made.glob("build/st/*"))
    assert len(files) == 10
    done = publish("verify", *files, "--content", made / "content")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "source" not in done.stdout


@pytest.mark.parametrize(("edition", "by"), [("pamphlet", 6), ("largeprint", 6), ("press", 70)])
def test_pictures_are_upright_on_pages_and_have_their_colours(
    made: Path, edition: str, by: int
) -> None:
    """Drawn by another program; a press has fewer colours than a screen."""
    drawn = dict(zip(PICTURES, _drawn(made / f"build/st/st.en.{edition}.pdf"), strict=False))
    assert len(drawn) == len(PICTURES)
    for name, image in drawn.items():
        assert image.width > image.height, name
        shown = corners(image)
        if name in ("grey.jpg", "sixteen.png"):
            assert len({max(colour) - min(colour) < 9 for colour in shown}) == 1, name
            assert shown[3] > shown[0] > shown[2], name
        elif name == "profiled.jpg":
            assert shown[0][1] > shown[0][0], name
        else:
            assert near(shown, UPRIGHT, 100 if name == "inks.jpg" else by), name


def _drawn(pdf: Path) -> Iterator[Image.Image]:
    """The pictures of a file as they stand on its pages, in their order."""
    with pypdfium2.PdfDocument(pdf) as document:
        for page in document:
            height = page.get_height()
            drawing = page.render(scale=2).to_pil().convert("RGB")
            found = page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_IMAGE])
            boxes = sorted((each.get_bounds() for each in found), key=lambda box: -box[3])
            for left, bottom, right, top in boxes:
                edges = left, height - top, right, height - bottom
                yield drawing.crop(tuple(round(2 * edge) for edge in edges))


def test_a_booklet_has_the_pictures_of_the_pamphlet(made: Path) -> None:
    pamphlet, booklet = (
        set(_streams(made / f"build/st/st.en.{name}.pdf")) for name in ("pamphlet", "booklet")
    )
    assert pamphlet == booklet


def test_no_file_tells_of_who_made_the_pictures(made: Path) -> None:
    """Neither packed nor unpacked, in books, PDFs and the site."""
    for pdf in made.glob("build/st/*.pdf"):
        for data in _streams(pdf):
            assert not _secrets(data), pdf
    for book in made.glob("build/st/*.epub"):
        with zipfile.ZipFile(book) as archive:
            for name in archive.namelist():
                assert "images/" not in name or not _secrets(archive.read(name)), name
    shown = [path for path in made.glob("site/**/*") if path.name in PICTURES]
    assert len(shown) == len(PICTURES)
    for path in shown:
        assert not _secrets(path.read_bytes()), path


def _secrets(data: bytes) -> list[bytes]:
    return [secret for secret in SECRETS if secret in data]


def _streams(pdf: Path) -> Iterator[bytes]:
    """The pictures in a file: what a JPEG is coded as, else their pixels."""
    with pikepdf.open(pdf) as document:
        for item in document.objects:
            if isinstance(item, pikepdf.Stream) and item.get("/Subtype") == "/Image":
                coded = item.get("/Filter") == "/DCTDecode"
                yield item.read_raw_bytes() if coded else item.read_bytes()


def test_books_show_pictures_upright_with_their_profiles(made: Path) -> None:
    with zipfile.ZipFile(made / "build/st/st.en.epub") as archive:
        names = [name for name in archive.namelist() if "images/picture-" in name]
        names.sort(key=lambda name: int(name.split("picture-")[1].split(".")[0]))
        assert len(names) == len(PICTURES)
        for source, name in zip(PICTURES, names, strict=True):
            image = Image.open(BytesIO(archive.read(name)))
            assert image.size == (900, 600), source
            assert image.mode != "CMYK"
            if source.startswith("held"):
                assert near(corners(image), UPRIGHT, 4), source
            if source == "profiled.jpg":
                assert image.info["icc_profile"] == swapped_profile()


# --- At the command line --------------------------------------------------------------

CASES = {
    "cut.jpg": (jpeg()[:3_000], "cut short"),
    "cut.png": (png(Image.effect_noise((600, 400), 90))[:3_000], "cut short"),
    "bomb.png": (raw_png(13_000, 13_000, bytes(1_626 * 13_000), bits=1, colour=0), "50 million"),
    "web.jpg": (b"RIFF\x24\0\0\0WEBPVP8 ", "but a WebP"),
}


def test_check_and_build_name_the_line_and_build_the_others(
    tmp_path: Path, publish: Publish
) -> None:
    """One message a picture, with the line where it stands, and no word of a library."""
    content = tmp_path / "content"
    bad = write_statement(content, "bad", "en")
    write_statement(content, "good", "en")
    (bad / "images").mkdir()
    for name, (data, _) in CASES.items():
        (bad / "images" / name).write_bytes(data)
    lines = "\n".join(f"and ![a picture](images/{name})" for name in CASES)
    (bad / "en.md").write_text(f'+++\ntitle = "T"\n+++\n\nOne\ntwo\n{lines}\n')
    for command in (["check"], ["build", "-e", "epub", "-o", tmp_path / "build"]):
        done = publish(*command, "--content", content)
        assert done.returncode == 1
        told = [line for line in done.stderr.splitlines() if line.startswith("error: ")]
        assert len(told) == len(CASES), done.stderr
        for number, (name, (_, message)) in enumerate(CASES.items(), start=7):
            assert f'bad/en.md:{number}: the picture "images/{name}" ' in told[number - 7]
            assert message in told[number - 7]
        assert not {"Traceback", "Warning", "PIL"} & set(done.stderr.split())
    assert (tmp_path / "build/good/good.en.epub").exists()
