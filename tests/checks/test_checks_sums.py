"""The last line counts what was said, for people and for programs."""

from __future__ import annotations

import json
from pathlib import Path

from support import Publish

HEAD = 'schema = 1\nsource_language = "en"\n'


def content(tmp_path: Path, title: str, facts: str = HEAD) -> Path:
    folder = tmp_path / "content" / "one"
    folder.mkdir(parents=True)
    (folder / "statement.toml").write_text(facts)
    (folder / "en.md").write_text(f"+++\ntitle = {title}\n+++\n\nHello\n")
    return tmp_path / "content"


def test_a_file_that_cannot_be_read_is_an_error(publish: Publish, tmp_path: Path) -> None:
    where = content(tmp_path, "T", facts=HEAD + "knd = 'appeal'\nadoptd = 1\n")
    checked = publish("check", "--content", where)
    assert checked.returncode == 1
    said = checked.stderr.splitlines()
    assert len([line for line in said if line.startswith("error: ")]) == 3
    assert said[-1] == "3 errors, 0 warnings, 0 notes"
    data = json.loads(publish("check", "--content", where, "--json").stdout)
    assert data["summary"] == {"errors": 3, "warnings": 0, "notes": 0}


def test_a_build_counts_them_too(publish: Publish, tmp_path: Path) -> None:
    where, out = content(tmp_path, "T"), tmp_path / "out"
    built = publish("build", "--content", where, "-o", out)
    assert (
        built.stderr.splitlines()[-1] == f"0 made, 0 up to date, 1 text failed, 1 error, in {out}/"
    )
    data = json.loads(publish("build", "--content", where, "-o", out, "--json").stdout)
    assert data["summary"]["errors"] == len(data["problems"]) == 1
    explained = publish("build", "--content", where, "-o", out, "--explain")
    assert explained.returncode in (0, 1)


def test_verify_has_a_sum_as_data(publish: Publish, tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"no PDF")
    data = json.loads(publish("verify", tmp_path / "a.pdf", "--json").stdout)
    errors = [each for each in data["findings"] if each["severity"] == "error"]
    assert data["summary"]["errors"] == len(errors) == 1
