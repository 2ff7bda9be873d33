"""Checks of imposed sheets."""
