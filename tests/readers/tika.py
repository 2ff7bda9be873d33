"""Tika, which feeds Solr and Elasticsearch; PDFBox is in it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Final

from lxml import etree

from publish.tools.maven import Jar
from readers import scripted
from readers.reader import Pages, Reader

_TIKA = "org.apache.tika"
_VERSION = "3.3.1"

JARS: Final = (
    *scripted.JARS,
    Jar(
        title="Tika",
        group=_TIKA,
        name="tika-core",
        version=_VERSION,
        sha256="9f22cdcf9e648eb301525cab78bf325ece370c65c20e961efa1d6abc26985fc0",
    ),
    Jar(
        title="Tika's reader of PDFs",
        group=_TIKA,
        name="tika-parser-pdf-module",
        version=_VERSION,
        sha256="0e9cb739f5c8fbcd8a2b11e7557e345bc88f7a6eb883cb1c37e3ee57a2d5759f",
    ),
    Jar(
        title="Tika's reader of XMP",
        group=_TIKA,
        name="tika-parser-xmp-commons",
        version=_VERSION,
        sha256="65284a40de467d279191a65bcd356e15807729f31b4d6df8b7cba89b4996e05a",
    ),
    Jar(
        title="JempBox",
        group="org.apache.pdfbox",
        name="jempbox",
        version="1.8.17",
        sha256="ded9c81038dd1bbcba18f07e1028d70c9ceaf0b48ac56cea8ab6ec2c255fc1b3",
    ),
    Jar(
        title="Commons IO",
        group="commons-io",
        name="commons-io",
        version="2.21.0",
        sha256="7d643a2afea8b058b762aa6fb90e5b256f6c729739f8b3784c3370ddc609e88d",
    ),
    Jar(
        title="SLF4J",
        group="org.slf4j",
        name="slf4j-api",
        version="2.0.17",
        sha256="7b751d952061954d5abfed7181c1f645d336091b679891591d63329c622eb832",
    ),
)


def _read(files: Sequence[Path]) -> list[Pages]:
    return [_pages(xhtml) for xhtml in json.loads(scripted.answer("tika.js", JARS, files=files))]


def _pages(xhtml: str) -> Pages:
    root = etree.fromstring(xhtml.encode())
    pages = root.iterfind(".//{*}div[@class='page']")
    return tuple("".join(map(str, page.itertext())) for page in pages)


TIKA = Reader("Tika", _read, partial(scripted.lacks, JARS))
