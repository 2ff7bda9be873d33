"""Phrases that say what their text says anyway: its language, its direction."""

from __future__ import annotations

from publish.content.passages import with_content
from publish.content.statement import Block, Foreign, Inline
from publish.incoming.readers.passages import tidy
from publish.incoming.walk import Content, rewritten
from publish.language.scripts import direction_of, script_of_tag


def with_direction(block: Block, language: str) -> Block:
    """A block in which no phrase says the direction or the language that its text has anyway."""
    own = direction_of(script_of_tag(language))

    def said_anyway(piece: Inline) -> Content | None:
        match piece:
            case Foreign() if piece.language in (None, language) and piece.direction in (None, own):
                # A phrase that is isolated and says nothing else is isolated for a reason.
                is_bare = piece.language is None and piece.direction is None
                return None if is_bare else rewritten(piece.content, said_anyway)
        return None

    def done(content: Content, _line: int) -> Content:
        found = rewritten(content, said_anyway)
        return content if found == content else tidy(found)

    return with_content(block, done)
