"""The rules of the house are held by tools: what breaks one is found by ``make lint``."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from long_modules import MOST, unexplained
from support import ROOT


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the program, to break something in for a while."""
    house = tmp_path_factory.mktemp("house")
    shutil.copytree(ROOT / "publish", house / "publish", ignore=shutil.ignore_patterns("*.pyc"))
    shutil.copy(ROOT / "pyproject.toml", house)
    return house


def imports_of(house: Path) -> subprocess.CompletedProcess[str]:
    """What the linter of imports says of a house."""
    command = Path(sys.executable).with_name("lint-imports")
    return subprocess.run([command], cwd=house, capture_output=True, text=True, check=False)


def planted(house: Path, module: str, line: str) -> str:
    """What the linter says, once a line stands at the end of a module; it must object."""
    path = house / "publish" / module
    own = path.read_text()
    path.write_text(f"{own}\n{line}\n")
    done = imports_of(house)
    path.write_text(own)
    assert done.returncode != 0
    return done.stdout


def test_the_house_as_it_is_keeps_its_contracts(house: Path) -> None:
    done = imports_of(house)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize(
    ("module", "line", "said"),
    [
        ("content/tags.py", "from publish.making import plan", "making"),
        ("checks/faces.py", "from publish.verify import files", "verify"),
        ("errors.py", "import publish.report", "report"),
        (
            "text/words.py",
            "def late() -> None:\n    import publish.typeset.engine",
            "typeset",
        ),
    ],
)
def test_an_import_that_points_up_is_found(house: Path, module: str, line: str, said: str) -> None:
    said_of = planted(house, module, line)
    assert "is not allowed to import" in said_of
    assert f"publish.{said}" in said_of


@pytest.mark.parametrize("module", ["epub/bind.py", "press/finish.py", "commands/build.py"])
def test_weasyprint_elsewhere_is_found(house: Path, module: str) -> None:
    said = planted(house, module, "import weasyprint")
    assert f"publish.{module.removesuffix('.py').replace('/', '.')} -> weasyprint" in said


@pytest.mark.parametrize(
    ("module", "line"),
    [
        ("content/statement.py", "from publish.content import load"),
        ("typeset/layout.py", "from publish.typeset import leaflet"),
    ],
)
def test_a_circle_is_found(house: Path, module: str, line: str) -> None:
    assert "No cycles are allowed in publish." in planted(house, module, line)


def test_a_new_room_has_to_find_its_place(house: Path) -> None:
    attic = house / "publish" / "attic"
    attic.mkdir()
    (attic / "__init__.py").write_text("")
    done = imports_of(house)
    shutil.rmtree(attic)
    assert done.returncode != 0
    assert "attic" in done.stdout


def test_a_long_module_says_why(tmp_path: Path) -> None:
    long = "x = 1\n" * (MOST + 1)
    (tmp_path / "silent.py").write_text(long)
    (tmp_path / "short.py").write_text("x = 1\n" * MOST)
    (tmp_path / "telling.py").write_text(f"# Long: one table, and no seam in it.\n{long}")
    assert [line.split(":")[0] for line in unexplained(tmp_path)] == [str(tmp_path / "silent.py")]
    assert list(unexplained(ROOT / "publish")) == []
