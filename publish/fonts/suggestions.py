"""Which face would bring a script that the catalogue lacks, from ``fonts/suggestions.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError

from publish.errors import FontError, Place, Problem


class Suggestion(BaseModel):
    """A family, and the package that holds it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    family: str
    registry: Literal["PyPI", "Debian", "npm"]
    package: str

    def __str__(self) -> str:
        return f"{self.family} ({self.registry} package {self.package})"


_TABLE = TypeAdapter(dict[str, Suggestion])


def load(path: Path) -> Mapping[str, Suggestion]:
    """The suggestions of a TOML file, by script (ISO 15924). Raises FontError if it is unfit."""
    try:
        return _TABLE.validate_python(tomllib.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, ValidationError) as error:
        raise FontError(
            Problem(f"The table of suggested fonts cannot be used: {error}.", Place(path))
        ) from error
