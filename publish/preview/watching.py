"""Which files have been saved, told as soon as whoever writes them is done."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Final

from watchfiles import awatch

_QUIET_MS: Final = 20
"""So long nothing more must be written: an editor saves in several steps, or by renaming."""

_LONGEST_MS: Final = 300
_POLL_MS: Final = 200
_AGAIN_S: Final = 1.0


async def saved(
    folder: Path, say: Callable[[str], None], *, polling: bool = False
) -> AsyncIterator[frozenset[Path]]:
    """The files below ``folder`` that were written, renamed or deleted, together.

    Paths are relative to it. What editors keep beside a file, hidden or as a backup, is passed
    over. With ``polling``, files are looked at again and again, for file systems that tell of
    no changes; it is turned to where the system cannot watch so many folders. A folder that is
    gone is waited for.
    """
    home = folder.resolve()
    while True:
        try:
            async for changes in awatch(
                home,
                watch_filter=None,
                debounce=_LONGEST_MS,
                step=_QUIET_MS,
                poll_delay_ms=_POLL_MS,
                force_polling=polling,
            ):
                paths = (Path(name).relative_to(home) for _, name in changes)
                if found := frozenset(path for path in paths if _is_content(path, home)):
                    yield found
        except FileNotFoundError:
            await asyncio.sleep(_AGAIN_S)
        except OSError as error:
            if polling:
                raise
            say(f"the folder is looked at again and again: it cannot be watched ({error}).")
            polling = True


def _is_content(path: Path, home: Path) -> bool:
    """Whether a file may be part of a statement; of a folder, its files tell themselves."""
    is_kept = any(part.startswith(".") or part.endswith("~") for part in path.parts)
    return not is_kept and not (home / path).is_dir()
