"""Sheets of translators: exports of a real statement, as programs and people send them back."""

from __future__ import annotations

from typing import Final

from fuzz import archives, strange
from fuzz.cases import Folder, Link, Node, Pipe
from fuzz.statements import encoded
from fuzz.stock import Stock
from hypothesis import strategies as st

_WORDS: Final = (
    "Pain pour tous", "", " ", "*", "**", "[x](https://example.org/)", "[x](#nowhere)", "[^9]",
    "[^1]", "![x](../../../README.md)", "![x](images/a.png)", "<b>x</b>", "a\n\nb", "# x", "- x",
    "+++", "x\\", "{.lead}", "[x]{lang=..}", "`x`", "{% x %}", "<<<<<<< x",
)  # fmt: skip

_ATTRIBUTES: Final = (
    "id", "name", "state", "subState", "subType", "type", "dataRef", "dataRefStart", "srcLang",
    "trgLang", "original", "version", "translate", "canResegment", "order", "ref", "xml:space",
    "xmlns",
)  # fmt: skip

_INLINE: Final = (
    '<ph id="9"/>',
    '<pc id="9">x</pc>',
    '<sc id="9"/>x<ec startRef="9"/>',
    '<ec startRef="9"/>',
    '<cp hex="0000"/>',
    '<cp hex="zz"/>',
    '<mrk id="m"><mrk id="m">x</mrk></mrk>',
    '<ph id="1" subType="publish:note" dataRef="d1"/>',
    '<ph id="1" subType="publish:picture" dataRef="d1"/>',
    '<pc id="1" subType="publish:link" dataRefStart="d1">x</pc>',
    '<pc id="1" subType="xlf:i"><pc id="2" subType="xlf:i">x</pc></pc>',
    "<x/>",
    "<target>x</target>",
    "<!-- x -->",
)

_DATA: Final = (
    "", "99999999999999999999", "-1", "zero", "١", "ar rtl", ".. ltr", "ar up", "x\ny\nz",
    "javascript:x", "../../../README.md", "/etc/passwd", "https://[", "images/a.png", "\x85",
    "#lead",
)  # fmt: skip

STRAY_SLUGS: Final = (
    "",
    ".",
    "..",
    "../outside",
    "st/../good",
    "good",
    "/etc",
    "no-such",
    "st ",
    "ST",
    "-",
)


@st.composite
def xliff(draw: st.DrawFn, stock: Stock) -> bytes:
    """An XLIFF file that was exported, with a few things changed."""
    text = draw(st.sampled_from((stock.xliff, stock.xliff, stock.xliff_begun))).decode()
    if draw(st.booleans()):
        words = draw(st.one_of(st.sampled_from(_WORDS), strange.texts))
        text = _translated(text, _escaped(words))
    for _ in range(draw(st.integers(1, 2))):
        match draw(
            st.sampled_from(("tag", "slug", "value", "inline", "data", "xml", "xml", "lose"))
        ):
            case "tag":
                attribute = draw(st.sampled_from(("trgLang", "trgLang", "srcLang")))
                text = _set(text, attribute, draw(strange.tags), 0)
            case "slug":
                text = _set(text, "original", draw(st.sampled_from(STRAY_SLUGS)), 0)
            case "value":
                attribute = draw(st.sampled_from(_ATTRIBUTES))
                text = _set(text, attribute, draw(strange.texts), draw(st.integers(0, 9)))
            case "inline":
                sign = draw(
                    st.sampled_from(("</target>", "</source>", "</segment>", "</unit>", "</data>"))
                )
                text = _before(text, sign, draw(st.sampled_from(_INLINE)), draw(st.integers(0, 5)))
            case "data":
                parts = text.split("</data>")
                at = draw(st.integers(0, len(parts) - 1))
                parts[at] = (
                    parts[at].rpartition(">")[0] + ">" + _escaped(draw(st.sampled_from(_DATA)))
                )
                text = "</data>".join(parts) if len(parts) > 1 else text
            case "xml":
                how = draw(st.sampled_from(archives.XML_CHANGES))
                raw = archives.xml_changed(
                    encoded(text), how, draw(strange.texts), draw(st.floats(0, 1))
                )
                return strange.bent(raw, draw(strange.bends))
            case "lose":
                attribute = draw(st.sampled_from(_ATTRIBUTES))
                text = text.replace(f" {attribute}=", " x=", draw(st.integers(1, 3)))
    return strange.bent(encoded(text), draw(strange.bends))


def _escaped(text: str) -> str:
    shown = text.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")
    return "".join(c for c in shown if c in "\t\n" or (c >= " " and c not in "\uffff\ufffe"))


def _translated(text: str, words: str) -> str:
    """Every passage that has no translation gets one."""
    return text.replace(
        "</source>\n      </segment>", f"</source><target>{words}</target></segment>"
    )


def _set(text: str, attribute: str, value: str, which: int) -> str:
    """The text with the value of one of the attributes of a name changed."""
    parts = text.split(f' {attribute}="')
    if len(parts) < 2:
        return text
    at = 1 + which % (len(parts) - 1)
    parts[at] = _escaped(value) + '"' + parts[at].partition('"')[2]
    return f' {attribute}="'.join(parts)


def _before(text: str, sign: str, what: str, which: int) -> str:
    parts = text.split(sign)
    if len(parts) < 2:
        return text
    parts[which % (len(parts) - 1)] += what
    return sign.join(parts)


_PO_LINES: Final = (
    'msgid ""', 'msgstr ""', 'msgid "x"', 'msgstr "x"', 'msgstr[0] "x"', 'msgid_plural "x"',
    'msgctxt "title"', 'msgctxt ""', "#, fuzzy", "#, c-format, no-wrap", '#| msgid "old"',
    "#~ msgid \"x\"", "#: en.md:99999999999999999999", "#: en.md", '"', "msgid",
    'msgstr "\\x00\\777\\"', '"Content-Type: text/plain; charset=undefined\\n"',
    '"Content-Type: text/plain; charset=utf-16\\n"', '"Language: \\n"', "domain \"x\"", "#", "\t",
    "\x00", "# \x1b[31m",
)  # fmt: skip


@st.composite
def po(draw: st.DrawFn, stock: Stock) -> bytes:
    """A PO file that was exported, with a few things changed."""
    text = draw(st.sampled_from((stock.po, stock.po, stock.po_begun))).decode()
    if draw(st.booleans()):
        words = draw(st.one_of(st.sampled_from(_WORDS), strange.texts))
        quoted = words.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
        text = text.replace('msgstr ""\n\n', f'msgstr "{quoted}"\n\n')
    for _ in range(draw(st.integers(1, 2))):
        rows = text.split("\n")
        at = draw(st.integers(0, len(rows) - 1))
        match draw(
            st.sampled_from(
                ("tag", "source", "slug", "line", "line", "lose", "swap", "context", "charset")
            )
        ):
            case "tag":
                text = _header(text, "Language", draw(strange.tags))
            case "source":
                text = _header(text, "X-Source-Language", draw(strange.tags))
            case "slug":
                text = _header(text, "X-Statement", draw(st.sampled_from(STRAY_SLUGS)))
            case "line":
                text = "\n".join((*rows[:at], draw(st.sampled_from(_PO_LINES)), *rows[at:]))
            case "lose":
                text = "\n".join((*rows[:at], *rows[at + 1 :]))
            case "swap":
                text = "\n".join((*rows[at:], *rows[:at]))
            case "context":
                text = text.replace('msgctxt "', f'msgctxt "{draw(st.sampled_from(_DATA))}', 1)
            case "charset":
                return text.encode(
                    draw(st.sampled_from(("utf-16", "latin-1", "cp1251"))), "replace"
                )
    return strange.bent(encoded(text), draw(strange.bends))


def _header(text: str, name: str, value: str) -> str:
    shown = value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    head, sign, rest = text.partition(f'"{name}: ')
    return head + sign + shown + rest[rest.find("\\n") :] if sign else text


_STRANGERS: Final[tuple[Node, ...]] = (
    b"", b"\0", b"<", b"<xliff/>", b'<xliff version="1.2"/>', b'msgid ""\nmsgstr ""\n',
    b"PK\x03\x04", Pipe(), Folder(), Link("/dev/zero"), Link("nowhere"),
    Link("../outside/secret.txt"), b"x" * 9_000_000,
)  # fmt: skip


@st.composite
def sheets(draw: st.DrawFn, stock: Stock) -> tuple[str, Node]:
    """A name and what the file of this name is."""
    suffix = draw(st.sampled_from((".xlf", ".xlf", ".po", ".po", "?")))
    match suffix:
        case ".xlf":
            return "sheet.xlf", draw(xliff(stock))
        case ".po":
            return "sheet.po", draw(po(stock))
        case _:
            name = draw(
                st.sampled_from(("sheet.xliff", "sheet.po", "sheet.PO", "sheet.txt", "sheet"))
            )
            return name, draw(st.sampled_from((*_STRANGERS, stock.xliff, stock.po)))
