"""The doors: what comes to each, and how often it is tried in a thousand cases."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from fuzz import books, documents, finished, sheets, statements
from fuzz.cases import Case
from fuzz.stock import Stock
from hypothesis import strategies as st


@dataclass(frozen=True)
class Door:
    """A command that reads what others made; ``share`` is its part of all cases, in per mille."""

    share: int
    cases: st.SearchStrategy[Case]


SHARES: Final[Mapping[str, int]] = {
    "check": 240,
    "build": 160,
    "import": 180,
    "translate": 240,
    "verify": 180,
}
"""Dear ones are tried less: see `make fuzz`, whose table gives the seconds of each."""


def doors(stock: Stock) -> Mapping[str, Door]:
    """Every door by its name."""
    cases = {
        "check": _checks(),
        "build": _builds(stock),
        "import": _imports(),
        "translate": _returns(stock),
        "verify": _verifications(stock),
    }
    return {name: Door(SHARES[name], cases[name]) for name in SHARES}


_OPTIONS: Final = (
    (),
    (),
    (),
    ("--json",),
    ("--html", "out/report.html"),
    ("--fix",),
    ("--dry-run",),
    ("st",),
)


def _checks() -> st.SearchStrategy[Case]:
    return st.builds(
        lambda nodes, options: Case("check", ("check", *options), nodes),
        statements.statements(),
        st.sampled_from(_OPTIONS),
    )


def _builds(stock: Stock) -> st.SearchStrategy[Case]:
    """Builds of strange statements, and of good ones over strange outputs and caches.

    What is the same in every case comes from the cache, so that the time goes into the rest.
    """
    strange_statements = st.builds(
        lambda nodes, options, edition: Case(
            "build",
            ("build", "-o", "out", *options, "-l", "en", "-e", edition),
            {**nodes, **stock.cache},
        ),
        statements.statements(),
        st.sampled_from(((), (), ("--json",), ("-j", "1"), ("--explain", "st"))),
        st.sampled_from(("pamphlet", "pamphlet", "epub")),
    )
    strange_books = st.builds(
        lambda nodes, options: Case(
            "build",
            ("build", "-o", "out", *options, "-e", "epub", "-e", "pamphlet"),
            {**statements.statement(), **nodes},
        ),
        books.kept(stock),
        st.sampled_from(((), (), ("--json",), ("--explain",))),
    )
    return st.one_of(strange_statements, strange_statements, strange_books)


_WISHES: Final = (
    (),
    (),
    (),
    (),
    ("--json",),
    ("--slug", "bread"),
    ("--slug", "good"),
    ("--slug", "../x"),
    ("-l", "en", "-l", "ar"),
    ("-l", "Arabic"),
    ("--source-language", "ar"),
    ("--format", "html"),
    ("--format", "docx"),
    ("--format", "markdown"),
)


def _imports() -> st.SearchStrategy[Case]:
    return st.builds(
        lambda document, wish: Case(
            "import",
            ("import", *wish, "--", f"in/{document[0]}"),
            {**statements.GOOD, f"in/{document[0]}": document[1]},
        ),
        documents.documents(),
        st.sampled_from(_WISHES),
    )


def _returns(stock: Stock) -> st.SearchStrategy[Case]:
    return st.builds(
        lambda sheet, memory: Case(
            "translate",
            ("translate", "import", f"in/{sheet[0]}"),
            {**statements.statement(), f"in/{sheet[0]}": sheet[1], **memory},
        ),
        sheets.sheets(stock),
        st.one_of(
            st.just({}),
            st.just({}),
            st.builds(lambda content: {"content/st/translations/fr.po": content}, sheets.po(stock)),
            statements.oddities(),
        ),
    )


def _verifications(stock: Stock) -> st.SearchStrategy[Case]:
    return st.builds(
        lambda nodes, options: Case("verify", ("verify", *options, "--", *nodes), nodes),
        finished.files(stock),
        st.sampled_from(
            (
                *((), (), ()),
                *(("--json",), ("--as", "press"), ("--as", "screen"), ("--as", "imposed")),
                *(("--transcript",), ("--transcript", "--json")),
            )
        ),
    )
