"""From a passage of Markdown to inline values: runs, emphasis, links, phrases, notes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final
from urllib.parse import unquote

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode
from markdown_it.utils import EnvType

from publish.content import constructs
from publish.content.characters import check_characters
from publish.content.ledger import Ledger
from publish.content.links import check_href, find_picture
from publish.content.passages import plain
from publish.content.statement import (
    NUMBER,
    Break,
    Emphasis,
    Foreign,
    Inline,
    Link,
    NoteRef,
    Picture,
    Reference,
    Run,
    Strong,
)
from publish.content.tags import check_tag
from publish.faults import Fault, did_you_mean, quoted

MAX_PASSAGE = 20_000
"""The longest paragraph: some ten pages. The parser's time is quadratic in some inputs."""
MAX_PASSAGE_BRACKETS = 100
"""The most opening brackets in a paragraph, for the same reason."""
MAX_PASSAGE_ELEMENTS = 1_000
"""The most emphasised words, links and phrases in a paragraph: lines of many are slow to set."""
MAX_DEPTH = 20
"""How deep emphasis, links and phrases, or lists and quotations, may be nested."""

PHRASE_ATTRIBUTES = ("lang", "dir")
PICTURE_ATTRIBUTES = ("width",)
_WIDTH: Final = re.compile(r"(\d{1,3}(?:\.\d)?)mm")
_PHRASE_HELP = "A phrase looks like [text]{lang=ar} or [text]{dir=rtl}."
_DIRECTIONS = ("ltr", "rtl")


def raw_html(written: str) -> Fault:
    """The fault of HTML in Markdown."""
    if written.lstrip().startswith("<!--"):
        return Fault("raw HTML is not allowed: this is a comment.", "Take it out.")
    return Fault("raw HTML is not allowed.", r"Use Markdown; write \< for the sign itself.")


def code() -> Fault:
    """The fault of code in Markdown."""
    return Fault("code has no place in a statement.", r"Write \` for the sign itself.")


def read_inline(
    node: SyntaxTreeNode, line: int, parser: MarkdownIt, env: EnvType, ledger: Ledger
) -> tuple[Inline, ...]:
    """The content of a paragraph or heading that begins on this line of the file."""
    content = node.content
    if len(content) > MAX_PASSAGE:
        message = f"the paragraph has {len(content):,} characters; the limit is {MAX_PASSAGE:,}."
        ledger.pass_over(line, Fault(message, "Split it."))
        return ()
    if content.count("[") > MAX_PASSAGE_BRACKETS:
        message = f"the paragraph has more than {MAX_PASSAGE_BRACKETS} opening brackets."
        ledger.pass_over(line, Fault(message, "Split it."))
        return ()
    tokens: list[Token] = []
    parser.inline.parse(content, parser, env, tokens)
    if sum(token.nesting > 0 for token in tokens) > MAX_PASSAGE_ELEMENTS:
        message = (
            f"the paragraph has more than {MAX_PASSAGE_ELEMENTS:,} marks of emphasis or links."
        )
        ledger.pass_over(line, Fault(message, "Split it, or take some out."))
        return ()
    if max((token.level for token in tokens), default=0) > MAX_DEPTH:
        ledger.pass_over(line, Fault("the text is nested too deeply.", "Simplify it."))
        return ()
    for row, fault in constructs.find(tokens):
        ledger.report(line + row, fault)
    return _Reader(line, ledger).read(SyntaxTreeNode(tokens).children)


class _Reader:
    """Turns syntax nodes into inline values.

    ``_line`` follows the line breaks of the text, though not those inside a tag or address.
    """

    def __init__(self, line: int, ledger: Ledger) -> None:
        self._line = line
        self._ledger = ledger

    def read(self, nodes: Sequence[SyntaxTreeNode]) -> tuple[Inline, ...]:
        merged: list[Inline] = []
        for piece in self._pieces(nodes):
            if merged and isinstance(piece, Run) and isinstance(merged[-1], Run):
                merged[-1] = Run(merged[-1].text + piece.text)
            else:
                merged.append(piece)
        return tuple(merged)

    def _pieces(self, nodes: Sequence[SyntaxTreeNode]) -> Iterator[Inline]:
        for node in nodes:
            try:
                piece = _READERS[node.type](self, node)
            except Fault as fault:
                self._ledger.report(self._line, fault)
            else:
                if piece != Run(""):
                    yield piece

    def text(self, node: SyntaxTreeNode) -> Inline:
        return Run(node.content)

    def escaped(self, node: SyntaxTreeNode) -> Inline:
        """A sign behind a backslash, or a character reference, which may name any character."""
        return Run(check_characters(node.content))

    def soft_break(self, _: SyntaxTreeNode) -> Inline:
        self._line += 1
        return Run("\n")

    def hard_break(self, _: SyntaxTreeNode) -> Inline:
        self._line += 1
        return Break()

    def emphasis(self, node: SyntaxTreeNode) -> Inline:
        return Emphasis(self.read(node.children))

    def strong(self, node: SyntaxTreeNode) -> Inline:
        return Strong(self.read(node.children))

    def link(self, node: SyntaxTreeNode) -> Inline:
        self._ledger.labels.add(node.meta.get("label", ""))
        href = check_href(str(node.attrs["href"]))
        constructs.check_plain(unquote(href))
        if href.startswith("#"):
            self._ledger.fragments.setdefault(href[1:], self._line)
        if node.markup == "autolink":  # an address is no place to look for leftovers
            return Link(href, tuple(Run(child.content) for child in node.children))
        title = check_characters(str(node.attrs.get("title", "")))
        if not node.children and href.startswith("#") and not title:
            self._ledger.references.setdefault(href[1:], self._line)
            return Reference(href[1:])
        if not node.children:
            raise Fault("a link has no words.", "Write [text](https://...).")
        content = self.read(node.children)
        if href.startswith("#") and NUMBER.search(plain(content)):
            self._ledger.references.setdefault(href[1:], self._line)
        return Link(href, content, title or None)

    def phrase(self, node: SyntaxTreeNode) -> Inline:
        _check_attributes(node, PHRASE_ATTRIBUTES, PICTURE_ATTRIBUTES, "a phrase")
        if not node.attrs or not node.children:
            raise Fault("a phrase lacks its words or its language.", _PHRASE_HELP)
        language, direction = (node.attrs.get(name) for name in PHRASE_ATTRIBUTES)
        if direction not in (None, *_DIRECTIONS):
            remedy = did_you_mean(str(direction), _DIRECTIONS)
            raise Fault(f"unknown direction {quoted(str(direction))}.", remedy)
        return Foreign(
            self.read(node.children),
            None if language is None else check_tag(str(language)),
            None if direction is None else str(direction),
        )

    def note(self, node: SyntaxTreeNode) -> Inline:
        if self._ledger.in_note:
            raise Fault("a footnote refers to a footnote.", "Say it in the footnote itself.")
        return NoteRef(self._ledger.number(node.meta["label"], self._line))

    def picture(self, node: SyntaxTreeNode) -> Inline:
        line = self._line
        try:
            return self._picture(node)
        except Fault as fault:
            self._ledger.report(line, fault)
            return Run("")
        finally:
            self._line += node.content.count("\n")

    def _picture(self, node: SyntaxTreeNode) -> Picture:
        self._ledger.labels.add(node.meta.get("label", ""))
        if "title" in node.attrs:
            raise Fault("a picture has no title.", "Say it in the text in [brackets].")
        alt = check_characters("".join(_plain(child) for child in node.children)).strip()
        path = find_picture(str(node.attrs["src"]), self._ledger.folder)
        if not alt:
            message = "a picture has no text that says what it shows."
            raise Fault(message, "Write it in the brackets: ![text](images/...).")
        self._ledger.pictures.add(path)
        _check_attributes(node, PICTURE_ATTRIBUTES, PHRASE_ATTRIBUTES, "a picture")
        return Picture(path, alt, _width_mm(node.attrs.get("width")), self._line)

    def code(self, _: SyntaxTreeNode) -> Inline:
        raise code()

    def html(self, node: SyntaxTreeNode) -> Inline:
        raise raw_html(node.content)


_READERS: Mapping[str, Callable[[_Reader, SyntaxTreeNode], Inline]] = {
    "text": _Reader.text,
    "text_special": _Reader.escaped,
    "softbreak": _Reader.soft_break,
    "hardbreak": _Reader.hard_break,
    "em": _Reader.emphasis,
    "strong": _Reader.strong,
    "link": _Reader.link,
    "span": _Reader.phrase,
    "footnote_ref": _Reader.note,
    "image": _Reader.picture,
    "code_inline": _Reader.code,
    "html_inline": _Reader.html,
}


def _check_attributes(
    node: SyntaxTreeNode, known: Sequence[str], others: Sequence[str], whose: str
) -> None:
    """Raise Fault for an attribute that is not ``known``; ``others`` belong to something else."""
    unknown = [
        *node.meta.get("insecure_attrs", {}),
        *(name for name in others if name in node.attrs),
    ]
    for name in unknown:
        raise Fault(f"unknown attribute {quoted(name)} of {whose}.", did_you_mean(name, known))


def _width_mm(written: object) -> float | None:
    """The width that is written for a picture; raises Fault for what is none."""
    if written is None:
        return None
    found = _WIDTH.fullmatch(str(written))
    if not found or not float(found[1]):
        message = f"{quoted(str(written))} is not a width of a picture."
        raise Fault(message, "Write it in millimetres: ![text](images/...){width=60mm}.")
    return float(found[1])


# What of the Markdown inside a picture's brackets is kept in its plain text.
_PLAIN = ("text", "text_special", "em", "strong", "softbreak")


def _plain(node: SyntaxTreeNode) -> str:
    if node.type not in _PLAIN:
        raise Fault("the text of a picture must be plain.", "Take out links, notes and code.")
    if node.type == "softbreak":
        return " "
    return node.content if not node.is_nested else "".join(map(_plain, node.children))
