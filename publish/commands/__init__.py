"""The commands, one a module: parse, call, print.

A module is named for its command and holds ``command``: a function, or a ``typer.Typer`` of
several. ``publish.cli`` lists them and imports only the one that is asked for.
"""
