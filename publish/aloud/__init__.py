"""What listeners hear: a finished file as a screen reader would speak it, by its tags alone."""
