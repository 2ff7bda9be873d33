"""The command line: parse, call, print."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Console

from publish import __version__, report
from publish.errors import Problem, PublishError

if TYPE_CHECKING:
    from publish.content.model import Statement

app = typer.Typer(
    name="publish",
    help="Typeset pamphlets and e-books from structured statements, in any language.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)

stderr = Console(stderr=True, highlight=False, markup=False, soft_wrap=True)

Statements = Annotated[
    list[str] | None, typer.Argument(metavar="[STATEMENT]...", help="Statements; none means all.")
]
Content = Annotated[Path, typer.Option("--content", metavar="DIR", help="Folder of statements.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print the result as JSON.")]
Languages = Annotated[
    list[str] | None, typer.Option("-l", "--language", metavar="LANG", help="Only this language.")
]
CONTENT = Path("content")


@app.command()
def build(
    statements: Statements = None,
    languages: Languages = None,
    editions: Annotated[
        list[str] | None, typer.Option("-e", "--edition", metavar="NAME", help="Only this edition.")
    ] = None,
    out: Annotated[Path, typer.Option("-o", "--out", help="Where the files go.")] = Path("build"),
    jobs: Annotated[
        int | None, typer.Option("-j", "--jobs", min=1, help="Processes; one a core by default.")
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Make everything again.")] = False,
    profile: Annotated[
        Path | None,
        typer.Option(
            "--profile", metavar="FILE", help="CMYK profile for press; FOGRA39 by default."
        ),
    ] = None,
    no_epub_fonts: Annotated[
        bool,
        typer.Option("--no-epub-fonts", help="Leave the fonts of e-books to reading systems."),
    ] = False,
    content: Content = CONTENT,
    as_json: AsJson = False,
) -> None:
    """Make the artifacts that are missing or out of date."""
    from publish.build.plan import plan
    from publish.build.run import build as run

    loaded, problems = _load(content, statements or [])
    tasks = plan(loaded, languages or [], editions or [], profile, epub_fonts=not no_epub_fonts)
    with report.progress(stderr, len(tasks)) as tell:
        outcomes = run(tasks, out, jobs=jobs, force=force, report=tell)
    problems += [problem for outcome in outcomes for problem in outcome.problems]
    if as_json:
        _print_json(report.build_data(outcomes, problems))
    _finish(problems, report.build_summary(outcomes, out))


@app.command()
def check(
    statements: Statements = None, content: Content = CONTENT, as_json: AsJson = False
) -> None:
    """Check content: what was cleaned, what is missing, what differs, what has no face."""
    from publish.checks.content import check_statement

    loaded, problems = _load(content, statements or [])
    findings = [finding for statement in loaded for finding in check_statement(statement)]
    if as_json:
        _print_json(report.findings_data(findings, problems))
    else:
        report.print_findings(findings)
    _finish(problems, report.findings_summary(findings), failed=report.any_error(findings))


@app.command()
def verify(
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="PDF and EPUB files.")],
    content: Content = CONTENT,
    pictures: Annotated[
        Path | None,
        typer.Option(
            "--pictures", metavar="DIR", help="Draw pages there, with findings marked on them."
        ),
    ] = None,
    role: Annotated[
        str | None,
        typer.Option(
            "--as",
            metavar="[screen|press|imposed]",
            help="Judge PDFs as this; by default, as what each says that it is.",
        ),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Check finished PDFs and EPUBs, whoever made them."""
    from publish.build.origin import origins
    from publish.checks.artifacts import verify_files
    from publish.checks.pictures import draw
    from publish.checks.press_roles import role_called

    findings = verify_files(files, origins(files, content), role_called(role))
    if pictures:
        findings = draw(findings, pictures)
    if as_json:
        _print_json(report.findings_data(findings, []))
    else:
        report.print_findings(findings)
    _finish([], report.findings_summary(findings), failed=report.any_error(findings))


@app.command()
def new(
    statement: Annotated[str, typer.Argument(metavar="STATEMENT", help="The new folder's name.")],
    languages: Annotated[
        list[str],
        typer.Option(
            "-l", "--language", metavar="LANG", help="A language; the first is the source."
        ),
    ],
    content: Content = CONTENT,
) -> None:
    """Make a statement folder to start from."""
    from publish.content.new import create

    for path in create(content, statement, languages):
        print(path)


@app.command()
def fonts(content: Content = CONTENT, as_json: AsJson = False) -> None:
    """List the catalogue of faces."""
    from publish.fonts.library import available, read_catalogue

    catalogue = read_catalogue()
    here = available(catalogue).families
    rows = [
        report.face_data(family, face, installed=family in here)
        for family in catalogue.families
        for face in family.faces
    ]
    if as_json:
        _print_json(rows)
    else:
        report.print_faces(rows)


@app.command()
def schema(
    part: Annotated[
        str, typer.Argument(metavar="[statement|front-matter]", help="Which file's schema.")
    ] = "statement",
    content: Content = CONTENT,
) -> None:
    """Print the JSON Schema of a statement's files, for completion in editors."""
    from publish.content.schema import json_schema

    _print_json(json_schema(part))


@app.command("impose")
def impose_pages(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A PDF of single pages.")],
    scheme: Annotated[
        str, typer.Option("--scheme", metavar="NAME", help="How pages lie on sheets.")
    ] = "saddle-2up",
    binding: Annotated[
        str, typer.Option("--binding", metavar="[left|right]", help="Where the spine is.")
    ] = "left",
    thickness_mm: Annotated[
        float, typer.Option("--thickness", metavar="MM", min=0, help="The paper's, for creep.")
    ] = 0.1,
    duplex: Annotated[
        str | None,
        typer.Option(
            "--duplex",
            metavar="[short-edge|long-edge]",
            help="The edge the printer turns sheets about; by default the natural one.",
        ),
    ] = None,
    sheet: Annotated[
        str | None,
        typer.Option("--sheet", metavar="NAME", help="A4, SRA3, ...; else the smallest."),
    ] = None,
    out: Annotated[
        Path | None, typer.Option("-o", "--out", metavar="FILE", help="Instead of FILE.SCHEME.pdf")
    ] = None,
) -> None:
    """Put the pages of any PDF on sheets, to be folded, cut and bound."""
    from publish.build.files import write_whole
    from publish.impose.asking import impose_file

    imposed = impose_file(file, scheme, binding, thickness_mm, duplex, sheet)
    target = out or file.with_suffix(f".{scheme}.pdf")
    write_whole(target, imposed.content, target.parent)
    print(target)
    stderr.print(report.imposed_summary(imposed))


translate = typer.Typer(
    help="Files for translators, and back.", no_args_is_help=True, rich_markup_mode=None
)
app.add_typer(translate, name="translate")


@translate.command("export")
def translate_export(
    statement: Annotated[str, typer.Argument(metavar="STATEMENT", help="The statement.")],
    language: Annotated[
        str, typer.Option("-l", "--language", metavar="LANG", help="Into this language.")
    ],
    form: Annotated[
        str, typer.Option("--format", metavar="[xliff|po]", help="The form of the file.")
    ] = "xliff",
    out: Annotated[
        Path | None, typer.Option("-o", "--out", metavar="FILE", help="Instead of STATEMENT.LANG.*")
    ] = None,
    content: Content = CONTENT,
) -> None:
    """Write a file with all that is to be translated, and what is already."""
    from publish.build.files import write_whole
    from publish.content.load import find, load
    from publish.translate.files import exported, form_called

    (folder,) = find(content, [statement])
    chosen = form_called(form)
    target = out or Path(f"{statement}.{language}{chosen.suffixes[0]}")
    write_whole(target, exported(load(folder), language, chosen), target.parent)
    print(target)


@translate.command("import")
def translate_import(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="What a translator has sent.")],
    content: Content = CONTENT,
) -> None:
    """Put what a translator has sent into the statement's files."""
    from publish.build.files import write_whole
    from publish.translate.files import returned

    brought = returned(file, content)
    for path, text in brought.files.items():
        write_whole(path, text.encode(), path.parent)
        print(path)
    for remark in brought.remarks:
        stderr.print(f"warning: {remark}")
    _finish([], f"{brought.told} passages translated, {brought.open} open")


@app.command()
def catalog(
    statements: Statements = None,
    out: Annotated[
        Path, typer.Option("-o", "--out", metavar="DIR", help="Where the site goes.")
    ] = Path("site"),
    build_dir: Annotated[
        Path, typer.Option("--build", metavar="DIR", help="Where the files were built.")
    ] = Path("build"),
    address: Annotated[
        str | None,
        typer.Option("--base-url", metavar="URL", help="Where the site will be on the web."),
    ] = None,
    check_only: Annotated[
        bool, typer.Option("--check", help="Write nothing; check the site that is there.")
    ] = False,
    content: Content = CONTENT,
) -> None:
    """Make the download site and its feeds from what is built."""
    from publish.catalogue.checks import verify_site
    from publish.catalogue.run import catalogue

    if check_only:
        problems = list(verify_site(out))
        _finish(problems, f"{len(problems)} wrong in {out}/")
        return
    loaded, problems = _load(content, statements or [])
    if problems:
        _finish(problems, f"{out}/ is as it was")
    made = catalogue(loaded, build_dir, out, address=address)
    print(out)
    stderr.print(f"{len(made.made)} files made, {len(made.taken)} taken from {build_dir}/")


@app.command()
def poster(
    statement: Annotated[str, typer.Argument(metavar="STATEMENT", help="The statement.")],
    url: Annotated[
        str, typer.Option("--url", metavar="URL", help="Its page in the catalogue, on the web.")
    ],
    out: Annotated[
        Path | None, typer.Option("-o", "--out", metavar="FILE", help="Instead of build/...pdf.")
    ] = None,
    content: Content = CONTENT,
) -> None:
    """Make an A4 poster with a code that is read from two metres, in all languages."""
    from publish.build.files import write_whole
    from publish.catalogue.poster import poster as make_poster
    from publish.content.load import find, load
    from publish.fonts.library import open_library
    from publish.resources import styles_dir

    (folder,) = find(content, [statement])
    target = out or Path("build", statement, f"{statement}.poster.pdf")
    made = make_poster(load(folder), url, open_library(), styles_dir())
    write_whole(target, made, target.parent)
    print(target)


@app.command()
def volume(
    statement: Annotated[str, typer.Argument(metavar="STATEMENT", help="The statement.")],
    form: Annotated[
        str,
        typer.Option(
            "--form",
            metavar="[sequence|head-to-head|parallel]",
            help="One after another, from both covers, or side by side.",
        ),
    ] = "sequence",
    languages: Annotated[
        list[str] | None,
        typer.Option(
            "-l", "--language", metavar="LANG", help="A language; the first names the volume."
        ),
    ] = None,
    out: Annotated[Path, typer.Option("-o", "--out", help="Where the file goes.")] = Path("build"),
    content: Content = CONTENT,
) -> None:
    """Make one pamphlet of several languages."""
    from publish.build.files import write_whole
    from publish.build.run import HOUSE, source_date_epoch
    from publish.build.volume import make_volume
    from publish.content.load import find, load
    from publish.fonts.library import open_library
    from publish.volumes.forms import form_called

    chosen, (folder,) = form_called(form), find(content, [statement])
    epoch = source_date_epoch()
    made = make_volume(load(folder), languages or [], chosen, open_library(), epoch)
    write_whole(out / made.path, made.content, out / HOUSE / "tmp")
    print(out / made.path)
    stderr.print(f"{made.pages} pages, bound on the {made.binding}")


@app.command("run")
def print_run(
    statement: Annotated[str, typer.Argument(metavar="STATEMENT", help="The statement.")],
    copies: Annotated[
        int | None,
        typer.Option("--copies", min=1, metavar="N", help="Copies of each language."),
    ] = None,
    languages: Annotated[
        list[str] | None,
        typer.Option("-l", "--language", metavar="LANG[:N]", help="This language, N copies of it."),
    ] = None,
    paper: Annotated[
        str, typer.Option("--paper", metavar="NAME", help="What it is printed on.")
    ] = "offset-80",
    imposition: Annotated[
        str, typer.Option("--imposition", metavar="NAME", help="How pages lie on the sheets.")
    ] = "saddle-2up",
    cover_paper: Annotated[
        str | None,
        typer.Option("--cover-paper", metavar="NAME", help="Another paper for the outer sheet."),
    ] = None,
    papers: Annotated[
        Path | None, typer.Option("--papers", metavar="FILE", help="Papers of your own.")
    ] = None,
    price: Annotated[
        str | None,
        typer.Option("--price", metavar="PRICE", help='Of 1000 sheets, such as "12.50 EUR".'),
    ] = None,
    cover_price: Annotated[
        str | None, typer.Option("--cover-price", metavar="PRICE", help="The same for the cover.")
    ] = None,
    waste: Annotated[
        str, typer.Option("--waste", metavar="PERCENT", help="Sheets to allow for waste.")
    ] = "3",
    duplex: Annotated[
        str | None,
        typer.Option(
            "--duplex",
            metavar="[short-edge|long-edge]",
            help="How the printer turns sheets over; by default so that backs stand upright.",
        ),
    ] = None,
    press: Annotated[
        bool, typer.Option("--press", help="From the press edition: PDF/X-4, with bleed.")
    ] = False,
    profile: Annotated[
        Path | None,
        typer.Option("--profile", metavar="FILE", help="CMYK profile for --press."),
    ] = None,
    ticket_language: Annotated[
        str, typer.Option("--ticket-language", metavar="LANG", help="What the ticket is in.")
    ] = "en",
    printer: Annotated[
        str | None,
        typer.Option("--printer", metavar="URI", help="Print it there: ipp:// or ipps://."),
    ] = None,
    out: Annotated[
        Path, typer.Option("-o", "--out", metavar="DIR", help="Where the run's folder goes.")
    ] = Path("runs"),
    content: Content = CONTENT,
) -> None:
    """Make a print run: imposed sheets, job tickets and checksums; print it with --printer."""
    from publish.build.run import source_date_epoch
    from publish.content.load import find, load
    from publish.fonts.library import open_library
    from publish.runs.make import make_run
    from publish.runs.order import Wishes, order
    from publish.runs.printer import send
    from publish.runs.write import write_run
    from publish.tools.ipptool import check_uri

    if printer is not None:
        check_uri(printer)
    (folder,) = find(content, [statement])
    wishes = Wishes(
        copies=copies,
        languages=tuple(languages or ()),
        paper=paper,
        imposition=imposition,
        cover_paper=cover_paper,
        papers=papers,
        price=price,
        cover_price=cover_price,
        waste=waste,
        duplex=duplex,
        press=press,
        profile=profile,
        ticket_language=ticket_language,
    )
    ordered = order(load(folder), wishes)
    made = make_run(ordered, open_library(), source_date_epoch(), report=stderr.print)
    where = write_run(made, out)
    print(where)
    stderr.print(report.run_summary(made.job))
    if printer is not None:
        sent = send(made.job, where, printer, report=stderr.print)
        stderr.print(f"{len(sent)} jobs sent to {printer}")


@app.command()
def serve(
    folder: Annotated[
        Path, typer.Argument(metavar="[DIR]", help="A catalogue, or what was built.")
    ] = Path("site"),
    host: Annotated[
        str, typer.Option("--host", metavar="ADDRESS", help="Listen on this address only.")
    ] = "0.0.0.0",
    port: Annotated[
        int, typer.Option("--port", min=0, max=65535, help="Listen there; 0 takes a free one.")
    ] = 8000,
    connections: Annotated[
        int, typer.Option("--connections", min=1, help="Readers at once; more are asked to wait.")
    ] = 512,
    announce: Annotated[
        bool, typer.Option("--announce/--no-announce", help="Announce it by mDNS.")
    ] = True,
) -> None:
    """Serve the catalogue to everybody on the local network, until Ctrl+C."""
    from publish.serving.run import Listening
    from publish.serving.run import serve as run

    def show(line: str) -> None:
        print(line, flush=True)

    listening = Listening(host, port, connections, announce)
    counts = run(folder, listening, show, lambda line: stderr.print(f"warning: {line}"))
    stderr.print(report.downloads_summary(counts))


@app.command()
def kit(
    statement: Annotated[
        str | None, typer.Argument(metavar="STATEMENT", help="The statement.")
    ] = None,
    out: Annotated[
        Path | None, typer.Option("-o", "--out", metavar="FILE", help="Instead of build/...zip.")
    ] = None,
    key: Annotated[
        Path | None, typer.Option("--key", metavar="FILE", help="Sign with this secret key.")
    ] = None,
    new_key: Annotated[
        Path | None, typer.Option("--new-key", metavar="FILE", help="Make a key pair to sign with.")
    ] = None,
    address: Annotated[
        str | None,
        typer.Option("--base-url", metavar="URL", help="Where the site is, for the poster."),
    ] = None,
    build_dir: Annotated[
        Path, typer.Option("--build", metavar="DIR", help="Where the files were built.")
    ] = Path("build"),
    content: Content = CONTENT,
) -> None:
    """Make a zip for a memory stick: a start page, all files, the site, checksums."""
    from publish.content.load import find, load
    from publish.errors import CommandError
    from publish.kit.keys import new_key as make_key
    from publish.kit.run import kit as make_kit

    if new_key:
        print(make_key(new_key))
        stderr.print(f"Keep {new_key} to yourself, and tell others what is in {new_key}.pub.")
    elif statement is None:
        raise CommandError(Problem("a kit is of one statement.", remedy="publish kit STATEMENT"))
    if statement is None:
        return
    (folder,) = find(content, [statement])
    target = out or build_dir / statement / f"{statement}.kit.zip"
    made = make_kit(load(folder), build_dir, target, address=address, key=key or new_key)
    print(target)
    stderr.print(report.kit_summary(made))


@app.callback(invoke_without_command=True)
def options(
    version: Annotated[bool, typer.Option("--version", help="Print the version.")] = False,
) -> None:
    """Typeset pamphlets and e-books from structured statements, in any language."""
    if version:
        print(__version__)
        raise typer.Exit


def _load(content: Path, slugs: list[str]) -> tuple[list[Statement], list[Problem]]:
    """The statements that load, and the problems of those that do not."""
    from publish.content.load import find, load

    loaded: list[Statement] = []
    problems: list[Problem] = []
    folders = find(content, slugs)
    if not folders:
        stderr.print(f"There is no statement in {content}/ yet: publish new STATEMENT -l LANG")
    for folder in folders:
        try:
            loaded.append(load(folder))
        except PublishError as error:
            problems += error.problems
    return loaded, problems


def _print_json(data: Any) -> None:
    print(json.dumps(data, ensure_ascii=False, indent=2, default=str))


def _finish(problems: Iterable[Problem], summary: str, *, failed: bool = False) -> None:
    """Say what is wrong, then how it went; end with status 1 where anything is wrong."""
    problems = list(problems)
    for problem in problems:
        stderr.print(f"error: {problem}")
    stderr.print(summary)
    if problems or failed:
        raise typer.Exit(1)


def main() -> None:
    """Run the command line; a PublishError becomes its messages and its exit status."""
    try:
        app()
    except PublishError as error:
        for problem in error.problems:
            stderr.print(f"error: {problem}")
        sys.exit(error.exit_status)
    except OSError as error:
        stderr.print(f"error: {error.filename or 'a file'} cannot be used: {error.strerror}.")
        sys.exit(1)
    except Exception as error:
        if os.environ.get("PUBLISH_DEBUG"):
            raise
        stderr.print(
            f"error: this is a fault of the program, not of the content: "
            f"{type(error).__name__}: {error}. PUBLISH_DEBUG=1 shows where it happened."
        )
        sys.exit(1)
