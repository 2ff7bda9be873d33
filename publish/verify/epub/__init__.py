"""Checks of e-books."""
