"""Where the styles and the font catalogue are: in a checkout, or in an installed package."""

from __future__ import annotations

from pathlib import Path

from publish.errors import Problem, PublishError

_PACKAGE = Path(__file__).resolve().parent

# A wheel carries the folders inside the package; in a checkout they stand beside it.
_HOMES = (_PACKAGE / "_data", _PACKAGE.parent)


def styles_dir() -> Path:
    """The folder of the style sheets."""
    return _folder("styles")


def fonts_dir() -> Path:
    """The folder of the font catalogue and the fonts' licences."""
    return _folder("fonts")


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
