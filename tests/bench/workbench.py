"""Where benchmarks are made: a folder, the faces made ready, and the commands of all makers."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.material import Material, prepare
from bench.statements import write_archive
from bench.timing import Command, Work

from publish.fonts.library import Library, open_library
from publish.resources import default_cache_dir

ROOT = Path(__file__).resolve().parents[2]
PEERS = Path(__file__).parent / "peers"
STATEMENT = "imcwp-23-ukraine"
"""The statement of four languages that figures for one statement are of."""

SCRIPTS = ("en", "ru", "ar", "es")
"""The languages of archives."""

EDITIONS = ("pamphlet", "press", "booklet", "epub")
PDFS = ("pamphlet", "press", "booklet")

_SHARED = ("fonts", "packages", "templates")
"""What stays in an emptied cache: made once for an installation, as compiled modules are."""

CHROMIUM = (
    "chromium",
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--no-pdf-header-footer",
    "--generate-pdf-document-outline",
)


@dataclass(slots=True)
class Workbench:
    """A folder for everything, thrown away in the end."""

    folder: Path
    fonts: Library
    environment: Mapping[str, str]
    numbers: Iterator[int]

    def new(self, name: str) -> Path:
        """A path below the folder that is not taken."""
        return self.folder / f"{name}-{next(self.numbers)}"

    # --- Material ---------------------------------------------------------------------

    def statement(self) -> Material:
        """The statement of four languages, alone in a content folder."""
        content = self.new("content")
        shutil.copytree(ROOT / "content" / STATEMENT, content / STATEMENT)
        return self._material([content / STATEMENT])

    def archive(
        self,
        statements: int,
        pages: float | None = None,
        languages: Sequence[str] = SCRIPTS,
        seed: int = 1,
    ) -> Path:
        """A content folder of invented statements."""
        content = self.new("content")
        write_archive(statements, languages, content, seed, pages)
        return content

    def archived(self, statements: int, pages: float | None, *languages: str) -> Material:
        """An archive with the sources of all makers."""
        content = self.archive(statements, pages, languages or SCRIPTS)
        return self._material(sorted(content.iterdir()))

    def _material(self, statements: Iterable[Path]) -> Material:
        return prepare(statements, self.new("sources"), self.fonts, PDFS)

    # --- Makers -----------------------------------------------------------------------

    def build(
        self,
        material: Material | Path,
        *arguments: object,
        editions: Sequence[str] = EDITIONS,
    ) -> Work:
        """A build of all there is in a content folder, with nothing made before."""
        content = material if isinstance(material, Path) else material.content
        out = self.new("build")

        def empty() -> None:
            shutil.rmtree(out, ignore_errors=True)
            self.empty_cache()

        pamphlets = () if isinstance(material, Path) else material.built(out)
        command = self.command(content, out, *arguments, editions=editions)
        return Work([command], self.environment, empty, pamphlets)

    def command(
        self, content: Path, out: Path, *arguments: object, editions: Sequence[str] = EDITIONS
    ) -> Command:
        """The command line of a build."""
        asked = [word for name in editions for word in ("-e", name)]
        words = ("build", "--content", content, "-o", out, *asked, *arguments)
        return [sys.executable, "-m", "publish", *map(str, words)]

    def typst(self, material: Material, only: Iterable[int] | None = None) -> Work:
        """Pamphlets, all in one process."""
        return self._peer("typst", material, ("pamphlet",), only)

    def typst_cold(self, material: Material) -> Work:
        """Pamphlets, each in a process of its own."""
        works = [self.typst(material, [number]) for number in range(material.texts)]
        return Work(
            [command for work in works for command in work.commands],
            self.environment,
            pamphlets=[path for work in works for path in work.pamphlets],
        )

    def weasyprint(
        self, material: Material, editions: Sequence[str], only: Iterable[int] | None = None
    ) -> Work:
        """PDFs of these editions, all in one process; what is imposed is set as pages only."""
        return self._peer("weasyprint", material, editions, only)

    def chromium(self, material: Material, only: Iterable[int] | None = None) -> Work:
        """Pamphlets, all in one browser."""
        return self._peer("chromium", material, ("pamphlet",), only)

    def chromium_cold(self, material: Material) -> Work:
        """Pamphlets, each by a browser that is started for it."""
        documents = material.documents["pamphlet"]
        made = [material.made("chromium_cold", document) for document in documents]
        commands = [
            [*CHROMIUM, f"--print-to-pdf={out}", Path(document.styled).as_uri()]
            for document, out in zip(documents, made, strict=True)
        ]
        return Work(commands, self.environment, pamphlets=made)

    def _peer(
        self,
        maker: str,
        material: Material,
        editions: Sequence[str],
        only: Iterable[int] | None,
    ) -> Work:
        numbers = range(material.texts) if only is None else list(only)
        jobs = material.jobs(self.new(maker).name, maker, editions, numbers)
        made = [
            material.made(maker, material.documents["pamphlet"][number])
            for number in numbers
            if "pamphlet" in editions
        ]
        command = [sys.executable, str(PEERS / f"with_{maker}.py"), str(jobs)]
        return Work([command], self.environment, pamphlets=made)

    def empty_cache(self) -> None:
        """Leave of Publish's cache what an installation has once it has made its first page."""
        cache = Path(self.environment["PUBLISH_CACHE"])
        shutil.rmtree(cache, ignore_errors=True)
        cache.mkdir()
        for name in _SHARED:
            own = default_cache_dir() / name
            own.mkdir(exist_ok=True)
            (cache / name).symlink_to(own)


@contextmanager
def workbench() -> Iterator[Workbench]:
    """A workbench in a folder of its own."""
    fonts = open_library()
    with TemporaryDirectory(prefix="publish-bench-") as name:
        folder = Path(name)
        environment = {
            "PYTHONPATH": str(ROOT),
            "PUBLISH_CACHE": str(folder / "cache"),
            "FONTCONFIG_FILE": str(fonts.installed.fontconfig_file),
        }
        bench = Workbench(folder, fonts, environment, count(1))
        bench.empty_cache()
        yield bench
