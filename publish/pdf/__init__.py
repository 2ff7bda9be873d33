"""What is in a PDF, whoever made it: pages, fonts, tags, marks. Facts, no verdicts."""
