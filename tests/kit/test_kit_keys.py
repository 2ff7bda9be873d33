"""Keys and signatures that minisign itself, Debian's, accepts; and no others."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from publish.errors import CommandError, ToolError
from publish.kit.keys import new_key, open_key
from publish.kit.minisign import SecretKey, public_key, secret_key, signature
from publish.tools.program import Output, Program, run

MINISIGN = Program("minisign", package="minisign")
KEY = SecretKey(bytes(range(8)), bytes(range(32)))


@pytest.fixture
def pair(tmp_path: Path) -> Path:
    """The secret key of a new pair; the public one is beside it."""
    new_key(tmp_path / "table.key")
    return tmp_path / "table.key"


def minisign(*arguments: object) -> Output:
    """Run minisign; where it is missing, the error says how to install it."""
    return run(MINISIGN, *map(str, arguments))


def _signed(folder: Path, key: Path) -> Path:
    file = folder / "SHA256SUMS"
    file.write_bytes(b"0  a\n")
    made = signature(file.read_bytes(), open_key(key), "the comment")
    (folder / "SHA256SUMS.minisig").write_text(made)
    return file


def test_minisign_verifies_what_is_signed_here(pair: Path, tmp_path: Path) -> None:
    file = _signed(tmp_path, pair)
    said = minisign("-V", "-H", "-p", f"{pair}.pub", "-m", file).out
    assert "Signature and comment signature verified" in said
    assert "Trusted comment: the comment" in said
    text = Path(f"{pair}.pub").read_text().splitlines()[1]
    assert "verified" in minisign("-V", "-P", text, "-m", file).out


@pytest.mark.parametrize("spoilt", ["file", "comment", "signature"])
def test_minisign_refuses_what_was_changed(pair: Path, tmp_path: Path, spoilt: str) -> None:
    file = _signed(tmp_path, pair)
    lines = (tmp_path / "SHA256SUMS.minisig").read_text()
    if spoilt == "file":
        file.write_bytes(b"1  a\n")
    elif spoilt == "comment":
        (tmp_path / "SHA256SUMS.minisig").write_text(lines.replace("the comment", "a comment"))
    else:
        other = signature(b"other", open_key(pair), "the comment")
        (tmp_path / "SHA256SUMS.minisig").write_text(other)
    with pytest.raises(ToolError, match="failed"):
        minisign("-V", "-p", f"{pair}.pub", "-m", file)


def test_minisign_refuses_another_pair(pair: Path, tmp_path: Path) -> None:
    file = _signed(tmp_path, pair)
    other = new_key(tmp_path / "other.key")
    with pytest.raises(ToolError):
        minisign("-V", "-p", other, "-m", file)


def test_keys_go_from_here_to_minisign_and_back(pair: Path, tmp_path: Path) -> None:
    file = tmp_path / "a"
    file.write_bytes(b"a")
    minisign("-S", "-W", "-s", pair, "-m", file)
    assert "verified" in minisign("-V", "-p", f"{pair}.pub", "-m", file).out
    theirs, public = tmp_path / "theirs.key", tmp_path / "theirs.pub"
    minisign("-G", "-W", "-s", theirs, "-p", public)
    signed = _signed(tmp_path, theirs)
    assert "verified" in minisign("-V", "-p", public, "-m", signed).out


def test_a_signature_is_the_same_every_time() -> None:
    assert signature(b"a", KEY, "c") == signature(b"a", KEY, "c")


def test_the_secret_key_is_its_owners_alone_and_never_replaced(pair: Path, tmp_path: Path) -> None:
    assert stat.S_IMODE(pair.stat().st_mode) == 0o600
    before = pair.read_bytes()
    with pytest.raises(CommandError, match="there is a file already"):
        new_key(pair)
    (tmp_path / "b.pub").touch()
    with pytest.raises(CommandError, match="there is a file already"):
        new_key(tmp_path / "b")
    assert pair.read_bytes() == before
    assert not (tmp_path / "b").exists()


def test_two_keys_differ(tmp_path: Path) -> None:
    new_key(tmp_path / "a")
    new_key(tmp_path / "b")
    a, b = open_key(tmp_path / "a"), open_key(tmp_path / "b")
    assert a.seed != b.seed
    assert a.number != b.number


def test_a_key_that_others_can_read_is_not_used(pair: Path) -> None:
    pair.chmod(0o640)
    with pytest.raises(CommandError, match="others can read"):
        open_key(pair)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("", "no secret key"),
        ("untrusted comment: x\nAAAA\n", "no secret key"),
        ("untrusted comment: x\n!!!!\n", "no secret key"),
        (public_key(KEY), "no secret key"),
        ("ключ\nключ\n", "no secret key"),
        (secret_key(KEY).replace("RWQAAEIy", "RWRTY0Iy"), "has a password"),
        (secret_key(KEY)[:-8] + secret_key(KEY)[-8:].swapcase(), "damaged"),
    ],
)
def test_what_is_no_usable_key_is_told(tmp_path: Path, content: str, reason: str) -> None:
    path = tmp_path / "key"
    path.write_text(content, "utf-8")
    path.chmod(0o600)
    with pytest.raises(CommandError, match=reason):
        open_key(path)


def test_no_key_is_told(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="there is no key"):
        open_key(tmp_path / "none")


def test_a_key_does_not_show_its_secret() -> None:
    assert str(KEY.seed) not in repr(KEY)
