"""Colour spaces of a single ink."""

from __future__ import annotations

from collections.abc import Sequence

import pikepdf
from pikepdf import Array, Dictionary, Name

EVERY_PLATE = (100.0, 100.0, 100.0, 100.0)
"""What stands for the ink ``All``, in which marks are drawn."""


def separation(pdf: pikepdf.Pdf, ink: str, cmyk: Sequence[float]) -> pikepdf.Object:
    """A colour space of one ink, and the mixture that stands for it (ISO 32000-1, 8.6.6.4).

    ``cmyk`` is in per cent.
    """
    mixture = Array([ink / 100 for ink in cmyk])
    tint = Dictionary(FunctionType=2, Domain=Array([0, 1]), C0=Array([0] * 4), C1=mixture, N=1)
    return pdf.make_indirect(
        Array([Name.Separation, Name(f"/{ink}"), Name.DeviceCMYK, pdf.make_indirect(tint)])
    )
