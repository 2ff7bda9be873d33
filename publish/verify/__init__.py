"""Checks of finished files, whoever made them: one small module each, with stable codes."""
