"""How the texts of a statement are fitted to their pages, all of its languages together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Final

from publish.content.statement import Statement
from publish.editions import EDITIONS
from publish.errors import Place, Problem, PublishError
from publish.house.house import House
from publish.markup.fit import Fit

if TYPE_CHECKING:
    from publish.design.design import Design
    from publish.fonts.library import Library
    from publish.text.dressed import Text
    from publish.typeset.fitting import Fitted, Ladder, Outcome, Setting

PAMPHLET: Final = EDITIONS["pamphlet"]
"""The edition that is fitted, and with it all that are made of its pages."""


def start(house: House) -> Fit:
    """How a text is set that is not to be fitted."""
    return Fit(title=house.title or "page")


def laid_out(setting: Setting, house: House, fit: Fit | None) -> Fitted:
    """A text in the fit that was found for it, or as it comes where there is none."""
    from publish.typeset.engine import lay_out
    from publish.typeset.fitting import Fitted, as_it_comes

    if fit:
        return Fitted(fit, lay_out(setting(fit)))
    return as_it_comes(setting, start(house))


def outcomes(
    statement: Statement,
    house: House,
    fonts: Library,
    design: Design,
    modified: datetime | None = None,
    languages: Sequence[str] | None = None,
) -> Mapping[str, Outcome]:
    """What comes of fitting each language's pamphlet, as alike as can be.

    None of ``languages`` means all. ``modified`` replaces the date that the content gives. A
    language that cannot be set is left out: the making of it says what is wrong.
    """
    from publish.text.edit import edit
    from publish.typeset.engine import use_fonts
    from publish.typeset.fitting import fitted

    use_fonts(fonts.installed)
    ladders: dict[str, Ladder] = {}
    for tag in statement.languages if languages is None else languages:
        try:
            text = edit(statement, tag, modified=modified).naming(fonts.draws)
            ladders[tag] = _ladder(text, house, fonts, design)
        except PublishError:
            continue
    return fitted(ladders, house.multiple)


def shortfall(outcome: Outcome, statement: Statement, language: str) -> Problem | None:
    """What to say of a text that does not come in as few pages as it should; None if it does."""
    if not outcome.lines_too_many:
        return None
    return Problem(
        f"the pamphlet has {outcome.pages} pages; for {outcome.goal} it has "
        f"{outcome.lines_too_many} lines too many.",
        Place(statement.translations[language].path),
        "Shorten the text by as much, or leave it: the sheets have blank pages then.",
    )


def _ladder(text: Text, house: House, fonts: Library, design: Design) -> Ladder:
    """The ways to set a text, which has been laid out as it comes."""
    from publish.markup.pages import page_markup
    from publish.text.words import characters
    from publish.typeset.fitting import Ladder

    fonts.check(characters(text), text.profile.script)
    ladder = Ladder(
        lambda fit: page_markup(text, PAMPHLET, fonts, design, fit),
        start(house),
        title=house.title is None,
    )
    ladder.at(0)
    return ladder
