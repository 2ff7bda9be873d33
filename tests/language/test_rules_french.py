"""French spaces; a tilde stands for U+00A0, an underscore for U+202F."""

from __future__ import annotations

import pytest

from publish.language.profile import BOUNDARY as B
from publish.language.profiles import profile
from publish.language.rules.edits import NARROW_NBSP, NBSP


@pytest.mark.parametrize(
    ("text", "dressed"),
    [
        ("Unissez-vous!", "Unissez-vous_!"),
        ("Unissez-vous !", "Unissez-vous_!"),
        ("Quoi?! Oui; non", "Quoi_?! Oui_; non"),
        (f"{B}Quoi{B}?", f"{B}Quoi{B}_?"),
        ("Voici: la liste", "Voici~: la liste"),
        ("Voici :", "Voici~:"),
        ("à 10:30, au 1:500", "à 10:30, au 1:500"),
        ("voir https://a.b/c?d=1;e : ici", "voir https://a.b/c?d=1;e~: ici"),
        ("(!) ¿?", "(!) ¿?"),
        ("« déjà » «là»", "«_déjà_» «_là_»"),
        ('il a dit "oui".', "il a dit «_oui_»."),
        ('"le "Capital""', "«_le «_Capital_»_»"),
        ('"Oui!"', "«_Oui_!_»"),
        ('l\'"État"?', "l’«_État_»_?"),
    ],
)
def test_french_spaces(text: str, dressed: str) -> None:
    shown = profile("fr", "en").dress(text).replace(NBSP, "~").replace(NARROW_NBSP, "_")
    assert shown == dressed


def test_other_languages_have_none() -> None:
    assert profile("it", "fr").dress("Unitevi!") == "Unitevi!"
