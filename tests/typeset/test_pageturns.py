"""No word has to be read across a page turn."""

from __future__ import annotations

from publish.fonts.library import open_library
from publish.typeset.engine import use_fonts
from publish.typeset.hyphenation import Patterns
from publish.typeset.linebreaks import line_breaks
from publish.typeset.pageturns import divided_words

WORDS = "incomprehensible circumstances notwithstanding, " * 30
HTML = f"""<style>
@page {{ size: 52mm 31mm; margin: 3mm; @top-left {{ content: "a head" }} }}
p {{ font: 10pt/12pt 'Source Serif 4'; hyphens: auto; orphans: 1; widows: 1 }}
</style><html lang="en"><p>{WORDS}"""


def divided(whole: frozenset[str]) -> frozenset[str]:
    use_fonts(open_library().installed)
    import weasyprint

    patterns = Patterns("en", "en_GB", capitals=False, whole=whole)
    with line_breaks(patterns):
        return divided_words(weasyprint.HTML(string=HTML).render().pages)


def test_words_divided_by_a_page_turn_are_found_and_then_kept_whole() -> None:
    found = divided(frozenset())
    assert found
    assert found <= {"incomprehensible", "circumstances", "notwithstanding"}
    assert not divided(frozenset({"incomprehensible", "circumstances", "notwithstanding"}))
