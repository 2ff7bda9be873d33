"""Slips of typography: a module for each kind, their table is in ``checks.slips``."""
