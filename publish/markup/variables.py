"""What style sheets take from the language: faces in order, counters, script classes."""

from __future__ import annotations

import re
from typing import Final

from publish.fonts.library import Library
from publish.language.numerals import css_counter
from publish.language.profile import Profile
from publish.language.scripts import script_of_tag

_CLASS: Final = re.compile(r"\bscript-([A-Z][a-z]{3})\b")


def script_class(tag: str) -> str:
    """The class by which style sheets know a script, such as ``script-Arab``."""
    return f"script-{script_of_tag(tag)}"


def script_classes(profile: Profile) -> str:
    """Classes of a document's root: its script, and how its lines are filled."""
    return f"script-{profile.script} {'justified' if profile.justified else 'ragged'}"


def page_rules(profile: Profile, fonts: Library, html: str | None = None) -> str:
    """A style sheet of what depends on the language: faces, and page and list numerals.

    ``html`` is the document, if it is known: of the lists of faces, which get long where all
    families are installed, it is given those of its own scripts.
    """
    own = profile.tag
    scripts = fonts.scripts if html is None else sorted({*_CLASS.findall(html)})
    faces = "\n".join(
        f".script-{script} {{ --text-face: {_families(fonts.stack(script, 'text', own))};"
        f" --display-face: {_families(fonts.stack(script, 'display', own))} }}"
        for script in dict.fromkeys((profile.script, *scripts))
    )
    counter = css_counter(profile.numerals)
    return (
        f"{faces}\n"
        f"@page {{ font-family: {_families(fonts.stack(profile.script, 'text', own))} }}\n"
        f"@page :left {{ @bottom-left {{ content: counter(page, {counter}) }} }}\n"
        f"@page :right {{ @bottom-right {{ content: counter(page, {counter}) }} }}\n"
        f"ol {{ list-style-type: {counter} }}\n"
        f"::footnote-call {{ content: counter(footnote, {counter}) }}\n"
        f"::footnote-marker {{ content: counter(footnote, {counter}) }}\n"
    )


def _families(names: tuple[str, ...]) -> str:
    return ", ".join(f'"{name}"' for name in names)
