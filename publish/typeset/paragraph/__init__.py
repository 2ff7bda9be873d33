"""Paragraphs, set whole: shaped once, broken over all their lines, and filled line by line.

A paragraph's text is put together from its boxes (``content``). What it says is measured once
and remembered, whatever boxes say it (``wording``): its letters get their levels
(``levels``) and are shaped (``shaping``, in the ``faces`` of their styles). Where its lines may end
is found (``opportunities``), what its spaces and letters can give is added up (``glue``), and its
breaks are chosen (``breaking``, by ``plan``). Each line is then filled (``filling``) and becomes
boxes (``assembly``), once for all boxes of the same wording (``again``).

Nothing here replaces a part of WeasyPrint: ``mends.paragraphs`` does that.
"""
