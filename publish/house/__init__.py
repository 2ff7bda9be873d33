"""What a house has all its texts be like: ``publish.toml``, and what statements say instead."""
