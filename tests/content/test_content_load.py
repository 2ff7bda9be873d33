"""Loading: folders found, sound statements read whole, hostile ones refused."""

from __future__ import annotations

import contextlib
import os
import pickle
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from picture_files import png

from publish.content.load import check_slug, find, load
from publish.content.statement import Paragraph, Run
from publish.errors import CommandError, ContentError, Place

MakeFolder = Callable[..., Path]

FACTS = 'schema = 1\nsource_language = "en"\n'
FRONT = '+++\ntitle = "A Title"\n+++\n'
PNG = png()


def problem(folder: Path) -> tuple[str, int | None, str]:
    """The file, the line and the words of the only problem of a folder."""
    with pytest.raises(ContentError) as caught:
        load(folder)
    (only,) = caught.value.problems
    assert only.place
    path = only.place.path
    file = "" if path == folder else str(path.relative_to(folder))
    return file, only.place.line, str(only).partition(": ")[2]


# --- Finding folders ----------------------------------------------------------------


@pytest.fixture
def shelf(tmp_path: Path) -> Path:
    for name in ("b-two", "a-one", ".git"):
        (tmp_path / name).mkdir()
    (tmp_path / "README.md").write_text("not a statement")
    return tmp_path


def test_without_names_all_folders_are_found_in_order(shelf: Path) -> None:
    assert find(shelf, []) == (shelf / "a-one", shelf / "b-two")


def test_named_folders_are_found_once_in_the_order_given(shelf: Path) -> None:
    assert find(shelf, ["b-two", "a-one", "b-two"]) == (shelf / "b-two", shelf / "a-one")


@pytest.mark.parametrize(
    "slug", ["..", ".", "", "A-one", "a/one", "a-one/", "/etc", "a one", "à", ".git"]
)
def test_a_name_that_no_statement_can_have_is_refused(shelf: Path, slug: str) -> None:
    with pytest.raises(CommandError, match="cannot be the name of a statement"):
        find(shelf, [slug])
    with pytest.raises(CommandError):
        check_slug(slug)


def test_an_unknown_name_is_answered_with_the_nearest(shelf: Path) -> None:
    with pytest.raises(CommandError) as caught:
        find(shelf, ["b-too"])
    assert str(caught.value) == 'there is no statement "b-too". Did you mean "b-two"?'
    assert caught.value.exit_status == 2


def test_a_content_folder_that_is_not_there_is_a_wrong_command(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="cannot be read"):
        find(tmp_path / "none", [])


# --- Sound statements ---------------------------------------------------------------


def test_a_statement_in_several_languages(make_folder: MakeFolder) -> None:
    picture = "![A thing](images/a.png)\n"
    folder = make_folder(
        {"ru.md": FRONT + "Слова\n", "ar.md": FRONT + picture, "notes.txt": b"\xff"}
    )
    (folder / "images").mkdir()
    (folder / "images" / "a.png").write_bytes(PNG)
    (folder / "images" / "unused.png").write_bytes(PNG)
    statement = load(folder)
    assert statement.slug == "sample"
    assert statement.languages == ("en", "ar", "ru")
    assert statement.translations["ru"].blocks == (Paragraph((Run("Слова"),), 4),)
    assert [path.relative_to(folder.resolve()).as_posix() for path in statement.files] == [
        "ar.md",
        "en.md",
        "images/a.png",
        "ru.md",
        "statement.toml",
    ]


def test_places_begin_with_the_folder_as_it_was_given(
    make_folder: MakeFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = make_folder()
    monkeypatch.chdir(folder.parent)
    statement = load(Path("sample"))
    assert statement.where("source_language", "x") == Place(Path("sample/statement.toml"), 2)
    assert statement.where("event") == Place(Path("sample/statement.toml"))
    assert statement.translations["en"].path == Path("sample/en.md")
    assert all(path.is_absolute() for path in statement.files)


def test_front_matter_is_read_with_its_lines(make_folder: MakeFolder) -> None:
    front = '+++\nsubtitle = "S"\n\ntitle = "T"\nshort_title = "H"\ntranslator = "N"\n+++\nWords\n'
    text = load(make_folder({"en.md": front})).translations["en"]
    assert (text.title, text.subtitle, text.short_title, text.translator) == ("T", "S", "H", "N")
    assert (text.title_line, text.subtitle_line, text.blocks[0].line) == (4, 2, 8)


@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_any_line_ends_and_a_byte_order_mark_are_taken(make_folder: MakeFolder, end: str) -> None:
    text = ("\ufeff" + FRONT + "\nOne\ntwo\n").replace("\n", end)
    folder = make_folder({"en.md": text, "statement.toml": ("\ufeff" + FACTS).replace("\n", end)})
    assert load(folder).translations["en"].blocks == (Paragraph((Run("One\ntwo"),), 5),)


def test_a_statement_can_be_sent_to_another_process(make_folder: MakeFolder) -> None:
    statement = load(make_folder())
    assert pickle.loads(pickle.dumps(statement)) == statement


def test_hidden_files_of_editors_and_systems_are_passed_over(make_folder: MakeFolder) -> None:
    folder = make_folder({"._en.md": b"\x00\x05", "en.md~": "old"})
    (folder / ".#en.md").symlink_to("nowhere")
    assert load(folder).languages == ("en",)


# --- Hostile ones -------------------------------------------------------------------

HOSTILE: dict[str, tuple[dict[str, str | bytes | None], tuple[str, int | None, str]]] = {
    "broken TOML": (
        {"statement.toml": "schema = 1\nsource_language = en\n"},
        ("statement.toml", 2, "this value is not understood. Put text in quotation marks."),
    ),
    "unknown key": (
        {"statement.toml": FACTS + '[event]\nplase = "x"\n'},
        ("statement.toml", 4, 'unknown key "plase" in [event]. Did you mean "place"?'),
    ),
    "impossible date": (
        {"statement.toml": FACTS + "adopted = 2023-02-30\n"},
        ("statement.toml", 3, "this date or time does not exist. "
         "Write a real one, such as 2023-10-22."),
    ),
    "schema of the future": (
        {"statement.toml": "schema = 99\nsource_languages = ['en']\nnew = 1\n"},
        ("statement.toml", 1, "schema: 99 is not known to this program, which reads schema 1. "
         "Write schema = 1, or use a newer program."),
    ),
    "no schema": (
        {"statement.toml": 'source_language = "en"\n'},
        ("statement.toml", 1, 'the key "schema" is missing. Add schema = ...'),
    ),
    "no source language": (
        {"statement.toml": "schema = 1\n"},
        ("statement.toml", 1, 'the key "source_language" is missing. Add source_language = ...'),
    ),
    "no statement.toml": (
        {"statement.toml": None},
        ("statement.toml", None, "the file is missing."),
    ),
    "empty statement.toml": (
        {"statement.toml": ""},
        ("statement.toml", None, "the file is empty."),
    ),
    "no title": (
        {"en.md": '+++\nsubtitle = "x"\n+++\nWords\n'},
        ("en.md", 2, 'the key "title" is missing. Add title = ...'),
    ),
    "empty title": (
        {"en.md": '+++\n\ntitle = ""\n+++\nWords\n'},
        ("en.md", 3, "title: the text is empty. Write it, or remove the key."),
    ),
    "unknown key in front matter": (
        {"en.md": '+++\ntitle = "x"\nsubtitel = "x"\n+++\nWords\n'},
        ("en.md", 3, 'unknown key "subtitel". Did you mean "subtitle"?'),
    ),
    "broken front matter": (
        {"en.md": '+++\ntitle = "x\n+++\nWords\n'},
        ("en.md", 2, "a quotation mark is missing. "
         "Close the text with the mark that opened it."),
    ),
    "no front matter": (
        {"en.md": "Words\n"},
        ("en.md", 1, "the front matter is missing: the first line is not +++. "
         'Begin with +++, title = "...", +++.'),
    ),
    "unterminated front matter": (
        {"en.md": '+++\ntitle = "x"\n\nWords\n'},
        ("en.md", 1, "the front matter does not end. Add a line +++ after its keys."),
    ),
    "empty file": ({"en.md": ""}, ("en.md", None, "the file is empty.")),
    "blank file": ({"en.md": " \n\n"}, ("en.md", None, "the file is empty.")),
    "no text": (
        {"en.md": FRONT},
        ("en.md", 4, "there is no text after the front matter. Write it."),
    ),
    "not UTF-8": (
        {"en.md": FRONT.encode() + "Слова\n".encode("cp1251")},
        ("en.md", 4, "not UTF-8: byte 0xD1 at offset 26. Save the file as UTF-8."),
    ),
    "not UTF-8 facts": (
        {"statement.toml": FACTS.encode() + b'kind = "\xe9"\n'},
        ("statement.toml", 3, "not UTF-8: byte 0xE9 at offset 42. Save the file as UTF-8."),
    ),
    "NUL byte": (
        {"en.md": FRONT.encode() + b"a\nb\x00c\n"},
        ("en.md", 5, "U+0000 is a control character and cannot be published. "
         "Replace or delete it."),
    ),
    "escape sequence": (
        {"en.md": FRONT + "\x1b[31mred\n"},
        ("en.md", 4, "U+001B is a control character and cannot be published. "
         "Replace or delete it."),
    ),
    "private-use character": (
        {"en.md": FRONT + "a\n\nb \ue123\n"},
        ("en.md", 6, "U+E123 is a private-use character and cannot be published. "
         "Replace or delete it."),
    ),
    "noncharacter in a title": (
        {"en.md": '+++\ntitle = "a\ufffe"\n+++\nWords\n'},
        ("en.md", 2, "U+FFFE is not assigned in Unicode"),
    ),
    "unassigned character": (
        {"en.md": FRONT + "\U000e0fff\n"},
        ("en.md", 4, "U+E0FFF is not assigned in Unicode"),
    ),
    "lost character": (
        {"en.md": FRONT + "caf\ufffd\n"},
        ("en.md", 4, "U+FFFD is the mark of a character lost in an earlier conversion and "
         "cannot be published. Replace or delete it."),
    ),
    "raw HTML": (
        {"en.md": FRONT + "a\n\n<div onclick='x'>b</div>\n"},
        ("en.md", 6, r"raw HTML is not allowed. Use Markdown; write \< for the sign itself."),
    ),
    "picture outside the folder": (
        {"en.md": FRONT + "![a](../../etc/passwd)\n"},
        ("en.md", 4, 'the picture "../../etc/passwd" is outside the statement\'s folder. '
         "Put the file into images/ and name it from there."),
    ),
    "picture on the network": (
        {"en.md": FRONT + "![a](https://example.org/a.png)\n"},
        ("en.md", 4, 'the picture "https://example.org/a.png" is not in the statement\'s folder. '
         "Put the file into images/ and name it from there."),
    ),
    "file of 20 MB": (
        {"en.md": FRONT.encode() + b"word " * 4_000_000},
        ("en.md", None, "the file has 20,000,026 bytes; the limit is 1,048,576. "
         "Split the statement, or check what the file is."),
    ),
    "README": (
        {"README.md": "Read me.\n"},
        ("README.md", None, '"README" is not a language tag. Use a BCP 47 tag, such as en, pt-BR '
         "or sr-Cyrl. Markdown files here are named by language; move others away."),
    ),
    "name with a space": (
        {"foo bar.md": FRONT + "Words\n"},
        ("foo bar.md", None, '"foo bar" is not a language tag. Use a BCP 47 tag, such as en, pt-BR '
         "or sr-Cyrl. Markdown files here are named by language; move others away."),
    ),
    "name in another spelling": (
        {"pt_br.md": FRONT + "Words\n"},
        ("pt_br.md", None, '"pt_br" is not a language tag. Write "pt-BR". '
         "Markdown files here are named by language; move others away."),
    ),
    "name in capitals": (
        {"ru.MD": FRONT + "Words\n"},
        ("ru.MD", None, "the name ends in .MD. Name it ru.md."),
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", HOSTILE)
def test_hostile_content_is_one_problem_with_its_place(make_folder: MakeFolder, case: str) -> None:
    files, (file, line, message) = HOSTILE[case]
    found_file, found_line, found_message = problem(make_folder(files))
    assert (found_file, found_line) == (file, line)
    assert found_message.startswith(message)


def test_a_missing_source_language_file_is_named(make_folder: MakeFolder) -> None:
    folder = make_folder({"en.md": None, "ru.md": FRONT + "Слова\n"})
    assert problem(folder) == (
        "statement.toml",
        2,
        f'the source language is "en", but there is no {folder / "en.md"}. '
        "Write that file, or correct source_language.",
    )


def test_problems_of_all_files_come_at_once(make_folder: MakeFolder) -> None:
    folder = make_folder({"statement.toml": FACTS + "x = 1\n", "en.md": "", "ru.md": "x"})
    with pytest.raises(ContentError) as caught:
        load(folder)
    places = [problem.place.path.name for problem in caught.value.problems if problem.place]
    assert places == ["statement.toml", "en.md", "ru.md"]


@pytest.mark.parametrize("name", ["Upper", "under_score", "dot.ted", "слово"])
def test_a_folder_with_a_bad_name_is_refused(make_folder: MakeFolder, name: str) -> None:
    file, line, message = problem(make_folder(name=name))
    assert (file, line) == ("", None)
    assert message.startswith(f'"{name}" cannot be the name of a statement. Rename the folder.')


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    file, line, message = problem(tmp_path / "none")
    assert (file, line) == ("", None)
    assert message.startswith("the folder cannot be read")


def test_dots_do_not_lead_out_of_the_content_folder(make_folder: MakeFolder) -> None:
    with pytest.raises(ContentError, match="cannot be the name of a statement"):
        load(make_folder() / "..")


@pytest.mark.parametrize("file", ["en.md", "statement.toml"])
def test_a_link_that_leads_out_of_the_folder_is_refused(make_folder: MakeFolder, file: str) -> None:
    folder = make_folder()
    (folder / file).rename(folder.parent / "elsewhere")
    (folder / file).symlink_to(folder.parent / "elsewhere")
    assert problem(folder) == (
        file,
        None,
        "the file is a link that leads out of the statement's folder. Put the file itself there.",
    )


def test_a_folder_that_leads_out_of_the_content_is_not_read(make_folder: MakeFolder) -> None:
    """Whoever sends content could have anybody's files published by a link to them."""
    folder = make_folder()
    content = folder.parent / "content"
    content.mkdir()
    (content / folder.name).symlink_to(folder)
    expected = "the folder is a link that leads out of the content folder. Put the folder itself"
    assert problem(content / folder.name)[2].startswith(expected)


def test_content_may_be_reached_by_a_link_and_so_may_a_statement_in_it(
    make_folder: MakeFolder,
) -> None:
    folder = make_folder()
    (folder.parent / "again").symlink_to(folder.name)
    (folder.parent / "elsewhere").symlink_to(".")
    assert load(folder.parent / "again").languages == load(folder).languages
    assert load(folder.parent / "elsewhere" / "again").languages == load(folder).languages


def test_a_link_inside_the_folder_is_followed(make_folder: MakeFolder) -> None:
    folder = make_folder()
    (folder / "fr.md").symlink_to("en.md")
    statement = load(folder)
    assert statement.languages == ("en", "fr")
    assert [path.name for path in statement.files] == ["en.md", "statement.toml"]


def test_a_link_to_itself_is_one_problem(make_folder: MakeFolder) -> None:
    folder = make_folder()
    (folder / "fr.md").symlink_to("fr.md")
    assert problem(folder)[:2] == ("fr.md", None)


def test_what_is_not_a_plain_file_is_not_opened(make_folder: MakeFolder) -> None:
    """Opening a pipe would wait for ever."""
    folder = make_folder()
    os.mkfifo(folder / "ar.md")
    (folder / "fr.md").mkdir()
    with pytest.raises(ContentError) as caught:
        load(folder)
    assert [str(p).partition(": ")[2] for p in caught.value.problems] == [
        "the file is not a plain file.",
        "the file is not a plain file but a folder. Name the files in it.",
    ]


# --- Content made to take long ------------------------------------------------------

SLOW = {
    "quotations": "> " * 5_000 + "a",
    "quotations in many lines": "\n".join("> " * depth + "a" for depth in range(1, 500)),
    "lists": "- " * 5_000 + "a",
    "nested lists": "\n".join("  " * depth + "- a" for depth in range(1_000)),
    "ordered lists": "1. " * 5_000 + "a",
    "footnotes in footnotes": "[^a]: " * 5_000,
    "emphasis": "*a _b " * 1_000 + "c_ d*" * 1_000,
    "nested emphasis": "*a **b " * 60 + "c** d*" * 60,
    "brackets": "[" * 100_000,
    "brackets in paragraphs": ("[" * 100 + "\n\n") * 1_000,
    "pairs of brackets": "[a" * 50 + "](b)" * 50,
    "pictures in pictures": "![" * 99 + "a" + "](b)" * 99,
    "footnote marks": "[^" * 50_000,
    "few footnote marks": "a [^" * 100,
    "links": "[a](" * 20_000,
    "phrases": "[" * 99 + "a" + "]{lang=ar}" * 99,
    "backticks": "".join("`" * n + " " for n in range(1, 500)),
    "stars": "**a" * 20_000,
    "angles": "<a " * 50_000,
    "comments": "<!-- " * 50_000,
    "long line": "word " * 200_000,
    "long word": "w" * 1_000_000,
    "many lines": "a\n" * 100_000,
    "many headings": "# a\n" * 19_000,
    "many list items": "-\n" * 19_000,
    "many definitions": "[a]: b\n" * 4_000,
    "many attribute lines": "{.a}\n" * 19_000,
    "entities": "&#x26;" * 3_000,
}


@pytest.mark.parametrize("case", SLOW)
def test_content_made_to_take_long_is_done_with_soon(make_folder: MakeFolder, case: str) -> None:
    """Neither a RecursionError nor minutes; the limit leaves room for a busy machine."""
    folder = make_folder({"en.md": FRONT + SLOW[case]})
    started = time.perf_counter()
    with contextlib.suppress(ContentError):
        load(folder)
    assert time.perf_counter() - started < 15


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("- " * 5_000 + "a", "en.md:4: lists and quotations are nested too deeply"),
        ("*a **b " * 60 + "c** d*" * 60, "en.md:4: the text is nested too deeply"),
        ("[" * 101, "en.md:4: the paragraph has more than 100 opening brackets"),
        ("w" * 20_001, "en.md:4: the paragraph has 20,001 characters; the limit is 20,000"),
        (("[" * 51 + "\n\n") * 100, "the text has more than 5,000 opening brackets"),
        ("a\n" * 20_001, "the text has more than 20,000 lines"),
    ],
)
def test_each_limit_is_named(make_folder: MakeFolder, text: str, message: str) -> None:
    with pytest.raises(ContentError) as caught:
        load(make_folder({"en.md": FRONT + text}))
    assert message in str(caught.value)
