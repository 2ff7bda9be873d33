"""What blocks are for, where their place and their form leave no doubt."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Final

from publish.content.statement import Block, Break, Paragraph, Role
from publish.incoming.dates import spans
from publish.incoming.shapes import is_call, is_open, is_title_like, last_mark
from publish.incoming.words import said

_MOST_WORDS: Final = 14
_LONGEST: Final = 120
_CALLING: Final = ",،,、"


def with_roles(blocks: Sequence[Block], languages: Collection[str]) -> tuple[Block, ...]:
    """The blocks, with roles for those whose role is certain and not given yet.

    A short first paragraph that ends in a comma is a salutation; the first that is none leads.
    A short last paragraph that calls out is a slogan; lines without an end, or with a day, at the
    end are a signature. A text in which any role is given has its roles already.
    """
    given = list(blocks)
    if len(given) < 2 or any(getattr(block, "role", None) for block in given):
        return tuple(given)
    first = 1 if _has_role(given, 0, _is_salutation(given[0]), Role.SALUTATION) else 0
    _has_role(given, first, not is_title_like(given[first]), Role.LEAD)
    last = len(given) - 1
    if last > first and _has_role(given, last, _is_slogan(given[last]), Role.SLOGAN):
        last -= 1
    is_signed = last > first and _is_signature(given[last], languages)
    if _has_role(given, last, is_signed, Role.SIGNATURE) and last == len(given) - 1 > first + 1:
        _has_role(given, last - 1, _is_slogan(given[last - 1]), Role.SLOGAN)
    return tuple(given)


def _has_role(blocks: list[Block], at: int, is_certain: bool, role: Role) -> bool:
    """Give a paragraph its role if that is certain; whether it was given."""
    block = blocks[at]
    if not is_certain or not isinstance(block, Paragraph) or block.role:
        return False
    blocks[at] = replace(block, role=role)
    return True


def _is_short(block: Block) -> bool:
    text = said(block)
    return (
        isinstance(block, Paragraph) and len(text) <= _LONGEST and len(text.split()) <= _MOST_WORDS
    )


def _is_salutation(block: Block) -> bool:
    return _is_short(block) and last_mark(said(block)) in tuple(_CALLING)


def _is_slogan(block: Block) -> bool:
    return _is_short(block) and is_call(said(block)) and last_mark(said(block)) in "!！"


def _is_signature(block: Block, languages: Collection[str]) -> bool:
    if not isinstance(block, Paragraph) or len(said(block)) > 3 * _LONGEST:
        return False
    has_lines = any(isinstance(piece, Break) for piece in block.content)
    has_day = _is_short(block) and next(iter(spans(said(block), languages)), None) is not None
    return is_open(said(block)) and (has_lines or has_day)
