"""PO, the form of GNU gettext: each passage as Markdown, under its name as context.

A passage whose source has changed since it was translated is ``fuzzy``, with its former words
as the previous ``msgid`` (GNU gettext manual, "The Format of PO Files").
"""

from __future__ import annotations

from pathlib import Path

import polib

from publish.content.markdown import read_passage
from publish.faults import Fault, fail, said_of
from publish.translate.gettext import line_of_header, parse_po
from publish.translate.locales import tag_of_locale
from publish.translate.places import statement_folder
from publish.translate.sheet import Entry, Sheet, markdown

_STATEMENT = "X-Statement"
_SOURCE = "X-Source-Language"
_LANGUAGE = "Language"


def write(sheet: Sheet, folder: Path) -> bytes:
    """The sheet as a file; ``folder`` is the statement's, for its pictures."""
    po = polib.POFile(wrapwidth=0)
    po.metadata = {
        "Project-Id-Version": sheet.statement,
        "Report-Msgid-Bugs-To": "",
        "PO-Revision-Date": "",
        "Last-Translator": "",
        "Language-Team": sheet.language,
        _LANGUAGE: sheet.language.replace("-", "_"),
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        _STATEMENT: sheet.statement,
        _SOURCE: sheet.source_language,
    }
    for entry in sheet.entries:
        po.append(
            polib.POEntry(
                msgctxt=entry.ident,
                msgid=markdown(entry.source, folder),
                msgstr=markdown(entry.target, folder) if entry.target else "",
                comment=entry.number,
                occurrences=[(entry.file, str(entry.line))],
                flags=["fuzzy"] if entry.former is not None else [],
                previous_msgid=entry.former,
                previous_msgctxt=entry.ident if entry.former is not None else None,
            )
        )
    return f"{po}\n".encode()


def read(data: bytes, path: Path, content: Path) -> Sheet:
    """The sheet in a file, with what has been translated of a statement in ``content``.

    Raises ContentError if it is not PO, not of this program, or a passage is not understood.
    """
    po = parse_po(data, path)
    statement = po.metadata.get(_STATEMENT, "")
    source, target = (tag_of_locale(po.metadata.get(key, "")) for key in (_SOURCE, _LANGUAGE))
    try:
        folder = statement_folder(content, statement)
    except Fault as fault:
        raise fail(path, line_of_header(data, _STATEMENT), fault.message, fault.remedy) from None
    entries = tuple(_entry(entry, path, folder) for entry in po if not entry.obsolete)
    try:
        return Sheet(statement, source, target, entries)
    except Fault as fault:
        remedy = f"{fault.remedy} It stands in the header, as {_SOURCE} and {_LANGUAGE}."
        raise fail(path, line_of_header(data, _LANGUAGE), fault.message, remedy) from None


def _entry(entry: polib.POEntry, path: Path, folder: Path) -> Entry:
    line = entry.linenum or 1
    source = read_passage(entry.msgid, path, folder, line)
    target = read_passage(entry.msgstr, path, folder, line) if entry.msgstr else None
    former = "" if entry.fuzzy else None
    with said_of(path, line):
        return Entry(entry.msgctxt or "", source, target, former, line=line)
