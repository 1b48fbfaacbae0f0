"""Plain text as pages: the text is kept as it is."""

from hypothesis import given
from hypothesis import strategies as st

from woo_redact.readers.plaintext import pages_from_text

TEXTS = st.text(alphabet=st.sampled_from("ab é\t\n\f-"), max_size=80)


@given(TEXTS)
def test_the_text_is_unchanged(text: str) -> None:
    assert "\f".join(page.text for page in pages_from_text(text)) == text


@given(TEXTS)
def test_every_word_has_its_place(text: str) -> None:
    for page in pages_from_text(text):
        words = [word for line in page.lines for word in line.words]
        assert "".join(page.text[w.start : w.end] for w in words) == "".join(page.text.split())
        for word in words:
            assert len(word.edges) == word.end - word.start + 1
            assert 0 < word.box.x0 < word.box.x1 < page.width
            assert 0 < word.box.top < word.box.bottom < page.height


def test_a_cell_is_a_line_and_lines_stand_below_each_other() -> None:
    (page,) = pages_from_text("a\tb\n\n  c")
    assert [page.text[line.start : line.end] for line in page.lines] == ["a", "b", "c"]
    a, b, c = (line.box for line in page.lines)
    assert a.top == b.top < c.top
    assert a.x1 < b.x0
    assert a.x0 < c.x0
