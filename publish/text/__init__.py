"""One language of a statement as editions print it: cleaned, dressed by its rules, isolated."""
