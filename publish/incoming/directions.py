"""Phrases that say what their text says anyway: its language, its direction."""

from __future__ import annotations

from dataclasses import replace

from publish.content.statement import Block, Emphasis, Foreign, Inline, Link, Strong
from publish.incoming.readers.passages import tidy
from publish.incoming.walk import Content, with_content
from publish.language.scripts import direction_of, script_of_tag
from publish.text.flatten import joined


def with_direction(block: Block, language: str) -> Block:
    """A block in which no phrase says the direction or the language that its text has anyway."""
    own = direction_of(script_of_tag(language))

    def plain(content: Content) -> Content:
        return joined(part for piece in content for part in one(piece))

    def one(piece: Inline) -> Content:
        match piece:
            case Foreign() if piece.language in (None, language) and piece.direction in (None, own):
                # A phrase that is isolated and says nothing else is isolated for a reason.
                is_bare = piece.language is None and piece.direction is None
                return (
                    (replace(piece, content=plain(piece.content)),)
                    if is_bare
                    else plain(piece.content)
                )
            case Emphasis() | Strong() | Link() | Foreign():
                return (replace(piece, content=plain(piece.content)),)
        return (piece,)

    def done(content: Content, _line: int) -> Content:
        found = plain(content)
        return content if found == content else tidy(found)

    return with_content(block, done)
