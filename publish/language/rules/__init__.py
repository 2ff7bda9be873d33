"""Typographic rules: pure functions on the flat text of a block, one table of their names."""
