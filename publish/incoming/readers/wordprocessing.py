"""WordprocessingML made plain before pandoc reads it (ECMA-376-1): every run stands in a paragraph.

Word wraps runs in whatever it has to say of them: directions, tags, controls, fields, insertions,
alternatives, text boxes. Here the wrappers go and the runs stay, in their order. Each paragraph
gets a sign before its first word by which it is known again, and the number that Word would show.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import groupby
from typing import Final

from lxml import etree

from publish.doors.xml import parse_xml
from publish.incoming.page import Remark
from publish.incoming.readers.numbering import Numbered, Numbering, W
from publish.incoming.readers.unwrapping import (
    around,
    remove,
    run_of,
    text_of,
    unwrap,
    value_of,
    without_own_mark,
)

DOCUMENT: Final = "word/document.xml"
_STYLES: Final = "word/styles.xml"
_NUMBERING: Final = "word/numbering.xml"
_NOTES: Final = ("word/footnotes.xml", "word/endnotes.xml")

FIRST_SIGN: Final = 0xF0000
"""Paragraph n begins with the sign n places after this one, in a plane of private use."""
_SIGNS: Final = re.compile("[\U000f0000-\U000ffffd]")

_CONTENTS_STYLE: Final = re.compile(r"toc (?:heading|\d)", re.IGNORECASE)
_CONTENTS_LINE: Final = re.compile(r"\S.*?(?:\s*[.…_·]{3,}\s*|\t\s*)(?:\d{1,4}|[ivxlc]{1,6})\s*")
_PICTURES: Final = frozenset(("blip", "imagedata", "OLEObject", "chart", "relIds"))
"""What a shape has in it that shows something."""
_FEWEST: Final = 3
"""Lines that end in the number of a page are printed contents from this many on."""
_CONTENTS: Final = frozenset(
    ("contents", "table of contents", "sommaire", "table des matières", "índice", "contenido",
     "sumário", "inhalt", "inhaltsverzeichnis", "indice", "sommario", "inhoud", "inhoudsopgave",
     "spis treści", "содержание", "оглавление", "зміст", "садржај", "içindekiler", "περιεχόμενα",
     "المحتويات", "فهرست", "תוכן", "תוכן העניינים", "目录", "目錄", "目次", "차례", "विषय-सूची")
)  # fmt: skip
"""What stands above printed contents where no style says it."""


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
            unwrap(trees[name])
    for name in _NOTES:
        for note in trees.get(name, ()):
            without_own_mark(note)
    document = trees.get(DOCUMENT)
    if document is not None:
        _Maker(document, styles, numbering, result).make()
    for tree in (document, styles, *(trees.get(name) for name in _NOTES)):
        # Word says the direction of every run; what stands in another is told by its letters.
        said_already = (f"{W}numPr", f"{W}rtl", f"{W}bidi")
        for properties in () if tree is None else list(tree.iter(*said_already)):
            remove(properties)
    result.parts.pop(_NUMBERING, None)
    for name, tree in trees.items():
        if name != _NUMBERING:
            result.parts[name] = etree.tostring(tree, encoding="utf-8", xml_declaration=True)
    return result


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
            style.get(f"{W}styleId", ""): value_of(style, "name") or "" for style in named
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
            remove(box)
            if said:
                message = "stood in a text box; it is in the text after its paragraph"
                self._result.doubts.append(Remark(None, message, said))

    def _call_notes_plainly(self) -> None:
        """Take off brackets that stand around the call of a note."""
        for call in list(self._root.iter(f"{W}footnoteReference", f"{W}endnoteReference")):
            paragraph = next(call.iterancestors(f"{W}p"), None)
            if paragraph is None:
                continue
            before, after = around(paragraph, call)
            left = next((text for text in reversed(before) if text.text), None)
            right = next((text for text in after if text.text), None)
            if left is None or right is None or left.text is None or right.text is None:
                continue
            if left.text.rstrip()[-1:] in ("(", "[") and right.text.lstrip()[:1] in (")", "]"):
                left.text = left.text.rstrip()[:-1].rstrip()
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
                        remove(part)
                elif part.tag == f"{W}instrText":
                    if within or not open_fields or "HYPERLINK" not in open_fields[-1]:
                        remove(part)
                elif within and part.tag in (f"{W}t", f"{W}tab", f"{W}br"):
                    contents.append((part.text or "") if part.tag == f"{W}t" else " ")
                    remove(part)
        self._leave_out_contents("".join(contents).split("\n"))

    def _printed_contents(self) -> None:
        """Leave out lines of contents: by their style, or since they end in a page's number."""
        paragraphs = list(self._root.iter(f"{W}p"))
        styled = [self._is_styled_as_contents(each) for each in paragraphs]
        lines = [bool(_CONTENTS_LINE.fullmatch(text_of(each))) for each in paragraphs]
        for is_line, run in groupby(range(len(paragraphs)), lambda at: lines[at] or styled[at]):
            found = list(run)
            if not is_line or not (any(styled[at] for at in found) or len(found) >= _FEWEST):
                continue
            for at in found:
                styled[at] = True
            above = found[0] - 1
            if above >= 0 and _is_over_contents(text_of(paragraphs[above])):
                styled[above] = True
        gone = [each for each, is_line in zip(paragraphs, styled, strict=True) if is_line]
        said = [text_of(each) for each in gone]
        for paragraph in gone:
            for text in list(paragraph.iter(f"{W}t", f"{W}tab")):
                remove(text)
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
                kinds = {str(each.tag).rpartition("}")[2] for each in shape.iter()}
                if not said and not kinds & _PICTURES:
                    remove(shape)
                    continue
                message = "a picture was left out; put its file into images/ and show it from there"
                self._result.doubts.append(Remark(number or 1, message, said))
                remove(shape)

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
            goes_on = last is not None and numbered is None and indented[0] > 0 and not indented[1]
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
            run = run_of(chr(FIRST_SIGN + count) + shown)
            first = next((child for child in paragraph if child.tag != f"{W}pPr"), None)
            if first is None:
                paragraph.append(run)
            else:
                first.addprevious(run)

    def _loosen(self, paragraph: etree._Element) -> None:
        """Take off the style that pandoc has for lines of tight lists, which it runs together."""
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        if style is not None and self._names.get(style.get(f"{W}val", "")) == "Compact":
            remove(style)

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
        remove(indent)
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


def _is_over_contents(text: str) -> bool:
    """Whether a line is the heading of printed contents."""
    return text.strip(" \t\u00a0:：.").casefold() in _CONTENTS


def _is_contents(instruction: str) -> bool:
    return instruction.split()[:1] == ["TOC"]
