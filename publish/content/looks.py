"""What a publishing house says of how its pages are to be: tables that any statement may hold."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, Strict

from publish.editions import MOST_MULTIPLE


class _Table(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Look(_Table):
    """How pages look."""

    title: Literal["page", "head"] | None = Field(
        default=None, description="A page for the title, or the title at the head of the text."
    )


class Pages(_Table):
    """How pages come."""

    fit: Annotated[int, Strict(), Field(ge=1, le=MOST_MULTIPLE)] | None = Field(
        default=None, description="Pages come in multiples of this where that can be had: 4."
    )
