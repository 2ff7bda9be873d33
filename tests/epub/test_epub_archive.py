"""The container of a book is as OCF asks, and does not depend on when or how it was packed."""

from collections.abc import Iterable
from datetime import UTC, datetime
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from publish.epub.archive import repack

MODIFIED = datetime(2024, 5, 2, 10, 0, 30, tzinfo=UTC)


def packed(names: Iterable[str], year: int = 2001) -> bytes:
    output = BytesIO()
    with ZipFile(output, "w") as archive:
        for name in names:
            archive.writestr(ZipInfo(name, (year, 1, 1, 0, 0, 0)), name * 100)
    return output.getvalue()


def test_the_media_type_can_be_read_at_a_fixed_place() -> None:
    """OCF 4.3: tools look for it at byte 38, after the name of the first, stored entry."""
    content = repack(packed(["EPUB/a", "mimetype"]), MODIFIED)

    assert content[30:38] == b"mimetype"
    assert content[38:46] == b"mimetype"


def test_order_and_dates_of_the_files_do_not_matter() -> None:
    one = repack(packed(["mimetype", "EPUB/a", "META-INF/b"], 2001), MODIFIED)
    other = repack(packed(["META-INF/b", "EPUB/a", "mimetype"], 2024), MODIFIED)

    assert one == other


def test_every_file_keeps_its_content_and_is_dated_by_the_text() -> None:
    with ZipFile(BytesIO(repack(packed(["mimetype", "EPUB/a"]), MODIFIED))) as archive:
        mimetype, page = archive.infolist()

        assert archive.read("EPUB/a") == b"EPUB/a" * 100
        assert (mimetype.compress_type, page.compress_type) == (ZIP_STORED, ZIP_DEFLATED)
        assert page.date_time == (2024, 5, 2, 10, 0, 30)


def test_a_text_older_than_zip_can_be_packed() -> None:
    """ZIP counts years from 1980; a statement may be of 1917."""
    content = repack(packed(["mimetype"]), datetime(1917, 11, 7, tzinfo=UTC))

    with ZipFile(BytesIO(content)) as archive:
        assert archive.infolist()[0].date_time == (1980, 1, 1, 0, 0, 0)
