"""What the contract does not have is told by its name and line; what is text is left alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from support import Publish

from publish.content import markdown
from publish.content.load import load
from publish.errors import ContentError

HERE = Path("en.md")

NAMED = {
    "struck out": [
        ("~~x~~", 1), ("a\nb ~~*x* y~~ c", 2), ("a ~~two\nlines~~ b", 1), ("- ~~x~~", 1),
    ],
    "box of a task list": [
        ("- [ ] todo", 1), ("- [x] done", 1), ("* [X] done", 1), ("1. [ ] todo", 1),
        ("a\n\n- b\n- [ ] c", 4), ("a - [ ] b", 1),
    ],
    "tag of a template": [
        ("{% include x %}", 1), ("a {{ page.title }} b", 1), ("{{x}}", 1), ("a\n<% if %>", 2),
        ("{# note #}", 1), ("${name}", 1), ("{{< figure >}}", 1), ("[a](https://x.org/{{x}})", 1),
        ("{{ *x* }}", 1),
    ],
    "a table": [
        ("| a | b |\n|---|\n| 1 | 2 |", 1), ("a | b\n---|---|---\n1 | 2", 1),
        ("Here:\n| a | b |\n|:-:|", 2), ("| a | b |\n| 1 | 2 |", 1), ("|a|b|\n|1|2|", 1),
        ("Name | Town\nAnna | Malta", 1), ("| one | two |", 1), ("> | a | b |\n> |---|", 1),
        ("+---+---+\n| a | b |\n+---+---+", 1), ("| **a** | b |\n|---|", 1),
    ],
    "highlighted": [("==x==", 1), ("a ==b **c** d== e", 1), ("++x++", 1)],
    "raised or lowered": [("x^2^", 1), ("19^th^ century", 1), ("H~2~O", 1)],
    "mathematics": [("$$x^2$$", 1), ("$$\na = b\n$$", 1), ("$\\alpha$", 1)],
    "container": [("::: note", 1), ("a\n\n:::", 3), ("!!! note", 1), ("> [!NOTE]\n> a", 1)],
    "double brackets": [("[[a]]", 1), ("![[a.png]]", 1), ("[[a|b]]", 1)],
    "table of contents": [("[TOC]", 1), ("[[toc]]", 1)],
    "definition has no term": [(": words", 1), ("Two\nlines\n: words", 3)],
    "(ruby)": [("{漢字|かんじ}", 1), ("本は{漢字|かんじ}です", 1)],
    "footnote mark": [("a^[note]", 1), ("a [^my note]", 1)],
    "no footnote": [("a[^1]", 1)],
    "refers to the footnote": [("a\n\n[^1]: b", 3)],
    "definition that is not there": [("[a][b]", 1), ("[a][]", 1)],
    "unknown attribute": [("{#a key=1}\nb", 1)],
    "unknown role": [("{.foo}\nb", 1)],
    '"{target=_blank}"': [("[a](https://x.org){target=_blank}", 1)],
    '"{#a}"': [("## Head {#a}", 1)],
    "a heading is not": [("##Head", 1), ("#Head", 1), ("#A head", 1), ("== Head ==", 1)],
    "line of signs": [("a\n\n=====", 3)],
    "picture sign": [(":smile:", 1), ("well :+1: done", 1)],
    "character reference": [("&foo;", 1)],
    "comment": [("<!-- c -->", 1), ("a <!-- c --> b", 1)],
    "mark of Git": [
        ("<<<<<<< HEAD", 1), ("a\n=======", 2), ("a\n\n>>>>>>> b", 3), ("||||||| base", 1),
        ("- a\n=======", 2),
    ],
}  # fmt: skip

_LINES = r"""a | b
either | or, and then one more | word
Yes | No¶we decided
about ~20 people and ~30 others
1~3월, 5~6월
안녕~~ 여러분
\~\~x\~\~
a == b and c == d
if x==y or y==z then
[sic] as written
choose a [x] or b
3 < 5 <= 6 => c
$5 and $6
US$ 5, A$ 6 = B
2^10 is 1024
5 * 6 * 7
snake_case_name and other_name
Name: __________
#7 is decided
#Peace #Libraries
We say #Peace now
10:30:15 and 3:4:5
EU:n ja S:t
Voici : le texte : ici
C++ and C++ again
AT&T; R&D; Tom & Jerry
<https://a.org/{x}>
\{\{ x \}\}
\[\[wiki\]\]
\[ \] todo
\| a \| b \|
\:smile:
\#Heading
\=\=x\=\=
x\^2\^
|x| + |y|
1) one¶2) two
Title¶---
नमस्ते | दुनिया ~ [क] = ख
مرحبا | بكم ~ [ا] = ب، $5 ^ * _
こんにちは～～ [注] ＝ ｜
שלום | עולם [א] = ב
Привет | мир ~ [а] = б: «в»
สวัสดี | ชาวโลก ~ [ก]
Ça va | oui ~ [a] : bien = 5 $
አማርኛ | ~ [ሀ] ="""
TEXT = _LINES.split("\n")


@pytest.mark.parametrize(
    ("name", "text", "line"),
    [(name, text, line) for name, cases in NAMED.items() for text, line in cases],
)
def test_a_construct_is_one_problem_with_its_name_and_line(name: str, text: str, line: int) -> None:
    with pytest.raises(ContentError) as caught:
        markdown.parse(text, HERE, Path())
    (problem,) = caught.value.problems
    assert name in str(problem)
    assert problem.place is not None
    assert problem.place.line == line


@pytest.mark.parametrize("text", TEXT)
def test_text_is_left_alone(text: str) -> None:
    """Also signs behind a backslash, in any script."""
    assert markdown.parse(text.replace("¶", "\n"), HERE, Path()).blocks


@pytest.mark.parametrize("text", ["*a" * 9_900, "**a**b" * 3_000, "_a_ " * 1_001])
def test_a_paragraph_that_no_person_writes(text: str) -> None:
    """Thousands of emphases would keep a build busy for minutes."""
    with pytest.raises(ContentError, match="more than 1,000 marks of emphasis"):
        markdown.parse(text, HERE, Path())
    assert markdown.parse("_a_ " * 1_000, HERE, Path()).blocks


@pytest.mark.parametrize(("count", "fits"), [(30, True), (31, False), (19_000, False)])
def test_marks_piled_on_a_letter(tmp_path: Path, count: int, fits: bool) -> None:
    """No face can place thousands: a font's offsets have 16 bits."""
    folder = tmp_path / "one"
    folder.mkdir()
    (folder / "statement.toml").write_text('schema = 1\nsource_language = "en"\n')
    text = "a" + "\u0301" * count
    (folder / "en.md").write_text(f'+++\ntitle = "A"\n+++\n\n{text}\n', "utf-8")
    if fits:
        assert load(folder)
        return
    with pytest.raises(ContentError, match=r"en\.md:5: more than 30 marks"):
        load(folder)


CONFLICT = "<<<<<<< HEAD\n{}\n=======\n{}\n>>>>>>> theirs\n"


@pytest.mark.parametrize("where", ["facts", "front matter", "text", "before it all"])
def test_a_merge_left_undone_is_told_in_every_file(tmp_path: Path, where: str) -> None:
    folder = tmp_path / "one"
    folder.mkdir()
    facts = 'schema = 1\nsource_language = "en"\n'
    kind = CONFLICT.format('kind = "appeal"', 'kind = "statement"')
    title = CONFLICT.format('title = "A"', 'title = "B"')
    head = title if where == "front matter" else 'title = "A"\n'
    body = CONFLICT.format("old", "new") if where == "text" else "a\n"
    text = f"+++\n{head}+++\n\n{body}"
    text = CONFLICT.format(text, text) if where == "before it all" else text
    (folder / "statement.toml").write_text(facts + (kind if where == "facts" else ""))
    (folder / "en.md").write_text(text)
    with pytest.raises(ContentError) as caught:
        load(folder)
    assert len(caught.value.problems) == 3
    assert all("mark of Git" in problem.message for problem in caught.value.problems)


@pytest.mark.parametrize("tag", ["{{ title }}", "{% title %}", "<%= title %>", "${title}"])
def test_a_template_tag_in_a_title_or_name(tmp_path: Path, tag: str) -> None:
    folder = tmp_path / "one"
    folder.mkdir()
    facts = f"schema = 1\nsource_language = 'en'\n[event]\nname = {{ en = '{tag}' }}\n"
    (folder / "statement.toml").write_text(facts)
    (folder / "en.md").write_text(f"+++\ntitle = '{tag}'\n+++\n\na\n")
    with pytest.raises(ContentError) as caught:
        load(folder)
    places = [f"{p.place.path.name}:{p.place.line}" for p in caught.value.problems if p.place]
    assert places == ["statement.toml:4", "en.md:2"]


def test_nothing_of_it_is_built(publish: Publish, tmp_path: Path) -> None:
    folder = tmp_path / "content" / "one"
    folder.mkdir(parents=True)
    (folder / "statement.toml").write_text('schema = 1\nsource_language = "en"\n')
    body = "Hello.\n\n| a | b |\n|---|\n\n~~gone~~\n\n<<<<<<< HEAD\n"
    (folder / "en.md").write_text(f'+++\ntitle = "A"\n+++\n\n{body}')
    where = ("--content", tmp_path / "content")
    checked = publish("check", *where)
    built = publish("build", *where, "-o", tmp_path / "out", "-e", "epub")
    for done in (checked, built):
        assert done.returncode == 1
        for line in (7, 10, 12):
            assert f"en.md:{line}: " in done.stderr
    assert "3 errors" in checked.stderr
    assert not list(tmp_path.glob("out/one/*"))
