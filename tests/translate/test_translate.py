"""Passages go out to translators and come back, and nothing is lost on the way."""

from __future__ import annotations

import shutil
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any, cast

import pytest
from lxml import etree
from support import CONTENT, Publish

from publish.content.load import load
from publish.content.passages import block_text
from publish.content.statement import Emphasis, Foreign, Link, Run
from publish.errors import CommandError, ContentError
from publish.tools.maven import Jar, bring
from publish.tools.program import Program, run
from publish.translate.files import FORMS, exported, form_called, returned
from publish.translate.sheet import sheet

MSGFMT = Program("msgfmt", package="gettext")
OKAPI = Jar(
    title="the XLIFF library of Okapi",
    group="net.sf.okapi.lib",
    name="okapi-lib-xliff2",
    version="1.46.0",
    sha256="68b0fb27f92f343cb220739aece0c0f0224cfb21c0628ec9a4c84fe5912766a4",
)
TEXTS = [
    ("imcwp-23-ukraine", "ar"),
    ("imcwp-23-ukraine", "ru"),
    ("open-shelves", "ar"),
    ("open-shelves", "nl"),
]
CASES = [(*text, form) for text in TEXTS for form in FORMS]


@pytest.fixture
def content(tmp_path: Path) -> Path:
    return Path(shutil.copytree(CONTENT, tmp_path / "content"))


def send(content: Path, statement: str, language: str, form: str, change: str = "") -> Path:
    """A translator's file, in which ``old=>new`` has been replaced."""
    data = exported(load(content / statement), language, FORMS[form])
    if change:
        old, new = (part.encode() for part in change.split("=>", 1))
        assert data.count(old) >= 1
        data = data.replace(old, new)
    path = content.parent / f"{statement}.{language}{FORMS[form].suffixes[0]}"
    path.write_bytes(data)
    return path


def take(path: Path, content: Path) -> list[str]:
    """Write what a file brings, and say which files that were."""
    brought = returned(path, content)
    for file, text in brought.files.items():
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return sorted(file.relative_to(content).as_posix() for file in brought.files)


@pytest.mark.parametrize(("statement", "language", "form"), CASES)
def test_what_comes_back_as_it_went_changes_no_text(
    content: Path, statement: str, language: str, form: str
) -> None:
    """Out, in and out again gives the same bytes, and the language file stays as it was."""
    path = send(content, statement, language, form)
    before = path.read_bytes()
    own = content / statement / f"{language}.md"
    text = own.read_bytes() if own.exists() else None
    take(path, content)
    if text is not None:
        assert own.read_bytes() == text
    take(path, content)
    assert send(content, statement, language, form).read_bytes() == before


@pytest.mark.parametrize("form", FORMS)
def test_a_new_language_is_made_from_a_file(content: Path, form: str) -> None:
    """What is translated stands in its place; the rest waits in the source's language."""
    name, old = "open-shelves", "For Open Shelves"
    path = send(content, name, "nl", form)
    data = path.read_text("utf-8")
    if form == "po":
        data = data.replace(f'msgid "{old}"\nmsgstr ""', f'msgid "{old}"\nmsgstr "Open kasten"')
        data = data.replace('msgid "## What we see"', 'msgid "What we see"').replace(
            'msgid "What we see"\nmsgstr ""', 'msgid "What we see"\nmsgstr "Wat wij *zien*"'
        )
    else:
        data = data.replace(f">{old}</source>", f">{old}</source><target>Open kasten</target>")
        data = data.replace(
            ">What we see</source>",
            '>What we see</source><target>Wat wij <pc id="9" subType="xlf:i">zien</pc></target>',
        )
    path.write_text(data, "utf-8")
    take(path, content)
    dutch = load(content / name).translations["nl"]
    english = load(content / name).translations["en"]
    assert dutch.title == "Open kasten"
    heading = next(block for block in dutch.blocks if "Wat wij" in block_text([block]))
    assert heading.content == (Run("Wat wij "), Emphasis((Run("zien"),)))  # type: ignore[union-attr]
    assert len(dutch.blocks) == len(english.blocks)
    first = dutch.blocks[0].content[0]  # type: ignore[union-attr]
    assert isinstance(first, Foreign)
    assert first.language == "en"
    again = sheet(load(content / name), "nl")
    done = {entry.ident for entry in again.entries if entry.target is not None}
    assert {"title", "short_title"} <= done
    assert len(done) == 3


@pytest.mark.parametrize("form", FORMS)
def test_a_passage_whose_source_has_changed_comes_out_as_changed(content: Path, form: str) -> None:
    """With its former words, until it is translated anew."""
    name = "imcwp-23-ukraine"
    take(send(content, name, "ru", form), content)
    source = content / name / "en.md"
    source.write_text(
        source.read_text("utf-8").replace(
            "We stand in solidarity:", "We stand in strong solidarity:"
        )
    )
    changed = [entry for entry in sheet(load(content / name), "ru").entries if entry.former]
    assert [entry.former for entry in changed] == ["We stand in solidarity:"]
    data = send(content, name, "ru", form).read_text("utf-8")
    if form == "po":
        assert "#, fuzzy\n" in data
        assert '#| msgid "We stand in solidarity:"' in data
        done = data.replace("#, fuzzy\n", "")
    else:
        assert 'state="initial" subState="publish:source-changed"' in data
        assert "<source>We stand in solidarity:</source>" in data.replace(
            ' xml:space="preserve"', ""
        )
        done = data.replace('state="initial" subState="publish:source-changed"', 'state="final"')
    path = content.parent / f"done{FORMS[form].suffixes[0]}"
    # Sent back still marked, it is marked still; sent back as done, it is done.
    take(send(content, name, "ru", form), content)
    assert any(entry.former for entry in sheet(load(content / name), "ru").entries)
    path.write_text(done, "utf-8")
    take(path, content)
    assert not any(entry.former for entry in sheet(load(content / name), "ru").entries)


@pytest.mark.parametrize("form", FORMS)
def test_a_passage_that_moved_is_put_where_it_is_now(content: Path, form: str) -> None:
    name = "imcwp-23-ukraine"
    path = send(content, name, "es", form)
    source = content / name / "en.md"
    source.write_text(
        source.read_text("utf-8").replace("We stand in sol", "A new one.\n\nWe stand in sol")
    )
    russian = (content / name / "es.md").read_text("utf-8")
    take(path, content)
    assert (content / name / "es.md").read_text("utf-8") == russian


def test_names_in_the_facts_are_translated_and_its_comments_stay(content: Path) -> None:
    path = send(content, "imcwp-23-ukraine", "nl", "xliff")
    data = path.read_text("utf-8")
    old = ">Algerian Party for Democracy and Socialism</source>"
    assert old in data
    path.write_text(data.replace(old, f"{old}<target>Algerijnse Partij</target>"), "utf-8")
    before = (content / "imcwp-23-ukraine/statement.toml").read_text("utf-8")
    assert "imcwp-23-ukraine/statement.toml" in take(path, content)
    after = (content / "imcwp-23-ukraine/statement.toml").read_text("utf-8")
    assert [line for line in before.splitlines() if line.startswith("#")] == [
        line for line in after.splitlines() if line.startswith("#")
    ]
    member = load(content / "imcwp-23-ukraine").facts.signatories[0].members[0]
    assert member.name.pick("nl", "en").text == "Algerijnse Partij"


def test_codes_of_a_translator_s_program_are_the_same_text_again(content: Path) -> None:
    """A link keeps its address, a phrase its language, whatever order they come in."""
    statement = load(content / "open-shelves")
    entries = {entry.ident: entry for entry in sheet(statement, "ar").entries}
    contents = [entry.source for entry in entries.values()]
    assert any(isinstance(piece, Link) for each in contents for piece in each)
    for form in FORMS.values():
        there = form.write(sheet(statement, "ar"), statement.folder)
        back = form.read(there, Path("x"), content)
        assert [replace(entry, file="", line=1) for entry in back.entries] == [
            replace(entry, file="", line=1) for entry in sheet(statement, "ar").entries
        ]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ('original="open-shelves"=>original="../open-shelves"', "cannot be the name"),
        ('original="open-shelves"=>original="another"', "is not in"),
        ('srcLang="en"=>srcLang="de"', "source language"),
        ('trgLang="ar"=>trgLang="en"', "into itself"),
        ('subType="publish:link"=>subType="other:thing"', "none that Publish wrote"),
        ("</xliff>=>", "not XML"),
        ("xliff:document:2.0=>xliff:document:1.2", "not XLIFF 2"),
    ],
)
def test_a_broken_file_is_refused_with_one_message(
    content: Path, change: str, message: str
) -> None:
    path = send(content, "open-shelves", "ar", "xliff", change)
    with pytest.raises(ContentError, match=message):
        returned(path, content)


def test_a_lost_link_is_told(content: Path) -> None:
    path = send(content, "open-shelves", "ar", "po", "](#requests)=>]{dir=rtl}")
    remarks = [str(remark) for remark in returned(path, content).remarks]
    assert any("lost a link" in remark for remark in remarks)


def test_an_unknown_form_is_refused() -> None:
    with pytest.raises(CommandError, match="xliff"):
        form_called("xlif")


# --- As other programs see it -------------------------------------------------------


def test_xliff_is_valid_by_its_schemas(content: Path, tmp_path: Path) -> None:
    """Core and matches module of XLIFF 2.0, as OASIS published them."""
    with zipfile.ZipFile(bring(OKAPI)) as jar:
        for name in jar.namelist():
            if name.endswith(".xsd"):  # modules look for the others beside them
                (tmp_path / Path(name).name).write_bytes(jar.read(name))
    copies = tmp_path / "informativeCopiesOf3rdPartySchemas/w3c"
    copies.mkdir(parents=True)
    (tmp_path / "xml.xsd").rename(copies / "xml.xsd")
    schema = etree.XMLSchema(etree.parse(tmp_path / "xliff_core_2.0.xsd"))
    matches = etree.XMLSchema(etree.parse(tmp_path / "matches.xsd"))
    take(send(content, "open-shelves", "ar", "xliff"), content)
    english = content / "open-shelves/en.md"
    english.write_text(english.read_text("utf-8").replace("Dear readers", "Dearest readers"))
    root = etree.fromstring(exported(load(content / "open-shelves"), "ar", FORMS["xliff"]))
    schema.assertValid(root)
    (found,) = root.iter("{*}matches")
    matches.assertValid(found)


def test_msgfmt_accepts_a_po_file(content: Path) -> None:
    path = send(content, "open-shelves", "ar", "po")
    output = run(MSGFMT, "--check", "-o", "/dev/null", "--statistics", str(path))
    assert "untranslated" not in output.err
    assert "warning" not in output.err


def test_translate_toolkit_reads_both_forms(content: Path) -> None:
    from translate.storage import pypo, xliff2

    for form, reader in (("xliff", xliff2.Xliff2File), ("po", pypo.pofile)):
        store = cast("Any", reader).parsefile(str(send(content, "imcwp-23-ukraine", "ar", form)))
        units = [unit for unit in store.units if unit.istranslatable()]
        assert len(units) == len(sheet(load(content / "imcwp-23-ukraine"), "ar").entries)
        assert any("الشعوب" in str(unit.target) for unit in units)


def test_the_commands(publish: Publish, content: Path, tmp_path: Path) -> None:
    out = tmp_path / "ru.xlf"
    done = publish(
        "translate", "export", "imcwp-23-ukraine", "-l", "ru", "-o", out, "--content", content
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == str(out)
    done = publish("translate", "import", out, "--content", content)
    assert done.returncode == 0, done.stderr
    assert "translated" in done.stderr
    wrong = publish("translate", "import", tmp_path / "no.txt", "--content", content)
    assert wrong.returncode == 2
    assert wrong.stderr.count("error:") == 1
