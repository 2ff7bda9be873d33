"""Markdown of any sort: made HTML, with the line of each block, and read as that."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.attrs import attrs_block_plugin, attrs_plugin
from mdit_py_plugins.footnote import footnote_plugin

from publish.content.facts import FrontMatter
from publish.content.inline import MAX_DEPTH, MAX_PASSAGE, MAX_PASSAGE_BRACKETS, PHRASE_ATTRIBUTES
from publish.content.parsing import MAX_BRACKETS
from publish.faults import fail
from publish.incoming.page import Page, Remark
from publish.incoming.readers.html import read_html

_FRONT = re.compile(
    r"(?P<fence>\+\+\+|---)[ \t]*\n(?P<lines>.*?\n)?(?P=fence)[ \t]*(?:\n|$)", re.DOTALL
)
_PAIR = re.compile(r"(?P<key>\w+):[ \t]+(?P<quote>[\"']?)(?P<value>.+?)(?P=quote)[ \t]*")


def read_markdown(text: str, path: Path) -> Page:
    """The blocks of a Markdown file, and the titles in its front matter (TOML or YAML).

    Raises ContentError for what would take the parser too long.
    """
    front: dict[str, str] = {}
    unplaced: list[Remark] = []
    if head := _FRONT.match(text):
        for key, value, remark in _pairs(head["lines"] or "", head["fence"]):
            if key in FrontMatter.model_fields and value:
                front[key] = value
            else:
                unplaced.append(remark)
        # As many lines as before, so that each has its number.
        text = "\n" * head.group().count("\n") + text[head.end() :]
    page = read_html(_html(text, path), path)
    return replace(page, front=MappingProxyType(front), unplaced=(*unplaced, *page.unplaced))


def _pairs(lines: str, fence: str) -> Iterator[tuple[str, str, Remark]]:
    """Each line of the front matter: its key and value, if it has them, and a remark on it."""
    values: dict[str, Any] = {}
    if fence == "+++":
        try:
            values = tomllib.loads(lines)
        except (tomllib.TOMLDecodeError, RecursionError):
            values = {}
    for number, line in enumerate(lines.split("\n"), 2):
        pair = _PAIR.fullmatch(line)
        key = pair["key"] if pair else line.partition("=")[0].strip()
        value = pair["value"] if pair else values.get(key, "")
        if line.strip():
            message = "front matter that a statement has no place for"
            yield key, value if isinstance(value, str) else "", Remark(number, message, line)


def _html(text: str, path: Path) -> str:
    parser = _parser()
    env: dict[str, Any] = {}
    _check(text, parser, path)
    tokens = parser.parse(text, env)
    for token in tokens:
        if token.map and token.nesting >= 0 and token.type != "inline":
            token.attrSet("data-line", str(token.map[0] + 1))
    return str(parser.renderer.render(tokens, parser.options, env))


def _check(text: str, parser: MarkdownIt, path: Path) -> None:
    """Raise for what the second half of the parser, whose time is not linear, should not see."""
    if text.count("[") > MAX_BRACKETS:
        message = f"the text has more than {MAX_BRACKETS:,} opening brackets."
        raise fail(path, None, message, "Check what the file is.")
    tokens: list[Token] = []
    parser.block.parse(text, parser, {}, tokens)
    for token in tokens:
        line = token.map[0] + 1 if token.map else None
        if token.level > 2 * MAX_DEPTH:
            message = "lists and quotations are nested too deeply."
            raise fail(path, line, message, "Simplify them.")
        long = len(token.content) > MAX_PASSAGE
        if token.type == "inline" and (long or token.content.count("[") > MAX_PASSAGE_BRACKETS):
            raise fail(path, line, "the paragraph is too long or full of brackets.", "Split it.")


def _parser() -> MarkdownIt:
    # What is nested deeper than allowed would be dropped by the parser without a word.
    parser = MarkdownIt("commonmark", {"maxNesting": 8 * MAX_DEPTH}).enable("table")
    parser.use(footnote_plugin)
    parser.use(attrs_plugin, spans=True, after=(), allowed=PHRASE_ATTRIBUTES)
    parser.use(attrs_block_plugin)
    return parser
