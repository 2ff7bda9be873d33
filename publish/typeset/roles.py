"""Which structure type of tagged PDF stands for which HTML element (ISO 32000-1, 14.8.4)."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

# An element that is not named here has no role of its own: what it holds belongs to the
# element around it. Emphasis has no structure type before PDF 2.0, so it is not named.
ROLES: Final = MappingProxyType(
    {
        "article": "Art",
        "main": "Part",
        "aside": "Sect",
        "footer": "Sect",
        "header": "Sect",
        "nav": "Sect",
        "section": "Sect",
        "blockquote": "BlockQuote",
        "figure": "Div",
        "figcaption": "Caption",
        "caption": "Caption",
        "table": "Table",
        "thead": "THead",
        "tbody": "TBody",
        "tr": "TR",
        "th": "TH",
        "td": "TD",
        "dl": "L",
        "p": "P",
        "h1": "H1",
        "h2": "H2",
        "h3": "H3",
        "h4": "H4",
        "h5": "H5",
        "h6": "H6",
        "ul": "L",
        "ol": "L",
        "li": "LI",
        "a": "Link",
        "q": "Quote",
        "code": "Code",
    }
)

# Types that stand in a line of text.
INLINE: Final = frozenset({"Link", "Quote", "Code", "Reference", "Span"})

# Types that hold text themselves; text in any other is put in a paragraph there.
HOLDS_TEXT: Final = INLINE | {"P", "H1", "H2", "H3", "H4", "H5", "H6", "Caption", "Lbl"}

# Types that are there though nothing is in them: rows of a table have as many cells.
CELLS: Final = frozenset({"TH", "TD"})

# CSS counter style → ListNumbering (ISO 32000-1, table 347). Other names and strings are
# drawn as bullets in ``ul`` and as some script's decimal digits in ``ol``.
LIST_NUMBERING: Final = MappingProxyType(
    {
        "none": "None",
        "circle": "Circle",
        "square": "Square",
        "upper-roman": "UpperRoman",
        "lower-roman": "LowerRoman",
        "upper-alpha": "UpperAlpha",
        "upper-latin": "UpperAlpha",
        "lower-alpha": "LowerAlpha",
        "lower-latin": "LowerAlpha",
    }
)
DEFAULT_LIST_NUMBERING: Final = MappingProxyType({"ul": "Disc", "ol": "Decimal"})
