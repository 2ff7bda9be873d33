"""The words under the tags stand in the order of the text, also for who passes over ActualText."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from support import CONTENT

from publish.making.origin import origins
from publish.pdf.file import PdfFile
from publish.verify.pdf import order

LEFT_TO_RIGHT = ("en", "es", "ru")


def codes(path: Path, original: Path) -> set[str]:
    """What the check finds in a file that says it was made from the same text as another."""
    text = origins([original], CONTENT)[original].source
    assert text is not None
    with pikepdf.open(path) as pdf:
        return {found.code for found in order.check(PdfFile(path, pdf, text))}


def spoilt(path: Path, copy: Path, spoil: Callable[[pikepdf.Object], None]) -> Path:
    """A copy of a file, with something done to the first paragraph of many lines."""
    with pikepdf.open(path) as pdf:
        long = (each for each in elements(pdf.Root.StructTreeRoot) if lines(each) > 5)
        spoil(next(long))
        pdf.save(copy)
    return copy


def elements(element: pikepdf.Object) -> list[pikepdf.Object]:
    kids = [kid for kid in element.get("/K", []) if isinstance(kid, pikepdf.Dictionary)]
    below = [each for kid in kids if "/S" in kid for each in elements(kid)]
    return [element, *below]


def lines(element: pikepdf.Object) -> int:
    return sum(isinstance(kid, int) for kid in element.get("/K", []))


def turn(element: pikepdf.Object) -> None:
    element.K = pikepdf.Array(reversed(element.K.as_list()))


@pytest.mark.parametrize("language", LEFT_TO_RIGHT)
def test_what_is_painted_is_in_order(language: str, built: Path) -> None:
    made = built / "imcwp-23-ukraine" / f"imcwp-23-ukraine.{language}.pamphlet.pdf"
    assert codes(made, made) == set()


@pytest.mark.parametrize("language", LEFT_TO_RIGHT)
def test_lines_out_of_order_are_found_under_a_text_that_is_told(
    language: str, built: Path, tmp_path: Path
) -> None:
    """ActualText reads well, so nothing else notices."""
    made = built / "imcwp-23-ukraine" / f"imcwp-23-ukraine.{language}.pamphlet.pdf"
    copy = spoilt(made, tmp_path / made.name, turn)
    assert codes(copy, made) == {"pdf-tags-painted"}


def test_no_text_is_told_to_be_nothing(built: Path) -> None:
    """An empty ActualText would hide what stands under it."""
    for made in sorted(built.glob("*/*.pamphlet.pdf")):
        with pikepdf.open(made) as pdf:
            told = [each.get("/ActualText") for each in elements(pdf.Root.StructTreeRoot)]
        assert [each for each in told if each is not None and not str(each).strip()] == [], made
