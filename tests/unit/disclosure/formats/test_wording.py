import pytest

from woo_redact.disclosure.formats.wording import KINDS, MEANINGS, cut, printed, shown_date, shown_size
from woo_redact.domain.publication import DocumentKind, Judgement


@pytest.mark.parametrize(
    ("size", "shown"),
    [(0, "0 bytes"), (999, "999 bytes"), (1_000, "1 kB"), (123_456, "123 kB"), (2_345_678, "2,3 MB")],
)
def test_sizes_as_people_read_them(size: int, shown: str) -> None:
    assert shown_size(size) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [("2024-02-29", "29-02-2024"), ("2023-02-29", "2023-02-29"), ("2024-03", "2024-03"), ("", ""), (None, "")],
)
def test_dates_as_people_read_them(text: str | None, shown: str) -> None:
    assert shown_date(text) == shown


def test_codes_stay_and_ids_in_words_lose_their_hyphens() -> None:
    assert printed("5.1.2e") == "5.1.2e"
    assert printed("buiten-verzoek") == "buiten verzoek"


def test_text_is_cut_at_its_longest() -> None:
    assert cut("abcde", 5) == "abcde"
    assert cut("abcdef", 5) == "abcd…"
    assert cut("abc def", 5) == "abc…"


def test_every_kind_and_judgement_has_words() -> None:
    assert KINDS.keys() == set(DocumentKind)
    assert MEANINGS.keys() == set(Judgement)
