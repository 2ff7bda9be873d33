"""Whole runs through the command line, as the people who use it do them."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

from support import CONTENT, PER_TEXT, TEXTS, Publish


def test_a_second_build_makes_nothing(publish: Publish, content: Path, tmp_path: Path) -> None:
    """What is up to date is left alone; --force makes it again, byte for byte."""
    out = tmp_path / "out"
    arguments = ("build", "open-shelves", "--content", content, "-o", out, "-l", "es", "--json")
    first = json.loads(publish(*arguments).stdout)
    second = json.loads(publish(*arguments).stdout)
    forced = json.loads(publish(*arguments, "--force").stdout)
    assert len(first["made"]) == PER_TEXT
    assert second["made"] == []
    assert second["unchanged"] == first["made"]
    assert forced["made"] == first["made"]


def test_a_change_makes_only_its_own_language(
    publish: Publish, content: Path, tmp_path: Path
) -> None:
    """A corrected paragraph does not cost the other languages a build."""
    out = tmp_path / "out"
    arguments = ("build", "open-shelves", "--content", content, "-o", out, "-e", "pamphlet")
    publish(*arguments)
    path = content / "open-shelves" / "en.md"
    path.write_text(path.read_text().replace("small rooms", "little rooms"))
    made = json.loads(publish(*arguments, "--json").stdout)["made"]
    assert [entry["path"] for entry in made] == ["open-shelves/open-shelves.en.pamphlet.pdf"]


def test_order_and_number_of_processes_do_not_matter(
    publish: Publish, built: Path, tmp_path: Path
) -> None:
    """One process gives the bytes that several gave."""
    out = tmp_path / "out"
    languages = ("-l", "en", "-l", "ar")
    publish("build", "open-shelves", "--content", CONTENT, "-o", out, "-j", 1, *languages)
    files = sorted(path for path in out.rglob("open-shelves.*"))
    assert len(files) == 2 * PER_TEXT
    for path in files:
        assert path.read_bytes() == (built / path.relative_to(out)).read_bytes(), path.name


def test_source_date_epoch_dates_the_files(
    publish: Publish, tmp_path: Path, monkeypatch: object
) -> None:
    """SOURCE_DATE_EPOCH is honoured where it is set, and refused where it is no number."""
    import pikepdf
    import pytest

    assert isinstance(monkeypatch, pytest.MonkeyPatch)
    arguments = ("build", "open-shelves", "-l", "en", "-e", "pamphlet", "-o", tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1000000000")
    assert publish(*arguments).returncode == 0
    with pikepdf.open(tmp_path / "open-shelves" / "open-shelves.en.pamphlet.pdf") as pdf:
        assert "20010909" in str(pdf.docinfo.ModDate)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "soon")
    done = publish(*arguments)
    assert done.returncode == 1
    assert "SOURCE_DATE_EPOCH" in done.stderr


def test_the_manifest_tells_what_is_there(built: Path) -> None:
    """Every file is listed with its size, hash, pages and sources, sorted by path."""
    from publish.files import sha256_of

    manifest = json.loads((built / "manifest.json").read_text())
    artifacts = manifest["artifacts"]
    assert manifest["schema"] == 1
    assert len(artifacts) == len(TEXTS) * PER_TEXT
    assert [entry["path"] for entry in artifacts] == sorted(entry["path"] for entry in artifacts)
    for entry in artifacts:
        path = built / entry["path"]
        assert (path.stat().st_size, sha256_of(path)) == (entry["bytes"], entry["sha256"])
        assert ("pages" in entry) == (entry["media_type"] == "application/pdf")
        for source in entry["sources"]:
            assert sha256_of(CONTENT / source["path"]) == source["sha256"]
    assert not (built / ".publish" / "tmp").exists()


def test_verify_finds_nothing_in_what_was_built(publish: Publish, built: Path) -> None:
    """Nothing of any severity, but how many pages of a press file binding leaves blank."""
    files = [*built.rglob("*.pdf"), *built.rglob("*.epub")]
    done = publish("verify", *files, "--json")
    assert done.returncode == 0
    said = json.loads(done.stdout)
    assert {each["code"] for each in said["findings"]} <= {"press-page-count"}
    assert said["problems"] == []


def test_check_lists_what_was_cleaned(publish: Publish) -> None:
    """Every change of an author's text is shown with its place and rule."""
    done = publish("check", "imcwp-23-ukraine", "--json")
    findings = json.loads(done.stdout)["findings"]
    cleaned = [f for f in findings if f["code"] == "text-cleaned"]
    rules = {finding["message"].rsplit("(rule ")[1].rstrip(").") for finding in cleaned}
    assert done.returncode == 0
    assert rules == {
        "presentation-forms",
        "doubled-spaces",
        "space-before-punctuation",
        "backslash-between-words",
        "stuck-digits",
    }
    assert all(finding["line"] for finding in cleaned)


def test_dropping_in_a_language_builds_it(publish: Publish, content: Path, tmp_path: Path) -> None:
    """French, Persian and Hebrew need a file each and no other change."""
    for path in (content / "open-shelves").glob("*.md"):
        if path.stem != "en":
            path.unlink()
    texts = {
        "fr": ("Pour des rayons ouverts", "Nous demandons « une » chose : des livres !"),
        "fa": ("برای قفسه‌های باز", "ما یک چیز می‌خواهیم: کتاب‌هایی در دسترس همه، پ چ ژ گ."),
        "he": ("למען מדפים פתוחים", "אנו מבקשים דבר אחד: ספרים בהישג יד, בכל יום."),
    }
    for tag, (title, paragraph) in texts.items():
        path = content / "open-shelves" / f"{tag}.md"
        path.write_text(f'+++\ntitle = "{title}"\n+++\n\n{paragraph}\n')
    out = tmp_path / "out"
    languages = ("-l", "fr", "-l", "fa", "-l", "he")
    done = publish("build", "open-shelves", "--content", content, "-o", out, *languages)
    assert done.returncode == 0, done.stderr
    files = sorted(path for path in out.rglob("open-shelves.*"))
    assert len(files) == 3 * PER_TEXT
    verified = publish("verify", *files, "--json", "--content", content)
    found = {each["code"] for each in json.loads(verified.stdout)["findings"]}
    assert found <= {"press-page-count"}


def test_a_script_without_a_face_fails_before_layout(
    publish: Publish, content: Path, tmp_path: Path
) -> None:
    """Yi is refused with the name of a face that would bring it, and nothing is lost."""
    out = tmp_path / "out"
    text = '+++\ntitle = "ꆈꌠꁱꂷ"\n+++\n\nꆈꌠꉙꁱꂷ。\n'
    (content / "open-shelves" / "ii.md").write_text(text)
    wanted = ("-e", "pamphlet", "-l", "ii", "-l", "en", "-l", "ar")
    done = publish("build", "open-shelves", "--content", content, "-o", out, *wanted)
    assert done.returncode == 1
    assert "Yi" in done.stderr
    assert "ii.md:2" in done.stderr
    assert "Noto" in done.stderr
    assert "docs/fonts.md" in done.stderr
    assert "Traceback" not in done.stderr
    made = sorted(path.name for path in out.rglob("*.pdf"))
    assert made == ["open-shelves.ar.pamphlet.pdf", "open-shelves.en.pamphlet.pdf"]


def test_new_gives_a_folder_that_builds(publish: Publish, tmp_path: Path) -> None:
    """What `publish new` writes can be built, and it never writes over a statement."""
    content, out = tmp_path / "content", tmp_path / "out"
    new = ("new", "harbour-appeal", "-l", "en", "-l", "ar", "--content", content)
    assert publish(*new).returncode == 0
    built = publish("build", "--content", content, "-o", out)
    assert built.returncode == 0, built.stderr
    assert len(list(out.rglob("harbour-appeal.*"))) == 2 * PER_TEXT
    again = publish(*new)
    assert again.returncode == 2
    assert "exists already" in again.stderr


def test_wrong_command_lines_exit_with_2(publish: Publish, tmp_path: Path) -> None:
    """An edition, language or statement that is not there is the command line's fault."""
    for arguments in (
        ("build", "-e", "pamphlett"),
        ("build", "-l", "xx"),
        ("build", "imcwp-23-ukrane"),
        ("build", "--nonsense"),
    ):
        done = (
            publish(*arguments, "-o", tmp_path)
            if "--nonsense" not in arguments
            else publish(*arguments)
        )
        assert done.returncode == 2, arguments
        assert "Traceback" not in done.stderr
    assert 'Did you mean "pamphlet"?' in publish("build", "-e", "pamphlett").stderr


def test_the_catalogue_is_listed(publish: Publish) -> None:
    """`publish fonts` names family, scripts, version, licence, file and checksum."""
    rows = json.loads(publish("fonts", "--json").stdout)
    assert {row["family"] for row in rows} >= {"Source Serif 4", "Amiri", "Frank Ruhl Libre"}
    assert all(row["licence"] == "OFL-1.1" and len(row["sha256"]) == 64 for row in rows)
    assert "Amiri" in publish("fonts").stdout


def test_languages_are_listed_with_their_faces_and_words(publish: Publish) -> None:
    """`publish fonts --languages`: what a language is set in, and whether it has words."""
    rows = {row["tag"]: row for row in json.loads(publish("fonts", "--languages", "--json").stdout)}
    assert rows["ru"] == {
        **{"tag": "ru", "name": "Russian", "script": "Cyrl", "face": "Source Serif 4"},
        **{"install": None, "words": "own"},
    }
    (line,) = (
        line
        for line in publish("fonts", "--languages").stdout.splitlines()
        if line.startswith("km ")
    )
    assert "Noto Serif Khmer" in line
    assert line.rstrip().endswith("unread")


def test_an_unreadable_file_is_a_finding(publish: Publish, built: Path, tmp_path: Path) -> None:
    """A damaged file, or one of another kind, is said to be one."""
    broken = tmp_path / "broken.pdf"
    broken.write_bytes(b"%PDF-1.7\nnothing")
    other = tmp_path / "picture.png"
    other.write_bytes(b"")
    done = publish("verify", broken, other, "--json")
    codes = [finding["code"] for finding in json.loads(done.stdout)["findings"]]
    assert codes == ["file-unreadable", "file-unreadable"]
    assert done.returncode == 1
    shutil.copy(built / "open-shelves" / "open-shelves.en.epub", tmp_path / "cut.epub")
    cut = tmp_path / "cut.epub"
    cut.write_bytes(cut.read_bytes()[:-2000])
    assert publish("verify", cut).returncode == 1
