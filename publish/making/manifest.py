"""The manifest: what has been made, from what, with hashes that anyone can check."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from publish.doors.paths import InnerPath
from publish.doors.reading import read_bytes
from publish.errors import Problem, PublishError
from publish.faults import Fault, quoted
from publish.files import write_whole
from publish.making.fields import LONGEST_FILE, Language, MediaType, Name, Number, Sha256, Slug

NAME = "manifest.json"


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, strict=True)


class Source(_Frozen):
    """A file that an artifact was made from; ``path`` is below the content folder."""

    path: InnerPath
    sha256: Sha256


class Entry(_Frozen):
    """One artifact; ``path`` is below the output folder, ``pages`` only where it has pages.

    ``variant`` tells a file that is its edition in another form, such as "ua2".
    """

    path: InnerPath
    statement: Slug
    language: Language
    edition: Name
    variant: Name | None = None
    media_type: MediaType
    bytes: Number
    sha256: Sha256
    pages: Number | None = None
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
    if not os.path.lexists(path):
        return Manifest(schema=1)
    try:
        return Manifest.model_validate_json(read_bytes(path, LONGEST_FILE, out))
    except ValidationError as error:
        raise PublishError(_no_manifest(path, _reason(error))) from None
    except Fault as fault:
        raise PublishError(_no_manifest(path, fault.message.removesuffix("."))) from None


def _no_manifest(path: Path, why: str) -> Problem:
    return Problem(
        f"{path} is not a manifest that this version wrote: {why}.",
        remedy=f"Delete it, or choose another output folder with -o: {path.parent} may be "
        "somebody else's.",
    )


def _reason(error: ValidationError) -> str:
    """The first fault, and where it is: ``artifacts.3.path``."""
    first = error.errors(include_url=False, include_input=False)[0]
    where = quoted(".".join(map(str, first["loc"])))
    told = first.get("ctx", {}).get("error")
    match first["type"]:
        case "json_invalid":
            return f"it is not JSON: {told}"
        case "missing":
            return f"{where} is missing"
        case "value_error":
            return f"{where}: {str(told).removesuffix('.')}"
        case _:
            return f"{where} is not what it says there"


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
