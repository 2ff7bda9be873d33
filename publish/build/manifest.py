"""The manifest: what has been made, from what, with hashes that anyone can check."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from publish.build.files import write_whole
from publish.errors import Problem, PublishError

NAME = "manifest.json"


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True)


class Source(_Frozen):
    """A file that an artifact was made from; ``path`` is below the content folder."""

    path: str
    sha256: str


class Entry(_Frozen):
    """One artifact; ``path`` is below the output folder, ``pages`` only where it has pages."""

    path: str
    statement: str
    language: str
    edition: str
    media_type: str
    bytes: int
    sha256: str
    pages: int | None = None
    title: str
    sources: tuple[Source, ...]


class Manifest(_Frozen):
    """Everything below an output folder, sorted by path."""

    schema_: Literal[1] = Field(alias="schema")
    artifacts: tuple[Entry, ...] = ()

    def entry(self, path: str) -> Entry | None:
        """The artifact at this path, or None."""
        return next((entry for entry in self.artifacts if entry.path == path), None)


def read(out: Path) -> Manifest:
    """The manifest of an output folder; an empty one where there is none yet.

    Raises PublishError where the file there is not a manifest of this version.
    """
    path = out / NAME
    try:
        return Manifest.model_validate_json(path.read_bytes())
    except FileNotFoundError:
        return Manifest(schema=1)
    except ValidationError as error:
        raise PublishError(
            Problem(
                f"{path} is not a manifest that this version wrote.",
                remedy=f"Delete it, or choose another output folder with -o: {out} may be "
                "somebody else's.",
            )
        ) from error


def write(out: Path, entries: Iterable[Entry], workshop: Path) -> None:
    """Write the manifest of ``entries`` that are (still) there."""
    present = sorted(
        (entry for entry in entries if (out / entry.path).is_file()), key=lambda entry: entry.path
    )
    write_whole(out / NAME, content(Manifest(schema=1, artifacts=tuple(present))), workshop)


def content(manifest: Manifest) -> bytes:
    """A manifest as the bytes of its file."""
    data = manifest.model_dump(by_alias=True, exclude_none=True, mode="json")
    return f"{json.dumps(data, ensure_ascii=False, indent=2)}\n".encode()
