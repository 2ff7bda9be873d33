"""Lines that are drawn again as they were, where nothing has changed that they depend on."""

from __future__ import annotations

from typing import Any, NamedTuple

from publish.typeset.borders import Span, shown_before

_ATTRIBUTE = "publish_drawn"


class State(NamedTuple):
    """What decides, besides a line itself, how it is drawn."""

    matrix: Any
    font: Any
    shown: Span

    @classmethod
    def of(cls, stream: Any, matrix: Any) -> State:
        """The state of a content stream, in which a line is to be drawn at ``matrix``."""
        return cls(matrix.values, stream._current_font, shown_before(stream))

    def allows(self, other: State) -> bool:
        """Whether what was drawn in this state is right in another.

        Where no font was set, it was set by what was drawn.
        """
        return other == self or (self.font is None and other._replace(font=None) == self)


class _Drawn(NamedTuple):
    """What was drawn of a line: with which fonts, of which layout, from which state to which."""

    fonts: Any
    layout: Any
    before: State
    shown: tuple[Any, ...]
    after: State


def drawn_again(stream: Any, textbox: Any, state: State) -> bool:
    """Draw a line as it was drawn before; False where it was not, or not so."""
    drawn: _Drawn | None = textbox.__dict__.get(_ATTRIBUTE)
    if drawn is None or drawn.fonts is not stream._fonts:
        return False
    if drawn.layout is not textbox.pango_layout or not drawn.before.allows(state):
        return False
    stream.stream.extend(drawn.shown)
    stream._current_font = drawn.after.font
    stream.shown_before = drawn.after.shown
    return True


def keep(stream: Any, textbox: Any, before: State, start: int) -> None:
    """Remember what has been drawn of a line: all in ``stream`` from ``start`` on."""
    shown = tuple(stream.stream[start:])
    after = before._replace(font=stream._current_font, shown=shown_before(stream))
    drawn = _Drawn(stream._fonts, textbox.pango_layout, before, shown, after)
    setattr(textbox, _ATTRIBUTE, drawn)
