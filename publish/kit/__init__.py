"""The event kit: everything of a statement in one zip, for a memory stick or a chat."""
