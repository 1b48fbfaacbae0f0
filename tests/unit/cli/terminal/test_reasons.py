"""Giving the reasoning of a passage: text blocks that are filled in, own words, and never what is withheld."""

import pytest

from support.reviewing import Case, Person
from woo_redact.domain.reason import blanks
from woo_redact.dossier.layout import DossierLayout
from woo_redact.dossier.store import open_store
from woo_redact.pipeline.stages import load_rule_set

GROUND = "5.1.2a"
PAGE = f"Over [het eerste plan|B|{GROUND}], [het tweede plan|B|{GROUND}] en [Karin Ouwehand]."
FIRST, SECOND, KARIN = range(3)
OWN = "Het overleg hierover loopt nog."


@pytest.fixture
def case(layout: DossierLayout) -> Case:
    return Case(layout, {"nota.pdf": (PAGE,)})


def texts() -> tuple[str, ...]:
    return load_rule_set().reasons.by_ground[GROUND]


def whole() -> int:
    """The number of a text block that asks nothing."""
    return next(number for number, text in enumerate(texts(), 1) if not blanks(text))


def asking() -> int:
    """The number of a text block with one blank, at the end of a sentence."""
    return next(number for number, text in enumerate(texts(), 1) if len(blanks(text)) == 1)


def given(case: Case) -> dict[int, str]:
    with open_store(case.layout) as store:
        held = store.held()
    return {n: held[s.id].reason for n, s in enumerate(case.suggestions) if s.id in held and held[s.id].reason}


def withheld(case: Case) -> None:
    """Approve both plans, without a reason."""
    case.typed("a", "a")


def test_a_text_block(case: Case) -> None:
    case.typed("m", str(whole()))
    assert given(case) == {FIRST: texts()[whole() - 1]}


def test_what_a_block_asks_is_filled_in_with_one_full_stop(case: Case) -> None:
    block = texts()[asking() - 1]
    case.typed("m", str(asking()), "de Kamer gaat voor.")
    [reason] = given(case).values()
    assert reason == block.replace(f"[{blanks(block)[0]}]", "de Kamer gaat voor")


def test_two_blocks_together(case: Case) -> None:
    case.typed("m", f"{whole()}, {asking()}", "iets")
    assert given(case)[FIRST].startswith(f"{texts()[whole() - 1]} ")


def test_own_words_for_all_that_are_withheld_without_one_and_back_in_one_step(case: Case) -> None:
    withheld(case)
    person = case.typed("ArrowUp", "m", OWN, "j", "q")
    assert "Gelakt, met motivering: 2 passages. Terugnemen: u." in person.told
    assert given(case) == {FIRST: OWN, SECOND: OWN}
    case.typed("u")
    assert given(case) == {}


def test_own_words_for_this_passage_alone(case: Case) -> None:
    withheld(case)
    case.typed("ArrowUp", "m", OWN, "n")
    assert given(case) == {SECOND: OWN}


def test_how_many_others_there_are_is_told_first(case: Case) -> None:
    withheld(case)
    person = case.typed("ArrowUp", "m", OWN, "q", "q")
    told = [text.plain for screen in person.screens for text in screen.body]
    assert "1 andere gelakte passage onder deze grond in dit document zonder motivering." in told
    assert "Niets besloten." in person.told
    assert given(case) == {}


@pytest.mark.parametrize(
    "answers",
    [
        pytest.param(["m", ""], id="not after all"),
        pytest.param(["m"], id="the end of input"),
        pytest.param(["m", "99"], id="no such block"),
        pytest.param(["m", "1 99"], id="two blocks of which one is not there"),
        pytest.param(["m", "ja"], id="no sentence"),
        pytest.param(["m", "asking", ""], id="not filled in after all"),
        pytest.param(["m", "Omdat het eerste plan geheim is."], id="words that are withheld"),
        pytest.param(["m", "asking", "het eerste plan geheim is"], id="a block filled in with what is withheld"),
    ],
)
def test_nothing_is_stored(case: Case, answers: list[str]) -> None:
    case.typed(*(str(asking()) if answer == "asking" else answer for answer in answers))
    assert given(case) == {}
    assert case.decided() == {}


def test_which_words_may_not_be_in_a_reason_is_told(case: Case) -> None:
    person: Person = case.typed("m", "Omdat het eerste plan geheim is.", "q")
    assert any("Niet bewaard" in told and "eerste plan" in told for told in person.told)
