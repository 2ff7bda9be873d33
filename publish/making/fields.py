"""Fields of files that a build reads back: whoever wrote them, they hold what they say or nothing.

Types for pydantic, so that no reader can forget to ask.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Annotated, Final

from pydantic import AfterValidator, Field, StringConstraints

from publish.content.slugs import check_slug
from publish.content.tags import check_tag

LONGEST_FILE: Final = 512 << 20
"""The largest manifest or record that is read, 512 MiB: half a million artifacts."""

Slug = Annotated[str, AfterValidator(lru_cache(4096)(check_slug))]
"""The name of a statement."""

Language = Annotated[str, AfterValidator(lru_cache(4096)(check_tag))]
"""A language tag, spelt as BCP 47 recommends."""

Name = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]{0,49}$")]
"""The plain name of an edition."""

MediaType = Annotated[str, StringConstraints(pattern=r"^[a-z]+/[A-Za-z0-9.+-]{1,100}$")]
"""A media type without parameters (RFC 6838, 4.2)."""

Sha256 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
"""A SHA-256 in hexadecimal."""

Number = Annotated[int, Field(ge=0, lt=1 << 53)]
"""How many bytes or pages there are; no more than JSON can say to everybody (RFC 8259, 6)."""
