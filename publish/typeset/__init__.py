"""HTML becomes pages, pages become PDF: the only room that imports WeasyPrint."""

from publish.typeset.mends.early import install

install()
