"""What may be withheld as such: sentences, clauses, cells; never half a word, never a mark or who speaks."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from support.detecting import parsed
from woo_redact.detect.hits import source_of
from woo_redact.detect.units import sentences_of


def parts(text: str) -> list[list[str]]:
    source = source_of(parsed(text))
    return [[source.text[slice(*part)] for part in sentence.parts] for sentence in sentences_of(source)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("De brief gaat vrijdag. Wij openen op tien.", [["De brief gaat vrijdag."], ["Wij openen op tien."]]),
        (
            "De situatie blijft instabiel, de junta is onbetrouwbaar.",
            [["De situatie blijft instabiel,", "de junta is onbetrouwbaar."]],
        ),
        ("- Risico's: het konvooi heeft geen dekking", [["Risico's:", "het konvooi heeft geen dekking"]]),
        ("[13:05] Hylke: code 4471# van de poort", [["code 4471# van de poort"]]),
        ("Zij komt (na een operatie) terug.", [["Zij komt (", "na een operatie", ") terug."]]),
        ("Wij wachten omdat hij ziek is", [["Wij wachten", "omdat hij ziek is"]]),
    ],
)
def test_a_text_is_parted_where_officers_cut(text: str, expected: list[list[str]]) -> None:
    assert [[part.strip("() .") for part in own] for own in parts(text)] == [
        [part.strip("() .") for part in own] for own in expected
    ]


def test_cells_of_a_row_are_parts() -> None:
    table = "Naam\tTarief\tScore\nBakker BV\t€ 118\t7,5\nVos BV\t€ 121\t8,0"
    assert ["Bakker BV", "€ 118", "7,5"] in parts(table)


def test_a_sentence_knows_its_heading_until_somebody_is_addressed() -> None:
    mail = "Beste Piet,\n\nDat is goed.\n\nGroet,\nKarin\n"
    source = source_of(parsed(f"Advies\n\nWij raden dit plan af, het kost te veel.\n\n{mail}"))
    headings = {
        source.text[s.start : s.end]: s.heading and source.text[slice(*s.heading)] for s in sentences_of(source)
    }
    assert headings["Wij raden dit plan af, het kost te veel."] == "Advies"
    assert headings["Dat is goed."] is None


@given(st.text(alphabet="abc ABC,.;:()\n\t-|0123'\"", max_size=200))
@example("0:000")
def test_parts_lie_in_order_within_their_sentence_and_cut_no_word(text: str) -> None:
    source = source_of(parsed(text))
    last = 0
    for sentence in sentences_of(source):
        assert sentence.start >= last
        for start, end in sentence.parts:
            assert last <= start < end <= sentence.end
            assert any(character.isalnum() for character in source.text[start:end])
            if start:
                assert not (source.text[start - 1].isalnum() and source.text[start].isalnum())
            if end < len(source.text):
                assert not (source.text[end - 1].isalnum() and source.text[end].isalnum())
            last = end
