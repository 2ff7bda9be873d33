"""The command line: finds the command that was asked for, and says what went wrong."""

from __future__ import annotations

import codecs
import gc
import io
import os
import sys

from publish.errors import PublishError, fault_of_the_program, for_terminal

_MANY = 50_000
"""After so many new objects Python's collector looks for unused ones among them; by itself it
does so after 700 (gc.set_threshold), though nearly all that is imported or laid out stays."""

_UNREAD = 141
"""The exit status of a program whose output nobody reads on: 128 and SIGPIPE (POSIX sh)."""

_SPELT = "publish-spelt"


def main() -> None:
    """Run the command line; a PublishError becomes its messages and its exit status.

    A build that is remembered to have nothing to do is answered at once: what parses command
    lines takes longer to import than that.
    """
    _say_anything()
    try:
        try:
            if not _answered(sys.argv[1:]):
                _run()
        finally:
            sys.stdout.flush()
    except OSError as error:
        # As Python's manual has it (signal, "Note on SIGPIPE"): at exit it writes once more.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if isinstance(error, BrokenPipeError):
            sys.exit(_UNREAD)
        _complain(f"what this command says cannot be written: {error.strerror}.")
        sys.exit(1)


def _say_anything() -> None:
    """Let no letter end a command that the terminal's encoding does not have."""
    codecs.register_error(_SPELT, _spelt)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors=_SPELT)


def _spelt(error: UnicodeError) -> tuple[str, int]:
    """What cannot be encoded, as JSON spells it (RFC 8259, 7): right there, and readable here."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    units = error.object[error.start : error.end].encode("utf-16-be", "surrogatepass")
    pairs = (units[at : at + 2].hex() for at in range(0, len(units), 2))
    return "".join(f"\\u{pair}" for pair in pairs), error.end


def _answered(arguments: list[str]) -> bool:
    if arguments[:1] != ["build"]:
        return False
    from publish.making.answers import recall

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
        app(prog_name="publish")
    except PublishError as error:
        for problem in error.problems:
            _complain(str(problem))
        sys.exit(error.exit_status)
    except BrokenPipeError:
        raise
    except OSError as error:
        from publish.disks import reason

        _complain(
            f"{error.filename or 'a file, or what is printed,'} cannot be used: {reason(error)}."
        )
        sys.exit(1)
    except Exception as error:
        if os.environ.get("PUBLISH_DEBUG"):
            raise
        _complain(
            f"this is {fault_of_the_program(error)}. PUBLISH_DEBUG=1 shows where it happened."
        )
        sys.exit(1)


def _complain(message: str) -> None:
    print(for_terminal(f"error: {message}"), file=sys.stderr)
