"""Properties of CSS that the page engine does not know: style sheets say them as custom ones."""

from __future__ import annotations

from typing import Any


def asks(style: Any, name: str, value: str) -> bool:
    """Whether style sheets give a custom property this value (CSS Custom Properties 1).

    They stand for properties of CSS that the page engine does not know: ``--line-snap``, say.
    """
    tokens = style[f"__{name.replace('-', '_')}"]
    return any(getattr(token, "value", None) == value for token in tokens or ())
