"""Where the name is in what a rule or the model took for a person."""

import pytest

from support.detecting import parsed
from woo_redact.detect.hits import source_of
from woo_redact.detect.names import lexicon
from woo_redact.detect.plausible import cleaned
from woo_redact.rulepack.load import load_rules

KNOWN = lexicon(load_rules().lists)


def name_in(text: str, taken: str, *, certain: bool = False) -> str | None:
    source = source_of(parsed(text))
    start = source.text.index(taken)
    place = cleaned(source, (start, start + len(taken)), KNOWN, certain=certain)
    return source.text[slice(*place)] if place else None


@pytest.mark.parametrize(
    ("taken", "name"),
    [
        ("Directie Jorritsma", "Jorritsma"),
        ("van Karin Ouwehand", "Karin Ouwehand"),
        ("Karin Ouwehand DVB", "Karin Ouwehand"),
        ("DAF, Marijke Oudshoorn", "Marijke Oudshoorn"),
        ("Oosterhout, Claire van", "Oosterhout, Claire van"),
        ("Karin Ouwehand van de", "Karin Ouwehand"),
        ("S. van der Plas", "S. van der Plas"),
        ("MinDef", None),
        ("EZK-CDIU", None),
        ("GPOI", None),
        ("Zutphen", None),
        ("Tweede Kamer", None),
        ("Hoger beroep", None),
    ],
)
def test_words_around_a_name_are_left_out(taken: str, name: str | None) -> None:
    assert name_in(f"Volgens {taken} is dat zo.", taken) == name


def test_what_is_certain_may_be_named_like_a_town() -> None:
    assert name_in("De heer Batenburg belt.", "Batenburg", certain=True) == "Batenburg"


def test_the_next_line_is_something_else() -> None:
    assert name_in("Karin Ouwehand\nToxicoloog\n", "Karin Ouwehand\nToxicoloog") == "Karin Ouwehand"


def test_a_name_goes_on_after_initials_at_a_line_end() -> None:
    assert name_in("S.\nvan der Plas\n", "S.\nvan der Plas") == "S.\nvan der Plas"


def test_a_long_word_that_the_document_has_in_small_letters_is_no_name() -> None:
    text = "Afhandeling volgt. De hele afhandeling duurt lang."
    assert name_in(text, "Afhandeling") is None


def test_a_short_word_may_be_noun_and_name() -> None:
    assert name_in("Visser komt. Een visser zag het.", "Visser") == "Visser"
