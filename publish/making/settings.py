"""Settings of a build that come from the environment."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from typing import Final

from publish.content.days import LAST_YEAR
from publish.errors import Problem, PublishError

_LAST_SECOND: Final = int(datetime(LAST_YEAR, 12, 31, 23, 59, 59, tzinfo=UTC).timestamp())


def source_date_epoch() -> int | None:
    """SOURCE_DATE_EPOCH, which fixes every date in the files (reproducible-builds.org).

    Raises PublishError for what is no number, or a day that no e-book can be dated with.
    """
    found = _number("SOURCE_DATE_EPOCH", "seconds", "seconds since 1970-01-01 UTC")
    if found is not None and found > _LAST_SECOND:
        raise PublishError(
            Problem(
                f"SOURCE_DATE_EPOCH is {found}, which is after the year {LAST_YEAR}: no e-book "
                "can be dated with it.",
                remedy="Set it to seconds since 1970-01-01 UTC, or unset it.",
            )
        )
    return found


def cache_limit_mb(default: int) -> int:
    """PUBLISH_BUILD_CACHE_MB: how large the cache of artifacts may grow, in megabytes."""
    found = _number("PUBLISH_BUILD_CACHE_MB", "megabytes", "a number of megabytes")
    return default if found is None else found


def _number(name: str, unit: str, meaning: str) -> int | None:
    value = os.environ.get(name)
    if not value:
        return None
    if not value.isdecimal():
        raise PublishError(
            Problem(
                f'{name} is "{value}", which is not a number of {unit}.',
                remedy=f"Set it to {meaning}, or unset it.",
            )
        )
    return int(value)
