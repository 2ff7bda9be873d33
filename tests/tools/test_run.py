"""Outside programs: what comes back, and what an editor reads when one fails."""

import sys
from pathlib import Path

import pytest

from publish.errors import ToolError
from publish.tools.program import Output, Program, run

PYTHON = Program(sys.executable, package="python3")


def test_output_and_status_come_back() -> None:
    code = "import sys; print('ночь'); print('noise', file=sys.stderr)"
    assert run(PYTHON, "-X", "utf8", "-c", code) == Output(0, "ночь\n", "noise\n")


def test_a_program_is_given_nothing_to_read() -> None:
    """A program that asks a question must not hang a build."""
    assert run(PYTHON, "-c", "import sys; print(len(sys.stdin.read()))").out == "0\n"


def test_output_that_is_not_utf_8_is_no_failure() -> None:
    code = r"import sys; sys.stdout.buffer.write(b'caf\xe9')"
    assert run(PYTHON, "-c", code).out == "caf\ufffd"


def test_a_missing_program_is_named_with_the_package_that_brings_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(ToolError) as caught:
        run(Program("java", package="default-jre-headless"), "-version")
    assert str(caught.value) == "java was not found. Install it: apt install default-jre-headless"


def test_an_unexpected_status_is_an_error_that_ends_with_the_programs_last_words() -> None:
    with pytest.raises(ToolError, match=r"ended with status 3: no more ink$"):
        run(PYTHON, "-c", "import sys; print('no more ink', file=sys.stderr); sys.exit(3)")


def test_a_status_may_be_an_answer() -> None:
    assert run(PYTHON, "-c", "raise SystemExit(1)", statuses=(0, 1)).status == 1


def test_a_program_that_hangs_is_stopped() -> None:
    with pytest.raises(ToolError, match=r"gave no answer in 0\.2 seconds and was stopped"):
        run(PYTHON, "-c", "import time; time.sleep(60)", timeout_s=0.2)
