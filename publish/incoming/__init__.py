"""Pages that come from elsewhere: read, taken apart by language, and made a statement."""
