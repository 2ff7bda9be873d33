"""The state of a layout between two pages, to go back to when a page is to be laid out again."""

from __future__ import annotations

from collections.abc import Mapping
from copy import copy
from dataclasses import dataclass
from typing import Any

_LISTS = ("footnotes", "reported_footnotes", "rendered_notes")


@dataclass(frozen=True, slots=True)
class State:
    """All that the laying out of page ``index``, counted from 0, changes in a ``context``."""

    context: Any
    index: int
    remake: Mapping[str, Any]
    following: tuple[Any, ...]
    lists: Mapping[str, tuple[Any, ...]]
    broken: Mapping[Any, Any]
    running: Mapping[str, Mapping[int, tuple[Any, ...]]]

    @classmethod
    def of(cls, context: Any, index: int) -> State:
        """The state of ``context`` now, before or after it lays out the page."""
        return cls(
            context,
            index,
            remake={name: copy(value) for name, value in context.page_maker[index][-1].items()},
            following=tuple(context.page_maker[index + 1 :]),
            lists={name: tuple(getattr(context, name)) for name in _LISTS},
            broken=dict(context.broken_out_of_flow),
            running={
                name: {page: tuple(found) for page, found in pages.items()}
                for name, pages in context.running_elements.items()
            },
        )

    def restore(self) -> None:
        """Put everything back as it was."""
        context, index = self.context, self.index
        context.page_maker[index][-1].update(
            {name: copy(value) for name, value in self.remake.items()}
        )
        context.page_maker[index + 1 :] = self.following
        for name, values in self.lists.items():
            setattr(context, name, [*values])
        context.broken_out_of_flow = dict(self.broken)
        context.running_elements.clear()
        for name, pages in self.running.items():
            context.running_elements[name].update({n: [*found] for n, found in pages.items()})


def nothing_to_remake() -> dict[str, Any]:
    """What is to be done again of a page that has not been laid out yet."""
    return {"content_changed": False, "pages_wanted": False, "anchors": [], "content_lookups": []}
