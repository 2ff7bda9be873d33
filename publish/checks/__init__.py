"""Checks of content: one small module each, with stable codes."""
