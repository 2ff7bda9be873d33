"""What generators of static sites put around a text: front matter, template tags, comments.

Jekyll, Hugo, Eleventy and their like read Markdown and HTML of this sort. Nobody fills in the
tags here, so they are no words of the text; each is named in the report with its line.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any, Final

from publish.content.facts import FrontMatter
from publish.content.tags import canonical, is_well_formed
from publish.incoming.page import Page, Remark
from publish.incoming.readers.elements import NO_LANGUAGES

_FRONT: Final = re.compile(
    r"\s*(?P<fence>\+\+\+|---)[ \t]*\n(?P<lines>.*?\n)?(?P=fence)[ \t]*(?:\n|$)", re.DOTALL
)
_PAIR: Final = re.compile(
    r"(?P<key>[\w-]+):[ \t]+(?P<quote>[\"']?)(?P<value>.+?)(?P=quote)[ \t]*(?:[ \t]#.*)?"
)
_KEY: Final = re.compile(r"[\w.-]+[ \t]*[:=]|[ \t]+\S|- ")
"""What lines of front matter begin with; a text between two rules is none."""
_LANGUAGES: Final = ("lang", "language", "locale", "hreflang")
_TAG: Final = re.compile(
    r"\{\{[^{}]{0,400}\}\}|\{%[^%}]{0,400}%\}|\{#\s[^#}]{0,400}#\}|<%[^%>]{0,400}%>"
    r"|<\?(?!xml)[^?]{0,400}\?>"
)
_ATTRIBUTES: Final = re.compile(
    r"^[ \t]*\{:[^{}\n]{0,200}\}[ \t]*$|\{:[ \t]*[.#][^{}\n]{0,200}\}", re.M
)
_COMMENT: Final = re.compile(r"<!--(?!\[if)(?P<said>.{0,4000}?)-->", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Site:
    """A text without what belongs to its site, line for line, and what that was."""

    text: str
    front: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    language: str | None = None
    doubts: tuple[Remark, ...] = ()
    unplaced: tuple[Remark, ...] = ()

    def told(self, page: Page) -> Page:
        """The page of the text, with what was taken out of it."""
        return replace(
            page,
            front=self.front or page.front,
            language=self.language or page.language,
            doubts=(*self.doubts, *page.doubts),
            unplaced=(*self.unplaced, *page.unplaced),
        )


def without_site(text: str) -> Site:
    """Take the front matter, the template tags and the comments out of a text."""
    front: dict[str, str] = {}
    language = None
    unplaced: list[Remark] = []
    head = _FRONT.match(text)
    if head and _is_front(head["lines"] or ""):
        first = text[: head.start("lines")].count("\n") + 1 if head["lines"] else 2
        for key, value, remark in _pairs(head["lines"] or "", head["fence"], first):
            tag = value.replace("_", "-")
            if key in FrontMatter.model_fields and value:
                front[key] = value
            elif key in _LANGUAGES and is_well_formed(tag) and tag not in NO_LANGUAGES:
                language = canonical(tag)
            else:
                unplaced.append(remark)
        # As many lines as before, so that each has its number.
        text = "\n" * head.group().count("\n") + text[head.end() :]
    comments: list[Remark] = []

    def comment(match: re.Match[str]) -> str:
        if said := " ".join(match["said"].split()):
            line = match.string.count("\n", 0, match.start()) + 1
            comments.append(Remark(line, "a comment was left out", said))
        return "\n" * match.group().count("\n")

    text = _COMMENT.sub(comment, text)
    for pattern, message in (
        (_TAG, "a tag of a template, which nobody has filled in, was left out"),
        (_ATTRIBUTES, "attributes for the pages of a site were left out"),
    ):
        unplaced += (
            Remark(text.count("\n", 0, match.start()) + 1, message, " ".join(match.group().split()))
            for match in pattern.finditer(text)
        )
        text = pattern.sub(lambda match: "\n" * match.group().count("\n"), text)
    unplaced.sort(key=lambda remark: remark.line or 0)
    return Site(text, MappingProxyType(front), language, tuple(comments), tuple(unplaced))


def _is_front(lines: str) -> bool:
    return all(_KEY.match(line) for line in lines.split("\n") if line.strip() and line[0] != "#")


def _pairs(lines: str, fence: str, first: int) -> Iterator[tuple[str, str, Remark]]:
    """Each line of the front matter: its key and value, if it has them, and a remark on it."""
    values: dict[str, Any] = {}
    if fence == "+++":
        try:
            values = tomllib.loads(lines)
        except (tomllib.TOMLDecodeError, RecursionError):
            values = {}
    for number, line in enumerate(lines.split("\n"), first):
        pair = _PAIR.fullmatch(line)
        key = pair["key"] if pair else line.partition("=")[0].strip()
        value = pair["value"] if pair else values.get(key, "")
        if line.strip():
            message = "front matter that a statement has no place for"
            yield key, value if isinstance(value, str) else "", Remark(number, message, line)
