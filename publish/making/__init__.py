"""From statements to files: what is to be made, what is out of date, and the making."""
