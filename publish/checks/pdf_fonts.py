"""Whether a PDF carries its fonts: embedded, subset, mapped to text, with no missing glyph."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from io import BytesIO
from pathlib import Path

import pikepdf
from fontTools.ttLib import TTFont, TTLibError

from publish.checks.finding import Finding, error, note
from publish.errors import Place

EMBEDDED = "pdf-font-not-embedded"
SUBSET = "pdf-font-not-subset"
UNMAPPED = "pdf-font-unmapped"
MISSING = "pdf-missing-glyph"

FILES = ("/FontFile", "/FontFile2", "/FontFile3")


@dataclass(frozen=True, slots=True)
class _Used:
    """A font of the file, and where its codes are shown: code to the first page."""

    font: pikepdf.Object
    codes: dict[int, int]

    @property
    def name(self) -> str:
        return str(self.font.get("/BaseFont", "/(unnamed)")).lstrip("/")

    @property
    def composite(self) -> bool:
        return bool(self.font.get("/Subtype") == "/Type0")

    @property
    def descendant(self) -> pikepdf.Object:
        return self.font["/DescendantFonts"][0] if self.composite else self.font

    @property
    def file(self) -> pikepdf.Object | None:
        descriptor = self.descendant.get("/FontDescriptor", pikepdf.Dictionary())
        return next((descriptor[key] for key in FILES if key in descriptor), None)


def check(pdf: pikepdf.Pdf, path: Path) -> Iterator[Finding]:
    """Every font that text is shown in (ISO 14289-1, 7.21; ISO 19005-2, 6.2.11)."""
    place = Place(path)
    for used in _fonts(pdf):
        if used.font.get("/Subtype") == "/Type3":
            continue
        if used.file is None:
            yield error(EMBEDDED, f"the font {used.name} is not embedded.", place)
            continue
        if "+" not in used.name:
            yield note(SUBSET, f"the font {used.name} is embedded whole.", place)
        if used.composite:
            yield from _check_composite(used, place)


def _check_composite(used: _Used, place: Place) -> Iterator[Finding]:
    mapped = _mapped_codes(used.font)
    unmapped = {code: page for code, page in used.codes.items() if code not in mapped}
    if unmapped:
        yield error(
            UNMAPPED,
            f"{len(unmapped)} codes of the font {used.name} stand for no text, the first on "
            f"page {min(unmapped.values())}.",
            place,
        )
    missing = _missing(used)
    if missing:
        yield error(
            MISSING,
            f"{len(missing)} glyphs are missing in the font {used.name}, the first on "
            f"page {min(missing.values())}: boxes are shown instead.",
            place,
        )


def _missing(used: _Used) -> dict[int, int]:
    """The shown codes that have no glyph: glyph 0, or one beyond the font's last."""
    try:
        with TTFont(BytesIO(used.file.read_bytes()), lazy=True) as font:  # type: ignore[union-attr]
            glyphs = font["maxp"].numGlyphs
    except TTLibError:
        return {}
    cid_to_gid = used.descendant.get("/CIDToGIDMap", "/Identity")
    if isinstance(cid_to_gid, pikepdf.Stream):
        table = cid_to_gid.read_bytes()
        gids = {code: int.from_bytes(table[2 * code : 2 * code + 2]) for code in used.codes}
    else:
        gids = {code: code for code in used.codes}
    return {code: used.codes[code] for code, gid in gids.items() if gid == 0 or gid >= glyphs}


def _fonts(pdf: pikepdf.Pdf) -> list[_Used]:
    """All fonts in which something is shown, each once."""
    fonts: dict[tuple[int, int], pikepdf.Object] = {}
    codes: dict[tuple[int, int], dict[int, int]] = defaultdict(dict)
    for number, page in enumerate(pdf.pages, start=1):
        show = partial(_show, fonts, codes, number)
        _walk(page.obj, page.obj.get("/Resources", pikepdf.Dictionary()), show, seen=set())
    return [_Used(font, codes[key]) for key, font in sorted(fonts.items())]


def _show(
    fonts: dict[tuple[int, int], pikepdf.Object],
    codes: dict[tuple[int, int], dict[int, int]],
    page: int,
    font: pikepdf.Object,
    text: bytes,
) -> None:
    key = font.objgen
    fonts[key] = font
    width = 2 if font.get("/Subtype") == "/Type0" else 1
    for start in range(0, len(text), width):
        codes[key].setdefault(int.from_bytes(text[start : start + width]), page)


def _walk(
    content: pikepdf.Object,
    resources: pikepdf.Object,
    show: Callable[[pikepdf.Object, bytes], None],
    seen: set[tuple[int, int]],
) -> None:
    """Call ``show`` with each font and string of a content stream and the forms in it."""
    faces = resources.get("/Font", pikepdf.Dictionary())
    forms = resources.get("/XObject", pikepdf.Dictionary())
    font = None
    for instruction in pikepdf.parse_content_stream(content):
        name, operands = str(instruction.operator), instruction.operands
        if name == "Tf":
            font = faces.get(str(operands[0]))
        elif name in ("Tj", "'", '"') and font is not None:
            show(font, bytes(operands[-1]))
        elif name == "TJ" and font is not None:
            for part in operands[0]:
                if isinstance(part, pikepdf.String):
                    show(font, bytes(part))
        elif name == "Do":
            form = forms.get(str(operands[0]))
            if form is not None and form.get("/Subtype") == "/Form" and form.objgen not in seen:
                seen.add(form.objgen)
                _walk(form, form.get("/Resources", resources), show, seen)


def _mapped_codes(font: pikepdf.Object) -> set[int]:
    """The codes for which a font's ToUnicode map (ISO 32000-1, 9.10.3) has a text."""
    if "/ToUnicode" not in font:
        return set()
    mapped: set[int] = set()
    for instruction in pikepdf.parse_content_stream(font["/ToUnicode"]):
        name, operands = str(instruction.operator), instruction.operands
        if name == "endbfchar":
            for code, text in zip(operands[::2], operands[1::2], strict=False):
                if bytes(text).strip(b"\0"):
                    mapped.add(int.from_bytes(bytes(code)))
        elif name == "endbfrange":
            for first, last in zip(operands[::3], operands[1::3], strict=False):
                mapped.update(range(int.from_bytes(bytes(first)), int.from_bytes(bytes(last)) + 1))
    return mapped
