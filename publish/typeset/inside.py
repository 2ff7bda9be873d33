"""Ground rules for reaching into WeasyPrint: only into the version and the code that is known.

`linebreaks`, `justification`, `filling`, `structure` and `textlayer` each mend one thing there.
What they replace or rely on is pinned by a fingerprint, so that another inside is told about and
not patched blindly.
"""

from __future__ import annotations

import hashlib
import inspect
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

import weasyprint

from publish.errors import Problem, TypesetError

VERSION = "70.0"


def fingerprint(parts: Iterable[Any]) -> str:
    """SHA-256 over the source of functions, classes and modules."""
    source = "".join(map(inspect.getsource, parts))
    return hashlib.sha256(source.encode()).hexdigest()


def require(parts: Iterable[Any], known: str, what: str) -> None:
    """Raise TypesetError unless ``parts`` of WeasyPrint have the fingerprint ``known``.

    ``what`` is mended there, in the plural: "line breaks".
    """
    if weasyprint.__version__ == VERSION and fingerprint(parts) == known:
        return
    raise TypesetError(
        Problem(
            f"{what} are mended in WeasyPrint {VERSION} as it was released; this is another "
            f"({weasyprint.__version__}).",
            remedy="Install the pinned version: pip install -r requirements.lock",
        )
    )


@contextmanager
def replaced(*replacements: tuple[Any, str, Callable[..., Any]]) -> Iterator[None]:
    """Let attributes, given by owner and name, be others for a while."""
    with ExitStack() as stack:
        for owner, name, replacement in replacements:
            stack.callback(setattr, owner, name, getattr(owner, name))
            setattr(owner, name, replacement)
        yield
