"""Several languages in one volume, and sheets that are folded instead of bound."""
