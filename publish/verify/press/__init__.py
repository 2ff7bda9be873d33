"""Checks of PDFs for a press."""
