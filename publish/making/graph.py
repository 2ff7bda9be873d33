"""The graph: from each artifact to the hashes of all that goes into it."""

from __future__ import annotations

import hashlib
import os
import re
from collections import ChainMap
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from fnmatch import fnmatchcase
from functools import partial
from pathlib import Path
from typing import Any, Final

import publish
from publish.content import toml
from publish.content.load import FACTS
from publish.content.source import MAX_BYTES
from publish.doors.reading import read_bytes
from publish.editions import Edition
from publish.errors import PublishError
from publish.faults import Fault
from publish.fonts import library
from publish.making.fingerprint import Parts
from publish.making.needs import Needs, editions_of, is_fitted, needs_of, styles_of
from publish.making.plan import Target
from publish.making.stamps import Stamp, Stamps
from publish.making.tongues import data_names, spoken
from publish.making.versions import library_versions, package_versions
from publish.resources import default_cache_dir, fonts_dir, styles_dir

_PACKAGE: Final = Path(publish.__file__).parent
_DATA: Final = "language/data"
_PICTURE: Final = b"!["
_SCRIPT: Final = re.compile(rb"^script *=.*$", re.MULTILINE)
_TEMPLATE: Final = re.compile(r"""["']([\w.-]+\.j2)["']""")


class Graph:
    """The parts of artifacts, as the files of content and program are now.

    ``epoch`` is SOURCE_DATE_EPOCH. What artifacts have in common is looked at once; ``house``
    has seen all of that, ``stamps`` the content.
    """

    def __init__(self, stamps: Stamps, epoch: int | None = None) -> None:
        self.stamps = stamps
        self.house = stamps.beside()
        self._epoch = epoch
        self._shared: dict[str, Any] = {}

    def parts(self, target: Target, edition: Edition) -> Parts:
        """All that goes into one edition of a text."""
        needs = needs_of(edition)
        options = partial(self._options, target, edition, needs)
        asked = (edition.key, target.profile, target.epub_fonts, target.house)
        return ChainMap(
            self._once("options", asked, options),
            self._once("content", target.words, partial(self._content, target)),
            self._words(_family(target) if is_fitted(edition, target.house) else ()),
            self._once("language", "of no one", self._common_data),
            self._once("house", edition.key, partial(self._house, edition, needs)),
        )

    # --- Content ------------------------------------------------------------------

    def _content(self, target: Target) -> dict[str, str]:
        """The facts, the text's own words, pictures where they show any, and language data."""
        parts = {
            f"content {path.relative_to(target.folder).as_posix()}": self.stamps.sha256(path)
            for path in self._files(target)
        }
        languages = {"languages of-the-statement": " ".join(target.languages)}
        return parts | languages | self._languages(target)

    def _words(self, paths: Iterable[Path]) -> dict[str, str]:
        return {f"content {path.name}": self.stamps.sha256(path) for path in paths}

    def seen(self, target: Target) -> dict[str, Stamp]:
        """The files and folders of content that a text is made from, with their stamps."""
        family = _family(target) if target.house.multiple > 1 else ()
        paths = map(os.path.abspath, (target.folder, *self._files(target), *family))
        return {path: self.stamps.seen[path] for path in paths}

    def _files(self, target: Target) -> Iterator[Path]:
        yield target.folder / FACTS
        yield target.words
        if _PICTURE in _read(target.words, target.folder):
            for path in self.stamps.files(target.folder, target.folder):
                if path.suffix.lower() not in (".md", ".toml"):
                    yield path

    def _languages(self, target: Target) -> dict[str, str]:
        """Data of the languages that the text speaks, and the script of every other one."""
        facts: Mapping[str, Any] = {}
        with suppress(PublishError):  # its loading will say what is wrong, with the line
            facts = toml.read(target.folder / FACTS, target.folder)
        words = _read(target.words, target.folder).decode(errors="replace")
        tags = spoken(target.language, target.source_language, words, facts)
        files = self._once("language", "data", self._data)
        names = sorted(name.lower() for name in data_names(tags))
        return {f"language {name}": files.get(name, "") for name in names}

    def _data(self) -> dict[str, str]:
        """The hashes of all files of language data, by their names in small letters."""
        folder = _PACKAGE / _DATA
        return {
            name.removesuffix(".toml").lower(): self.house.sha256(folder / name)
            for name in self.house.names(folder)
            if name.endswith(".toml")
        }

    def _common_data(self) -> dict[str, str]:
        """Data that any text may need: of scripts, and in which script a language is set."""
        files = self._once("language", "data", self._data)
        folder = _PACKAGE / _DATA
        scripts = hashlib.sha256()
        for name in self.house.names(folder):
            for line in _SCRIPT.findall(_read(folder / name)):
                scripts.update(f"{name} ".encode() + line)
        known = {f"language {name}": digest for name, digest in files.items() if name[:3] == "und"}
        return known | {"scripts of-languages": scripts.hexdigest()}

    # --- The house ----------------------------------------------------------------

    def _house(self, edition: Edition, needs: tuple[Needs, ...]) -> dict[str, str]:
        """Code, sheets, templates, faces and versions that an edition is made with."""
        rows = tuple(editions_of(edition))
        sheets = styles_of(edition)
        rooms = {room for need in needs for room in need.rooms}
        patterns = [row.template for row in rows]
        patterns += [name for need in needs for name in need.templates]
        packages = {name for need in needs for name in need.packages}
        return {
            **{f"edition {row.name}": repr(row) for row in rows},
            **{f"styles {name}": self.house.sha256(styles_dir() / name) for name in sheets},
            **{
                f"code {room}": self._once("code", room, partial(self._code, room))
                for room in rooms
            },
            **{f"templates {name}": digest for name, digest in self._templates(patterns)},
            **{f"version {name}": value for name, value in self._versions(packages).items()},
            "fonts of-the-catalogue": self._once("fonts", "", self._fonts),
            **self._licences(needs),
        }

    def _code(self, room: str) -> str:
        """The hash of a room, without language data, which counts language by language."""
        digest = hashlib.sha256()
        path = _PACKAGE / room
        files = [path] if path.suffix else list(self.house.files(path))
        for file in files:
            name = file.relative_to(_PACKAGE).as_posix()
            if not name.startswith(_DATA):
                digest.update(f"{name} {self.house.sha256(file)}\0".encode())
        return digest.hexdigest()

    def _templates(self, patterns: list[str]) -> Iterator[tuple[str, str]]:
        """The templates that match a pattern, and all that these name."""
        folder = _PACKAGE / "templates"
        names = self.house.names(folder)
        waiting = [name for name in names if any(fnmatchcase(name, each) for each in patterns)]
        done: set[str] = set()
        while waiting:
            name = waiting.pop()
            if name not in done:
                done.add(name)
                waiting += _TEMPLATE.findall(_read(folder / name).decode())
                yield name, self.house.sha256(folder / name)

    def _versions(self, packages: set[str]) -> Mapping[str, str]:
        libraries = self._once("versions", "", lambda: library_versions(self.house))
        return {**package_versions(packages, self.house), **libraries}

    def _fonts(self) -> str:
        """The name of the faces that are here (see fonts.library)."""
        tuple(self.house.files(default_cache_dir() / "packages"))
        self.house.sha256(fonts_dir() / "catalogue.toml")
        return library.key()

    def _licences(self, needs: tuple[Needs, ...]) -> dict[str, str]:
        """The fonts' licences, which a book that carries its fonts has within it."""
        if not any(need.takes_faces for need in needs):
            return {}
        digest = hashlib.sha256()
        for path in self.house.files(fonts_dir() / "licences"):
            digest.update(f"{path.name} {self.house.sha256(path)}\0".encode())
        return {"licences of-fonts": digest.hexdigest()}

    # --- The rest -----------------------------------------------------------------

    def _options(
        self, target: Target, edition: Edition, needs: tuple[Needs, ...]
    ) -> dict[str, str]:
        house = target.house
        options = {"option SOURCE_DATE_EPOCH": str(self._epoch or "")}
        options["house title"] = house.title or ""
        if edition.writer == "book":
            options["house base_url"] = house.base_url or ""
        if is_fitted(edition, house):
            options["house fit"] = str(house.multiple)
        if any(need.takes_profile for need in needs):
            own = target.profile
            options["option --profile"] = self.stamps.sha256(own) if own else ""
        if any(need.takes_faces for need in needs):
            options["option --no-epub-fonts"] = "" if target.epub_fonts else "yes"
        return options

    def _once(self, kind: str, name: object, look: Callable[[], Any]) -> Any:
        key = f"{kind} {name}"
        if key not in self._shared:
            self._shared[key] = look()
        return self._shared[key]


def _family(target: Target) -> tuple[Path, ...]:
    """The words of all languages of a statement, which are fitted to their pages alike."""
    return tuple(target.folder / f"{tag}.md" for tag in target.languages)


def _read(path: Path, root: Path | None = None) -> bytes:
    """A text within the bounds of the loader, which will say why there is none."""
    try:
        return read_bytes(path, MAX_BYTES, root)
    except Fault:
        return b""
