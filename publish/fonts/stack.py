"""The order in which a text's characters are offered to the families of the catalogue."""

from __future__ import annotations

from publish.fonts.catalogue import Catalogue, Family, Role


def stack(
    catalogue: Catalogue, script: str, role: Role = "text", language: str | None = None
) -> tuple[str, ...]:
    """Names of families for CSS ``font-family``, best first.

    ``script`` (ISO 15924) is the text's main script: its families come first, so that they
    draw digits and punctuation too, and of these the one that is kept for ``language`` (a
    BCP 47 tag). All others follow in catalogue order, so that a name or a phrase in any
    catalogued script finds its face. For ``display``, families made for it go before those
    for text, and stand alone where text families do not serve the script.

    >>> stack(catalogue, "Arab", "display")  # doctest: +SKIP
    ('Amiri', 'Source Serif 4 Display', 'Source Serif 4', 'Frank Ruhl Libre')
    """

    def rank(family: Family) -> tuple[bool, bool, bool]:
        kept = script in family.scripts and is_kept_for(family, language)
        return not kept, script not in family.scripts, family.role != role

    candidates = (family for family in catalogue.families if family.role in ("text", role))
    return tuple(family.name for family in sorted(candidates, key=rank))


def is_kept_for(family: Family, language: str | None) -> bool:
    """Whether a family is the choice for a language: for its tag, or one that it begins with.

    Basic filtering of RFC 4647, 3.3.1: a family for ``el-polyton`` is for ``el-polyton-GR`` too,
    but one for ``ff`` is not for ``ff-Adlm``, which is written in another script.
    """
    tag = f"{language or ''}-".lower()
    return any(
        tag.startswith(f"{kept}-".lower()) and _is_in(family, tag[len(kept) + 1 :])
        for kept in family.languages
    )


def _is_in(family: Family, rest: str) -> bool:
    """Whether the rest of a tag names one of the family's scripts, or none."""
    part = rest.partition("-")[0]
    return not (len(part) == 4 and part.isalpha()) or part.title() in family.scripts
