"""Lets ``python -m publish`` do what the command ``publish`` does."""

from publish.cli import main

if __name__ == "__main__":
    main()
