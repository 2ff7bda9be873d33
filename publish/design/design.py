"""The design as a value, read once where something is made and handed on to all that draws."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from publish.design.colours import Palette, Scheme, read_colours
from publish.resources import styles_dir


@dataclass(frozen=True, slots=True)
class Design:
    """A folder of style sheets, and its colours in every scheme."""

    styles: Path
    palettes: Mapping[Scheme, Palette]

    def sheets(self, names: Iterable[str]) -> tuple[Path, ...]:
        """The files of style sheets that are called by these names."""
        return tuple(self.styles / f"{name}.css" for name in names)

    def text(self, names: Iterable[str]) -> str:
        """The style sheets that are called by these names, as one."""
        return "".join(sheet.read_text("utf-8") for sheet in self.sheets(names))


def read_design(styles: Path) -> Design:
    """The design in a folder of style sheets. Raises PublishError for colours that are none."""
    return Design(styles, read_colours(styles))


def default_design() -> Design:
    """The design that comes with Publish."""
    return read_design(styles_dir())
