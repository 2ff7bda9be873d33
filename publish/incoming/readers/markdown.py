"""Markdown of any sort: made HTML, with the line of each block, and read as that."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.attrs import attrs_block_plugin, attrs_plugin
from mdit_py_plugins.footnote import footnote_plugin

from publish.content.inline import MAX_DEPTH, MAX_PASSAGE, MAX_PASSAGE_BRACKETS, PHRASE_ATTRIBUTES
from publish.content.parsing import MAX_BRACKETS
from publish.faults import fail
from publish.incoming.page import Page
from publish.incoming.readers.html import read_html

_TAG = re.compile(r"^\s*<[A-Za-z][\w-]*(?=[\s>/])")


def read_markdown(text: str, path: Path) -> Page:
    """The blocks of a Markdown file without front matter (see sites.py).

    Raises ContentError for what would take the parser too long.
    """
    return read_html(_html(text, path), path)


def _html(text: str, path: Path) -> str:
    parser = _parser()
    env: dict[str, Any] = {}
    _check(text, parser, path)
    tokens = parser.parse(text, env)
    for token in tokens:
        if token.map and token.nesting >= 0 and token.type != "inline":
            token.attrSet("data-line", str(token.map[0] + 1))
        if token.type == "html_block" and token.map:
            token.content = _TAG.sub(
                rf'\g<0> data-line="{token.map[0] + 1}"', token.content, count=1
            )
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
