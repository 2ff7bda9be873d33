"""How even lines, paragraphs and pages are, measured from where letters stand in finished PDFs."""
