"""Checks of PDFs for readers."""
