"""Where a translator's file may lead: to a statement's own folder, and nowhere else."""

from __future__ import annotations

from pathlib import Path

from publish.content.load import check_slug
from publish.doors.paths import leads_inside
from publish.errors import CommandError
from publish.faults import Fault, fail, quoted


def check_statement(name: str) -> str:
    """The name itself; raises Fault if no statement's folder can have it."""
    try:
        return check_slug(name)
    except CommandError as error:
        (problem,) = error.problems
        raise Fault(problem.message, problem.remedy) from None


def statement_folder(content: Path, name: str) -> Path:
    """The folder of the statement that a file names; raises Fault where ``content`` has none."""
    folder = content / check_statement(name)
    if not folder.is_dir():
        message = f"the file is for a statement {quoted(name)}, which is not in {content}/."
        raise Fault(message, "Name its folder with --content.")
    if not leads_inside(folder, content):
        message = f"{folder} is a link that leads out of {content}/: nothing is written there."
        raise Fault(message, "Put the folder itself there.")
    return folder


def check_target(path: Path, folder: Path) -> Path:
    """The path itself; raises ContentError where a link on its way leads out of ``folder``."""
    if not leads_inside(path, folder):
        message = "this is a link that leads out of the statement's folder: it is not written."
        raise fail(path, None, message, "Put the file itself there.")
    return path
