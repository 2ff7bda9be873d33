"""Where things are: styles, font catalogue and templates, in a checkout or a package; the cache."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from publish.errors import Problem, PublishError

if TYPE_CHECKING:
    from jinja2 import Environment

_PACKAGE = Path(__file__).resolve().parent

# A wheel carries the folders inside the package; in a checkout they stand beside it.
_HOMES = (_PACKAGE / "_data", _PACKAGE.parent)


def styles_dir() -> Path:
    """The folder of the style sheets."""
    return _folder("styles")


def fonts_dir() -> Path:
    """The folder of the font catalogue and the fonts' licences."""
    return _folder("fonts")


def templates(**options: Any) -> Environment:
    """The templates: escaped by default, and strict about what they name.

    ``options`` are further ones of Jinja2's ``Environment``.
    """
    from jinja2 import Environment, PackageLoader, StrictUndefined  # costly: most runs fill none

    return Environment(
        loader=PackageLoader("publish"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        **options,
    )


def default_cache_dir(environment: Mapping[str, str] = os.environ) -> Path:
    """``PUBLISH_CACHE``, else ``publish`` in the user's cache (XDG Base Directory 0.8)."""
    if own := environment.get("PUBLISH_CACHE"):
        return Path(own).absolute()
    shared = Path(environment.get("XDG_CACHE_HOME", ""))
    # The specification has a relative path ignored.
    return (shared if shared.is_absolute() else Path.home() / ".cache") / "publish"


def default_data_dir(environment: Mapping[str, str] = os.environ) -> Path:
    """``publish`` in the folder for a user's own data (XDG Base Directory 0.8)."""
    own = Path(environment.get("XDG_DATA_HOME", ""))
    return (own if own.is_absolute() else Path.home() / ".local" / "share") / "publish"


def _folder(name: str) -> Path:
    for home in _HOMES:
        if (home / name).is_dir():
            return home / name
    raise PublishError(
        Problem(
            f"The folder {name!r}, a part of Publish, is missing beside {_PACKAGE}.",
            remedy="Install Publish again.",
        )
    )
