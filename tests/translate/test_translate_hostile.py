"""What a translator sends may lead nowhere, print nothing, take no time, and spoil no statement."""

from __future__ import annotations

import os
import string
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support import Publish

from publish.content.load import load
from publish.content.statement import Run
from publish.content.tags import check_tag
from publish.doors.child import ChildError
from publish.errors import ContentError, Problem, PublishError
from publish.faults import Fault
from publish.translate import po, xliff
from publish.translate.files import returned
from publish.translate.incoming import Incoming
from publish.translate.locales import tag_of_locale
from publish.translate.memory import memory_file, recall
from publish.translate.sheet import Entry, Sheet

SECONDS = 20
FACTS = 'schema = 1\nsource_language = "en"\n\n[event]\nname = { en = "A meeting" }\n'
ENGLISH = """+++
title = "On shelves"
+++

Dear readers,[^1] see [the list](https://example.org/list) *now*.

## What we ask

- Open them.
- Keep them open.

[^1]: All of them.
"""
MEMBERS = ("title", "1", "2", "3.1", "3.2", "note1.1")


@pytest.fixture
def content(tmp_path: Path) -> Path:
    folder = tmp_path / "content" / "demo"
    folder.mkdir(parents=True)
    (folder / "statement.toml").write_text(FACTS)
    (folder / "en.md").write_text(ENGLISH)
    return tmp_path / "content"


def po_file(body: str = "", language: str = "nl", statement: str = "demo") -> bytes:
    head = f'"Language: {language}\\n"\n"X-Statement: {statement}\\n"\n"X-Source-Language: en\\n"'
    return f'msgid ""\nmsgstr ""\n{head}\n\n{body}'.encode()


def message(ident: str, source: str, target: str) -> str:
    return f'msgctxt "{ident}"\nmsgid "{source}"\nmsgstr "{target}"\n\n'


def xlf_file(units: str = "", language: str = "nl", statement: str = "demo", head: str = "") -> str:
    return (
        f'{head}<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.0" srcLang="en" '
        f'trgLang="{language}"><file id="f" original="{statement}">{units}</file></xliff>'
    )


def unit(ident: str, source: str, target: str, data: str = "") -> str:
    kept = f"<originalData>{data}</originalData>" if data else ""
    return (
        f'<unit id="u" name="{ident}">{kept}<segment><source>{source}</source>'
        f"<target>{target}</target></segment></unit>"
    )


def send(content: Path, name: str, data: bytes | str) -> Path:
    path = content.parent / name
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return path


def take(path: Path, content: Path) -> Incoming:
    """What a file brings, written; the statement must load before and after."""
    brought = returned(path, content)
    for file, text in brought.files.items():
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, encoding="utf-8")
    load(content / "demo")
    return brought


def everything(root: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in root.rglob("*") if path.is_file()}


# --- Languages ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "tag"),
    [
        ("ar_SA", "ar-SA"),
        ("ar_SA.UTF-8", "ar-SA"),
        ("ar-sa", "ar-SA"),
        ("AR", "ar"),
        (" nl ", "nl"),
        ("zh_CN", "zh-CN"),
        ("zh_hans_cn.utf8", "zh-Hans-CN"),
        ("sr@latin", "sr-Latn"),
        ("sr_RS.UTF-8@latin", "sr-Latn-RS"),
        ("uz_UZ@cyrillic", "uz-Cyrl-UZ"),
        ("ca_ES@valencia", "ca-ES-valencia"),
        ("de_DE@euro", "de-DE"),
        ("es_419", "es-419"),
    ],
)
def test_locales_of_gettext_are_understood(name: str, tag: str) -> None:
    assert check_tag(tag_of_locale(name)) == tag


NO_LANGUAGES = ["", " ", "Arabic", "../../README", "/etc/nl", "C", "C.UTF-8", "POSIX", "nl/../ru"]
NO_LANGUAGES += [
    "en@quot",
    "nl\\nru",
    "nl.md/x",
    "..",
    "nl-",
    "_nl",
    "x" * 5000,
    "nl-" * 90 + "x-y",
]


@pytest.mark.parametrize("language", NO_LANGUAGES)
@pytest.mark.parametrize("form", ["po", "xlf"])
def test_what_is_no_language_is_one_message_and_no_file(
    content: Path, language: str, form: str
) -> None:
    data = po_file(language=language) if form == "po" else xlf_file(language=language)
    path = send(content, f"x.{form}", data)
    before = everything(content.parent)
    with pytest.raises(ContentError, match=r"target language .* (tag|missing)") as caught:
        returned(path, content)
    (problem,) = caught.value.problems
    assert "BCP 47" in str(problem) or "Write " in str(problem)
    assert everything(content.parent) == before


@given(st.text() | st.text(string.ascii_letters + "_-.@/", max_size=12))
def test_a_locale_becomes_a_tag_or_is_left_as_it_was_written(name: str) -> None:
    tag = tag_of_locale(name)
    try:
        check_tag(tag)
    except Fault:
        return
    assert "/" not in tag
    assert "." not in tag
    assert tag_of_locale(tag) == tag


@given(st.text(), st.text(), st.text())
def test_a_sheet_cannot_be_made_of_what_is_no_name_and_no_language(
    statement: str, source: str, target: str
) -> None:
    """Whoever reads a form in future cannot forget to ask."""
    try:
        sheet = Sheet(statement, source, target, ())
    except Fault:
        return
    assert Path(f"{sheet.statement}-{sheet.source_language}-{sheet.language}").parts[1:] == ()


# --- Names and links ----------------------------------------------------------------


@pytest.mark.parametrize(
    "statement", ["", "..", "../demo", "/etc", "demo/../demo", "Demo", "other"]
)
@pytest.mark.parametrize("form", ["po", "xlf"])
def test_only_a_statement_of_the_folder_is_written(
    content: Path, statement: str, form: str
) -> None:
    data = po_file(statement=statement) if form == "po" else xlf_file(statement=statement)
    with pytest.raises(ContentError) as caught:
        returned(send(content, f"x.{form}", data), content)
    assert len(caught.value.problems) == 1


def test_names_of_passages_and_references_are_no_paths(content: Path, tmp_path: Path) -> None:
    """They are looked up among the passages of the source, and nowhere else."""
    odd = '#: ../../../etc/passwd:1\nmsgctxt "../../../x"\nmsgid "gone"\nmsgstr "weg"\n\n'
    body = odd + message("title", "On shelves", "Over kasten")
    brought = take(send(content, "x.po", po_file(body)), content)
    assert [remark.message.count('"../../../x"') for remark in brought.remarks] == [1]
    assert {path.parent.name for path in brought.files} == {"demo", "translations"}


def test_a_folder_that_is_a_link_is_never_written_through(content: Path, tmp_path: Path) -> None:
    away = tmp_path / "away"
    (content / "demo").rename(away)
    (content / "demo").symlink_to(away)
    with pytest.raises(ContentError, match="leads out of"):
        returned(send(content, "x.po", po_file()), content)


@pytest.mark.parametrize("name", ["translations", "nl.md", "translations/nl.po"])
def test_a_file_or_folder_that_is_a_link_outside_is_never_written_through(
    content: Path, tmp_path: Path, name: str
) -> None:
    away = tmp_path / "away"
    away.mkdir() if name == "translations" else away.write_text('msgid ""\nmsgstr ""\n')
    link = content / "demo" / name
    link.parent.mkdir(exist_ok=True)
    link.symlink_to(away)
    before = everything(tmp_path)
    body = message("title", "On shelves", "Over kasten")
    with pytest.raises(ContentError, match=r"link that leads out"):
        returned(send(content, "x.po", po_file(body)), content)
    assert everything(tmp_path) == {**before, str(tmp_path / "x.po"): po_file(body)}


@pytest.mark.parametrize("kind", ["pipe", "folder", "missing", "large", "empty", "device"])
def test_only_plain_files_of_some_size_are_read(content: Path, tmp_path: Path, kind: str) -> None:
    path = tmp_path / "x.po"
    match kind:
        case "pipe":
            os.mkfifo(path)
        case "folder":
            path.mkdir()
        case "large":
            with path.open("wb") as file:
                file.truncate(9 << 20)
        case "empty":
            path.touch()
        case "device":
            path.symlink_to("/dev/zero")
    with pytest.raises(ContentError) as caught:
        returned(path, content)
    assert len(caught.value.problems) == 1


def test_a_memory_is_read_within_bounds(content: Path) -> None:
    """What a program or a person left in ``translations/`` may be anything."""
    path = memory_file(content / "demo", "nl")
    path.parent.mkdir()
    os.mkfifo(path)
    with pytest.raises(ContentError, match="plain file"):
        recall(content / "demo", "nl")
    path.unlink()
    path.write_bytes(b'msgid "a"\nmsgstr "\xff"\n')
    with pytest.raises(ContentError, match=r"nl\.po:2: the file is not UTF-8"):
        recall(content / "demo", "nl")


# --- Files that mean harm -----------------------------------------------------------

LAUGHTER = "".join(f"<!ENTITY {chr(98 + n)} '{f'&{chr(97 + n)};' * 10}'>" for n in range(12))
LAUGHS = f"<!DOCTYPE x [<!ENTITY a 'ha'>{LAUGHTER}]>"
OUTSIDE = "<!DOCTYPE x [<!ENTITY a SYSTEM 'file:///etc/passwd'>]>"
PARAMETER = "<!DOCTYPE x [<!ENTITY % a SYSTEM 'http://127.0.0.1/x.dtd'> %a;]>"
LEAK = unit("title", "On shelves", "&a;")
INCLUDE = '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="/etc/passwd" parse="text"/>'
HARMFUL: dict[str, tuple[str, Callable[[], bytes | str]]] = {
    "laughs": ("xlf", lambda: xlf_file(unit("title", "On shelves", "&m;"), head=LAUGHS)),
    "laughs in an attribute": ("xlf", lambda: xlf_file(language="&m;", head=LAUGHS)),
    "an entity of a file": ("xlf", lambda: xlf_file(LEAK, head=OUTSIDE)),
    "a parameter entity": ("xlf", lambda: xlf_file(LEAK, head=PARAMETER)),
    "a document type alone": ("xlf", lambda: xlf_file(head="<!DOCTYPE xliff SYSTEM 'x.dtd'>")),
    "nesting": ("xlf", lambda: xlf_file(unit("title", "<mrk>" * 200_000, ""))),
    "attributes": (
        "xlf",
        lambda: xlf_file("<unit " + " ".join(f'a{n}=""' for n in range(300_000)) + "/>")[:-9],
    ),
    "UTF-7": ("xlf", lambda: xlf_file(head='<?xml version="1.0" encoding="UTF-7"?>')),
    "no encoding": ("xlf", lambda: xlf_file(head='<?xml version="1.0" encoding="undefined"?>')),
    "NUL": ("xlf", lambda: xlf_file(unit("title", "On shelves", "a\0b"))),
    "nothing": ("xlf", lambda: b""),
    "other XML": ("xlf", lambda: "<svg xmlns='http://www.w3.org/2000/svg'/>"),
    "a script's address": (
        "xlf",
        lambda: xlf_file(
            unit(
                "1",
                "x",
                '<pc id="1" subType="publish:link" dataRefStart="d">y</pc>',
                '<data id="d">javascript:alert(1)</data>',
            )
        ),
    ),
    "a picture outside": (
        "xlf",
        lambda: xlf_file(
            unit(
                "1",
                "x",
                '<pc id="1" subType="publish:picture" dataRefStart="d">y</pc>',
                '<data id="d">../../secret.png</data>',
            )
        ),
    ),
    "a language of a phrase": (
        "xlf",
        lambda: xlf_file(
            unit(
                "1",
                "x",
                '<pc id="1" subType="publish:phrase" dataRefStart="d">y</pc>',
                '<data id="d">../x</data>',
            )
        ),
    ),
    "a path for a text": ("po", lambda: b"/etc/passwd"),
    "another charset": ("po", lambda: po_file().replace(b"nl", b"nl\xe9")),
    "UTF-16": ("po", lambda: po_file().decode().encode("utf-16")),
    "no header": ("po", lambda: message("title", "On shelves", "Over kasten").encode()),
    "an open string": ("po", lambda: po_file('msgid "a\nmsgstr "b"\n')),
    "words between": ("po", lambda: po_file("what is this\n")),
    "a plural of letters": ("po", lambda: po_file('msgid "a"\nmsgstr[x] "b"\n')),
    "a terminal's code": ("po", lambda: po_file(message("title\x1b[2J", "On shelves", "a"))),
    "two translations": (
        "po",
        lambda: po_file(
            message("title", "On shelves", "Een") + message("title", "On shelves", "Twee")
        ),
    ),
    "a control character": ("po", lambda: po_file(message("1", "x", "a\x1bb"))),
    "raw HTML": ("po", lambda: po_file(message("1", "x", "<script>a</script>"))),
}


@pytest.mark.parametrize("name", HARMFUL)
def test_a_file_that_means_harm_is_one_message(content: Path, name: str) -> None:
    form, data = HARMFUL[name]
    path = send(content, f"x.{form}", data())
    before = everything(content.parent)
    began = time.monotonic()
    with pytest.raises((ContentError, ChildError)) as caught:
        returned(path, content)
    assert time.monotonic() - began < SECONDS
    (problem,) = caught.value.problems
    assert str(problem).isprintable()
    assert len(str(problem)) < 600
    assert str(path) in str(problem)
    assert everything(content.parent) == before


LONG: dict[str, tuple[str, Callable[[], bytes | str]]] = {
    "escapes": ("po", lambda: po_file(message("x", "a", "\\\\" * 500_000))),
    "lines": ("po", lambda: po_file('msgid ""\n' + '"a"\n' * 500_000 + 'msgstr "b"\n')),
    "comments": ("po", lambda: po_file("#. a\n" * 500_000 + 'msgid "a"\nmsgstr "b"\n')),
    "entries": (
        "po",
        lambda: po_file("".join(message(f"x{n}", f"a{n}", "b") for n in range(4_000))),
    ),
    "units": ("xlf", lambda: xlf_file("".join(unit(f"x{n}", f"a{n}", "b") for n in range(4_000)))),
    "segments": (
        "xlf",
        lambda: xlf_file(
            '<unit id="u" name="x">'
            + "<segment><source>a</source><target>b</target></segment>" * 40_000
            + "</unit>"
        ),
    ),
    "codes": (
        "xlf",
        lambda: xlf_file(unit("x", "a", '<pc id="1" subType="xlf:b">b</pc>' * 20_000)),
    ),
    "include": ("xlf", lambda: xlf_file(INCLUDE + unit("x", "a", "b"))),
}


@pytest.mark.parametrize("name", LONG)
def test_a_long_file_takes_no_time(content: Path, name: str) -> None:
    """In proportion to its length, or one message; nothing of it gets into the statement."""
    form, data = LONG[name]
    path = send(content, f"x.{form}", data())
    began = time.monotonic()
    try:
        assert not returned(path, content).files
    except PublishError as error:
        problems = error.problems
    else:
        problems = ()
    assert len(problems) < 2
    assert time.monotonic() - began < SECONDS


@pytest.mark.parametrize(
    "change",
    [
        lambda data: data.replace(b"\n", b"\r\n"),
        lambda data: data.replace(b"\n", b"\r"),
        lambda data: b"\xef\xbb\xbf" + data,
        lambda data: data.replace(b"UTF-8", b"undefined"),
        lambda data: data.replace(b"charset=UTF-8", b"charset=utf-7"),
    ],
)
def test_odd_but_honest_files_of_gettext_are_read(
    content: Path, change: Callable[[bytes], bytes]
) -> None:
    sheet = po.read(po_file(message("title", "On shelves", "Over kasten")), Path("x"), content)
    data = change(po.write(sheet, content / "demo"))
    assert take(send(content, "x.po", data), content).told == 1
    assert load(content / "demo").translations["nl"].title == "Over kasten"


def test_xliff_in_utf_16_is_read(content: Path) -> None:
    """Every reader of XML must know it (XML 1.0, 4.3.3)."""
    data = xlf_file(unit("title", "On shelves", "Over kasten"), head="<?xml version='1.0'?>")
    assert take(send(content, "x.xlf", data.encode("utf-16")), content).told == 1


# --- The statement still loads ------------------------------------------------------


@pytest.mark.parametrize(
    ("ident", "source", "target"),
    [
        ("1", "Dear", "Beste lezers, zonder noot"),  # the note would have no call
        ("1", "Dear", "Beste lezers[^1] en[^7]"),  # a note that is not there
        ("1", "Dear", "[Beste](#nergens) lezers[^1]"),  # a link to nowhere
        ("title", "On shelves", "Over *kasten*"),
        ("title", "On shelves", "Over [kasten](https://example.org/)"),
        ("event.name", "A meeting", "Een *bijeenkomst*"),
    ],
)
def test_a_passage_that_would_spoil_the_statement_is_left_out_alone(
    content: Path, ident: str, source: str, target: str
) -> None:
    body = message(ident, source, target) + message("3.1", "Open them.", "Open ze.")
    brought = take(send(content, "x.po", po_file(body)), content)
    (problem,) = brought.refused
    assert f'"{ident}" is left out' in str(problem)
    assert brought.told == 1
    assert "Open ze." in (content / "demo/nl.md").read_text()


def test_what_was_there_is_not_lost(content: Path) -> None:
    good = message("title", "On shelves", "Over kasten") + message("3.1", "Open them.", "Open ze.")
    take(send(content, "x.po", po_file(good)), content)
    bad = message("3.1", "Open them.", "[Open](#x)") + message("3.2", "Keep them open.", "Zo.")
    brought = take(send(content, "x.po", po_file(bad)), content)
    assert len(brought.refused) == 1
    text = (content / "demo/nl.md").read_text()
    assert "Over kasten" in text
    assert "Open ze." in text
    assert "Zo." in text


ODD = st.text(max_size=40) | st.sampled_from(
    ["[^1]", "[^2]", "[a](#b)", "+++", "***", "```", "> a", "# a", "- a", "{.lead}", "{#x}", "\\"]
)


@settings(max_examples=60, deadline=None)
@given(st.dictionaries(st.sampled_from(MEMBERS), ODD, min_size=1))
def test_whatever_a_translator_writes_the_statement_loads(
    tmp_path_factory: pytest.TempPathFactory, told: dict[str, str]
) -> None:
    """Or the file is refused; then nothing has changed."""
    content = tmp_path_factory.mktemp("x") / "content"
    folder = content / "demo"
    folder.mkdir(parents=True)
    (folder / "statement.toml").write_text(FACTS)
    (folder / "en.md").write_text(ENGLISH)
    sheet = po.read(po_file(), Path("x"), content)
    try:
        entries = [Entry(ident, (), xliff_text(text)) for ident, text in told.items()]
    except Fault:
        return
    data = xliff.write(Sheet(sheet.statement, "en", "nl", tuple(entries)), folder)
    with suppress(ContentError):
        take(send(content, "x.xlf", data), content)
    load(folder)


def xliff_text(text: str) -> tuple[Run]:
    return (Run("".join(char for char in text if char.isprintable())),)


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_damaged_files_of_gettext_are_read_or_are_one_message(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    content = tmp_path_factory.mktemp("x") / "content"
    folder = content / "demo"
    folder.mkdir(parents=True)
    (folder / "statement.toml").write_text(FACTS)
    (folder / "en.md").write_text(ENGLISH)
    good = po_file(
        message("title", "On shelves", "Over kasten")
        + '#, fuzzy\n#| msgid "a"\n#: a:1 b:2\n# c\n'
        + message("3.1", "Open them.", "Open ze.")
        + '#~ msgid "x"\n#~ msgstr "y"\nmsgid "p"\nmsgid_plural "q"\nmsgstr[0] "r"\n'
    )
    lines = good.decode().split("\n")
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(lines) - 1))
        column = data.draw(st.integers(0, len(lines[at])))
        noise = data.draw(
            st.sampled_from(['"', "\\", "\n", "#", "#~", "#|", "msgid", "msgstr[", "]", "\t", ""])
            | st.text(max_size=3)
        )
        cut = data.draw(st.integers(0, 4))
        lines[at] = lines[at][:column] + noise + lines[at][column + cut :]
    try:
        damaged = "\n".join(lines).encode()
    except UnicodeEncodeError:
        return
    said: tuple[Problem, ...] = ()
    try:
        po.read(damaged, Path("x.po"), content)
    except ContentError as error:
        said = error.problems
    assert all(str(problem).isprintable() for problem in said)


def test_the_command_says_what_was_left_out_and_fails(
    publish: Publish, content: Path, tmp_path: Path
) -> None:
    body = message("title", "On shelves", "*Kasten*") + message("3.1", "Open them.", "Open ze.")
    done = publish(
        "translate", "import", send(content, "x.po", po_file(body)), "--content", content
    )
    assert done.returncode == 1
    assert done.stderr.count("error: ") == 1
    assert "1 passages translated" in done.stderr
