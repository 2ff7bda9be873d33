"""Who is told how a build goes: a bar on a terminal, plain lines, or nobody."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from publish.making.orders import Order, Outcome


class Watch:
    """Hears of a build as it goes on; this one takes no notice."""

    def planned(self, artifacts: int) -> None:
        """So many artifacts are out of date."""

    def started(self, order: Order) -> None:
        """Somebody is at work on an order."""

    def ended(self, outcome: Outcome) -> None:
        """A text is done with, or has failed."""

    def tick(self) -> None:
        """Some tenths of a second have passed."""
