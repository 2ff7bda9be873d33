"""Paragraphs, set whole: shaped once, broken over all their lines, and filled line by line.

A paragraph's text is put together from its boxes (``content``), its letters get their levels
(``levels``) and are shaped and measured (``shaping``, in the ``faces`` of their styles). Where its
lines may end is found (``opportunities``), what its spaces and letters can give is added up
(``glue``), and its breaks are chosen (``breaking``). Each line is then filled (``filling``) and
becomes boxes again (``boxes``), which the page engine takes for its own (``setting``).

Nothing here replaces a part of WeasyPrint: ``mends.paragraphs`` does that.
"""
