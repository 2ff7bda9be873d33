"""Which block may have which role, and where."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from publish.content.statement import (
    Block,
    DefinitionList,
    Heading,
    Paragraph,
    Picture,
    Role,
    Table,
)
from publish.faults import Fault

_ONLY_FOR: Final[Mapping[Role, type]] = {
    Role.VERSE: Paragraph,
    Role.CAPTION: Paragraph,
    Role.ANNEX: Heading,
}
_HELP: Final[Mapping[Role, str]] = {
    Role.VERSE: "Put it before a paragraph.",
    Role.CAPTION: "Put it before the paragraph right after a table or a picture.",
    Role.ANNEX: "Put it before a heading.",
}


def role_fault(block: Block, before: Block | None, *, is_outermost: bool) -> Fault | None:
    """What is wrong with a block's role, given the block before it, if anything is.

    ``is_outermost`` says that it stands in no other block.
    """
    role: Role | None = getattr(block, "role", None)
    if role is None:
        return None
    if not isinstance(block, _ONLY_FOR.get(role, object)):
        return Fault(f"{{.{role}}} is not for a block of this kind.", _HELP[role])
    if isinstance(block, Table | DefinitionList):
        message = f"a table or a list of terms has no role such as {{.{role}}}."
        return Fault(message, "Take it out.")
    if role is Role.CAPTION and not _takes_caption(before):
        return Fault("a caption has no table and no picture above it.", _HELP[role])
    if role is Role.ANNEX and not is_outermost:
        return Fault("an annex begins within another block.", "Put its heading outside.")
    return None


def _takes_caption(block: Block | None) -> bool:
    if isinstance(block, Paragraph):
        return bool(block.content) and isinstance(block.content[0], Picture)
    return isinstance(block, Table)
