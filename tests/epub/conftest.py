"""What tests of books share: statements made on the spot, and books to look into."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from io import BytesIO
from urllib.parse import urldefrag
from zipfile import ZipFile

import pytest
from lxml import etree
from PIL import Image

from publish.content.load import load
from publish.design.design import default_design
from publish.editions import EDITIONS
from publish.epub.bind import bind, bind_volume
from publish.epub.members import Printed
from publish.fonts.library import Library, open_library
from publish.markup.flow import Start
from publish.text.dressed import Text
from publish.text.edit import edit

NAMESPACES = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "epub": "http://www.idpf.org/2007/ops",
    "html": "http://www.w3.org/1999/xhtml",
    "ncx": "http://www.daisy.org/z3986/2005/ncx/",
    "opf": "http://www.idpf.org/2007/opf",
}

FACTS = """
schema = 1
source_language = "en"
kind = "declaration"
status = "open-for-subscription"
adopted = 2024-05-01
published = 2024-05-02T10:00:00
source = "https://example.org/rivers?a=1&b=2"

[event]
name = { en = "Meeting of Rivers & <Streams>" }
place = { en = "Basra", fa = "بصره", he = "בצרה" }
starts = 2024-04-29
ends = 2024-05-01

[[signatories]]
heading = { en = "Rivers" }
members = [
    { name = { en = 'The "Blue" Nile' }, country = "ET" },
    { name = { en = "Tigris & Euphrates <united>" }, country = "IQ" },
]

[[signatories]]
members = [ { name = { en = "Volga" }, country = "RU" } ]

[[upcoming]]
name = { en = "Meeting of Lakes" }
place = { en = "Geneva" }
starts = 2025-06-03
ends = 2025-06-05
"""

ENGLISH = """+++
title = "Water & <Words>"
subtitle = "A \\"declaration\\" of rivers"
translator = "Somebody <else>"
+++

{.salutation}
Dear banks,

{.lead}
We flow *slowly*, **always**, ***together***; 2 < 3 & 5 > 4.[^one]

### Before the first part

![A map of a river](images/river.png)

{#asks}
## What we ask of [النهر *الكبير*]{lang=ar}[^one] and ![a drop](images/drop.jpg)

3. rain,
   - warm;
     1. in spring,
     2. in [осень]{lang=ru};
   - cold;
4. snow;

   and time to melt.

> A river says
>
> ## nothing new
>
> to the sea.

## Where we go [*far*](https://example.org/?q=1&r=2) away

As [we ask](#asks), see <https://example.org/>, or [write](mailto:a@example.org "to us").

![The same map](images/river.png)

---

{.signature}
For all,\\
the delta

{.slogan}
Flow on!

[^one]: Seen from *above*.

    - Twice.
"""

PERSIAN = """+++
title = "آب و واژه"
+++

{.lead}
ما *آهسته* جاری هستیم، ۲۰-۲۲ روز، با [Nile *blue*]{lang=en}.[^one]

## آنچه می‌خواهیم

1. باران،
2. برف.

[^one]: از بالا دیده شد.
"""

HEBREW = """+++
title = "מים ומילים"
+++

{.lead}
אנחנו זורמים *לאט*, 20-22 ימים, עם Nile.

## מה אנחנו מבקשים

- גשם;
- שלג.
"""


@dataclass(frozen=True, slots=True)
class Book:
    """A bound book, opened."""

    content: bytes

    @property
    def names(self) -> list[str]:
        with ZipFile(BytesIO(self.content)) as archive:
            return archive.namelist()

    def content_of(self, name: str) -> bytes:
        """A file of the archive by its whole name."""
        with ZipFile(BytesIO(self.content)) as archive:
            return archive.read(name)

    def read(self, name: str) -> bytes:
        with ZipFile(BytesIO(self.content)) as archive:
            return archive.read(f"EPUB/{name}")

    def root(self, name: str) -> etree._Element:
        return etree.fromstring(self.read(name))

    def find(self, name: str, path: str) -> list[etree._Element]:
        """The elements of a file of the book at an XPath."""
        found = self.root(name).xpath(path, namespaces=NAMESPACES)
        assert isinstance(found, list)
        return found  # type: ignore[return-value]

    def texts(self, name: str, path: str) -> list[str]:
        return ["".join(map(str, element.itertext())) for element in self.find(name, path)]

    @property
    def documents(self) -> list[str]:
        return [name[5:] for name in self.names if name.endswith(".xhtml")]

    @property
    def targets(self) -> set[str]:
        """Where a reference may lead: documents, and what has a name in them."""
        named = {
            f"{name}#{element.get('id')}"
            for name in self.documents
            for element in self.find(name, "//*[@id]")
        }
        return named | {f"{name}#" for name in self.documents}

    @property
    def references(self) -> list[str]:
        """Where links and the NCX lead within the book, each with the name of a document."""
        links = [
            (f"{name}{href}" if href.startswith("#") else href)
            for name in self.documents
            for href in map(str, self.find(name, "//html:a/@href"))
            if ":" not in href
        ]
        listed = map(str, self.find("toc.ncx", "//ncx:content/@src"))
        return ["#".join(urldefrag(each)) for each in (*links, *listed)]


Shelf = Callable[[str], Book]


@pytest.fixture(scope="session")
def fonts(tmp_path_factory: pytest.TempPathFactory) -> Library:
    return open_library(tmp_path_factory.mktemp("cache"))


@pytest.fixture(scope="session")
def rivers(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Text]:
    """A statement with a bit of everything, in a language: en, fa or he."""
    folder = tmp_path_factory.mktemp("content") / "rivers"
    (folder / "images").mkdir(parents=True)
    (folder / "statement.toml").write_text(FACTS, "utf-8")
    for language, text in {"en": ENGLISH, "fa": PERSIAN, "he": HEBREW}.items():
        (folder / f"{language}.md").write_text(text, "utf-8")
    Image.new("RGB", (4, 3), "blue").save(folder / "images/river.png")
    Image.new("RGB", (3, 4), "blue").save(folder / "images/drop.jpg")
    statement = load(folder)
    return lambda language: edit(statement, language)


@pytest.fixture(scope="session")
def cover() -> bytes:
    """A picture that stands for a title page."""
    output = BytesIO()
    Image.new("L", (20, 30), 255).save(output, "PNG")
    return output.getvalue()


@pytest.fixture(scope="session")
def bound(fonts: Library, cover: bytes) -> Callable[..., Book]:
    """Binds a text with a cover, for a pamphlet of two pages, on a site where one is named."""
    printed = Printed("rivers.pamphlet.pdf", cover, (Start("title-page", 0), Start("body", 0)))
    book = partial(bind, edition=EDITIONS["epub"], fonts=fonts, design=default_design())
    return lambda text, site=None: Book(book(text, printed=printed, site=site))


@pytest.fixture(scope="session")
def volume(fonts: Library, rivers: Callable[[str], Text], cover: bytes) -> Callable[..., Book]:
    """Binds several languages of ``rivers``, each with a pamphlet of two pages."""

    def made(*languages: str, with_faces: bool = True) -> Book:
        texts = [rivers(language) for language in languages]
        starts = (Start("title-page", 0), Start("body", 0))
        printed = [Printed(f"rivers.{tag}.pamphlet.pdf", None, starts) for tag in languages]
        return Book(
            bind_volume(
                texts,
                EDITIONS["epub"],
                fonts,
                default_design(),
                printed,
                cover,
                with_faces=with_faces,
            )
        )

    return made


@pytest.fixture(scope="session")
def bare(fonts: Library) -> Callable[[Text], Book]:
    """Binds a text that no pamphlet goes with, without faces."""
    return lambda text: Book(
        bind(text, EDITIONS["epub"], fonts, default_design(), with_faces=False)
    )


@pytest.fixture(scope="session")
def shelf(rivers: Callable[[str], Text], bound: Callable[[Text], Book]) -> Shelf:
    """The books of ``rivers``, by language."""
    books: dict[str, Book] = {}

    def book(language: str) -> Book:
        if language not in books:
            books[language] = bound(rivers(language))
        return books[language]

    return book
