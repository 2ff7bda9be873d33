"""Searching and copying in viewers as people do: what is asked, and what they answer."""
