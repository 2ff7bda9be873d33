"""What style sheets ask for is on the page: indents, figures, bullets, figures of heads."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from typeset.setting import boxes_of, main_lines, markup_of, written
from weasyprint.formatting_structure import boxes

from publish.typeset.engine import lay_out, write_pdf

CHINESE = """\
## 序言

我们这些港口城市的小阅览室管理员，聚集在一起，讨论书架应当怎样向所有走进来的人开放，

并且希望各个城市之间的读者能够互相借阅书籍。

## 第一条

阅览室的门每天早晨打开，任何人进来时都不必出示证件，不必付费，也不必说明来意。

- 第一项

- 第二项
"""


def first_lines(page: Any) -> Iterator[tuple[Any, Any]]:
    """The paragraphs of a page, each with the first text in it."""
    for box in page._page_box.descendants():
        if isinstance(box, boxes.BlockBox) and box.element_tag == "p":
            text = next((each for each in box.descendants() if hasattr(each, "text")), None)
            if text is not None:
                yield box, text


@pytest.mark.parametrize(("language", "characters"), [("zh", 2), ("zh-Hant", 2), ("ja", 1)])
def test_every_paragraph_of_east_asia_is_indented(
    tmp_path: Path, language: str, characters: int
) -> None:
    """The first below a head, too; one that is an item is not."""
    folder = written(tmp_path / "trial", CHINESE, language)
    page = lay_out(markup_of(folder, language)).document.pages[1]
    body = next(boxes_of("body", page))
    indents = {
        text.text[:2]: (text.position_x - box.content_box_x()) / text.style["font_size"]
        for box, text in first_lines(page)
        if any(box is each for each in body.descendants())
    }
    assert indents.pop("第一") == pytest.approx(0)
    assert indents.pop("第二") == pytest.approx(0)
    assert len(indents) == 3
    assert [*indents.values()] == pytest.approx([characters] * 3)


def test_latin_paragraphs_after_a_head_are_flush(tmp_path: Path) -> None:
    folder = written(tmp_path / "trial", "## Head\n\nFirst.\n\nSecond.")
    page = lay_out(markup_of(folder)).document.pages[1]
    indents = {text.text: text.position_x - box.content_box_x() for box, text in first_lines(page)}
    assert indents["First."] == 0 < indents["Second."]


def test_figures_of_the_text_are_old_style_and_those_of_heads_are_not(tmp_path: Path) -> None:
    """And both are read as the figures that they are."""
    import pypdfium2

    folder = written(tmp_path / "trial", "## In 1936\n\nThere were 1938 of them.")
    layout = lay_out(markup_of(folder))
    kinds = {
        text.text: text.style["font_variant_numeric"]
        for line in main_lines(layout.document.pages[1])
        for text in line.descendants()
        if hasattr(text, "text")
    }
    assert kinds["In 1936"] == ("lining-nums",)
    assert kinds["There were 1938 of them."] == ("oldstyle-nums",)
    with pypdfium2.PdfDocument(write_pdf(layout)) as document:
        words = document[1].get_textpage().get_text_bounded()
    assert "In 1936" in words
    assert "There were 1938 of them." in words


def test_bullets_are_larger_than_the_face_has_them(tmp_path: Path) -> None:
    """And stand on the line of their item."""
    page = lay_out(markup_of(written(tmp_path / "trial", "- item"))).document.pages[1]
    texts = {
        text.text.strip(): text
        for line in main_lines(page)
        for text in line.descendants(placeholders=True)
        if hasattr(text, "text")
    }
    bullet, item = texts["•"], texts["item"]
    assert bullet.style["font_size"] > item.style["font_size"]
    assert bullet.position_y + bullet.baseline == pytest.approx(item.position_y + item.baseline)
