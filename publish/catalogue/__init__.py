"""The catalogue: a download site and feeds, made from the manifest and the content."""
