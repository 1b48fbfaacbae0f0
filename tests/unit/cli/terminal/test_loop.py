"""A review in the terminal: which key does what, in which order passages come, and how far undo reaches."""

from datetime import UTC, datetime

import pytest
from rich.text import Text

from support.reviewing import Case
from woo_redact.cli.terminal.pressed import DOWN, ESCAPE, LEFT, RIGHT, UP
from woo_redact.domain.decision import Verdict
from woo_redact.domain.suggestion import Level
from woo_redact.dossier.store import open_store
from woo_redact.review.keys import KEYS
from woo_redact.review.queue import GroupBy, Wanted
from woo_redact.review.state import by_policy

KARIN, BAS, AGAIN, FEMKE, PRICE, MAILED = range(6)
YES, NO = Verdict.APPROVED, Verdict.REJECTED


@pytest.mark.parametrize(
    ("keys", "decided"),
    [
        pytest.param("a r", {KARIN: (YES, ()), BAS: (NO, ())}, id="one key, one decision"),
        pytest.param("A R", {KARIN: (YES, ()), BAS: (NO, ())}, id="capitals that are no keys of their own"),
        pytest.param("n a", {BAS: (YES, ())}, id="on to the next"),
        pytest.param("s a", {BAS: (YES, ())}, id="skip"),
        pytest.param("n n b r", {BAS: (NO, ())}, id="back to the one before"),
        pytest.param("3", {KARIN: (YES, ("5.1.2i",))}, id="under the ground of a digit"),
        pytest.param("g beleids", {KARIN: (YES, ("5.2",))}, id="under a ground by a word of its name"),
        pytest.param("g 5.1.2a,9", {KARIN: (YES, ("5.1.2a", "5.1.1e"))}, id="under several grounds"),
        pytest.param("g belang", {}, id="a word that several grounds have"),
        pytest.param("g 99", {}, id="a number that no ground has"),
        pytest.param("g  ", {}, id="no ground after all"),
        pytest.param("i a", {KARIN: (YES, ()), AGAIN: (YES, ())}, id="all alike in the document"),
        pytest.param("i h r", dict.fromkeys((KARIN, AGAIN, MAILED), (NO, ())), id="all alike in the dossier"),
        pytest.param("i h d 3", dict.fromkeys((KARIN, AGAIN), (YES, ("5.1.2i",))), id="here after all, by digit"),
        pytest.param("i g 5.2", dict.fromkeys((KARIN, AGAIN), (YES, ("5.2",))), id="all alike, ground chosen"),
        pytest.param("i q", {}, id="all alike, but not after all"),
        pytest.param("i v r", dict.fromkeys((KARIN, BAS, AGAIN), (NO, ())), id="all of a level"),
        pytest.param("i k h a", dict.fromkeys(range(6), (YES, ())), id="all of a rule in the dossier"),
        pytest.param("i k t a", dict.fromkeys((KARIN, AGAIN), (YES, ())), id="back to those alike"),
        pytest.param("w", {}, id="nobody knows who it is"),
        pytest.param("a r u", {KARIN: (YES, ())}, id="the last step taken back"),
        pytest.param("a r u u", {}, id="and the one before"),
        pytest.param("i h a u", {}, id="a step of many taken back"),
        pytest.param("u a", {KARIN: (YES, ())}, id="nothing to take back"),
        pytest.param(f"a {UP} x", {}, id="cleared"),
        pytest.param("x", {}, id="nothing to clear"),
        pytest.param("j y ? q t z + 0 q a", {}, id="keys that decide nothing, then stopped"),
        pytest.param("q a", {}, id="stopped"),
        pytest.param(f"{ESCAPE} a", {}, id="stopped with Escape"),
        pytest.param(f"{DOWN} {DOWN} {UP} a", {BAS: (YES, ())}, id="up and down"),
        pytest.param(f"{RIGHT} a", {PRICE: (YES, ())}, id="the next page"),
        pytest.param(f"{RIGHT} {RIGHT} {LEFT} a", {PRICE: (YES, ())}, id="the page before"),
        pytest.param(f"{RIGHT} {LEFT} a", {KARIN: (YES, ())}, id="the first page is not before the first passage"),
    ],
)
def test_keys(case: Case, keys: str, decided: dict[int, object]) -> None:
    case.pressed(keys)
    assert case.decided() == decided


def test_every_key_of_the_table_does_something_here_or_says_where(case: Case) -> None:
    for key in KEYS:
        if key.key not in ("1-9", "Escape"):
            person = case.typed(key.key, ESCAPE)
            assert "Onbekende toets; ? toont alle toetsen." not in person.told


def test_the_keys_that_meant_something_else_before_are_told_at_the_start_and_in_the_help(case: Case) -> None:
    person = case.pressed("? q j")
    changed = "Toetsen veranderd: a lakt (was: afwijzen), r laat leesbaar, n gaat verder."
    assert person.told[0] == changed
    assert person.screens[1].rows[0].text.plain == changed
    assert {key.text for key in KEYS} & {row.text.plain for row in person.screens[1].rows}
    assert "j is geen toets meer: a lakt." in person.told


def test_passages_come_in_text_order_and_what_is_decided_is_passed_over(case: Case) -> None:
    person = case.pressed("i a n a a")
    assert person.passages == [
        "Karin Ouwehand",
        "Bas Tiel",
        "Femke Noord",
        "de prijs van 12 euro",
        "Karin Ouwehand",
    ]


def test_the_screen_says_what_is_needed(case: Case) -> None:
    [screen] = case.pressed("q").screens
    assert (screen.title, screen.place) == ("nota.pdf, pagina 1 van 2", "1 van 6  ·  nog 6")
    assert screen.body[0].plain.startswith("Behandeld door: [Karin Ouwehand] Bel Bas Tiel")
    facts = {label: text.plain for label, text in screen.facts}
    assert facts["Grond"] == "5.1.2e Bescherming persoonlijke levenssfeer  ·  niveau A"
    assert "in de buurt staat ‘contactpersoon’" in facts["Reden"]
    assert facts["Gelijk"] == "2 keer open in dit document"
    assert facts["Stand"] == "open"


def test_what_is_decided_says_by_whom(case: Case) -> None:
    person = case.typed("r", UP)
    assert person.facts["Stand"].startswith("blijft leesbaar, besloten door Femke op ")


def test_a_list_tells_what_a_step_touches_before_it_is_stored(case: Case) -> None:
    person = case.pressed("i h q")
    listed = person.screens[2]
    assert (listed.title, listed.place) == ("Gelijke passages, in het hele dossier", "3 passages")
    assert [row.text.plain for row in listed.rows if not row.mark] == ["nota.pdf", "vervolg/mail.pdf"]
    assert all("[Karin Ouwehand]" in row.text.plain for row in listed.rows if row.mark)
    assert case.decided() == {}


def test_what_is_taken_back_is_asked_next(case: Case) -> None:
    assert case.pressed("n a u").passages == ["Karin Ouwehand", "Bas Tiel", "Karin Ouwehand", "Bas Tiel"]


def test_a_decision_of_an_earlier_session_can_be_taken_back(case: Case) -> None:
    case.pressed("i k h a")
    person = case.pressed("u r")
    assert person.told[1] == "Er zijn geen open voorstellen voor deze keuze."
    assert person.passages[0] == "Karin Ouwehand"
    assert case.decided() == {KARIN: (NO, ())}


def test_at_the_end_one_goes_back_or_begins_again(case: Case) -> None:
    person = case.pressed("n n n n n n b")
    assert person.screens[6].title == "Einde van de lijst"
    assert "Overgeslagen: 6 voorstellen" in person.screens[6].body[0].plain
    assert person.passages[-1] == "Karin Ouwehand"
    person = case.pressed("n n n n n n n a")
    assert case.decided() == {KARIN: (YES, ())}


def test_a_key_for_a_passage_says_at_the_end_that_there_is_none(case: Case) -> None:
    person = case.pressed("i k h a a")
    assert "Er staat geen passage op het scherm; b gaat terug naar de vorige." in person.told


class TestColleagues:
    def test_who_was_first_is_told_and_the_passage_shown_again(self, case: Case) -> None:
        person = case.typed(case.colleague(KARIN), "a", "q")
        assert any("Bo heeft deze passage intussen afgewezen" in told for told in person.told)
        assert person.passages == ["Karin Ouwehand", "Karin Ouwehand"]
        assert person.facts["Stand"].startswith("blijft leesbaar, besloten door Bo")
        assert case.decided() == {KARIN: (NO, ())}

    def test_who_has_seen_it_may_decide_otherwise(self, case: Case) -> None:
        case.typed(case.colleague(KARIN), "a", "a", "q")
        assert case.decided() == {KARIN: (YES, ())}

    def test_nothing_of_a_step_is_stored_when_one_of_it_was_decided(self, case: Case) -> None:
        person = case.typed("i", "h", case.colleague(MAILED), "a", "q")
        assert any("Bo heeft deze passage intussen" in told for told in person.told)
        assert case.decided() == {MAILED: (NO, ())}

    def test_what_a_colleague_decided_is_not_asked(self, case: Case) -> None:
        person = case.typed("n", case.colleague(AGAIN), "n", "q")
        assert person.passages == ["Karin Ouwehand", "Bas Tiel", "Femke Noord"]


class TestApproving:
    def test_again_keeps_ground_and_reason(self, case: Case) -> None:
        case.typed("2", UP, "m", "Het overleg loopt nog steeds.", "n", UP, "a")
        with open_store(case.layout) as store:
            held = store.held()[case.suggestions[KARIN].id]
        assert (held.grounds, held.reason) == (("5.2",), "Het overleg loopt nog steeds.")

    def test_all_alike_leaves_the_one_that_was_approved_as_it_is(self, case: Case) -> None:
        case.typed("2", UP, "i", "a")
        assert case.decided() == {KARIN: (YES, ("5.2",)), AGAIN: (YES, ())}
        case.typed(UP, UP, UP, UP, UP, UP, "i", "3")
        assert case.decided()[KARIN] == (YES, ("5.1.2i",))

    def test_under_another_ground_tells_that_the_reason_goes(self, case: Case) -> None:
        person = case.typed("m", "Het overleg loopt nog steeds.", UP, "2")
        assert any("motivering was van een andere grond" in told for told in person.told)
        assert case.decided()[KARIN] == (YES, ("5.2",))

    def test_the_ground_is_told(self, case: Case) -> None:
        assert "Gelakt onder 5.1.2e: 1 passage. Terugnemen: u." in case.pressed("a").told
        assert "Gelakt onder 5.2: 1 passage. Terugnemen: u." in case.pressed("2").told


class TestMarking:
    def test_a_page_is_done_and_no_longer(self, case: Case) -> None:
        person = case.pressed("d d d u")
        assert person.told[1:] == [
            "Pagina 1 is klaar. Er is nog over 4 passages niet besloten.",
            "Pagina 1 is weer niet klaar.",
            "Pagina 1 is klaar. Er is nog over 4 passages niet besloten.",
            "Teruggenomen: de markering van de pagina.",
        ]

    def test_a_document_with_open_passages_is_not_done(self, case: Case) -> None:
        assert any("5 voorstellen nog niet beoordeeld" in told for told in case.pressed("D").told)

    def test_who_decides_the_last_of_a_page_may_mark_it_with_the_next_key(self, case: Case) -> None:
        person = case.pressed("i a a a d")
        assert person.told[-2:] == ["Pagina 1 is beoordeeld. d: pagina klaar.", "Pagina 1 is klaar."]
        assert person.passages[-1] == "de prijs van 12 euro"

    def test_and_the_document(self, case: Case) -> None:
        person = case.pressed("i a a a a D")
        assert person.told[-2:] == ["Alles in nota.pdf is beoordeeld. D: document klaar.", "nota.pdf is klaar."]
        with open_store(case.layout) as store:
            done = store.progress.of(case.suggestions[KARIN].document).done
        assert done is not None
        assert done.reviewer == "Femke"

    def test_after_another_key_it_is_the_page_on_the_screen(self, case: Case) -> None:
        assert case.pressed("i a a a ? q d").told[-1].startswith("Pagina 2 is klaar.")

    def test_a_comment_is_left_and_shown(self, case: Case) -> None:
        person = case.typed("o", "Klopt dit?", "q")
        assert person.facts["Opmerking"].startswith("Klopt dit?  (Femke, ")
        assert "Niets" not in person.told[-1]
        assert case.typed("o", "", "q").told[1:] == []


class TestOrder:
    def test_by_text_those_alike_come_together(self, case: Case) -> None:
        person = case.pressed("n n n n n", Wanted(group=GroupBy.TERM))
        assert person.passages == [*["Karin Ouwehand"] * 3, "Bas Tiel", "Femke Noord", "de prijs van 12 euro"]
        assert case.pressed("n q", Wanted(group=GroupBy.TERM)).facts["Groep"] == "2 van 3"

    def test_narrowed_to_a_level_or_a_file(self, case: Case) -> None:
        assert case.pressed("n", Wanted(file="vervolg/mail.pdf")).passages == ["Karin Ouwehand"]


class TestSecondPerson:
    @pytest.fixture
    def done(self, case: Case) -> Case:
        """A document that Bo is done with: all as suggested, but one."""
        for number in range(5):
            case.colleague(number, NO if number == BAS else YES)()
        case.typed(UP, "D", reviewer="Bo")
        return case

    def test_only_differences_are_shown_and_the_document_can_be_confirmed_then(self, done: Case) -> None:
        person = done.typed("n", "c", "q", wanted=Wanted(second=True))
        assert person.passages == ["Bas Tiel"]
        assert person.facts["Nakijken"] == "anders besloten dan voorgesteld, of toegevoegd"
        assert "Alles in nota.pdf is nagekeken. c: bevestigen." in person.told
        assert "nota.pdf is bevestigd." in person.told
        with open_store(done.layout) as store:
            assert store.progress.of(done.suggestions[KARIN].document).confirmed is not None

    def test_not_before_everything_was_looked_at(self, done: Case) -> None:
        person = done.typed("c", "q", wanted=Wanted(second=True))
        assert any("niet alles bekeken (nog 1)" in told for told in person.told)

    def test_what_changes_meanwhile_is_shown_as_well(self, done: Case) -> None:
        person = done.typed("n", done.colleague(FEMKE, NO), "c", "c", "q", wanted=Wanted(second=True))
        assert "nota.pdf is bevestigd." not in person.told

    def test_nobody_confirms_their_own_work(self, done: Case) -> None:
        person = done.typed("c", "q", wanted=Wanted(second=True), reviewer="Bo")
        assert "nota.pdf is bevestigd." not in person.told


def test_stopping_in_the_middle_keeps_what_was_decided(case: Case) -> None:
    def stop() -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        case.typed("r", stop)
    assert case.decided() == {KARIN: (NO, ())}


def test_all_that_does_not_fit_is_shown_on_enter(case: Case) -> None:
    shown = case.pressed("  q").screens[1]
    assert not shown.facts
    assert any(row.text.plain.startswith("Reden") for row in shown.rows)
    assert isinstance(shown.rows[0].text, Text)


def test_what_policy_withheld_is_asked_and_says_so(case: Case) -> None:
    with open_store(case.layout) as store:
        store.append(by_policy(case.suggestions, {}, frozenset({Level.A}), datetime.now(UTC)))
    assert case.pressed("q").facts["Stand"] == "open; nu gelakt volgens beleid"
