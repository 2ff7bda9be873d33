"""Findings: what a check has seen, its code that stays the same, and its words."""
