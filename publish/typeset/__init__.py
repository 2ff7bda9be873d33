"""Markup in, laid-out pages out, and pages into PDF."""
