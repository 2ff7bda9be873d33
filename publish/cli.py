"""The command line: finds the command that was asked for, and says what went wrong."""

from __future__ import annotations

import gc
import os
import sys

from publish.errors import PublishError, fault_of_the_program

COMMANDS = (
    "build",
    "check",
    "verify",
    "new",
    "import",
    "translate",
    "fonts",
    "schema",
    "impose",
    "volume",
    "run",
    "catalog",
    "poster",
    "preview",
    "serve",
    "kit",
)
"""Each is a module of ``publish.commands``."""

_MANY = 50_000
"""After so many new objects Python's collector looks for unused ones among them; by itself it
does so after 700 (gc.set_threshold), though nearly all that is imported or laid out stays."""


def main() -> None:
    """Run the command line; a PublishError becomes its messages and its exit status.

    A build that is remembered to have nothing to do is answered at once: what parses command
    lines takes longer to import than that.
    """
    if not _answered(sys.argv[1:]):
        _run()


def _answered(arguments: list[str]) -> bool:
    if arguments[:1] != ["build"]:
        return False
    from publish.build.answers import recall

    answer = recall(arguments)
    if answer is None:
        return False
    sys.stdout.write(answer.out)
    sys.stderr.write(answer.err)
    return True


def _run() -> None:
    gc.set_threshold(_MANY, 10)
    from publish.app import app

    try:
        app()
    except PublishError as error:
        for problem in error.problems:
            _complain(str(problem))
        sys.exit(error.exit_status)
    except OSError as error:
        _complain(f"{error.filename or 'a file'} cannot be used: {error.strerror}.")
        sys.exit(1)
    except Exception as error:
        if os.environ.get("PUBLISH_DEBUG"):
            raise
        _complain(
            f"this is {fault_of_the_program(error)}. PUBLISH_DEBUG=1 shows where it happened."
        )
        sys.exit(1)


def _complain(message: str) -> None:
    print(f"error: {message}", file=sys.stderr)
