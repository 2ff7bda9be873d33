"""Measures which share of the words in a text comes out of its PDF again.

    python tests/bench/text_layer.py [--fonts FOLDER]... [--makers NAME,...] [--names SEED]
                                     [--show]

prints the tables of docs/text-layer.md: the statement's four languages and `samples.toml`, as
the program sets them (`Publish`), as WeasyPrint does by itself, and, where they are installed,
as Typst and Chromium do; read by Poppler, PDFium, MuPDF, pdf.js and PDFBox. Faces that are not in
the catalogue are looked for in the folders of `--fonts`. `--show` names the words
that were lost. `--names` takes other texts, that nobody chose: names from CLDR in the same
languages, mixed with numbers, brackets and quotation marks at random.
"""

from __future__ import annotations

import argparse
import html
import os
import random
import shutil
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, replace
from importlib.util import find_spec
from math import floor
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
WORDS = ROOT / "tests" / "words" / "imcwp-23-ukraine"
STATEMENT = {"en": "English", "ru": "Russian", "es": "Spanish", "ar": "Arabic"}
STATEMENT_FACES = {"ar": ("Amiri", "Noto Naskh Arabic", "Noto Sans Arabic", "Scheherazade New")}

_FONTCONFIG = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>{folders}<cachedir>{cache}</cachedir></fontconfig>"""


@dataclass(frozen=True, slots=True)
class Sample:
    """A text to be set in one family."""

    name: str
    language: str
    family: str
    text: str
    direction: str = "ltr"


def samples() -> Iterator[Sample]:
    """The statement, then the texts that no test was written for."""
    for language, name in STATEMENT.items():
        text = (WORDS / f"{language}.txt").read_text("utf-8")
        for family in STATEMENT_FACES.get(language, ("Source Serif 4",)):
            direction = "rtl" if language == "ar" else "ltr"
            yield Sample(f"{name} (statement)", language, family, text, direction)
    content = (Path(__file__).parent / "samples.toml").read_text("utf-8")
    for entry in tomllib.loads(content)["sample"]:
        for family in entry.pop("families"):
            yield Sample(family=family, **entry)


def names(seed: int) -> Iterator[Sample]:
    """Names of countries, languages and scripts in the samples' languages, at random."""
    from babel import Locale

    rng = random.Random(seed)
    for sample in {sample.language: sample for sample in samples()}.values():
        locale = Locale.parse(sample.language, sep="-")
        known = (locale.territories, locale.languages, locale.scripts)
        chosen = [name for group in known for name in group.values()]
        rng.shuffle(chosen)
        text = "".join(_in_company(name, sample.text, rng) for name in chosen[:160])
        yield replace(sample, text=text)


def _in_company(name: str, text: str, rng: random.Random) -> str:
    """The name with a number, brackets or quotation marks, and a mark after it."""
    comma = "، " if "،" in text else ", "
    forms = (f"{name}",) * 12 + (f"({name})", f"«{name}»", f"{name} {rng.randint(3, 9999)}")
    return rng.choice(forms) + rng.choice((comma, comma, ". ", ": 7% ", "! "))


# --- Making PDFs ----------------------------------------------------------------------


def page(sample: Sample) -> str:
    """A5, justified, hyphenated: what a pamphlet asks of a text layer."""
    lines = "".join(f"<p>{html.escape(line)}</p>" for line in sample.text.splitlines() if line)
    return (
        f'<!DOCTYPE html><html lang="{sample.language}" dir="{sample.direction}"><title>-</title>'
        "<style>@page { size: A5; margin: 18mm } body { text-align: justify; hyphens: auto;"
        f' font: 10.5pt/1.7 "{sample.family}", "Source Serif 4" }}</style><body>{lines}'
    )


def by_weasyprint(sample: Sample, context: AbstractContextManager[None]) -> bytes:
    import weasyprint

    with context:
        pdf = weasyprint.HTML(string=page(sample)).write_pdf(pdf_variant="pdf/ua-1")
    assert isinstance(pdf, bytes)
    return pdf


def by_stock(sample: Sample) -> bytes:
    return by_weasyprint(sample, nullcontext())


def by_publish(sample: Sample) -> bytes:
    from publish.typeset.mends.textlayer import true_text_layer

    return by_weasyprint(sample, true_text_layer())


def by_typst(sample: Sample) -> bytes:
    import typst

    quoted = (line.replace("\\", "\\\\").replace('"', '\\"') for line in sample.text.splitlines())
    body = "\n\n".join(f'#"{line}"' for line in quoted if line)
    language, _, region = sample.language.partition("-")
    script = f', script: "{region}"' if len(region) == 4 else ""
    source = (
        '#set page("a5", margin: 18mm)\n#set par(justify: true)\n'
        f'#set text(10.5pt, font: ("{sample.family}", "Source Serif 4"), lang: "{language}"'
        f"{script}, dir: {sample.direction}, hyphenate: true)\n{body}\n"
    )
    folders = os.environ["BENCH_FONTS"].split(os.pathsep)
    with tempfile.NamedTemporaryFile("w", suffix=".typ", encoding="utf-8") as file:
        file.write(source)
        file.flush()
        pdf = typst.compile(file.name, font_paths=folders, ignore_system_fonts=True)
    assert isinstance(pdf, bytes)
    return pdf


def by_chromium(sample: Sample) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        source, made = Path(folder, "page.html"), Path(folder, "page.pdf")
        source.write_text(page(sample).replace("<title>", '<meta charset="utf-8"><title>'), "utf-8")
        options = ["--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer"]
        command = ["chromium", *options, f"--print-to-pdf={made}", source.as_uri()]
        subprocess.run(command, check=True, capture_output=True, timeout=120)
        return made.read_bytes()


MAKERS: Mapping[str, Callable[[Sample], bytes]] = {
    "Publish": by_publish,
    "WeasyPrint": by_stock,
    **({"Typst": by_typst} if find_spec("typst") else {}),
    **({"Chromium": by_chromium} if shutil.which("chromium") else {}),
}


# --- The tables -----------------------------------------------------------------------


def prepare(folders: list[Path], cache: Path) -> set[str]:
    """Let fontconfig see the catalogue and ``folders`` alone; the families there are."""
    from publish.fonts.library import open_library

    folders = [open_library().installed.directory, *folders]
    listed = "".join(f"<dir>{html.escape(str(folder))}</dir>" for folder in folders)
    config = cache / "fonts.conf"
    config.write_text(_FONTCONFIG.format(folders=listed, cache=cache), "utf-8")
    os.environ["FONTCONFIG_FILE"] = str(config)
    os.environ["BENCH_FONTS"] = os.pathsep.join(map(str, folders))
    done = subprocess.run(["fc-list", ":", "family"], capture_output=True, text=True, check=True)
    return {name for line in done.stdout.splitlines() for name in line.split(",")}


def table(texts: Iterable[Sample], makers: list[str], families: set[str], show: bool) -> None:
    """Print a row a text and a column a maker: per cent by each reader."""
    from readers.table import BESIDE_PEERS

    print(f"Read by {', '.join(reader.name for reader in BESIDE_PEERS)}:\n")
    print("| text | face |", " | ".join(makers), "|")
    print("|---|---|" + "---|" * len(makers))
    chosen = []
    for sample in texts:
        if sample.family in families:
            chosen.append(sample)
        else:
            print(f"no face: {sample.name}, {sample.family}", file=sys.stderr)
    columns = [list(column(maker, chosen, show)) for maker in makers]
    for sample, *cells in zip(chosen, *columns, strict=True):
        print(f"| {sample.name} | {sample.family} |", " | ".join(cells), "|")


def column(maker: str, texts: Sequence[Sample], show: bool) -> Iterator[str]:
    """What each reader finds of each text, as ``maker`` has set it; readers start once for all."""
    from readers.measure import measure
    from readers.table import BESIDE_PEERS

    with tempfile.TemporaryDirectory() as folder:
        files = [Path(folder, f"{number}.pdf") for number in range(len(texts))]
        for file, sample in zip(files, texts, strict=True):
            file.write_bytes(MAKERS[maker](sample))
        read = [(reader.name, reader.read(files)) for reader in BESIDE_PEERS]
    for at, sample in enumerate(texts):
        shares = []
        for reader, pages in read:
            found = measure(sample.text, sample.language, pages[at])
            shares.append(f"{floor(round(found.words * 10, 6)) / 10:g}")
            if show and found.lost:
                print(sample.name, maker, reader, found.lost[:9], file=sys.stderr)
        yield " · ".join(shares)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, add_help=True)
    parser.add_argument("--fonts", type=Path, action="append", default=[])
    parser.add_argument("--makers", default=",".join(MAKERS))
    parser.add_argument("--names", type=int, metavar="SEED")
    parser.add_argument("--show", action="store_true")
    options = parser.parse_args()
    sys.path[:0] = [str(ROOT), str(ROOT / "tests")]
    with tempfile.TemporaryDirectory() as cache:
        families = prepare([folder.resolve() for folder in options.fonts], Path(cache))
        texts = samples() if options.names is None else names(options.names)
        table(texts, options.makers.split(","), families, options.show)


if __name__ == "__main__":
    main()
