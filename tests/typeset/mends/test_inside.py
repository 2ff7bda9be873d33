"""What is mended in WeasyPrint is the WeasyPrint that the mends were written for, part by part."""

from __future__ import annotations

import pkgutil
from collections.abc import Iterator
from functools import reduce
from importlib import import_module
from inspect import getsource
from types import ModuleType
from typing import Any

import pytest
import weasyprint

from publish.errors import TypesetError
from publish.typeset import mends
from publish.typeset.mends import inside

PARTS = sorted({part for mend in inside.table().mends.values() for part in mend.parts})


@pytest.fixture
def fresh() -> Iterator[None]:
    """Nothing is remembered of what was looked at, neither before nor after."""
    remembering = (inside.table, inside.check, inside.fingerprint)
    for each in remembering:
        each.cache_clear()
    yield
    for each in remembering:
        each.cache_clear()


def found(part: str) -> Any:
    """A part as Python finds it."""
    module, names = inside._module_of(part)
    return reduce(getattr, names, module)


def test_it_is_the_release_that_is_known() -> None:
    """If this fails, docs/upgrading.md says what to do."""
    assert weasyprint.__version__ == inside.table().version


@pytest.mark.parametrize("part", PARTS)
def test_every_part_is_the_one_that_is_known(part: str) -> None:
    assert not inside.is_other(part)


def test_no_part_is_known_that_nobody_needs() -> None:
    assert list(inside.table().fingerprints) == PARTS


def test_every_mend_says_what_and_why() -> None:
    for name, mend in inside.table().mends.items():
        assert mend.what, name
        assert mend.why.endswith("."), name
        assert mend.upstream, name


def test_every_module_that_mends_has_its_row() -> None:
    """And it is checked under its own name, before anything is replaced."""
    modules = {module.name for module in pkgutil.iter_modules(mends.__path__)}
    assert set(inside.table().mends) == modules - {"__main__", "inside"}
    for name in inside.table().mends:
        module = import_module(f"{mends.__name__}.{name}")
        assert f'check("{name}")' in getsource(module), name


@pytest.mark.parametrize(
    "part", [part for part in PARTS if not isinstance(found(part), ModuleType)]
)
def test_sources_are_those_that_python_finds(part: str) -> None:
    """They are found by indentation, in a tenth of the time."""
    assert inside.source(part) == getsource(found(part))


def test_what_is_replaced_for_a_while_is_known_as_it_was_released() -> None:
    part = "weasyprint.layout.page.make_page"
    known = inside.source(part)
    with inside.replaced((found("weasyprint.layout.page"), "make_page", print)):
        assert inside.source(part) == known


@pytest.mark.usefixtures("fresh")
@pytest.mark.parametrize("name", inside.table().mends)
def test_another_part_is_told_by_its_name(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    part = inside.table().mends[name].parts[-1]
    own = inside.fingerprint
    monkeypatch.setattr(inside, "fingerprint", lambda each: "" if each == part else own(each))
    with pytest.raises(TypesetError, match=rf"typeset\.mends\.{name}\b.* in {part}\."):
        inside.check(name)


@pytest.mark.usefixtures("fresh")
def test_another_release_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(weasyprint, "__version__", "71.0")
    with pytest.raises(TypesetError, match=r"WeasyPrint 70\.0 as it was released; this is 71\.0\."):
        inside.check("columns")


@pytest.mark.parametrize("part", ["weasyprint.layout.page.nothing", "weasyprint.nowhere.x"])
def test_a_part_that_is_gone_is_another(part: str) -> None:
    assert inside.fingerprint(part) == ""
    assert inside.is_other(part)
