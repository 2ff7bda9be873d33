"""What the pages of a PDF draw, as a press sees it: colour, overprint, sizes, places."""
