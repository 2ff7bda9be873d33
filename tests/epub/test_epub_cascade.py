"""Characters go to the faces that CSS would choose for them."""

from collections.abc import Mapping

import pytest
from lxml import etree

from publish.epub.cascade import Wish, wishes

CSS = """
.latin { font-family: "Roman", serif }
.arabic { font-family: "Naskh", "Roman", serif }
h1, strong { font-weight: bold }
em { font-style: italic }
.arabic em { font-style: normal; font-weight: bold }
.latin .light { font-weight: 300 }
@media print { strong { font-style: italic } }
p::before { font-weight: 900 }
"""

ROMAN, NASKH = ("Roman",), ("Naskh", "Roman")


def asked(body: str, numerals: str = "") -> Mapping[Wish, str]:
    document = etree.fromstring(f'<html class="latin"><head>X</head><body>{body}</body></html>')
    found = wishes([document], CSS, numerals)
    return {wish: "".join(sorted(characters)) for wish, characters in found.items()}


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<p>a</p>", {Wish(ROMAN): "a"}),
        ("<p>a<em>b</em>c</p>", {Wish(ROMAN): "ac", Wish(ROMAN, italic=True): "b"}),
        ("<h1><em>a</em></h1>", {Wish(ROMAN, 700, italic=True): "a"}),
        ('<p class="arabic">a<em>b</em></p>', {Wish(NASKH): "a", Wish(NASKH, 700): "b"}),
        ('<p><strong class="light">a</strong></p>', {Wish(ROMAN, 300): "a"}),
        ("<p>a</p><!-- b --><p>a</p>", {Wish(ROMAN): "a"}),
    ],
    ids=["inherited", "until the element ends", "both", "by class", "most specific", "shown"],
)
def test_style_decides_which_face_a_character_needs(
    body: str, expected: Mapping[Wish, str]
) -> None:
    assert asked(body) == expected


def test_an_ordered_list_needs_its_numerals() -> None:
    """They are in no text, but a reading system draws them with the list's face."""
    assert asked("<ol><li>a</li></ol><ul><li>b</li></ul>", "12.") == {Wish(ROMAN): ".12ab"}
