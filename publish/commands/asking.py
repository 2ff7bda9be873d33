"""Arguments and options that several commands share, and what people may write for them."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from glob import glob
from pathlib import Path
from typing import Annotated, Any

import typer

from publish.errors import CommandError, Problem
from publish.faults import quoted

CONTENT = Path("content")
_FACTS = "statement.toml"


# --- What was meant -------------------------------------------------------------------


def statement_name(content: Path, given: str) -> str:
    """The name of a statement that is given by its name, its folder or a file in it.

    The Tab key gives paths. What is no path below ``content`` is left as it is. Raises
    CommandError for another folder's statement and for the whole content folder.
    """
    below = _below(content, given)
    if below == ():
        message = f"{given} is the folder of all statements."
        raise CommandError(Problem(message, remedy="Name those in it that you mean; or none: all."))
    if below and (len(below) == 1 or (content / below[0]).is_dir()):
        return below[0]
    path = Path(given)
    if below is None and len(path.parts) > 1 and (path / _FACTS).is_file():
        raise CommandError(
            Problem(
                f"{given} is not in the content folder {quoted(str(content))}.",
                remedy=f"Name that with the statement: --content {path.parent} {path.name}",
            )
        )
    return given.rstrip("/") or given


def _below(content: Path, given: str) -> tuple[str, ...] | None:
    """The parts of a path below the content folder; None where it is not in it."""
    if (content / given.split("/")[0] / _FACTS).is_file() or _is_address(content):
        return tuple(filter(None, given.split("/")))
    if "/" not in given and given != "." and not Path(given).exists():
        return None
    for absolute in (os.path.abspath, os.path.realpath):
        path, root = Path(absolute(given)), Path(absolute(content))
        if path.is_relative_to(root):
            return path.relative_to(root).parts
    return None


def there(content: Path) -> Path:
    """The content folder, once it is there. Raises CommandError where it is not."""
    if content.exists() or _is_address(content):
        return content
    where = "" if content.is_absolute() else f" in {Path.cwd()}"
    raise CommandError(Problem(f"there is no folder {quoted(str(content))}{where}.", remedy=_way()))


def _way() -> str:
    """Where to go from here, to find the content folder."""
    if Path(_FACTS).is_file():
        return f"This is a statement's own folder: say --content .. {Path.cwd().name}"
    if next(Path().glob(f"*/{_FACTS}"), None):
        return "The statements are here: say --content ."
    return (
        "Go to the folder that it is in, or name another with --content; "
        "publish new STATEMENT -l LANG begins one."
    )


def _is_address(path: Path) -> bool:
    """Whether it is one of a store, of whose ``s3://`` a path makes ``s3:/``."""
    return ":/" in path.as_posix()


def language_tag(given: str) -> str:
    """A language's tag as it is spelt: ``EN`` is ``en``, ``pt_BR`` is ``pt-BR`` (RFC 5646, 2.1.1).

    What is no tag is left as it is: whoever looks for that language says so.
    """
    from publish.content.tags import canonical, is_well_formed

    tag, colon, copies = given.replace("_", "-").partition(":")  # "LANG:N" in ``publish run``
    return f"{canonical(tag)}{colon}{copies}" if is_well_formed(tag) else given


def _named(ctx: typer.Context, value: str | None) -> str | None:
    return None if value is None else _all_named(ctx, [value])[0]


def _all_named(ctx: typer.Context, value: list[str] | None) -> list[str]:
    content: Path = ctx.params["content"]
    names = [statement_name(content, each) for each in value or ()]
    there(content)
    return names


def new_named(ctx: typer.Context, value: list[str]) -> list[str]:
    """A statement that need not be there, and languages."""
    name, *languages = value
    return [statement_name(ctx.params["content"], name), *map(language_tag, languages)]


def _finished(value: list[Path]) -> list[Path]:
    """Finished files; of a folder those that are in it, of a pattern those that match it.

    Shells expand patterns only where something matches, and leave quoted ones alone.
    """
    return [file for each in value for file in _finished_in(each)]


def _finished_in(given: Path) -> list[Path]:
    if given.is_dir():
        endings = (".pdf", ".epub")
        found = sorted(path for path in given.rglob("[!.]*") if path.suffix.lower() in endings)
        if not found:
            message = f"there is no PDF and no EPUB in {given}/."
            raise CommandError(Problem(message, remedy="Run publish build, or name files."))
        return found
    if not given.exists() and any(mark in str(given) for mark in "*?["):
        return [Path(path) for path in sorted(glob(str(given)))] or [given]
    return [given]


def _folder_of_all(value: Path) -> Path:
    if (value / _FACTS).is_file():
        folder = Path(os.path.abspath(value))
        parent = value.parent if value.name not in ("", "..") else folder.parent
        raise CommandError(
            Problem(
                f"{value} is the folder of one statement, and --content names the folder that "
                "statements are in.",
                remedy=f"Say: --content {parent} {folder.name}",
            )
        )
    return value


# --- What the shell completes ---------------------------------------------------------


def _statements(ctx: typer.Context, incomplete: str) -> Iterator[str]:
    content = ctx.params.get("content") or CONTENT
    yield from sorted(path.parent.name for path in content.glob(f"*/{_FACTS}"))


def _languages(ctx: typer.Context, incomplete: str) -> Iterator[str]:
    """The languages of the statements that are named already, or of all."""
    content = ctx.params.get("content") or CONTENT
    named = ctx.params.get("statements") or [ctx.params.get("statement") or "*"]
    yield from sorted({path.stem for each in named for path in content.glob(f"{each}/*.md")})


def _editions(incomplete: str) -> Iterator[str]:
    from publish.editions import EDITIONS

    yield from EDITIONS


def schemes() -> list[str]:
    """The names of all ways to lay pages on sheets."""
    from publish.impose.schemes import SCHEMES

    return list(SCHEMES)


def words(*known: str) -> Callable[[], list[str]]:
    """What the shell completes where these are all that can be written."""
    return lambda: list(known)


# --- Arguments and options ------------------------------------------------------------


def language_option(*names: str, metavar: str = "LANG", help: str) -> Any:
    """An option that takes a language, or several, by their tags in any spelling."""
    return typer.Option(
        *names, metavar=metavar, help=help, parser=language_tag, autocompletion=_languages
    )


def edition_option(help: str) -> Any:
    """An option that takes an edition, or several."""
    return typer.Option("-e", "--edition", metavar="NAME", help=help, autocompletion=_editions)


def fit_option(help: str) -> Any:
    """The option for a multiple of pages that texts are fitted to."""
    from publish.editions import MOST_MULTIPLE

    return typer.Option("--fit", min=1, max=MOST_MULTIPLE, metavar="N", help=help)


def _statement_argument(help: str, callback: Callable[..., Any]) -> Any:
    """An argument that takes a statement, or several, by name, by folder or by a file in it."""
    return typer.Argument(
        metavar="STATEMENT", help=help, callback=callback, autocompletion=_statements
    )


Statements = Annotated[
    list[str] | None,
    _statement_argument("Statements, by name or folder; none means all.", _all_named),
]
Statement = Annotated[str, _statement_argument("The statement, by name or folder.", _named)]
AnyStatement = Annotated[str | None, _statement_argument("A statement, by name or folder.", _named)]
Finished = Annotated[
    list[Path],
    typer.Argument(metavar="FILE", help="PDF and EPUB files, or folders.", callback=_finished),
]
Content = Annotated[
    Path,
    typer.Option(
        "--content",
        metavar="DIR",
        help="Folder of statements.",
        is_eager=True,  # it says where the statements are to be found
        callback=_folder_of_all,
    ),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print the result as JSON.")]
Languages = Annotated[
    list[str] | None, language_option("-l", "--language", help="Only this language.")
]
Anyway = Annotated[
    bool, typer.Option("--force", help="Also with words that only hold a place, and do not ask.")
]
