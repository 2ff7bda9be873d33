"""WordprocessingML made plain before pandoc reads it (ECMA-376-1): every run stands in a paragraph.

Word wraps runs in whatever it has to say of them: directions, tags, controls, fields, insertions,
alternatives, text boxes. Here the wrappers go and the runs stay, in their order. Each paragraph
gets a sign before its first word by which it is known again, and the number that Word would show.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from publish.doors.xml import parse_xml
from publish.incoming.page import Remark
from publish.incoming.readers.numbering import Numbered, Numbering, W

DOCUMENT: Final = "word/document.xml"
_STYLES: Final = "word/styles.xml"
_NUMBERING: Final = "word/numbering.xml"
_NOTES: Final = ("word/footnotes.xml", "word/endnotes.xml")

FIRST_SIGN: Final = 0xF0000
"""Paragraph n begins with the sign n places after this one, in a plane of private use."""
_SIGNS: Final = re.compile("[\U000f0000-\U000ffffd]")

_MC: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_XML_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"
_WRAPPERS: Final = frozenset(
    f"{W}{name}"
    for name in ("dir", "bdo", "smartTag", "customXml", "sdt", "sdtContent", "ins", "moveTo")
)
_DROPPED: Final = frozenset(
    f"{W}{name}"
    for name in ("sdtPr", "sdtEndPr", "smartTagPr", "customXmlPr", "moveFrom", "proofErr")
)
_CONTENTS_STYLE: Final = re.compile(r"toc (?:heading|\d)", re.IGNORECASE)
_CONTENTS_LINE: Final = re.compile(r"\S.*?(?:\s*[.…_·]{3,}\s*|\t\s*)(?:\d{1,4}|[ivxlc]{1,6})\s*")
_FEWEST: Final = 3
"""Lines that end in the number of a page are printed contents from this many on."""
_SHORT: Final = 60


@dataclass(slots=True)
class Plain:
    """A document made plain: its parts, its numbers by paragraph, and what is told of it."""

    parts: dict[str, bytes]
    numbered: dict[int, Numbered] = field(default_factory=dict)
    going_on: set[int] = field(default_factory=set)
    doubts: list[Remark] = field(default_factory=list)
    left_out: list[Remark] = field(default_factory=list)


def made_plain(parts: Mapping[str, bytes]) -> Plain:
    """The parts of a .docx for pandoc. They must be known to be XML without entities."""
    trees = {
        name: parse_xml(parts[name])
        for name in (DOCUMENT, _STYLES, _NUMBERING, *_NOTES)
        if name in parts
    }
    result = Plain(dict(parts))
    styles = trees.get(_STYLES)
    numbering = Numbering(trees.get(_NUMBERING), styles)
    for name in (DOCUMENT, *_NOTES):
        if name in trees:
            _unwrap(trees[name])
    for name in _NOTES:
        for note in trees[name] if name in trees else ():
            _without_own_mark(note)
    document = trees.get(DOCUMENT)
    if document is not None:
        _Maker(document, styles, numbering, result).make()
    for tree in (document, styles, *(trees.get(name) for name in _NOTES)):
        for properties in () if tree is None else list(tree.iter(f"{W}numPr")):
            _remove(properties)
    result.parts.pop(_NUMBERING, None)
    for name, tree in trees.items():
        if name != _NUMBERING:
            result.parts[name] = etree.tostring(tree, encoding="utf-8", xml_declaration=True)
    return result


def text_of(element: etree._Element) -> str:
    """What the runs of a paragraph say; a tab is one."""
    return "".join(
        (node.text or "") if node.tag == f"{W}t" else "\t" if node.tag == f"{W}tab" else " "
        for node in element.iter(f"{W}t", f"{W}tab", f"{W}br", f"{W}cr")
        if _parent_tag(node) != f"{W}tabs"
    )


# --- Wrappers -----------------------------------------------------------------------


def _unwrap(root: etree._Element) -> None:
    """Take off all that stands between a paragraph and its runs."""
    for element in list(root.iter(f"{_MC}AlternateContent")):
        _replace(element, _chosen(element))
    for element in list(root.iter(*_DROPPED)):
        _remove(element)
    for element in list(root.iter(f"{W}ruby")):
        _replace(element, list(_ruby(element)))
    for element in list(root.iter(*_WRAPPERS)):
        _replace(element, list(element))
    for element in list(root.iter(f"{W}fldSimple")):
        if "HYPERLINK" not in element.get(f"{W}instr", ""):
            _replace(element, list(element))


def _chosen(element: etree._Element) -> list[etree._Element]:
    """Of several ways to show the same, the first that has words, or else the first."""
    ways = [child for child in element if child.tag in (f"{_MC}Choice", f"{_MC}Fallback")]
    for way in ways:
        if any(text.text for text in way.iter(f"{W}t")):
            return list(way)
    return list(ways[0]) if ways else []


def _ruby(element: etree._Element) -> Iterator[etree._Element]:
    """The runs of a word with its reading, which goes into brackets behind it."""
    base, reading = element.find(f"{W}rubyBase"), element.find(f"{W}rt")
    owner = element.getparent()
    said = "" if reading is None else text_of(reading)
    texts = list(base.iter(f"{W}t")) if base is not None else []
    # A ruby stands within a run, so its text may stand there too.
    in_run = owner is not None and owner.tag == f"{W}r"
    whole = "".join(text.text or "" for text in texts) + (f"({said})" if said else "")
    yield _text(whole) if in_run else _run(whole)


def _without_own_mark(note: etree._Element) -> None:
    """Take the mark of a note, and the brackets around it, from its own beginning."""
    mark = next(note.iter(f"{W}footnoteRef", f"{W}endnoteRef"), None)
    if mark is None:
        return
    before, after = _around(note, mark)
    for text in before:
        if re.fullmatch(r"[\s(\[]*", text.text or ""):
            text.text = ""
    if after and after[0].text:
        after[0].text = re.sub(r"^\s*[)\]]?\.?\s*", "", after[0].text)


def _around(
    root: etree._Element, mark: etree._Element
) -> tuple[list[etree._Element], list[etree._Element]]:
    """The texts of an element before and behind a mark in it."""
    before: list[etree._Element] = []
    after: list[etree._Element] = []
    found = before
    for node in root.iter():
        if node is mark:
            found = after
        elif node.tag == f"{W}t":
            found.append(node)
    return before, after


# --- The text -----------------------------------------------------------------------


class _Maker:
    """Makes the body of a document plain."""

    def __init__(
        self,
        root: etree._Element,
        styles: etree._Element | None,
        numbering: Numbering,
        result: Plain,
    ) -> None:
        self._root = root
        self._numbering = numbering
        self._result = result
        named = styles.iter(f"{W}style") if styles is not None else ()
        self._names = {
            style.get(f"{W}styleId", ""): _value(style, "name") or "" for style in named
        }

    def make(self) -> None:
        for text in self._root.iter(f"{W}t"):
            if text.text:
                text.text = _SIGNS.sub("", text.text)
        self._bring_out_boxes()
        self._call_notes_plainly()
        self._fields()
        self._printed_contents()
        self._pictures()
        self._sign()

    def _bring_out_boxes(self) -> None:
        """Put what a text box says behind the paragraph that it is anchored in."""
        for box in list(self._root.iter(f"{W}txbxContent")):
            anchor = next(
                (each for each in box.iterancestors(f"{W}p")),
                None,
            )
            if anchor is None:
                continue
            said = " ".join(text_of(box).split())
            for child in reversed(list(box)):
                anchor.addnext(child)
            _remove(box)
            if said:
                message = "stood in a text box; it is in the text after its paragraph"
                self._result.doubts.append(Remark(None, message, said))

    def _call_notes_plainly(self) -> None:
        """Take off brackets that stand around the call of a note."""
        for call in list(self._root.iter(f"{W}footnoteReference", f"{W}endnoteReference")):
            paragraph = next(call.iterancestors(f"{W}p"), None)
            if paragraph is None:
                continue
            before, after = _around(paragraph, call)
            left = next((text for text in reversed(before) if text.text), None)
            right = next((text for text in after if text.text), None)
            if left is None or right is None or left.text is None or right.text is None:
                continue
            if left.text.rstrip()[-1:] in ("(", "[") and right.text.lstrip()[:1] in (")", "]"):
                left.text = left.text.rstrip()[:-1]
                right.text = right.text.lstrip()[1:]

    def _fields(self) -> None:
        """Take off fields but links: what they show stays, but for tables of contents."""
        open_fields: list[str] = []
        contents: list[str] = []
        for run in list(self._root.iter(f"{W}r", f"{W}p")):
            if run.tag == f"{W}p":
                contents += ["\n"] if any(_is_contents(each) for each in open_fields) else []
                continue
            for part in list(run):
                within = any(_is_contents(each) for each in open_fields)
                if part.tag == f"{W}fldChar":
                    kind = part.get(f"{W}fldCharType")
                    if kind == "begin":
                        open_fields.append(_instruction(run))
                    keeps = bool(open_fields) and "HYPERLINK" in open_fields[-1] and not within
                    if kind == "end" and open_fields:
                        open_fields.pop()
                    if not keeps:
                        _remove(part)
                elif part.tag == f"{W}instrText":
                    if within or not open_fields or "HYPERLINK" not in open_fields[-1]:
                        _remove(part)
                elif within and part.tag in (f"{W}t", f"{W}tab", f"{W}br"):
                    contents.append((part.text or "") if part.tag == f"{W}t" else " ")
                    _remove(part)
        self._leave_out_contents("".join(contents).split("\n"))

    def _printed_contents(self) -> None:
        """Leave out lines of contents: by their style, or since they end in a page's number."""
        paragraphs = list(self._root.iter(f"{W}p"))
        styled = [self._is_styled_as_contents(each) for each in paragraphs]
        lines = [bool(_CONTENTS_LINE.fullmatch(text_of(each))) for each in paragraphs]
        at = 0
        while at < len(paragraphs):
            end = at
            while end < len(paragraphs) and lines[end] and not styled[end]:
                end += 1
            if end - at >= _FEWEST:
                styled[at:end] = [True] * (end - at)
                if at and not styled[at - 1] and 0 < len(text_of(paragraphs[at - 1])) <= _SHORT:
                    styled[at - 1] = not re.search(r"[.:;!?]\s*$", text_of(paragraphs[at - 1]))
            at = max(end, at + 1)
        gone = [each for each, is_line in zip(paragraphs, styled, strict=True) if is_line]
        said = [text_of(each) for each in gone]
        for paragraph in gone:
            for text in list(paragraph.iter(f"{W}t", f"{W}tab")):
                _remove(text)
        self._leave_out_contents(said)

    def _leave_out_contents(self, lines: list[str]) -> None:
        said = " / ".join(filter(None, (" ".join(line.split()) for line in lines)))
        if said:
            message = "printed contents were left out; every edition makes its own"
            self._result.left_out.append(Remark(None, message, said))

    def _is_styled_as_contents(self, paragraph: etree._Element) -> bool:
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        ident = "" if style is None else style.get(f"{W}val", "")
        return bool(_CONTENTS_STYLE.fullmatch(self._names.get(ident, "")))

    def _pictures(self) -> None:
        """Take out pictures; the report names each, with the words that stand for it."""
        number = 0
        for paragraph in self._root.iter(f"{W}p"):
            number += bool(text_of(paragraph).strip())
            for shape in list(paragraph.iter(f"{W}drawing", f"{W}pict", f"{W}object")):
                alternatives = (
                    each.get("descr") or each.get("title") or each.get("alt") or ""
                    for each in shape.iter()
                    if isinstance(each.tag, str)
                )
                said = next(filter(None, alternatives), "")
                message = (
                    "a picture was left out; put its file into images/ and show it from there"
                )
                self._result.doubts.append(Remark(number or 1, message, said))
                _remove(shape)

    def _sign(self) -> None:
        """Count the paragraphs that say something, and put a sign before each."""
        paragraphs = [each for each in self._root.iter(f"{W}p") if text_of(each).strip()]
        everywhere = self._are_indented(paragraphs)
        last: Numbered | None = None
        for count, paragraph in enumerate(paragraphs, 1):
            numbered = self._numbering.of(paragraph)
            shown = ""
            if numbered and next(paragraph.iterancestors(f"{W}tbl"), None) is not None:
                shown = f"{numbered.shown} " if numbered.shown else ""
                numbered = None
            indented = _left(paragraph)
            goes_on = last is not None and numbered is None and 0 < indented[0] and not indented[1]
            if numbered:
                self._result.numbered[count] = numbered
                last = numbered
            elif goes_on:
                self._result.going_on.add(count)
            else:
                last = None
            self._loosen(paragraph)
            if numbered or goes_on or everywhere:
                _stand_flush(paragraph)
            run = _run(chr(FIRST_SIGN + count) + shown)
            first = next((child for child in paragraph if child.tag != f"{W}pPr"), None)
            if first is None:
                paragraph.append(run)
            else:
                first.addprevious(run)

    def _loosen(self, paragraph: etree._Element) -> None:
        """Take off the style that pandoc has for lines of tight lists, which it runs together."""
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        if style is not None and self._names.get(style.get(f"{W}val", "")) == "Compact":
            _remove(style)

    def _are_indented(self, paragraphs: list[etree._Element]) -> bool:
        """Whether the document sets its text in from the margin: then that means no quotation."""
        count = sum(_left(each)[0] > 0 for each in paragraphs)
        return count * 2 > len(paragraphs)


def _left(paragraph: etree._Element) -> tuple[int, bool]:
    """How far a paragraph stands in, and whether it does so on the right too."""
    indent = paragraph.find(f"{W}pPr/{W}ind")
    if indent is None:
        return 0, False
    values = []
    for names in (("left", "start"), ("right", "end"), ("hanging",)):
        text = next(filter(None, (indent.get(f"{W}{name}") for name in names)), "0")
        values.append(int(text) if re.fullmatch(r"-?\d{1,6}", text) else 0)
    return values[0] - values[2], values[1] > 0


def _stand_flush(paragraph: etree._Element) -> None:
    properties = paragraph.find(f"{W}pPr")
    if properties is None:
        properties = etree.Element(f"{W}pPr")
        paragraph.insert(0, properties)
    for indent in list(properties.iter(f"{W}ind")):
        _remove(indent)
    etree.SubElement(properties, f"{W}ind", {f"{W}left": "0", f"{W}firstLine": "0"})


def _instruction(run: etree._Element) -> str:
    """What the field that begins in a run is to show: its instruction, up to its result."""
    paragraph = next(run.iterancestors(f"{W}p"), run)
    said = ""
    is_here = False
    for node in paragraph.iter(f"{W}r", f"{W}instrText", f"{W}fldChar"):
        if node is run:
            is_here = True
        elif is_here and node.tag == f"{W}instrText":
            said += node.text or ""
        elif is_here and node.tag == f"{W}fldChar" and node.get(f"{W}fldCharType") != "begin":
            break
    return said.strip()


def _is_contents(instruction: str) -> bool:
    return instruction.split()[:1] == ["TOC"]


# --- Elements -----------------------------------------------------------------------


def _run(said: str) -> etree._Element:
    run = etree.Element(f"{W}r")
    run.append(_text(said))
    return run


def _text(said: str) -> etree._Element:
    text = etree.Element(f"{W}t", {_XML_SPACE: "preserve"})
    text.text = said
    return text


def _value(element: etree._Element, name: str) -> str | None:
    found = element.find(f"{W}{name}")
    return None if found is None else found.get(f"{W}val")


def _parent_tag(element: etree._Element) -> str:
    parent = element.getparent()
    return str(parent.tag) if parent is not None else ""


def _replace(element: etree._Element, by: list[etree._Element]) -> None:
    for child in reversed(by):
        element.addnext(child)
    _remove(element)


def _remove(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)
