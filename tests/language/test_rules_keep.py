"""What stays on one line; a tilde stands for a no-break space."""

from __future__ import annotations

import pytest

from publish.language.profile import BOUNDARY as B
from publish.language.profiles import profile
from publish.language.rules.edits import NBSP


def _shown(text: str, tag: str) -> str:
    return profile(tag, "en").dress(text).replace(NBSP, "~")


@pytest.mark.parametrize(
    ("text", "dressed"),
    [
        ("мир и труд в доме", "мир и~труд в~доме"),
        ("И в доме", "И~в~доме"),
        ("в «Правде» и №", "в~«Правде» и~№"),
        ("в\nдоме", "в~доме"),
        (f"в{B} {B}доме", f"в{B}~{B}доме"),
        ("ив доме", "ив доме"),
        ("из-за в-доме", "из-за в-доме"),
        ("что бы ни было же", "что~бы ни~было~же"),
        ("мир — труд", "мир~— труд"),
        ("мир - труд", "мир~— труд"),
        ("В. И. Ленин", "В.~И.~Ленин"),
        ("В.И. Ленин", "В.И.~Ленин"),
        ("Ленин В. И.", "Ленин~В.~И."),
        ("и т. д., и т.д.", "и~т.~д., и~т.д."),
        ("до н. э.", "до~н.~э."),
        ("22 октября 2023 г.", "22~октября 2023~г."),
        ("в 1917 году", "в~1917~году"),
        ("№ 5, § 7, 5 %, 10 км", "№~5, §~7, 5~%, 10 км"),
        ("23-й встречи", "23-й встречи"),
    ],
)
def test_russian(text: str, dressed: str) -> None:
    assert _shown(text, "ru") == dressed


@pytest.mark.parametrize(
    ("tag", "text", "dressed"),
    [
        ("en", "No. 5, p. 7, 5 km, 30 %", "No.~5, p.~7, 5~km, 30~%"),
        ("en", "5 kmph in 2023 m", "5 kmph in 2023~m"),
        ("en", "on 20-22 October", "on 20–22~October"),
        ("en", "J. P. Morgan met H. G. Wells", "J.~P.~Morgan met H.~G.~Wells"),
        ("en", "plan b. then", "plan b. then"),
        ("de", "z. B. am 20. Oktober", "z.~B. am 20.~Oktober"),
        ("es", "EE. UU., 20 de octubre", "EE.~UU., 20~de octubre"),
        ("he", "20 באוקטובר", "20~באוקטובר"),
        ("ar", "الطبقي و العمليات والقيود", "الطبقي و~العمليات والقيود"),
        ("fa", "این و آن", "این و آن"),
        ("el", "π. χ. σελ. 5", "π.~χ. σελ.~5"),
    ],
)
def test_other_languages(tag: str, text: str, dressed: str) -> None:
    assert _shown(text, tag) == dressed
