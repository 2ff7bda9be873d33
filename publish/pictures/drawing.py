"""Pictures as pixels: decoded wholly to be judged, and drawn anew where they must be.

Only processes of their own come here: what is decoded has been made by anybody.
"""

from __future__ import annotations

from io import BytesIO
from typing import Final

from PIL import Image, ImageChops, ImageCms, ImageFile

from publish.faults import Fault
from publish.pictures.cleaned import Cleaned, damaged
from publish.pictures.png import check_pixels
from publish.pictures.verdict import Verdict

_ORIENTATION: Final = 0x0112
_UPRIGHT: Final = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
"""What makes a picture upright, by the Exif tag Orientation (CIPA DC-008, 4.6.4)."""
_ON_ITS_SIDE: Final = 5
"""From this orientation on, width and height change places."""

_INKS: Final = "fogra39l-free.icc"
"""What inks are taken for where the picture does not say: offset on coated paper."""
_SAME: Final = 4
"""Levels of 256 by which colours may differ and be taken for the same."""
_STEPS: Final = range(0, 256, 51)
_QUALITY: Final = 95


def look(name: str, cleaned: Cleaned) -> Verdict:
    """The verdict on a clean file; raises Fault, said of the picture, if it is damaged."""
    image = _decoded(name, cleaned)
    if cleaned.bits > 8 and "transparency" in image.info:
        raise Fault("has 16 bits a colour, and one colour that is transparent.", _EIGHT_BITS)
    turned = _orientation(cleaned)
    size = cleaned.width, cleaned.height
    width, height = size[::-1] if turned >= _ON_ITS_SIDE else size
    sample = _sample(image)
    shown = None if image.mode == "CMYK" else _on_screen(sample, image.info.get("icc_profile"))
    return Verdict(
        format=name,
        width=width,
        height=height,
        redrawn=turned in _UPRIGHT or image.mode == "CMYK" or image.mode.startswith("I"),
        profiled=shown is not None,
        foreign=shown is not None and not _alike(sample, shown),
    )


def redraw(name: str, cleaned: Cleaned, *, for_screens: bool) -> bytes:
    """A file of the same format, upright and in colours that every edition can show.

    Its colour profile is kept, unless all is to be in the colours of screens. JPEG is written
    at high quality and with all of its colour; the same file gives the same bytes.
    """
    image = _decoded(name, cleaned)
    profile = image.info.get("icc_profile")
    if image.mode.startswith("I"):  # 16 bits of grey
        image = image.convert("I").point(lambda level: level / 257).convert("L")
    if (turn := _UPRIGHT.get(_orientation(cleaned))) is not None:
        image = image.transpose(turn)
    if image.mode == "CMYK":
        image, profile = _from_inks(image, profile), None
    elif for_screens:
        image, profile = _for_screens(image, profile), None
    out = BytesIO()
    if name == "JPEG":
        image.save(out, "JPEG", quality=_QUALITY, subsampling=0, icc_profile=profile)
    else:
        image.save(out, "PNG", icc_profile=profile)
    return out.getvalue()


_EIGHT_BITS: Final = "Export it with 8 bits a colour."


def _decoded(name: str, cleaned: Cleaned) -> Image.Image:
    """The picture, with all of its pixels; Fault where any of them is missing."""
    ImageFile.LOAD_TRUNCATED_IMAGES = False  # the page engine sets it, for all of a process
    Image.MAX_IMAGE_PIXELS = None  # they have been counted
    try:
        _CHECKS[name](cleaned.content)
        image = Image.open(BytesIO(cleaned.content), formats=(name,))
        image.load()
    except (Fault, MemoryError):
        raise
    except Exception as error:  # decoders raise what they like
        raise damaged("it cannot be decoded to its end") from error
    return image


def _check_scan(content: bytes) -> None:
    """Raise an error where coded pixels are wrong or missing.

    Pillow does not hear what libjpeg complains of, and shows grey in their place; qpdf does.
    """
    import pikepdf  # costs more than the pixels of a PNG

    with pikepdf.new() as pdf:
        stream = pikepdf.Stream(pdf, content, Filter=pikepdf.Name.DCTDecode)
        stream.read_bytes(pikepdf.StreamDecodeLevel.all)


_CHECKS: Final = {"JPEG": _check_scan, "PNG": check_pixels}
"""What decoders that show pictures do not tell."""


def _orientation(cleaned: Cleaned) -> int:
    """How the camera was held; 1, upright, where nothing sensible is said."""
    exif = Image.Exif()
    try:
        exif.load(cleaned.exif)
        turned = exif.get(_ORIENTATION, 1)
    except Exception:  # what is damaged says nothing
        return 1
    return turned if turned in _UPRIGHT else 1


# --- Colours --------------------------------------------------------------------------


def _base(image: Image.Image) -> str:
    """The mode of a picture without transparency and palette: grey, or colour."""
    return "L" if image.mode in ("1", "L", "LA") or image.mode.startswith("I") else "RGB"


def _sample(image: Image.Image) -> Image.Image:
    """Colours from all of the space that a picture is in."""
    if _base(image) == "L":
        return Image.frombytes("L", (256, 1), bytes(range(256)))
    colours = bytes(level for r in _STEPS for g in _STEPS for b in _STEPS for level in (r, g, b))
    return Image.frombytes("RGB", (len(colours) // 3, 1), colours)


def _alike(one: Image.Image, other: Image.Image) -> bool:
    return all(level <= _SAME for level in ImageChops.difference(one, other).tobytes())


def _on_screen(image: Image.Image, profile: bytes | None) -> Image.Image | None:
    """Grey or colours as they are in sRGB; None where the profile cannot be used for them."""
    if not profile:
        return None
    try:
        return _transformed(image, profile).convert(image.mode)
    except (ImageCms.PyCMSError, OSError, TypeError, ValueError):
        return None


def _for_screens(image: Image.Image, profile: bytes | None) -> Image.Image:
    """A picture in sRGB, with its transparency."""
    clear = image.has_transparency_data
    alpha = image.convert("RGBA").getchannel("A") if clear else None
    base = image.convert("RGBA").convert("RGB") if image.mode == "P" else image
    shown = _on_screen(base.convert(_base(image)), profile)
    if shown is None:
        return image
    if alpha:
        shown.putalpha(alpha)
    return shown


def _from_inks(image: Image.Image, profile: bytes | None) -> Image.Image:
    """A picture in four inks as colours of screens, by its own profile if that can be used."""
    try:
        if profile:
            return _transformed(image, profile)
    except (ImageCms.PyCMSError, OSError, TypeError, ValueError):
        pass  # a profile of other colours, or a damaged one
    from importlib.resources import files  # costs more than a picture that needs none

    return _transformed(image, (files("publish.press") / "profiles" / _INKS).read_bytes())


def _transformed(image: Image.Image, profile: bytes) -> Image.Image:
    """Colours of a profile as those of screens: relative colorimetric, black point compensated."""
    transform = ImageCms.buildTransform(
        ImageCms.ImageCmsProfile(BytesIO(profile)),
        ImageCms.createProfile("sRGB"),
        image.mode,
        "RGB",
        renderingIntent=ImageCms.Intent.RELATIVE_COLORIMETRIC,
        flags=ImageCms.Flags.BLACKPOINTCOMPENSATION,
    )
    shown = ImageCms.applyTransform(image, transform)
    assert shown is not None  # only a change in place returns nothing
    return shown
