"""A path that a file names stays inside its root, whatever it is written like."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from publish.doors.paths import InnerPath, check_inner, inside, leads_inside
from publish.faults import Fault

OUTWARD = [
    "",
    "..",
    "../x",
    "a/../../x",
    "a/..",
    "/etc/passwd",
    "//host/x",
    "./x",
    "a//b",
    "a/",
    "C:/x",
    "c:x",
    "file:///etc/passwd",
    "s3://bucket/x",
    "..\\x",
    "a\\b",
    "a\0b",
    "a\nb",
    "x" * 1_001,
]


@pytest.mark.parametrize("name", OUTWARD)
def test_a_path_that_could_lead_out_is_refused(name: str) -> None:
    with pytest.raises(Fault):
        check_inner(name)
    with pytest.raises(ValidationError):
        TypeAdapter(InnerPath).validate_python(name)


@pytest.mark.parametrize("name", ["a", "a/b.pdf", "...", "a/..b", "نص/x.ar.epub", "a b", ".x"])
def test_a_path_below_is_taken_as_it_is(name: str) -> None:
    assert check_inner(name) == name


def test_a_link_that_leads_out_is_refused(tmp_path: Path) -> None:
    root = tmp_path / "root"
    (root / "real").mkdir(parents=True)
    (root / "inward").symlink_to("real")
    (root / "outward").symlink_to(tmp_path)
    (root / "loop").symlink_to("loop")
    assert inside(root, "inward/x") == (root / "real/x").resolve()
    for name in ("outward", "outward/x"):
        with pytest.raises(Fault, match="leads out"):
            inside(root, name)
    assert not leads_inside(root / "a\0b", root)


@given(st.text(alphabet="ab./\\:~\0 ", max_size=12))
def test_what_is_taken_stays_inside(name: str) -> None:
    root = Path("/nowhere/root")
    try:
        path = inside(root, name)
    except Fault:
        return
    assert path.is_relative_to(root)
    assert path != root
