"""What an editor is told about characters that no face has: which, where, what to do, briefly."""

from pathlib import Path

import pytest

from publish.errors import FontError, Place
from publish.fonts.check import check
from publish.fonts.coverage import Coverage
from publish.fonts.suggestions import Suggestion, load
from publish.resources import fonts_dir

HINDI = "हम भारत के लोग, भारत को एक सम्पूर्ण प्रभुत्व सम्पन्न गणराज्य बनाने के लिए।"
PATH = Path("content/example/hi.md")
SUGGESTIONS = {
    "Deva": Suggestion(family="Noto Sans Devanagari", registry="PyPI", package="fontpkg-deva")
}


def told(coverage: Coverage, *uses: tuple[str, Place]) -> list[str]:
    with pytest.raises(FontError) as caught:
        check(uses, coverage, SUGGESTIONS)
    return [str(problem) for problem in caught.value.problems]


def test_a_text_that_can_be_set_passes(coverage: Coverage) -> None:
    check([("Измир Izmir إزمير Σμύρνη איזמיר", Place(PATH, 1))], coverage, {})


def test_one_character_is_named_with_its_places_and_a_remedy(coverage: Coverage) -> None:
    other = Place(Path("content/example/statement.toml"), 3)
    assert told(coverage, ("aह", Place(PATH, 2)), ("हह", Place(PATH, 9)), ("ह", other)) == [
        "content/example/hi.md:2: No installed face has this Devanagari character: "
        "ह U+0939 DEVANAGARI LETTER HA (line 2, line 9, content/example/statement.toml:3). "
        "Add a face that has it, such as Noto Sans Devanagari (PyPI package fontpkg-deva), "
        "as docs/fonts.md shows."
    ]


def test_a_whole_language_is_one_short_message(coverage: Coverage) -> None:
    (message,) = told(coverage, *((HINDI, Place(PATH, line)) for line in range(2, 99)))
    assert message.startswith(f"{PATH}:2: No installed face has these ")
    assert "DEVANAGARI LETTER HA (line 2, line 3, line 4, ...)" in message
    assert "; and 22 more. Add a face that has them" in message
    assert len(message) < 500


def test_a_sign_shared_by_scripts_goes_with_the_letters(coverage: Coverage) -> None:
    """The danda is nobody's own (UAX #24), and must not ask for a face of symbols."""
    assert len(told(coverage, ("क।", Place(PATH, 2)))) == 1


def test_each_script_has_a_message_in_order_of_appearance(coverage: Coverage) -> None:
    thai, han, devanagari = told(coverage, ("ก中", Place(PATH, 2)), ("ख", Place(PATH, 3)))
    assert "this Thai character" in thai
    assert "this Han character" in han
    assert "this Devanagari character" in devanagari


def test_without_a_suggestion_the_docs_are_named_all_the_same(coverage: Coverage) -> None:
    (message,) = told(coverage, ("ก", Place(PATH, 2)))
    assert message.endswith("Add a face that has it as docs/fonts.md shows.")


@pytest.mark.parametrize("character", ["\ue000", "\u0378", "\U0010ffff", "\x00"])
def test_what_no_face_can_have_is_to_be_removed(coverage: Coverage, character: str) -> None:
    (message,) = told(coverage, (character, Place(PATH, 7)))
    assert f"U+{ord(character):04X} (no name) (line 7)" in message
    assert "take it out" in message


def test_a_mark_is_shown_on_a_circle_and_not_on_the_message(coverage: Coverage) -> None:
    (message,) = told(coverage, ("ि", Place(PATH, 1)))
    assert "\u25cc\u093f U+093F" in message


def test_the_project_s_suggestions_are_sound() -> None:
    suggestions = load(fonts_dir() / "suggestions.toml")
    assert suggestions["Deva"].package == "fontpkg-noto-sans-devanagari"
    assert {"Armn", "Geor", "Ethi", "Hani", "Thai", "Zyyy"} <= suggestions.keys()


def test_an_unfit_table_of_suggestions_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "suggestions.toml"
    path.write_text('[Deva]\nfamily = "x"\nregistry = "elsewhere"\npackage = "y"\n')
    with pytest.raises(FontError, match="registry"):
        load(path)
