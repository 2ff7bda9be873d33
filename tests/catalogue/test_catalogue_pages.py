"""What pages and feeds say to machines and to people, read as they are written."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from lxml import etree, html
from support import TEXTS

from publish.catalogue.amounts import size
from publish.catalogue.shelf import Shelf
from publish.catalogue.site import Site
from publish.language.profiles import profile
from publish.making import manifest

ATOM = {"a": "http://www.w3.org/2005/Atom", "dc": "http://purl.org/dc/terms/"}


@pytest.mark.parametrize(
    ("bytes_", "language", "written"),
    [
        (53_123, "en", "53 kB"),
        (53_123, "ru", "53 кБ"),
        (1_530_000, "fa", "۱٫۵ MB"),
        (1_530_000, "de", "1,5 MB"),
        (12, "en", "1 kB"),
    ],
)
def test_sizes_are_written_as_the_language_does(bytes_: int, language: str, written: str) -> None:
    assert size(bytes_, profile(language, "en")).replace("\u00a0", " ") == written


def test_a_page_names_each_file_of_the_manifest_with_size_pages_and_checksum(
    made: Site, built: Path
) -> None:
    for entry in manifest.read(built).artifacts:
        path = f"{entry.statement}/{entry.statement}.{entry.language}.html"
        page: Any = html.fromstring(made.made[path])
        (link,) = page.xpath(f'//a[@href="{entry.path.rpartition("/")[2]}"]')
        said = link.getparent().text_content()
        assert entry.sha256 in said
        assert size(entry.bytes, profile(entry.language, "en")) in said
        assert entry.pages is None or str(entry.pages) in said


def test_schema_org_has_each_encoding_and_dublin_core_the_basics(made: Site, shelf: Shelf) -> None:
    for work in shelf.works:
        for item in work.items:
            page: Any = html.fromstring(made.made[f"{work.slug}/{work.slug}.{item.language}.html"])
            (script,) = page.xpath('//script[@type="application/ld+json"]')
            said = json.loads(script.text)
            assert said["inLanguage"] == item.language
            assert [e["sha256"] for e in said["encoding"]] == [e.sha256 for e in item.files]
            elements = dict(
                zip(page.xpath("//meta/@name"), page.xpath("//meta[@name]/@content"), strict=True)
            )
            assert elements["DC.title"] == item.text.title_text
            assert elements["DC.language"] == item.language
            assert elements["DC.date"] == item.text.modified.date().isoformat()


def test_everyone_who_signed_is_on_the_page(made: Site, shelf: Shelf) -> None:
    for work in shelf.works:
        for item in work.items:
            content = made.made[f"{work.slug}/{work.slug}.{item.language}.html"].decode()
            page: Any = html.fromstring(content)
            names = " ".join(page.xpath('string(//*[@id="signatories"])').split())
            for group in item.text.groups:
                for member in group.members:
                    assert " ".join(member.name.text.split()) in names


def test_atom_feeds_have_what_rfc_4287_asks_for(made: Site) -> None:
    feeds = [name for name in made.made if name.endswith((".xml", ".atom"))]
    assert len(feeds) == 1 + 2 * len({language for _, language in TEXTS})
    for name in feeds:
        feed: Any = etree.fromstring(made.made[name])
        for element in ("a:id", "a:title", "a:updated", "a:author/a:name", 'a:link[@rel="self"]'):
            assert len(feed.xpath(element, namespaces=ATOM)) == 1, (name, element)
        entries = feed.xpath("a:entry", namespaces=ATOM)
        assert entries
        identifiers = [each.findtext("a:id", namespaces=ATOM) for each in entries]
        assert len(set(identifiers)) == len(entries)
        for entry in entries:
            for element in ("a:id", "a:title", "a:updated"):
                assert len(entry.xpath(element, namespaces=ATOM)) == 1, (name, element)
            linked = entry.xpath('a:link[@rel="alternate"] | a:content', namespaces=ATOM)
            assert linked, name


def test_opds_2_feeds_have_what_the_specification_asks_for(made: Site) -> None:
    for name in (name for name in made.made if name.startswith("opds") and name.endswith("json")):
        feed = json.loads(made.made[name])
        assert feed["metadata"]["title"]
        assert [link["rel"] for link in feed["links"]].count("self") == 1
        assert ("navigation" in feed) != ("publications" in feed)
        for publication in feed.get("publications", []):
            assert publication["metadata"].keys() >= {"title", "identifier", "language", "modified"}
            rels = {link["rel"] for link in publication["links"]}
            assert "http://opds-spec.org/acquisition/open-access" in rels
            assert publication["images"]
    arabic = json.loads(made.made["opds.ar.json"])["publications"]
    assert {each["metadata"]["readingProgression"] for each in arabic} == {"rtl"}
