"""Runs: what is made, kept, taken from the cache and removed; with a clerk instead of pages."""

from __future__ import annotations

import errno
import multiprocessing
import shutil
from collections.abc import Generator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from publish import editions
from publish.errors import Problem, PublishError
from publish.files import sha256_of
from publish.making import manifest
from publish.making.build import Built, build, survey
from publish.making.cache import Cache
from publish.making.orders import Order, Outcome
from publish.making.plan import Scope, plan
from publish.making.record import HOUSE, read_record, read_stamps
from publish.making.stamps import Stamp, Stamps
from publish.making.watching import Watch

EDITIONS = ("pamphlet", "epub")
BOTH = Scope(editions=EDITIONS)


def run(content: Path, clerk: Any, scope: Scope = BOTH, **options: Any) -> Built:
    """A build beside the content folder, in ``out`` unless another is named."""
    out = options.pop("out", content.parent / "out")
    planned = plan(content, scope, stamps=Stamps(read_stamps(out)))
    return build(planned, out, clerk, **options)


def made(built: Built) -> list[str]:
    return sorted(entry.path for outcome in built.outcomes for entry in outcome.made)


def listed(out: Path) -> list[str]:
    return [entry.path for entry in manifest.read(out).artifacts]


def artifacts(out: Path) -> list[str]:
    found = out.rglob("*.*")
    return sorted(str(each.relative_to(out)) for each in found if each.suffix in (".pdf", ".epub"))


def why(content: Path, scope: Scope = BOTH) -> dict[str, tuple[str, ...]]:
    items, gone = survey(plan(content, scope), content.parent / "out")
    reasons = {item.path: item.reasons for item in items if item.reasons}
    return reasons | {each.entry.path: (each.reason,) for each in gone}


# --- Exactly what is out of date ----------------------------------------------------------


def test_a_second_run_makes_nothing_and_writes_nothing(small: Path, clerk: Any) -> None:
    assert len(made(run(small, clerk))) == 8
    out = small.parent / "out"
    before = {path: path.stat().st_mtime_ns for path in out.rglob("*.json")}
    assert made(run(small, clerk)) == []
    again = {path: path.stat().st_mtime_ns for path in before if path.name != "stamps.json"}
    assert again == {path: before[path] for path in again}
    assert why(small) == {}


def test_changed_words_concern_their_own_language(small: Path, clerk: Any) -> None:
    run(small, clerk)
    path = small / "bread" / "ru.md"
    path.write_text(path.read_text() + "\nMore.\n")
    assert set(why(small).values()) == {("ru.md changed",)}
    assert made(run(small, clerk)) == ["bread/bread.ru.epub", "bread/bread.ru.pamphlet.pdf"]


def test_an_altered_a_missing_and_an_unknown_file_are_made_again(small: Path, clerk: Any) -> None:
    run(small, clerk)
    out = small.parent / "out"
    (out / "bread/bread.en.pamphlet.pdf").write_bytes(b"not what was made")
    (out / "bread/bread.es.epub").unlink()
    assert why(small) == {
        "bread/bread.en.pamphlet.pdf": ("the file was altered",),
        "bread/bread.es.epub": ("the file is missing",),
    }
    assert made(run(small, clerk)) == sorted(["bread/bread.en.pamphlet.pdf", "bread/bread.es.epub"])
    (out / HOUSE / "record.json").write_text("{")
    assert set(why(small).values()) == {("nothing is known of how the file was made",)}
    assert len(made(run(small, clerk))) == 8


def test_a_change_while_it_is_made_is_noticed_by_the_next_run(small: Path, clerk: Any) -> None:
    """What is made from something else than was planned bears no fingerprint."""

    def unsettled(
        orders: Sequence[Order], house: Mapping[str, Stamp], watch: Watch
    ) -> Generator[Outcome, None, None]:
        for outcome in clerk(orders, house, watch):
            yield Outcome(outcome.target, made=outcome.made, unsettled=True)

    assert len(made(run(small, unsettled))) == 8
    assert len(made(run(small, clerk))) == 8


# --- Removed content ------------------------------------------------------------------------


def test_a_removed_language_takes_its_artifacts_with_it(small: Path, clerk: Any) -> None:
    run(small, clerk)
    (small / "bread" / "ru.md").unlink()
    assert why(small)["bread/bread.ru.epub"] == ("ru.md is gone",)
    built = run(small, clerk)
    gone = ["bread/bread.ru.epub", "bread/bread.ru.pamphlet.pdf"]
    assert sorted(each.entry.path for each in built.cleared.removed) == gone
    out = small.parent / "out"
    assert listed(out) == artifacts(out) == sorted(read_record(out))
    assert len(listed(out)) == 6


def test_a_removed_statement_takes_its_folder_with_it(small: Path, clerk: Any) -> None:
    run(small, clerk)
    shutil.rmtree(small / "water")
    run(small, clerk)
    assert not (small.parent / "out" / "water").exists()
    assert len(listed(small.parent / "out")) == 6


def test_an_edition_that_is_no_more_goes(
    small: Path, clerk: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(small, clerk)
    fewer = {name: each for name, each in editions.EDITIONS.items() if name != "epub"}
    monkeypatch.setattr("publish.making.survey.EDITIONS", fewer)
    monkeypatch.setattr("publish.making.plan.EDITIONS", fewer)
    built = run(small, clerk, Scope())
    assert {each.entry.edition for each in built.cleared.removed} == {"epub"}


def test_what_somebody_else_put_there_stays(small: Path, clerk: Any) -> None:
    """Only files of the manifest are removed, and only as they were made."""
    run(small, clerk)
    out = small.parent / "out"
    altered = out / "water/water.en.epub"
    altered.write_bytes(b"signed by hand")
    (out / "water/notes.pdf").write_bytes(b"my own")
    shutil.rmtree(small / "water")
    built = run(small, clerk)
    assert [each.entry.path for each in built.cleared.left] == ["water/water.en.epub"]
    assert artifacts(out)[-2:] == ["water/notes.pdf", "water/water.en.epub"]
    assert "water/water.en.epub" not in listed(out)


@pytest.mark.parametrize(
    "scope",
    [
        Scope(statements=("bread",)),
        Scope(languages=("en",)),
        Scope(editions=("pamphlet",), languages=("es",)),
    ],
)
def test_a_partial_build_removes_nothing_beyond_what_it_was_asked(
    scope: Scope, small: Path, clerk: Any
) -> None:
    write = small / "lamp"
    shutil.copytree(small / "bread", write)
    run(small, clerk)
    shutil.rmtree(write)
    before = set(listed(small.parent / "out"))
    built = run(small, clerk, scope)
    removed = {each.entry.path for each in built.cleared.removed}
    assert all(scope.covers(*_named(path)) for path in removed)
    assert before - removed <= set(listed(small.parent / "out"))


def _named(path: str) -> tuple[str, str, str]:
    slug, language, rest = path.split("/")[1].split(".", 2)
    return slug, language, rest.removesuffix(".pdf")


def test_another_content_folder_in_the_same_output_is_left_alone(small: Path, clerk: Any) -> None:
    run(small, clerk)
    other = small.parent / "other"
    shutil.copytree(small / "water", other / "fire")
    assert run(other, clerk).cleared.removed == ()
    assert len(listed(small.parent / "out")) == 10


def test_an_empty_content_folder_is_taken_for_one_out_of_reach(small: Path, clerk: Any) -> None:
    """An unmounted disk must not cost the editor all that was made."""
    run(small, clerk)
    small.rename(small.parent / "away")
    small.mkdir()
    assert run(small, clerk).cleared.removed == ()
    assert len(artifacts(small.parent / "out")) == 8


def test_folders_that_move_together_still_belong_together(small: Path, clerk: Any) -> None:
    run(small, clerk)
    new = small.parent / "checkout"
    new.mkdir()
    small.rename(new / "content")
    (small.parent / "out").rename(new / "out")
    (new / "content" / "bread" / "ru.md").unlink()
    assert len(run(new / "content", clerk).cleared.removed) == 2


# --- The cache ------------------------------------------------------------------------------


def test_another_checkout_takes_what_one_has_made(small: Path, tmp_path: Path, clerk: Any) -> None:
    cache = Cache(tmp_path / "cache")
    run(small, clerk, cache=cache)
    second = tmp_path / "second" / "content"
    shutil.copytree(small, second)
    built = run(second, clerk, cache=cache)
    assert made(built) == []
    assert sum(len(outcome.taken) for outcome in built.outcomes) == 8
    outs = small.parent / "out", second.parent / "out"
    for path in artifacts(outs[0]):
        assert sha256_of(outs[0] / path) == sha256_of(outs[1] / path)
    assert manifest.read(outs[0]) == manifest.read(outs[1])
    assert made(run(second, clerk, cache=cache)) == []


def test_force_takes_nothing_from_the_cache(small: Path, tmp_path: Path, clerk: Any) -> None:
    cache = Cache(tmp_path / "cache")
    run(small, clerk, cache=cache)
    assert len(made(run(small, clerk, cache=cache, force=True))) == 8


# --- Interruption, and others at work --------------------------------------------------------


def test_what_was_done_before_an_interruption_is_kept(small: Path, clerk: Any) -> None:
    """Ctrl-C: the manifest lists what is done, and the next run makes the rest."""

    class Impatient(Watch):
        def ended(self, outcome: Outcome) -> None:
            if outcome.made:
                raise KeyboardInterrupt

    built = run(small, clerk, watch=Impatient())
    assert built.interrupted
    assert built.unmade == 6
    assert len(listed(small.parent / "out")) == 2
    assert len(made(run(small, clerk))) == 6
    assert not (small.parent / "out" / HOUSE / "tmp").exists()


def test_what_was_done_before_a_failure_is_kept(small: Path, clerk: Any) -> None:
    """Whoever carries the orders out may give up in the middle."""

    def give_up(
        orders: Sequence[Order], house: Mapping[str, Stamp], watch: Watch
    ) -> Generator[Outcome, None, None]:
        yield clerk.fulfil(orders[0])
        raise PublishError(Problem("the others are gone."))

    with pytest.raises(PublishError, match="the others are gone"):
        run(small, give_up)
    assert len(listed(small.parent / "out")) == 2
    assert len(made(run(small, clerk))) == 6


def test_a_full_disk_is_one_message_and_loses_nothing(
    small: Path, clerk: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from publish.making import outcomes as making

    run(small, clerk)
    out = small.parent / "out"
    before = {path: sha256_of(out / path) for path in (*artifacts(out), "manifest.json")}
    for path in (small / "bread").glob("*.md"):
        path.write_text(path.read_text() + "\nMore.\n")

    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    def carry_out(
        orders: Sequence[Order], house: Mapping[str, Stamp], watch: Watch
    ) -> Generator[Outcome, None, None]:
        from publish.files import cannot_write

        problem = cannot_write(out, OSError(errno.ENOSPC, "No space left on device"))
        for order in orders:
            yield Outcome(order.target, problems=(problem,), ends_all=True)

    with monkeypatch.context() as patch:
        patch.setattr("publish.making.manifest.write", full)
        patch.setattr(making, "deliver", full)
        built = run(small, carry_out)
    (problem,) = built.problems
    assert problem.message.startswith(f"{out} cannot be written: No space left on device: the disk")
    assert {path: sha256_of(out / path) for path in before} == before
    assert len(made(run(small, clerk))) == 6


def test_left_overs_of_a_killed_build_are_cleared_away(small: Path, clerk: Any) -> None:
    tmp = small.parent / "out" / HOUSE / "tmp"
    (tmp / "killed").mkdir(parents=True)
    (tmp / "killed" / "lock").touch()
    (tmp / "killed" / "half").write_bytes(b"half a pamphl")
    run(small, clerk)
    assert not tmp.exists()


@pytest.mark.parametrize("languages", [("en", "es", "ru"), ("en", "en", "en")])
def test_builds_at_once_do_not_harm_each_other(
    languages: tuple[str, ...], small: Path, clerk: Any
) -> None:
    """Each enters its own into the manifest, and leaves those of the others in it."""
    context = multiprocessing.get_context("fork")
    cache = Cache(small.parent / "cache")
    out = small.parent / "out"
    for _ in range(3):
        shutil.rmtree(out, ignore_errors=True)
        go = context.Event()

        def build_one(language: str, go: Any = go) -> None:
            go.wait()
            run(small, clerk, Scope((), (language,), EDITIONS), cache=cache, force=True)

        processes = [context.Process(target=build_one, args=(each,)) for each in languages]
        for process in processes:
            process.start()
        go.set()
        for process in processes:
            process.join(60)
            assert process.exitcode == 0
        assert listed(out) == artifacts(out) == sorted(read_record(out))
        assert len(listed(out)) == 2 * (len(set(languages)) + 1)
        assert made(run(small, clerk, Scope((), languages, EDITIONS))) == []
        assert not (out / HOUSE / "tmp").exists()
