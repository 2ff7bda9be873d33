"""Programs that read the text of a PDF, each as its users have it, and what is measured of them."""
