"""Statements: a good one, with one or two things of it changed to something strange."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final
from urllib.parse import quote

from fuzz import strange
from fuzz.cases import ROOT_SIGN, Folder, Link, Node, Pipe
from fuzz.pictures import MADE, pictures
from hypothesis import strategies as st

FACTS: Final = (
    "schema = 1",
    'source_language = "en"',
    'kind = "resolution"',
    'status = "final"',
    "adopted = 2024-05-01",
    "published = 2024-05-02T10:00:00",
    'source = "https://example.org/bread"',
    'symbol = "A/RES/79/201"',
    'subjects = ["bread", "ovens"]',
    "revised = 2024-06-01T10:00:00",
    'issued_by = { en = "Council of Bakers", ar = "مجلس الخبازين" }',
    "[event]",
    'name = { en = "Meeting of Bakers", ar = "لقاء الخبازين" }',
    'place = { en = "Valletta", ar = "فاليتا" }',
    'country = "MT"',
    "starts = 2024-04-30",
    "ends = 2024-05-02",
    "[[signatories]]",
    'heading = { en = "Bakers" }',
    'members = [{ name = { en = "The Old Oven" }, country = "TN", signed_on = 2024-05-01 }]',
    "[[upcoming]]",
    'name = { en = "Second Meeting" }',
    "starts = 2026-05-01",
    "ends = 2026-05-02",
    "[[revisions]]",
    "on = 2024-06-01",
    'note = { en = "A loaf.", ar = "رغيف." }',
)
"""Lines of a good ``statement.toml``."""

WORDS: Final[Mapping[str, tuple[str, ...]]] = {
    "en": (
        "{.salutation}\nDear bakers,",
        "{.lead #lead}\nEverybody needs *bread*, and some have **none**.[^a]",
        "## What we ask",
        "1. Ovens for all;\n2. flour for [all](https://example.org/flour).\n   - rye\n   - wheat",
        "> A loaf is a loaf, said [خباز]{lang=ar}.",
        "[^a]: A loaf a day, 1931-1938.",
        "{.operative}\n5. Decides: {#bake}\n   1. to bake;\n6. Asks what [](#bake) asks.",
        "| Oven | Loaves |\n|---|---:|\n| Old | 12 |\n\n{.caption}\nLoaves by oven",
        "Loaf\n: what is baked",
        "{.verse}\nFlour and water,\nsalt and fire",
        "{.annex}\n## Ovens",
        "{.signature}\nFor the Meeting,\\\nits secretary",
        "{.slogan}\nBake and share!",
    ),
    "ar": (
        "{.salutation}\nأيها الخبازون الأعزاء،",
        "{.lead #lead}\nكل الناس يحتاجون *الخبز*، وبعضهم **لا يجده**.[^a]",
        "## ما نطلبه",
        "1. أفران للجميع؛\n2. طحين [للجميع](https://example.org/flour).\n   - شعير\n   - قمح",
        "> الرغيف رغيف، هكذا قال [baker]{lang=en}.",
        "[^a]: رغيف كل يوم، 1931-1938.",
        "{.operative}\n5. يقرر: {#bake}\n   1. أن يخبز؛\n6. يطلب ما تطلبه [](#bake).",
        "| الفرن | الأرغفة |\n|---|---:|\n| القديم | 12 |\n\n{.caption}\nالأرغفة حسب الفرن",
        "رغيف\n: ما يُخبز",
        "{.verse}\nطحين وماء،\nوملح ونار",
        "{.annex}\n## الأفران",
        "{.signature}\nعن اللقاء،\\\nأمينه",
        "{.slogan}\nاخبز وشارك!",
    ),
}
"""Blocks of two good texts."""

TITLES: Final = {"en": "Bread for Everybody", "ar": "الخبز للجميع"}

GOOD: Final[Mapping[str, bytes]] = {
    "content/good/statement.toml": b'schema = 1\nsource_language = "en"\nadopted = 2024-05-01\n',
    "content/good/en.md": b'+++\ntitle = "Salt"\n+++\n\nBread wants salt.\n',
}
"""A small statement that stands beside the others: it is to come out, whatever they are."""


def facts_file(lines: tuple[str, ...] | list[str] = FACTS) -> bytes:
    """The lines as a file."""
    return encoded("\n".join(lines) + "\n")


def words_file(language: str, blocks: tuple[str, ...] | list[str] | None = None) -> bytes:
    """The blocks as the file of a language."""
    body = "\n\n".join(WORDS[language] if blocks is None else blocks)
    return encoded(f'+++\ntitle = "{TITLES[language]}"\n+++\n\n{body}\n')


def encoded(text: str) -> bytes:
    """UTF-8, whatever stands in the text."""
    return text.encode("utf-8", "surrogatepass")


# --- Facts --------------------------------------------------------------------------


@st.composite
def facts(draw: st.DrawFn) -> bytes:
    """A ``statement.toml`` with a few lines changed, added, doubled or lost."""
    lines = list(FACTS)
    for _ in range(draw(st.sampled_from((1, 1, 2)))):
        at = draw(st.integers(draw(st.sampled_from((0, 2, 2, 2))), len(lines) - 1))
        how = draw(
            st.sampled_from(
                ("value",) * 4 + ("localised",) * 4 + ("text", "text", "add", "double", "lose")
            )
        )
        key, _, good = lines[at].partition(" = ")
        match how:
            case "value":
                lines[at] = f"{key} = {draw(strange.values_like(good))}"
            case "add":
                lines.insert(at, f"{draw(strange.keys)} = {draw(strange.values)}")
            case "localised":
                tables = st.lists(st.tuples(strange.tags, strange.texts), max_size=3)
                pairs = (f"{basic(tag)} = {basic(text)}" for tag, text in draw(tables))
                lines[at] = f"{key} = {{ {', '.join(pairs)} }}"
            case "double":
                lines.insert(at, lines[at])
            case "lose":
                del lines[at]
            case "text":
                lines[at] = f"{key} = {basic(draw(strange.texts))}"
    return strange.bent(facts_file(lines), draw(strange.bends))


def basic(text: str) -> str:
    """A basic string of TOML, with all that has to be escaped."""
    escaped = "".join(c if c.isprintable() and c not in '"\\' else f"\\U{ord(c):08x}" for c in text)
    return f'"{escaped}"'


# --- Words --------------------------------------------------------------------------

_ATTRIBUTES: Final = (
    "{.lead}",
    "{.slogan #a}",
    "{#a}",
    "{#lead}",
    "{.operative}",
    "{.annex}",
    "{.verse}",
    "{.caption}",
    '{numbers="(a)"}',
    "{.nothing}",
    "{}",
    "{ }",
    "{.}",
    "{#}",
    "{#ü}",
    "{lang=ar}",
    "{lang=..}",
    "{style=x}",
    "{.lead .slogan}",
    "{{ x }}",
    "{.lead",
    "{.lead}{.slogan}",
    "  {.lead}",
    "> {.lead}",
    "- {.lead}",
)

_PATTERNS: Final = (
    "{0}",
    "*{0}*",
    "**{0}**",
    "***{0}*",
    "_{0}_ *{1}* **{2}**",
    "`{0}`",
    "```\n{0}\n```",
    "    {0}",
    "# {0}",
    "## {0}",
    "### {0}",
    "#### {0}",
    "{0}\n===",
    "{0}\n---",
    "- {0}\n- {1}",
    "* {0}\n  * {1}\n    * {2}",
    "7. {0}\n9. {1}",
    "999999999. {0}",
    "1) {0}\n\n   {1}",
    "- [ ] {0}\n- [x] {1}",
    "> {0}\n>> {1}\n>>> {2}",
    "{0}\n: {1}",
    "| {0} | {1} |\n|---|:-:|\n| a | b |",
    "| {0} | {1} |\n| a | b |",
    "[{0}](https://example.org/{1})",
    "[{0}](<{1}>)",
    "[{0}](#lead)",
    "[](#lead)",
    "[{0}](#nowhere)",
    "[{0}](mailto:{1})",
    "[{0}](http://{1}/)",
    '[{0}]({1} "{2}")',
    "[{0}]",
    "[{0}][{1}]",
    "[{0}]: {1}",
    "<https://example.org/{0}>",
    "{0}[^{1}]",
    "{0}[^a]",
    "[^{0}]: {1}",
    "{0}[^b]\n\n[^b]: {1}[^b]",
    "{0}[^b]\n\n[^b]: - {1}\n\n      > {2}",
    "[{0}]{{lang=ar}}",
    "[{0}]{{lang={1}}}",
    "[{0}]{{dir=rtl}}",
    "[{0}]{{.lead}}",
    "![{0}](images/a.png)",
    "![{0}](images/a.png){{width=60mm}}",
    '![{0}](images/a.png "{1}")',
    "a ![{0}](images/a.png) b",
    "![](images/a.png)",
    "![{0}]({1})",
    "{{{0}|{1}}}",
    "~~{0}~~",
    "<<<<<<< ours\n{0}\n=======\n{1}\n>>>>>>> theirs",
    "<div>{0}</div>",
    "<!-- {0} -->",
    "{{% include {0} %}}",
    "{0}  \n{1}\\\n{2}",
    "***",
    "---",
    "TODO: {0}",
    "\"{0}\" '{1}' -- {2}...",
    "{0} ({1} [{2}",
    "{0}: 10-12, 1/2, 3 x 4, 50%, 150cm, {1}",
)


_SOUND: Final = (
    "{0}",
    "{0}\n{1}",
    "*{0}* **{1}** {2}",
    "## {0}",
    "### {0}\n\n{1}",
    "- {0}\n- {1}\n\n  {2}",
    "1. {0}\n2. {1}\n   - {2}",
    "> {0}\n>\n> {1}",
    "[{0}](https://example.org/x)",
    "[{0}](#lead)",
    "{0}[^b] {1}\n\n[^b]: {2}",
    "a{0}[^b]{1}[^c]\n\n[^b]: {2}\n\n[^c]: {0}\n\n    {1}",
    "[{0}]{{lang=ar}} [{1}]{{dir=rtl}}",
    "{{.slogan}}\n{0}",
    "{{.signature}}\n{0}\\\n{1}",
    "{{.operative #q}}\n1. {0}\n2. {1}",
    "{0} \"{1}\" '{2}' 10-12 -- ...",
)
"""Patterns that a text may have."""


def filled(pattern: str, words: tuple[str, ...]) -> str:
    """A pattern with words in its places."""
    return pattern.format(*words)


_plain = st.sampled_from(("a", "خبز", "Bread and *salt*"))

blocks = st.one_of(
    st.builds(filled, st.sampled_from(_SOUND), st.tuples(*[strange.texts] * 3)),
    st.builds(filled, st.sampled_from(_SOUND), st.tuples(*[strange.mild] * 3)),
    st.builds(filled, st.sampled_from(_PATTERNS), st.tuples(*[strange.texts] * 3)),
    st.builds(filled, st.sampled_from(_PATTERNS), st.tuples(*[_plain] * 3)),
    st.builds(
        lambda attribute, pattern, words: f"{attribute}\n{filled(pattern, words)}",
        st.sampled_from(_ATTRIBUTES),
        st.sampled_from(_PATTERNS),
        st.tuples(*[_plain] * 3),
    ),
    st.builds(
        lambda sign, depth, text: sign * depth + text,
        st.sampled_from(("> ", "- ", "1. ", "  ", "[", "*", "#")),
        st.sampled_from((3, 30, 300)),
        strange.words,
    ),
)
"""A block of Markdown, good or not."""


@st.composite
def front(draw: st.DrawFn, language: str) -> str:
    """Front matter, most often good."""
    good = f'+++\ntitle = "{TITLES[language]}"\n+++\n'
    how = draw(st.integers(0, 15))
    if how < 11:
        return good
    if how < 14:
        key = draw(st.sampled_from(strange.FRONT_KEYS))
        value = draw(st.one_of(st.builds(basic, strange.texts), strange.values))
        more = "" if key == "title" else f'title = "{TITLES[language]}"\n'
        return f"+++\n{more}{key} = {value}\n+++\n"
    return draw(
        st.sampled_from(
            (
                "",
                "+++\n",
                "+++\n+++\n",
                "---\ntitle: Bread\n---\n",
                good.replace("+++\n", "++++\n"),
                good.replace("+++\n", "+++ \n"),
                "\n" + good,
                good + good,
                good[:-2],
            )
        )
    )


@st.composite
def words(draw: st.DrawFn, language: str) -> bytes:
    """The file of a language, with a few blocks changed, added, moved or lost."""
    body = list(WORDS[language])
    for _ in range(draw(st.sampled_from((1, 1, 2)))):
        at = draw(st.integers(0, len(body) - 1))
        match draw(st.sampled_from(("add",) * 5 + ("change", "lose", "double", "move"))):
            case "add":
                body.insert(at, draw(blocks))
            case "change":
                body[at] = draw(blocks)
            case "lose" if len(body) > 1:
                del body[at]
            case "double":
                body.append(body[at])
            case _:
                body.insert(0, body.pop(at))
    text = encoded(draw(front(language)) + "\n" + "\n\n".join(body) + "\n")
    return strange.bent(text, draw(strange.bends))


# --- Folders ------------------------------------------------------------------------

_INSTEAD: Final[tuple[Node, ...]] = (
    Pipe(),
    Folder(),
    Link("/dev/zero"),
    Link("/dev/tty"),
    Link("en.md"),
    Link("statement.toml"),
    Link("../good/en.md"),
    Link("../../../outside/en.md"),
    Link("../../../outside/statement.toml"),
    Link(f"{ROOT_SIGN}/far/away/outside/en.md"),
    Link("nowhere"),
    Link("/proc/self/mem"),
    Link("/proc/self/environ"),
    b"",
)
"""What may stand where a file is looked for."""

_FOLDERS: Final[tuple[Node, ...]] = (
    Link("st"),
    Link("."),
    Link(".."),
    Link("/"),
    Link("../../outside"),
    Link("loop"),
    Folder(),
    Pipe(),
    b"words\n",
)
"""What may stand among the folders of statements."""


@st.composite
def oddities(draw: st.DrawFn) -> dict[str, Node]:
    """Something that has no business in a folder of statements."""
    match draw(st.sampled_from(("file", "instead", "folder", "house", "slug"))):
        case "file":
            name = draw(st.sampled_from(strange.NAMES))
            node = draw(st.one_of(st.just(words_file("ar")), st.sampled_from(_INSTEAD)))
            return {f"content/st/{name}": node}
        case "instead":
            name = draw(st.sampled_from(("statement.toml", "en.md", "ar.md", "images", "fr.md")))
            return {f"content/st/{name}": draw(st.sampled_from(_INSTEAD))}
        case "folder":
            name = draw(st.sampled_from(("another", "loop", "a b", "zz")))
            return {f"content/{name}": draw(st.sampled_from(_FOLDERS))}
        case "house":
            name = draw(st.sampled_from(("publish.toml", "house/x.svg", "themes/x", "fonts/x.ttf")))
            return {f"content/{name}": draw(st.one_of(facts(), st.sampled_from(_INSTEAD)))}
        case _:
            slug = draw(st.sampled_from(strange.SLUGS))
            return {
                f"content/{slug}/statement.toml": facts_file(),
                f"content/{slug}/en.md": words_file("en"),
            }


def statement() -> dict[str, Node]:
    """The good statement, and the small one beside it."""
    return {
        **GOOD,
        "content/st/statement.toml": facts_file(),
        "content/st/en.md": words_file("en"),
        "content/st/ar.md": words_file("ar"),
    }


@st.composite
def statements(draw: st.DrawFn) -> dict[str, Node]:
    """The good statement with one or two things changed, and the small one beside it."""
    nodes = statement()
    kinds = ("facts", "en", "en", "en", "ar", "ar", "tag", "picture", "picture", "odd")
    number = draw(st.sampled_from((1, 1, 2)))
    for kind in draw(st.lists(st.sampled_from(kinds), min_size=number, max_size=number)):
        changed: Any = {}
        match kind:
            case "facts":
                changed = {"content/st/statement.toml": draw(facts())}
            case "en" | "ar":
                changed = {f"content/st/{kind}.md": draw(words(kind))}
            case "tag":
                changed = {f"content/st/{draw(strange.tags)}.md": words_file("ar")}
            case "picture":
                changed = draw(shown())
            case "odd":
                changed = draw(oddities())
        nodes |= changed
    return nodes


@st.composite
def shown(draw: st.DrawFn) -> dict[str, Node]:
    """A picture, and a text that shows it."""
    place, which = draw(pictures)
    address = quote(place) if draw(st.booleans()) else place
    pattern = draw(
        st.sampled_from(
            (
                "![Bread]({})",
                "Words ![bread]({}) and words.",
                "- ![Bread]({})",
                "![]({})",
                "[^p]: ![Bread]({})\n\nSee.[^p]",
                "## ![Bread]({})",
                "[![Bread]({})](https://example.org/)",
            )
        )
    )
    text = words_file("en", [*WORDS["en"], pattern.format(address)])
    return {f"content/st/{place}": MADE[which](), "content/st/en.md": text}
