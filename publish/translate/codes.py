"""Inline content as codes of XLIFF 2.0 (4.7.2): emphasis, links, phrases, notes, pictures."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from publish.content.attributes import check_ident
from publish.content.links import check_href
from publish.content.statement import (
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
from publish.doors.paths import inside
from publish.translate.passages import Content


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of inline code: what XLIFF calls it, what it holds, how it is made again.

    ``inside`` gives the text between its ends, or None where it has none; ``data`` what else
    has to be kept. An anchor leads somewhere or shows something, and is missed when it is lost.
    """

    type: str
    sub_type: str
    inside: Callable[[Inline], Content | None]
    data: Callable[[Inline, Path], str]
    make: Callable[[Content, str, Path], Inline]
    is_anchor: bool = False


def _content(piece: Inline) -> Content | None:
    return getattr(piece, "content", None)


def _hollow(_piece: Inline) -> None:
    return None


def _nothing(_piece: Inline, _folder: Path) -> str:
    return ""


def _link(content: Content, data: str, _folder: Path) -> Inline:
    href, _, title = data.partition("\n")
    return Link(check_href(href), content, title or None)


def _link_data(piece: Inline, _folder: Path) -> str:
    assert isinstance(piece, Link)
    return piece.href if piece.title is None else f"{piece.href}\n{piece.title}"


def _foreign_data(piece: Inline, _folder: Path) -> str:
    assert isinstance(piece, Foreign)
    return f"{piece.language or ''} {piece.direction or ''}".rstrip()


def _foreign(content: Content, data: str, _folder: Path) -> Inline:
    language, _, direction = data.partition(" ")
    if direction not in ("", "ltr", "rtl") or not data:
        raise ValueError
    return Foreign(content, check_tag(language) if language else None, direction or None)


def _note_data(piece: Inline, _folder: Path) -> str:
    assert isinstance(piece, NoteRef)
    return str(piece.number)


def _note(_content: Content, data: str, _folder: Path) -> Inline:
    return NoteRef(int(data))


def _reference_data(piece: Inline, _folder: Path) -> str:
    assert isinstance(piece, Reference)
    return piece.ident


def _reference(_content: Content, data: str, _folder: Path) -> Inline:
    return Reference(check_ident(data))


def _alt(piece: Inline) -> Content:
    assert isinstance(piece, Picture)
    return (Run(piece.alt),)


def _picture_data(piece: Inline, folder: Path) -> str:
    assert isinstance(piece, Picture)
    path = piece.path.relative_to(folder).as_posix()
    return path if piece.width_mm is None else f"{path}\n{piece.width_mm:g}"


def _picture(content: Content, data: str, folder: Path) -> Inline:
    alt = "".join(run.text for run in content if isinstance(run, Run))
    path, _, width = data.partition("\n")
    return Picture(inside(folder, path), alt, float(width) if width else None)


KIND_OF: Final[Mapping[type, Kind]] = {
    Emphasis: Kind("fmt", "xlf:i", _content, _nothing, lambda inside, *_: Emphasis(inside)),
    Strong: Kind("fmt", "xlf:b", _content, _nothing, lambda inside, *_: Strong(inside)),
    Break: Kind("fmt", "xlf:lb", _hollow, _nothing, lambda *_: Break()),
    Link: Kind("link", "publish:link", _content, _link_data, _link, is_anchor=True),
    Foreign: Kind("other", "publish:phrase", _content, _foreign_data, _foreign),
    NoteRef: Kind("other", "publish:note", _hollow, _note_data, _note, is_anchor=True),
    Reference: Kind(
        "link", "publish:reference", _hollow, _reference_data, _reference, is_anchor=True
    ),
    Picture: Kind("image", "publish:picture", _alt, _picture_data, _picture, is_anchor=True),
}
KIND_NAMED: Final = {kind.sub_type: kind for kind in KIND_OF.values()}
