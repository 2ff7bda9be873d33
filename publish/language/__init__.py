"""Languages: tags, scripts, numerals, dates, names, interface words and typographic rules."""
