import pytest
from hypothesis import given
from hypothesis import strategies as st

from woo_redact.rulepack.marks import parse_marks


def test_marks_are_taken_out() -> None:
    assert parse_marks("Zijn BSN is [[111222333]].") == ("Zijn BSN is 111222333.", ((12, 21),))


def test_text_without_marks_is_itself() -> None:
    assert parse_marks("niets") == ("niets", ())


@pytest.mark.parametrize("marked", ["[[open", "dicht]]", "[[]]", "[[a [[b]] c]]"])
def test_wrong_marks_are_refused(marked: str) -> None:
    with pytest.raises(ValueError, match="mark"):
        parse_marks(marked)


plain = st.text(st.characters(exclude_characters="[]"), max_size=12)


@given(st.lists(st.tuples(plain, plain.filter(bool)), max_size=5), plain)
def test_marked_passages_come_back(parts: list[tuple[str, str]], end: str) -> None:
    marked = "".join(f"{before}[[{passage}]]" for before, passage in parts) + end
    text, passages = parse_marks(marked)
    assert text == "".join(before + passage for before, passage in parts) + end
    assert [text[start:stop] for start, stop in passages] == [passage for _, passage in parts]
