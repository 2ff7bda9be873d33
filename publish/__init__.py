"""Publish: structured statement data in, typeset PDF pamphlets and EPUBs out."""

__version__ = "0.1.0"
