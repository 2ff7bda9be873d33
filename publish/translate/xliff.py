"""XLIFF 2.0, which programs for translators exchange (OASIS Standard, 5 August 2014).

Emphasis, links and phrases are inline codes there, which such programs keep a translator from
losing. A passage whose source has changed since it was translated is back in the state
``initial``, with its former words as a match (module Translation Candidates).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from pathlib import Path
from typing import Any

from lxml import etree

from publish.content.passages import plain
from publish.content.statement import Inline, Run
from publish.doors.xml import XmlFault, parse_xml
from publish.faults import Fault, fail, quoted, said_of
from publish.translate.codes import KIND_NAMED, KIND_OF
from publish.translate.locales import tag_of_locale
from publish.translate.passages import Content
from publish.translate.places import statement_folder
from publish.translate.sheet import Entry, Sheet

_CORE = "urn:oasis:names:tc:xliff:document:2.0"
_MATCHES = "urn:oasis:names:tc:xliff:matches:2.0"
_XML = "{http://www.w3.org/XML/1998/namespace}"

_PASSAGES = (f"{{{_CORE}}}source", f"{{{_CORE}}}target")

_PARTS = (f"{{{_CORE}}}segment", f"{{{_CORE}}}ignorable")

_CHANGED = "publish:source-changed"


def write(sheet: Sheet, folder: Path) -> bytes:
    """The sheet as a file; ``folder`` is the statement's, for its pictures."""
    root = etree.fromstring(f'<xliff xmlns="{_CORE}" xmlns:mtc="{_MATCHES}" version="2.0"/>')
    root.set("srcLang", sheet.source_language)
    root.set("trgLang", sheet.language)
    file = _add(root, "file", {"id": sheet.statement, "original": sheet.statement})
    for entry in sheet.entries:
        _write_unit(file, entry, folder)
    _indent(root, "\n")
    return etree.tostring(root, encoding="utf-8", xml_declaration=True) + b"\n"


def read(data: bytes, path: Path, content: Path) -> Sheet:
    """The sheet in a file, with what has been translated of a statement in ``content``.

    Raises ContentError if it is not XLIFF 2, or not of this program, or its codes are broken.
    """
    try:
        root = parse_xml(data)
    except XmlFault as fault:
        raise fail(path, fault.line, fault.message, fault.remedy) from None
    if root.tag != f"{{{_CORE}}}xliff":
        message = "this is not XLIFF 2.0 or 2.1."
        raise fail(path, 1, message, "Save it in that version, or send a PO file.")
    source, target = (tag_of_locale(root.get(key, "")) for key in ("srcLang", "trgLang"))
    file = root.find(f"{{{_CORE}}}file")
    statement = file.get("original", "") if file is not None else ""
    with said_of(path, _line(root if file is None else file)):
        folder = statement_folder(content, statement)
    entries = tuple(_read_unit(unit, path, folder) for unit in root.iter(f"{{{_CORE}}}unit"))
    try:
        return Sheet(statement, source, target, entries)
    except Fault as fault:
        remedy = f"{fault.remedy} It stands in srcLang and trgLang."
        raise fail(path, _line(root), fault.message, remedy) from None


# --- Writing ------------------------------------------------------------------------


def _write_unit(file: etree._Element, entry: Entry, folder: Path) -> None:
    unit = _add(file, "unit", {"id": entry.ident, "name": entry.ident})
    if entry.former is not None:
        matches = etree.SubElement(unit, f"{{{_MATCHES}}}matches")
        match = etree.SubElement(matches, f"{{{_MATCHES}}}match", {"ref": "#1"})
        _add(match, "source").text = entry.former
        _write_content(_add(match, "target"), entry.target or (), _Codes(folder))
    notes = _add(unit, "notes")
    _add(notes, "note", {"category": "location"}).text = f"{entry.file}:{entry.line}"
    if entry.number:
        _add(notes, "note", {"category": "number"}).text = entry.number
    codes = _Codes(folder)
    segment = _add(unit, "segment", {"id": "1"})
    _write_content(_add(segment, "source"), entry.source, codes)
    if entry.target is not None:
        _write_content(_add(segment, "target"), entry.target, codes)
    segment.set(
        "state", "translated" if entry.target is not None and not entry.former else "initial"
    )
    if entry.former is not None:
        segment.set("subState", _CHANGED)
    if codes.data:
        data = etree.Element(f"{{{_CORE}}}originalData")
        for ident, text in codes.data.items():
            _add(data, "data", {"id": ident}).text = text
        segment.addprevious(data)


class _Codes:
    """Numbers the codes of one unit: the same in source and target, where they are the same."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder.resolve()
        self.data: dict[str, str] = {}
        self._numbers: dict[tuple[str, str, int], str] = {}

    def number(self, sub_type: str, data: str, seen: dict[tuple[str, str], int]) -> str:
        """The number of the next code of this kind; ``seen`` counts those before it."""
        key = (sub_type, data)
        seen[key] = seen.get(key, 0) + 1
        return self._numbers.setdefault((*key, seen[key]), str(len(self._numbers) + 1))

    def keep(self, data: str) -> str:
        """The name of a piece of original data."""
        for ident, known in self.data.items():
            if known == data:
                return ident
        ident = f"d{len(self.data) + 1}"
        self.data[ident] = data
        return ident


def _write_content(element: etree._Element, content: Content, codes: _Codes) -> None:
    _write_pieces(element, content, codes, {})


def _write_pieces(
    element: etree._Element, content: Content, codes: _Codes, seen: dict[tuple[str, str], int]
) -> None:
    for piece in content:
        if isinstance(piece, Run):
            _append_text(element, piece.text.replace("\n", " "))
            continue
        kind = KIND_OF[type(piece)]
        data = kind.data(piece, codes.folder)
        number = codes.number(kind.sub_type, data, seen)
        inside = kind.inside(piece)
        code = _add(element, "ph" if inside is None else "pc", {"id": number})
        code.set("type", kind.type)
        code.set("subType", kind.sub_type)
        if data:
            code.set("dataRef" if inside is None else "dataRefStart", codes.keep(data))
        if inside is not None:
            _write_pieces(code, inside, codes, seen)


def _append_text(element: etree._Element, text: str) -> None:
    if len(element):
        element[-1].tail = (element[-1].tail or "") + text
    else:
        element.text = (element.text or "") + text


def _add(
    parent: etree._Element, name: str, attributes: Mapping[str, str] | None = None
) -> etree._Element:
    return etree.SubElement(parent, f"{{{_CORE}}}{name}", dict(attributes or {}))


def _indent(element: etree._Element, before: str) -> None:
    """Put each element on a line of its own, but for what is inside a passage."""
    if element.tag in _PASSAGES:
        element.set(f"{_XML}space", "preserve")
        return
    children = list(element)
    if children:
        element.text = f"{before}  "
    for number, child in enumerate(children, 1):
        _indent(child, f"{before}  ")
        child.tail = before if number == len(children) else f"{before}  "


# --- Reading ------------------------------------------------------------------------


def _read_unit(unit: etree._Element, path: Path, folder: Path) -> Entry:
    ident = unit.get("name") or unit.get("id") or ""
    data = {each.get("id", ""): each.text or "" for each in unit.iter(f"{{{_CORE}}}data")}
    sides: dict[str, list[Inline]] = {"source": [], "target": []}
    # A program may have cut the passage into sentences.
    segments = [part for part in unit if part.tag in _PARTS]
    told = True
    for segment in segments:
        for name, pieces in sides.items():
            element = segment.find(f"{{{_CORE}}}{name}")
            if element is not None:
                pieces.extend(_read_pieces(element, data, path, folder))
        is_empty = segment.find(f"{{{_CORE}}}target") is None
        told &= not (is_empty and segment.tag == f"{{{_CORE}}}segment")
    changed = any(segment.get("subState") == _CHANGED for segment in segments)
    changed &= all(segment.get("state", "initial") == "initial" for segment in segments)
    target = _joined(sides["target"])
    with said_of(path, _line(unit)):
        return Entry(
            ident,
            _joined(sides["source"]),
            target if told and target else None,
            former="" if changed else None,
            line=_line(unit),
        )


def _read_pieces(
    element: etree._Element, data: Mapping[str, str], path: Path, folder: Path
) -> Iterator[Inline]:
    if element.text:
        yield Run(element.text)
    for code in element:
        if not isinstance(code.tag, str):
            pass  # a comment
        elif code.tag == f"{{{_CORE}}}mrk":
            yield from _read_pieces(code, data, path, folder)
        else:
            yield _read_code(code, data, path, folder)
        if code.tail:
            yield Run(code.tail)


def _read_code(code: etree._Element, data: Mapping[str, str], path: Path, folder: Path) -> Inline:
    kind = KIND_NAMED.get(code.get("subType", ""))
    name = quoted(code.get("id", ""))
    if kind is None:
        message = f"the code {name} is none that Publish wrote."
        raise fail(path, _line(code), message, "Copy the codes of the source.")
    kept = data.get(code.get("dataRefStart") or code.get("dataRef") or "", "")
    try:
        return kind.make(_joined(_read_pieces(code, data, path, folder)), kept, folder)
    except Fault as fault:
        message = f"the code {name}: {fault.message}"
        raise fail(path, _line(code), message, fault.remedy) from None
    except ValueError:
        message = f"the code {name} has lost its data."
        raise fail(path, _line(code), message, "Copy the codes of the source.") from None


def _line(element: etree._Element) -> int:
    line: Any = element.sourceline
    return line if isinstance(line, int) else 1


def _joined(pieces: Iterable[Inline]) -> Content:
    """Content with neighbouring runs as one."""
    joined: list[Inline] = []
    for is_text, found in groupby(pieces, lambda piece: isinstance(piece, Run)):
        group = tuple(found)
        joined += (Run(plain(group)),) if is_text else group
    return tuple(joined)
