"""Checks of content and of finished files: one small module each, with stable codes."""
