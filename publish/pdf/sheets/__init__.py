"""Imposed sheets, read back from the file: which page is where, and in which order they fold."""
