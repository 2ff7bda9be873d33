"""The running text of a statement as a source of LuaLaTeX, for the template in `pamphlet.tex`.

Paragraphs, headings, lists and quotations, on the pamphlet's measure; the title, the signatories
and the words of notes are left out. Items stand without their numbers, and paragraphs a line apart,
so that they can be told from one another in a file without tags.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import singledispatch
from pathlib import Path
from types import MappingProxyType

from anyascii import anyascii

from publish.content.statement import (
    Block,
    Break,
    Emphasis,
    Foreign,
    Heading,
    Inline,
    Link,
    ListBlock,
    NoteRef,
    Paragraph,
    Quote,
    Run,
    Strong,
    ThematicBreak,
)
from publish.fonts.catalogue import Face
from publish.fonts.library import Library
from publish.text.dressed import Text

SCRIPTS = frozenset({"Latn", "Cyrl", "Grek"})
"""The scripts that are set with LuaLaTeX, all in one family."""

_PATTERNS = MappingProxyType(
    {
        "de": "ngerman",
        "el": "greek",
        "en": "british",
        "es": "spanish",
        "fr": "french",
        "ru": "russian",
        "uk": "ukrainian",
    }
)
"""TeX's names for languages."""

_SIZES = MappingProxyType({"Latn": 10.2, "Cyrl": 9.9, "Grek": 10.0})
"""Sizes of text in pt, all with a leading of 14 (styles/tokens.css, styles/scripts.css)."""

_SPECIAL = re.compile(r"[\\{}$&#%_^~]")
_STRANGE = re.compile("[\u0590-\u1dff\u3000-\uffee]+")
"""Letters beyond Latin, Greek, Cyrillic and Armenian."""
_CHARACTERS = str.maketrans(
    {
        "\u00a0": "~",
        "\u00ad": "\\-",
        "\u2060": "\\nobreak ",
        "\u202f": "\\,",
        "\u2009": "\\,",
        "\u200b": "\\allowbreak ",
        **dict.fromkeys("\u200e\u200f\u2066\u2067\u2068\u2069", ""),
    }
)


def write_source(text: Text, fonts: Library, folder: Path, *, micro: bool) -> Path | None:
    """Write the source of ``text`` in ``folder``; nothing where its language is not known."""
    language = _PATTERNS.get(text.language)
    if language is None or text.profile.script not in SCRIPTS:
        return None
    path = folder / f"{text.slug}.{text.language}{'.micro' if micro else ''}.tex"
    template = (Path(__file__).parent / "pamphlet.tex").read_text("utf-8")
    own = {
        "FACES": _faces(text, fonts),
        "LANGUAGE": language,
        "SIZE": f"{_SIZES[text.profile.script]}",
        "MICROTYPE": r"\usepackage{microtype}" if micro else "",
        "BODY": "\n\n".join(map(_block, text.blocks)),
    }
    path.write_text(re.sub(r"<([A-Z]+)>", lambda slot: own[slot[1]], template), "utf-8")
    return path


def _faces(text: Text, fonts: Library) -> str:
    """The pamphlet's family, by its files."""
    name = fonts.stack(text.profile.script, "text", text.language)[0]
    family = next(family for family in fonts.catalogue.families if family.name == name)
    files = {_shape(face): fonts.installed.files[face] for face in family.faces}
    upright = files.pop("UprightFont")
    others = "".join(f"{shape}={path.name}," for shape, path in files.items())
    return rf"\setmainfont{{{upright.name}}}[Path={upright.parent}/,{others}]"


def _shape(face: Face) -> str:
    weight = "Bold" if face.weight > 500 else ""
    style = "Italic" if face.style == "italic" else ""
    return f"{weight}{style}Font" if weight or style else "UprightFont"


# --- Blocks -----------------------------------------------------------------------------


@singledispatch
def _block(block: Block) -> str:
    raise TypeError(f"no block: {block!r}")


@_block.register
def _(block: Paragraph) -> str:
    content = _content(block.content)
    if block.role in ("lead", "salutation", "signature", "slogan"):
        return rf"{{\raggedright\hyphenpenalty=10000\noindent {content}\par}}"
    return rf"\indent {content}\par"


@_block.register
def _(block: Heading) -> str:
    return rf"{{\raggedright\hyphenpenalty=10000\noindent\textbf{{{_content(block.content)}}}\par}}"


@_block.register
def _(block: ListBlock) -> str:
    return "\n\n".join(_narrowed(item.blocks, r"\leftskip") for item in block.items)


@_block.register
def _(block: Quote) -> str:
    return _narrowed(block.blocks, r"\leftskip", r"\rightskip")


def _narrowed(blocks: Iterable[Block], *sides: str) -> str:
    inset = "".join(rf"\advance{side} 1.3em" for side in sides)
    return f"{{{inset}\n" + "\n\n".join(map(_block, blocks)) + "\n\n}"


@_block.register
def _(_block: ThematicBreak) -> str:
    return r"\bigskip"


# --- Inline content -----------------------------------------------------------------------


def _content(content: Iterable[Inline]) -> str:
    return "".join(map(_inline, content))


@singledispatch
def _inline(piece: Inline) -> str:
    raise TypeError(f"no inline content: {piece!r}")


@_inline.register
def _(piece: Run) -> str:
    # A phrase in a script that the family has not got stands in letters that it has.
    text = _STRANGE.sub(lambda match: anyascii(match[0]), piece.text)
    escaped = _SPECIAL.sub(lambda match: rf"\char{ord(match[0])} ", text)
    return escaped.translate(_CHARACTERS)


@_inline.register
def _(piece: Emphasis) -> str:
    return rf"\emph{{{_content(piece.content)}}}"


@_inline.register
def _(piece: Strong) -> str:
    return rf"\textbf{{{_content(piece.content)}}}"


@_inline.register
def _(piece: Link) -> str:
    return _content(piece.content)


@_inline.register
def _(piece: Foreign) -> str:
    return rf"{{\lefthyphenmin=62 {_content(piece.content)}}}"


@_inline.register
def _(_piece: Break) -> str:
    return r"\hfil\break "


@_inline.register
def _(piece: NoteRef) -> str:
    return rf"\textsuperscript{{{piece.number}}}"
