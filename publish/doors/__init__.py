"""What comes from outside passes here: paths, files, other people's formats; one rule for each."""
