"""What measures the tests: which rooms there are, and which changes are tried."""

from __future__ import annotations

from covered import OWN, rooms
from mutants import MODULES, mutants
from support import ROOT


def test_every_room_has_tests_to_be_measured_by() -> None:
    """A room without a folder of its own says whose tests are meant."""
    there = {path.name for path in (ROOT / "tests").iterdir() if path.is_dir()}
    measured = {OWN.get(room, room) for room in rooms(ROOT / "publish")}
    assert measured <= there
    assert OWN.keys() <= rooms(ROOT / "publish").keys()
    assert not there & OWN.keys()


def test_each_mutant_is_a_module_with_one_thing_changed() -> None:
    for module in MODULES:
        found = list(mutants(module))
        assert len({each.changed for each in found}) > 20
        for each in found:
            compile(each.changed, module, "exec")
    said = [each.said for each in mutants("publish/serving/ranges.py") if each.line == 26]
    assert "self.last - self.first  ->  self.last + self.first" in said
    assert not any("Span, ..." in each.said for each in mutants("publish/serving/ranges.py"))
