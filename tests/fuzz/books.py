"""What a build has kept, in its output and in its cache: changed, damaged, or somebody else's."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, Final

from fuzz.cases import ROOT_SIGN, Folder, Link, Node, Pipe
from fuzz.stock import Stock
from hypothesis import strategies as st

from publish.making.kept import Kept, packed

_STRAYS: Final = (
    "../../README.md",
    "../content/st/en.md",
    "../outside/secret.txt",
    "st/../../content/st/en.md",
    f"{ROOT_SIGN}/far/away/outside/secret.txt",
    "/",
    "",
    ".",
    "..",
    "manifest.json",
    ".publish/record.json",
    "C:\\x",
    "st\\x",
    "st/\x00",
    "x" * 5_000,
    "http://127.0.0.1:9/x",
    "good/good.en.pamphlet.pdf",
    "st/link",
)
"""Paths that no artifact has."""

_STRANGE: Final[tuple[Any, ...]] = (
    *_STRAYS, None, 0, -1, 10**30, 1.5, True, [], {}, [[]], "\ud800", "\x1b[31m", "0" * 64,
    {"path": "x"},
)  # fmt: skip

_RAW: Final = (
    b"", b"{}", b"[]", b"null", b"1", b"\xff", b'{"schema": 1', b'{"schema": 99}', b"[" * 100_000,
    b'{"a":' * 50_000, b"1" * 6_000, b'{"schema": 1, "artifacts": {}}',
    b'{"schema": 1, "artifacts": [1]}', b'\xef\xbb\xbf{"schema": 1}', b"NaN",
    b'{"schema": 1, "artifacts": [{}]}',
)  # fmt: skip

_INSTEAD: Final[tuple[Node, ...]] = (
    Pipe(), Folder(), Link("/dev/zero"), Link("nowhere"), Link("../outside/secret.txt"),
    Link("../../outside/secret.txt"), Link("manifest.json"), b"\0" * 30_000_000,
)  # fmt: skip
_LINKS: Final[tuple[Node, ...]] = (
    *(Link("../../outside"), Link("../content"), Link("st")),
    *(Pipe(), b"x"),
)

_BOOKS: Final = (
    "out/manifest.json",
    "out/manifest.json",
    "out/.publish/record.json",
    "out/.publish/stamps.json",
)


def _spots(data: Any) -> Iterator[tuple[Any, Any]]:
    """Every value of JSON, by what holds it and where."""
    pairs: Any = (
        data.items()
        if isinstance(data, dict)
        else enumerate(data)
        if isinstance(data, list)
        else ()
    )
    for key, value in pairs:
        yield data, key
        yield from _spots(value)


@st.composite
def changed(draw: st.DrawFn, raw: bytes) -> bytes:
    """JSON with one or two values changed, most often paths."""
    data = json.loads(raw)
    for _ in range(draw(st.integers(1, 2))):
        spots = list(_spots(data))
        if draw(st.booleans()):
            named = [
                spot
                for spot in spots
                if spot[1] in ("path", "content", "statement", "language", "edition")
            ]
            spots = named or spots
        if not spots:
            break
        holder, key = spots[draw(st.integers(0, len(spots) - 1))]
        if isinstance(holder, dict) and draw(st.integers(0, 4)) == 0:
            holder[draw(st.sampled_from(_STRAYS))] = holder.pop(key)
        else:
            holder[key] = draw(st.sampled_from(_STRANGE))
    return json.dumps(data).encode()


def _entry(draw: st.DrawFn, stock: Stock, name: str) -> Node:
    """An entry of the cache that is not what was kept, whether or not it bears our seal."""
    seal, head, content = stock.cache[name].split(b"\n", 2)
    how = draw(st.sampled_from(("head", "sealed", "sealed", "content", "raw", "swap", "node")))
    other = draw(st.sampled_from(sorted(stock.cache)))
    match how:
        case "head":
            return b"\n".join((seal, draw(changed(head)), content))
        case "sealed":
            kept = Kept(json.loads(draw(changed(head))), content)
            return packed(name.removeprefix("cache/").replace("/", ""), kept, stock.key)
        case "content":
            return b"\n".join((seal, head, content[:-9]))
        case "swap":
            return stock.cache[other]
        case _:
            return draw(st.sampled_from(_RAW if how == "raw" else _INSTEAD))


@st.composite
def kept(draw: st.DrawFn, stock: Stock) -> dict[str, Node]:
    """An output and a cache as a build left them, with one or two things changed."""
    nodes: dict[str, Node] = {**stock.out, **stock.cache}
    for _ in range(draw(st.integers(1, 2))):
        match draw(
            st.sampled_from(
                ("book", "book", "book", "raw", "instead", "entry", "entry", "artifact", "folder")
            )
        ):
            case "book":
                name = draw(st.sampled_from(_BOOKS))
                nodes[name] = draw(changed(stock.out[name]))
            case "raw":
                nodes[draw(st.sampled_from(_BOOKS))] = draw(st.sampled_from(_RAW))
            case "instead":
                nodes[draw(st.sampled_from((*_BOOKS, "out/.publish/lock")))] = draw(
                    st.sampled_from(_INSTEAD)
                )
            case "entry":
                nodes = {name: node for name, node in nodes.items() if not name.startswith("out/")}
                name = draw(st.sampled_from(sorted(stock.cache)))
                nodes[name] = _entry(draw, stock, name)
            case "artifact":
                name = draw(st.sampled_from(sorted(stock.out)))
                nodes[name] = draw(st.sampled_from((*_INSTEAD, b"", b"changed by somebody")))
            case "folder":
                nodes = {
                    name: node for name, node in nodes.items() if not name.startswith("out/st/")
                }
                name = draw(
                    st.sampled_from(
                        (
                            "out/st",
                            "out/.publish/tmp",
                            "out/st2",
                            "cache/lock",
                            "cache/ab",
                            "cache/zz/x",
                        )
                    )
                )
                nodes[name] = draw(st.sampled_from(_LINKS))
    if draw(st.booleans()):
        gone = draw(st.sampled_from(("content/st/ar.md", "content/good/en.md")))
        return {**nodes, gone: b""}
    return nodes
