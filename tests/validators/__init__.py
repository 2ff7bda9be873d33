"""Validators of finished files that only tests ask, beside those that `publish verify` runs."""
