"""Any page: its copy says the same words, has the id where it is told, and comes out the same each time."""

import tempfile
from datetime import UTC, datetime
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from support.any_pages import FONTS, PLAIN, Sheet, State, pdf_of_sheet
from support.write_pages import text_of, write
from woo_redact.domain.archive_copy import CopyWish
from woo_redact.write.archive.copy import archive_copy

ID = "WOO0042"
WISH = CopyWish(ID, "Titel", (), datetime(2026, 1, 1, tzinfo=UTC))
WORDS = st.text(PLAIN, min_size=1, max_size=8)
SHEETS = st.builds(
    Sheet,
    lines=st.lists(st.lists(WORDS, min_size=1, max_size=5).map(tuple), min_size=1, max_size=4).map(tuple),
    font=st.sampled_from(FONTS),
    state=st.builds(State, size=st.floats(5, 30)),
    rotation=st.sampled_from([0, 90, 180, 270]),
    crop=st.sampled_from([None, (20, 30, 580, 810)]),
)


@settings(max_examples=40, derandomize=True)
@given(SHEETS)
def test_a_copy_says_what_its_source_says_and_its_id(sheet: Sheet) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "page.pdf"
        path.write_bytes(pdf_of_sheet(sheet))
        source = write(path, [])
        copy = archive_copy(source, WISH)
        assert archive_copy(source, WISH) == copy
        made = Path(folder) / "copy.pdf"
        made.write_bytes(copy.content)
        before, after = "".join(text_of(source).split()), "".join(text_of(made).split())
        assert after == before + ID
        assert set(copy.printed) == {0}
