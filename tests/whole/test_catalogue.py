"""The commands catalog and poster, as a person has them."""

from __future__ import annotations

from pathlib import Path

from support import CONTENT, Publish


def test_catalog_makes_a_site_that_its_check_finds_whole(
    publish: Publish, built: Path, tmp_path: Path
) -> None:
    out = tmp_path / "site"
    done = publish("catalog", "--content", CONTENT, "--build", built, "-o", out)
    assert (done.returncode, done.stdout) == (0, f"{out}\n"), done.stderr
    assert publish("catalog", "--check", "-o", out).returncode == 0
    (out / "index.html").unlink()
    checked = publish("catalog", "--check", "-o", out)
    assert checked.returncode == 1
    assert f"{out}/index.html: the file is missing." in checked.stderr


def test_catalog_needs_a_build_and_a_true_address(
    publish: Publish, built: Path, tmp_path: Path
) -> None:
    out = tmp_path / "site"
    done = publish("catalog", "--content", CONTENT, "--build", tmp_path, "-o", out)
    assert done.returncode == 1
    assert "Run publish build." in done.stderr
    options = ("--build", built, "-o", out, "--base-url", "nowhere")
    assert publish("catalog", "--content", CONTENT, *options).returncode == 2
    assert not out.exists()


def test_poster_makes_a_pdf(publish: Publish, tmp_path: Path) -> None:
    out = tmp_path / "poster.pdf"
    url = "https://example.org/open-shelves/"
    done = publish("poster", "open-shelves", "--url", url, "-o", out, "--content", CONTENT)
    assert (done.returncode, done.stdout) == (0, f"{out}\n"), done.stderr
    assert out.read_bytes().startswith(b"%PDF")
