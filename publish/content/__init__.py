"""The content room: the files of a statement in, frozen values out."""
