"""What is known of a picture once it has been decoded."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Verdict:
    """A picture that can be published: ``width`` and ``height`` in pixels, as it is seen.

    ``redrawn`` says that its pixels must change for it to be shown right everywhere,
    ``profiled`` that it has a colour profile that can be used, ``foreign`` that this one is of
    other colours than those of screens (sRGB, IEC 61966-2-1).
    """

    format: str
    width: int
    height: int
    redrawn: bool
    profiled: bool
    foreign: bool
