"""The same texts for every maker: as content, as sources of Typst, and as HTML with its sheets."""

from __future__ import annotations

import html
import json
import shutil
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from bench.peers.typst_source import write_source

from publish.content.load import load
from publish.design.design import default_design
from publish.editions import EDITIONS, Edition
from publish.fonts.library import Library
from publish.markup.pages import Markup, page_markup
from publish.text.dressed import Text
from publish.text.edit import edit

# Chromium knows neither running heads nor pages by name: what would be left of them in the text
# is taken away, so that its pages hold what the others' do.
_FOR_CHROMIUM = ".head { display: none } .colophon { float: none }"


@dataclass(frozen=True, slots=True)
class Document:
    """A text in one edition, with all that a maker may ask for; paths are those of files."""

    name: str
    typst: str
    html: str
    styled: str
    sheets: tuple[str, ...]
    rules: str
    variant: str | None


@dataclass(frozen=True, slots=True)
class Material:
    """Texts of statements in ``content``; ``documents`` by edition, in one order of texts."""

    content: Path
    folder: Path
    font_folders: tuple[str, ...]
    documents: dict[str, tuple[Document, ...]]

    def jobs(self, name: str, maker: str, editions: Sequence[str], numbers: Sequence[int]) -> Path:
        """A file of jobs for a maker: in ``editions``, the texts of these ``numbers``."""
        chosen = [self.documents[edition][number] for edition in editions for number in numbers]
        data = {
            "font_folders": self.font_folders,
            "chromium": shutil.which("chromium"),
            "documents": [
                {**asdict(document), "out": str(self.made(maker, document))} for document in chosen
            ],
        }
        path = self.folder / f"{name}.json"
        path.write_text(json.dumps(data), "utf-8")
        return path

    def made(self, maker: str, document: Document) -> Path:
        """Where a maker puts the PDF of a document."""
        return self.folder / f"{maker}.{document.name}.pdf"

    def built(self, out: Path) -> list[Path]:
        """Where a build below ``out`` puts the pamphlets."""
        names = [document.name for document in self.documents["pamphlet"]]
        return [out / name.partition(".")[0] / f"{name}.pdf" for name in names]

    @property
    def texts(self) -> int:
        """How many texts there are."""
        return len(self.documents["pamphlet"])


def prepare(
    statements: Iterable[Path], folder: Path, fonts: Library, editions: Sequence[str]
) -> Material:
    """Write the sources of all languages of ``statements`` into ``folder``."""
    folder.mkdir(parents=True)
    folders = tuple(statements)
    texts = [
        edit(statement, language).naming(fonts.draws)
        for statement in map(load, folders)
        for language in statement.languages
    ]
    documents = {
        name: tuple(_document(text, EDITIONS[name], folder, fonts) for text in texts)
        for name in editions
    }
    font_folders = (str(fonts.installed.directory),)
    return Material(folders[0].parent, folder, font_folders, documents)


def _document(text: Text, edition: Edition, folder: Path, fonts: Library) -> Document:
    name = f"{text.slug}.{text.language}.{edition.name}"
    markup = page_markup(text, edition, fonts, default_design())
    bare, styled = folder / f"{name}.html", folder / f"{name}.styled.html"
    bare.write_text(markup.html, "utf-8")
    styled.write_text(_styled(markup), "utf-8")
    return Document(
        name=name,
        typst=str(write_source(text, fonts, folder)),
        html=str(bare),
        styled=str(styled),
        sheets=tuple(map(str, markup.sheets)),
        rules=markup.rules,
        variant="pdf/ua-1" if edition.name == "pamphlet" else None,
    )


def _styled(markup: Markup) -> str:
    """The document with its sheets in it, for a browser."""
    links = "".join(
        f'<link rel="stylesheet" href="{html.escape(sheet.as_uri())}" />' for sheet in markup.sheets
    )
    rules = f"<style>{markup.rules}{_FOR_CHROMIUM}</style>"
    return markup.html.replace("</head>", f"{links}{rules}</head>", 1)
