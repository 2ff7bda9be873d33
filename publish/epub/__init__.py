"""Text in, EPUB out: a reflowable book in the EPUB 3.3 format."""
