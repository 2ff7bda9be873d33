"""Proofreading: texts as they are written in their files, what is wrong in them, and mending it."""
