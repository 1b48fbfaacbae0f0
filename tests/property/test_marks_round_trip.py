"""Marks go out and come back on any page, however it is turned and cropped: unchanged, and on the same words."""

import json
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from support.any_pages import Sheet, State, pdf_of_sheet
from support.write_pages import pages
from woo_redact.domain.document import Span
from woo_redact.readers.marks import FORMAT, other_page, read_marks
from woo_redact.review.marks import compare_marks, pointed_by
from woo_redact.write.annotate import WrittenMark, annotated

WORDS = st.text("abcdefghijklmnopqrstuvwxyz.-", min_size=2, max_size=9).filter(lambda word: word[0].isalpha())
SHEETS = st.builds(
    Sheet,
    lines=st.lists(st.lists(WORDS, min_size=2, max_size=6).map(tuple), min_size=1, max_size=4).map(tuple),
    font=st.sampled_from(["Helvetica", "Courier", "truetype"]),
    state=st.builds(State, size=st.floats(7, 20), spacing=st.floats(1.2, 2), apart=st.sampled_from([0.0, 0.05])),
    rotation=st.sampled_from([0, 90, 180, 270]),
    crop=st.sampled_from([None, (20, 30, 580, 810), (-30, -10, 700, 800)]),
    at=st.sampled_from([(90, 640), (60, 420)]),
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(sheet=SHEETS, data=st.data())
def test_nothing_was_changed_and_words_are_the_same_words(sheet: Sheet, data: st.DataObject) -> None:
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder) / "blad.pdf", Path(folder) / "gemarkeerd.pdf"
        source.write_bytes(pdf_of_sheet(sheet))
        (page,) = pages(source)
        words = [word for line in page.lines for word in line.words]
        first = data.draw(st.integers(0, len(words) - 1))
        last = data.draw(st.integers(first, min(first + 4, len(words) - 1)))
        start = words[first].start + data.draw(st.sampled_from([0, 0, 1]))
        boxes = page.boxes(start, words[last].end)
        # As the export has them.
        rounded = [[round(v, 2) for v in (b.x0, b.top, b.x1, b.bottom)] for b in boxes]
        one = {"id": "q", "page": 0, "text": "5.2", "boxes": rounded}
        told = {"format": FORMAT, "document": "d" * 64, "sequence": 1, "marks": [one]}
        target.write_bytes(annotated(source, [WrittenMark(0, boxes, "q", "5.2", "An")], json.dumps(told)))
        read = read_marks(target, "blad.pdf")
        assert other_page(target, source) is None
    changes = compare_marks(read.written, read.found)
    assert (changes.deleted, changes.changed, changes.new) == ((), (), ())
    (pointed,) = pointed_by("d", read.found, {0: page})
    assert pointed.spans == (Span(0, start, words[last].end),)
