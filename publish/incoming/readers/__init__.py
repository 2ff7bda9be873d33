"""One reader for each kind of file; all give a ``Page``."""
