"""PO, the form of GNU gettext: each passage as Markdown, under its name as context.

A passage whose source has changed since it was translated is ``fuzzy``, with its former words
as the previous ``msgid`` (GNU gettext manual, "The Format of PO Files").
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

import polib

from publish.content.markdown import read_passage
from publish.faults import fail
from publish.translate.sheet import Entry, Sheet, markdown

SUFFIX: Final = ".po"

_STATEMENT = "X-Statement"
_SOURCE = "X-Source-Language"


def write(sheet: Sheet, folder: Path) -> bytes:
    """The sheet as a file; ``folder`` is the statement's, for its pictures."""
    po = polib.POFile(wrapwidth=0)
    po.metadata = {
        "Project-Id-Version": sheet.statement,
        "Report-Msgid-Bugs-To": "",
        "PO-Revision-Date": "",
        "Last-Translator": "",
        "Language-Team": sheet.language,
        "Language": sheet.language.replace("-", "_"),
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
                occurrences=[(entry.file, str(entry.line))],
                flags=["fuzzy"] if entry.former is not None else [],
                previous_msgid=entry.former,
                previous_msgctxt=entry.ident if entry.former is not None else None,
            )
        )
    return f"{po}\n".encode()


def read(content: bytes, path: Path, folder: Path) -> Sheet:
    """The sheet in a file, with what has been translated.

    Raises ContentError if it is not PO, not of this program, or a passage is not understood.
    """
    try:
        po = polib.pofile(content.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise fail(path, None, "the file is not UTF-8.", "Save it as UTF-8.") from None
    except OSError as error:
        message = str(error).partition("(")[0].strip()
        raise fail(path, None, f"this is not a PO file: {message}.") from None
    entries = []
    for entry in po:
        if entry.obsolete:
            continue
        line = entry.linenum or 1
        source = read_passage(entry.msgid, path, folder, line)
        target = read_passage(entry.msgstr, path, folder, line) if entry.msgstr else None
        former = "" if entry.fuzzy else None
        entries.append(Entry(entry.msgctxt or "", source, target, former, line=line))
    language = po.metadata.get("Language", "").replace("_", "-")
    statement, source_language = (po.metadata.get(key, "") for key in (_STATEMENT, _SOURCE))
    return Sheet(statement, source_language, language, tuple(entries))
