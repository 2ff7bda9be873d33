"""Who sets lines: Publish and its peers, on the same texts, in the same faces, on one measure."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.peers import latex_source, typst_source

from publish.fonts.library import Library
from publish.text.dressed import Text

ROOT = Path(__file__).resolve().parents[3]

_LATEX_S = 120.0


@dataclass(frozen=True, slots=True)
class Setter:
    """Sets a text: its PDF, or nothing where it cannot set that language."""

    name: str
    set: Callable[[Text], bytes | None]


def publish(contents: Sequence[Path], out: Path) -> Setter:
    """The program itself, which builds the pamphlets of all content folders at once."""
    for content in contents:
        words = ("build", "--content", content, "-o", out, "-e", "pamphlet", "--force")
        command = [sys.executable, "-m", "publish", *map(str, words)]
        subprocess.run(command, cwd=ROOT, check=True, capture_output=True)

    def pamphlet(text: Text) -> bytes:
        return (out / text.slug / f"{text.slug}.{text.language}.pamphlet.pdf").read_bytes()

    return Setter("Publish", pamphlet)


def peers(fonts: Library) -> tuple[Setter, ...]:
    """Those that are installed."""
    return (*_typst(fonts), *_latex(fonts))


def _typst(fonts: Library) -> tuple[Setter, ...]:
    try:
        import typst
    except ImportError:
        return ()
    faces = typst.Fonts(False, False, font_paths=[str(fonts.installed.directory)])

    def pdf(inputs: Mapping[str, str], text: Text) -> bytes:
        with TemporaryDirectory() as folder:
            source = typst_source.write_source(text, fonts, Path(folder))
            made = typst.compile(
                str(source), font_paths=faces, ignore_system_fonts=True, sys_inputs=dict(inputs)
            )
        assert isinstance(made, bytes)
        return made

    return (
        Setter("Typst, first fit", partial(pdf, {"linebreaks": "simple"})),
        Setter("Typst, whole paragraph", partial(pdf, {})),
        Setter("Typst, with tracking", partial(pdf, {"tracking": "yes"})),
    )


def _latex(fonts: Library) -> tuple[Setter, ...]:
    if shutil.which("lualatex") is None:
        return ()

    def pdf(micro: bool, text: Text) -> bytes | None:
        with TemporaryDirectory() as folder:
            source = latex_source.write_source(text, fonts, Path(folder), micro=micro)
            if source is None:
                return None
            command = ["lualatex", "--interaction=nonstopmode", "--halt-on-error", source.name]
            subprocess.run(command, cwd=folder, check=True, capture_output=True, timeout=_LATEX_S)
            return source.with_suffix(".pdf").read_bytes()

    return (
        Setter("LuaLaTeX", partial(pdf, False)),
        Setter("LuaLaTeX, microtype", partial(pdf, True)),
    )
