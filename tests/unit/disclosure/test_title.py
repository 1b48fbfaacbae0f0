import pytest
from hypothesis import given
from hypothesis import strategies as st

from support.values import redaction
from woo_redact.disclosure.title import (
    LONGEST,
    document_title,
    gives_away,
    gives_away_others,
    masked,
    shown_name,
    withheld_elsewhere,
    withheld_names,
)
from woo_redact.domain.document import Span

TEXT = "Onderwerp: gesprek met Kees Jansen over Schiphol\nJ.J. belde: het concept ligt er"
NAME = redaction(0, 23, 34)


def title(*spans: Span, withheld: object = (NAME,), name: str = "map/memo 3.pdf") -> str:
    return document_title(spans, (TEXT,), withheld, name, 12)  # type: ignore[arg-type]


class TestTitle:
    def test_what_is_withheld_is_left_out(self) -> None:
        assert title(Span(0, 11, 48)) == "gesprek met […] over Schiphol"

    def test_a_title_half_withheld_keeps_its_other_half(self) -> None:
        assert title(Span(0, 28, 48)) == "[…] over Schiphol"
        assert title(Span(0, 11, 30)) == "gesprek met […]"

    def test_lines_of_a_title_are_joined(self) -> None:
        assert title(Span(0, 11, 18), Span(0, 35, 48)) == "gesprek over Schiphol"

    def test_without_a_subject_the_file_name_does(self) -> None:
        assert title() == "memo 3"
        assert title(name="verslag.v2") == "verslag.v2"

    def test_with_nothing_left_the_file_name_does(self) -> None:
        assert title(Span(0, 23, 34)) == "memo 3"

    def test_a_file_name_that_gives_it_away_does_not(self) -> None:
        assert title(name="map/mail Jansen.pdf") == "Document 12"
        assert title(Span(0, 23, 34), name="jansen.pdf") == "Document 12"

    def test_a_title_on_a_page_that_is_not_known_is_no_title(self) -> None:
        assert title(Span(7, 0, 5)) == "memo 3"

    def test_a_very_long_title_is_cut(self) -> None:
        found = document_title([Span(0, 0, 600)], ("woord " * 100,), (), "x.pdf", 1)
        assert len(found) <= LONGEST
        assert found.endswith("…")


class TestNames:
    @pytest.mark.parametrize(
        "name",
        [
            "Jansen.pdf",
            "map van KEES/memo.pdf",
            "mail_jansen_2.pdf",
            "mailJansen2.pdf",
            "kjansen.pdf",
            "20250101-kees.pdf",
            "Verslag Kees-Jan.pdf",
        ],
    )
    def test_a_withheld_word_is_found_however_it_is_spelt(self, name: str) -> None:
        assert gives_away(name, (TEXT,), (NAME,))
        assert shown_name(name, (TEXT,), (NAME,), 4) == "Document 4"

    @pytest.mark.parametrize("name", ["memo.pdf", "gesprek over Schiphol.pdf", "2025-01-01 verslag.pdf"])
    def test_other_names_stay(self, name: str) -> None:
        assert not gives_away(name, (TEXT,), (NAME,))
        assert shown_name(name, (TEXT,), (NAME,), 4) == name

    def test_accents_make_no_difference(self) -> None:
        assert gives_away("muller.pdf", ("Müller",), (redaction(0, 0, 6),))
        assert gives_away("Müller.pdf", ("Muller",), (redaction(0, 0, 6),))

    def test_initials_count_as_a_word_of_their_own_only(self) -> None:
        text = ("nota AB",)
        assert gives_away("nota AB.pdf", text, (redaction(0, 5, 7),))
        assert not gives_away("absoluut.pdf", text, (redaction(0, 5, 7),))

    def test_a_short_name_without_a_capital_counts_when_it_is_withheld_by_itself(self) -> None:
        text = ("bel lin even",)
        assert gives_away("lin.pdf", text, (redaction(0, 4, 7),))
        assert not gives_away("linnen.pdf", text, (redaction(0, 4, 7),))

    def test_small_words_of_a_name_do_not_count(self) -> None:
        assert not gives_away("verslag van de raad.pdf", ("Jan van de Berg",), (redaction(0, 0, 15),))

    def test_ordinary_words_of_a_long_passage_do_not_count_but_its_names_do(self) -> None:
        text = "wij vinden dat het concept van deze nota naar Delft moet voordat iemand ernaar kijkt"
        withheld = (redaction(0, 0, len(text), "5.2"),)
        assert not gives_away("concept nota.pdf", (text,), withheld)
        assert gives_away("bezoek delft.pdf", (text,), withheld)

    def test_days_and_years_do_not_count_but_long_numbers_do(self) -> None:
        birth, phone = ("12-03-1980",), ("06-12345678",)
        assert not gives_away("2025-03-12 memo 1980.pdf", birth, (redaction(0, 0, 10),))
        assert not gives_away("06 memo.pdf", phone, (redaction(0, 0, 11),))
        assert gives_away("gesprek 0612345678.pdf", phone, (redaction(0, 0, 11),))

    def test_without_the_text_every_name_might_give_it_away(self) -> None:
        assert shown_name("memo.pdf", (), (NAME,), 4) == "Document 4"


# Every letter stands for itself, so that one that comes through is seen.
LETTERS = "".join(chr(0x4E00 + n) for n in range(40))
ranges = st.tuples(st.integers(0, 39), st.integers(1, 12)).map(lambda t: (t[0], min(t[0] + t[1], 40)))


@given(st.lists(ranges, max_size=6), st.lists(ranges, min_size=1, max_size=3))
def test_no_withheld_character_comes_out_and_no_other_is_lost(
    withheld: list[tuple[int, int]], places: list[tuple[int, int]]
) -> None:
    redactions = [redaction(0, start, end) for start, end in withheld]
    found = document_title([Span(0, *place) for place in places], (LETTERS,), redactions, "x.pdf", 1)
    hidden = {n for start, end in withheld for n in range(start, end)}
    wanted = {n for start, end in places for n in range(start, end)} - hidden
    assert {c for c in found if c in LETTERS} == {LETTERS[n] for n in wanted}
    assert found == "x" or wanted


OTHERS = withheld_names(
    ["Kees Jansen", "06-12345678", "overleg over de brug", "Jo", "De heer Bo van Dam stelt voor om nu toch te gaan"]
)


class TestWithheldElsewhere:
    @pytest.mark.parametrize(
        ("text", "hidden", "found"),
        [
            ("Gesprek met Kees Jansen over de brug", "Gesprek met […] over de brug", ("Kees Jansen",)),
            ("gesprek JANSEN, vervolg", "gesprek […], vervolg", ("JANSEN",)),
            ("Kees  Jansen: bellen op 06 12345678", "[…]: bellen op […]", ("Kees  Jansen", "06 12345678")),
            ("Overleg over de brug met Jo van Dam", "Overleg over de brug met Jo van Dam", ()),
            ("Jansens en Kees", "Jansens en Kees", ()),
            ("", "", ()),
        ],
    )
    def test_a_name_of_another_document_is_left_out_of_a_title(
        self, text: str, hidden: str, found: tuple[str, ...]
    ) -> None:
        assert masked(text, OTHERS) == hidden
        assert withheld_elsewhere(text, OTHERS) == found

    def test_with_nothing_withheld_every_title_stays(self) -> None:
        assert masked("Gesprek met Kees Jansen", frozenset()) == "Gesprek met Kees Jansen"

    @pytest.mark.parametrize("name", ["mailJansen2.pdf", "kjansen.pdf", "kees_jansen.pdf", "0612345678.pdf"])
    def test_a_file_name_gives_away_what_others_withhold_however_it_is_written(self, name: str) -> None:
        assert gives_away_others(name, OTHERS)

    @pytest.mark.parametrize("name", ["kees.pdf", "overleg brug.pdf", "memo 3.pdf"])
    def test_other_file_names_do_not(self, name: str) -> None:
        assert not gives_away_others(name, OTHERS)

    @given(st.text(max_size=60), st.lists(st.text(max_size=30), max_size=5))
    def test_nothing_that_was_found_is_left_in_a_title(self, text: str, passages: list[str]) -> None:
        names = withheld_names(passages)
        assert not withheld_elsewhere(masked(text, names).replace("[…]", "\n.\n"), names)


class TestShown:
    @pytest.mark.parametrize(
        ("name", "told"),
        [
            ("me\nmo\t3.pdf", "me mo 3.pdf"),
            ("me\u202emo\u2066.pdf", "memo.pdf"),
            ("\x1b[31mmemo\x00\x07.pdf", "[31mmemo.pdf"),
            ("m\udce9mo.pdf", "mmo.pdf"),
            ("a\u200bb\u00ad c.pdf", "ab c.pdf"),
            ("\u202e\n", "Document 12"),
        ],
    )
    def test_what_steers_or_cannot_be_seen_is_left_out(self, name: str, told: str) -> None:
        assert shown_name(name, (TEXT,), (), 12) == told

    def test_a_name_hidden_by_what_cannot_be_seen_still_gives_it_away(self) -> None:
        assert shown_name("Jan\u200bsen.pdf", (TEXT,), (NAME,), 12) == "Document 12"
