"""Random pages: whatever is set is read once, where it stands, by every reader."""

import tempfile
from pathlib import Path

import pymupdf
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from support.pdfs import put
from woo_redact import plugins
from woo_redact.domain.document import Page

NAMES = st.text(alphabet="abcdefgijklmnoprstuvwzABCDEJKLMNOPRSTVW", min_size=2, max_size=9)
LINES = st.lists(
    st.tuples(
        st.lists(NAMES, min_size=1, max_size=4).map(" ".join), st.integers(40, 250), st.sampled_from([8, 10, 12])
    ),
    min_size=1,
    max_size=12,
)
SPACING = st.sampled_from([1.0, 1.15, 1.5])
ROTATION = st.sampled_from([0, 90, 180, 270])


def read(
    reader: str, lines: list[tuple[str, int, int]], spacing: float, rotation: int
) -> tuple[Page, list[tuple[str, float, float]]]:
    texts, y = [], 60.0
    for text, x, size in lines:
        y += spacing * size
        texts.append((text, float(x), y, float(size), "helv"))
    with tempfile.TemporaryDirectory() as folder, pymupdf.open() as pdf:
        path = Path(folder, "blad.pdf")
        page = pdf.new_page()
        put(page, texts)
        page.set_rotation(rotation)
        pdf.save(path)
        (found,) = plugins.load("readers", reader)().pages(path, 0, 1)
    return found, [(text, x, y) for text, x, y, _, _ in texts]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(plugins.names("readers")), LINES, SPACING, ROTATION)
def test_all_words_once_at_their_place(
    reader: str, lines: list[tuple[str, int, int]], spacing: float, rotation: int
) -> None:
    page, texts = read(reader, lines, spacing, rotation)
    assert sorted(page.text.split()) == sorted(word for text, *_ in texts for word in text.split())
    starts = [(page.text[w.start : w.end], w.box.x0) for line in page.lines for w in line.words]
    for text, x, _ in texts:
        assert any(word == text.split()[0] and abs(x0 - x) < 0.5 for word, x0 in starts)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(plugins.names("readers")), LINES, SPACING)
def test_text_lines_and_words_fit_each_other(reader: str, lines: list[tuple[str, int, int]], spacing: float) -> None:
    page, _ = read(reader, lines, spacing, 0)
    at = 0
    for line in page.lines:
        assert page.text[at : line.start].strip() == ""
        assert line.start == line.words[0].start
        assert line.end == line.words[-1].end
        for word in line.words:
            assert at <= word.start < word.end
            assert page.text[at : word.start].strip() == ""
            assert len(word.edges) == word.end - word.start + 1
            at = word.end
    assert page.text[at:] == ""
