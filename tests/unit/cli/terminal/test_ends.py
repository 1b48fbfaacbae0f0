"""Changing the ends of a passage: what it would become is shown before anything is stored."""

import pytest

from support.reviewing import Case
from woo_redact.cli.terminal.pressed import LEFT, RIGHT, SHIFT_LEFT, SHIFT_RIGHT
from woo_redact.dossier.layout import DossierLayout

PAGE = "Volgens [Karin Ouwehand] en [Bas Tiel], van de afdeling inkoop, duurt het lang."


@pytest.fixture
def case(layout: DossierLayout) -> Case:
    return Case(layout, {"nota.pdf": (PAGE,)})


@pytest.mark.parametrize(
    ("keys", "becomes"),
    [
        pytest.param(["+", "+"], "Karin Ouwehand en Bas", id="longer"),
        pytest.param([RIGHT, LEFT], "Karin Ouwehand", id="with arrows"),
        pytest.param(["<"], "Volgens Karin Ouwehand", id="begins earlier"),
        pytest.param([SHIFT_LEFT, SHIFT_RIGHT, ">"], "Ouwehand", id="begins later"),
        pytest.param(["-", "-", "-"], "Karin", id="never without words"),
        pytest.param(["m"], "Karin Ouwehand en Bas Tiel", id="with the next"),
        pytest.param(["m", "m"], "Karin Ouwehand en Bas Tiel", id="there is no next one"),
        pytest.param(["m", "k", "3-3"], "Karin Ouwehand  |  Bas Tiel", id="in parts, a word left out"),
        pytest.param(["k", "2"], "Karin  |  Ouwehand", id="in parts"),
        pytest.param(["k", "2", "+", "<"], "Volgens Karin  |  Ouwehand en", id="the ends of the whole move"),
        pytest.param(["k", "1"], "Karin Ouwehand", id="nothing on one side"),
        pytest.param(["k", "twee"], "Karin Ouwehand", id="no number"),
        pytest.param(["k", "2-x"], "Karin Ouwehand", id="no second number"),
        pytest.param(["k", ""], "Karin Ouwehand", id="not cut after all"),
        pytest.param(["+", "m", "k", "2", "u"], "Karin Ouwehand", id="as it was"),
    ],
)
def test_what_it_becomes_is_shown(case: Case, keys: list[str], becomes: str) -> None:
    person = case.typed("e", *keys, "q", "q")
    shown = [dict(screen.facts) for screen in person.screens if screen.title == "Einden aanpassen"]
    assert shown[-1]["Was"].plain == "Karin Ouwehand"
    assert shown[-1]["Wordt"].plain == becomes
    body = next(s.body[0].plain for s in reversed(person.screens) if s.title == "Einden aanpassen")
    assert "  |  ".join(part.partition("]")[0] for part in body.split("[")[1:]) == becomes
    assert case.decided() == {}


def test_without_a_change_nothing_is_stored(case: Case) -> None:
    assert "Niets veranderd." in case.typed("e", "+", "-", "a", "q").told
    assert case.decided() == {}
