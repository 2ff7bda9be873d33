"""A translator's files: passages out, in the forms that translators' programs read, and back."""
