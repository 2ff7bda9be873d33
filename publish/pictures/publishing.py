"""What goes out of a picture's file: the one place that e-books, pages and site take it from."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from publish.doors.child import ChildError, in_child
from publish.errors import ContentError, Place
from publish.faults import Fault, fail
from publish.pictures.judging import BOUNDS, Stamp, judge, read, stamp


@dataclass(frozen=True, slots=True)
class Published:
    """A picture upright and without metadata but its colour profile: a whole file's bytes."""

    content: bytes
    media_type: str


def for_books(path: Path) -> Published:
    """What an e-book or a site shows of a picture's file; its colour profile is kept.

    A JPEG or PNG that needs no turning keeps its pixels as they are coded. The same content
    gives the same bytes. Raises ContentError for a file that has become one that cannot be
    published since it was judged.
    """
    with _named(path):
        return _made(path, stamp(path), False)


def for_pages(path: Path) -> Published:
    """What pages show of a picture's file: all in sRGB or grey, the colours that a PDF is in."""
    with _named(path):
        return _made(path, stamp(path), True)


def size_px(path: Path) -> tuple[int, int]:
    """Width and height of a picture as it is seen; raises ContentError as the others do."""
    with _named(path):
        verdict = judge(path)
        return verdict.width, verdict.height


@contextmanager
def _named(path: Path) -> Iterator[None]:
    """Let what is wrong with a picture that loaded well be told with its file."""
    try:
        yield
    except Fault as fault:
        raise fail(path, None, f"the picture {fault.message}", fault.remedy) from None
    except ChildError as error:
        problems = (replace(problem, place=Place(path)) for problem in error.problems)
        raise ContentError(*problems) from None


@lru_cache(maxsize=8)  # every edition shows the same few; large ones are not kept for long
def _made(path: Path, _: Stamp, for_pages: bool) -> Published:
    verdict = judge(path)
    data, kind = read(path)
    foreign = for_pages and verdict.foreign
    if verdict.redrawn or foreign:
        content = in_child(_drawn, path, for_pages, what="the picture", bounds=BOUNDS)
    else:
        content = kind.clean(data, profile=verdict.profiled and not for_pages).content
    return Published(content, kind.media_type)


def _drawn(path: Path, for_pages: bool) -> bytes:
    """To be called in a process of its own."""
    from publish.pictures.drawing import redraw

    data, kind = read(path)
    return redraw(kind.name, kind.clean(data, profile=True), for_screens=for_pages)
