"""The faces of a text: which there are, what they draw, and how they reach a page or a book.

``catalogue.load`` reads what is allowed, ``install.prepare`` makes it ready, ``stack.stack``
chooses, ``coverage.check`` refuses what cannot be drawn, ``subset.subset`` cuts for an e-book.
"""
