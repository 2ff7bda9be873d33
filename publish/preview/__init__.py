"""The preview: a statement's pages in the browser, set again whenever a file is saved."""
