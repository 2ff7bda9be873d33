"""Names of the facts: a word that only begins like one is none."""

from __future__ import annotations

from pathlib import Path

import pytest

from publish.collate.collate import collate
from publish.collate.collation import Kind
from publish.collate.countries import find
from publish.content.load import load


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("Geneva", "the report of the Secretary-General,", None),
        ("Geneva", "met in Geneva, in general", "Geneva"),
        ("Geneva", "the Generals met", None),
        ("Paris", "a Parisian room", None),
        ("Paris", "the comparison of", None),
        ("Rome", "a romantic room", None),
        ("Bern", "in Bernard's room", None),
        ("Женева", "встреча в Женеве прошла", "Женеве"),
        ("Женева", "по поручению генерального секретаря", None),
        ("Измир", "в Измире", "Измире"),
        ("Афины", "в Афинах", "Афинах"),
        ("Москва", "Московский договор", None),
        ("Объединённые Нации", "Устав Объединённых Наций", "Объединённых Наций"),
        ("جنيف", "اجتماع في جنيف", "جنيف"),
        ("日内瓦", "在日内瓦举行", "日内瓦"),
    ],
)
def test_a_whole_name(name: str, text: str, expected: str | None) -> None:
    found = find(name, text, whole=True)
    assert (text[slice(*found)] if found else None) == expected


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("Taking note of the report of the Secretary-General,", False),
        ("Taking note of what was said in Geneva,", True),
    ],
)
def test_a_title_is_no_town(source: str, found: bool, tmp_path: Path) -> None:
    folder = tmp_path / "x"
    folder.mkdir()
    facts = 'schema = 1\nsource_language = "en"\n[event]\nplace = { en = "Geneva", ar = "جنيف" }\n'
    (folder / "statement.toml").write_text(facts, "utf-8")
    words = {"en": source, "ar": "وإذ تحيط علما بتقرير الأمين العام،"}
    for language, text in words.items():
        (folder / f"{language}.md").write_text(f'+++\ntitle = "T"\n+++\n\n{text}\n', "utf-8")
    kinds = {difference.kind for difference in collate(load(folder)).differences()}
    assert (Kind.NAMES in kinds) is found
