"""Collation: the languages of one statement against each other, difference by difference."""
