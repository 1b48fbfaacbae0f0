"""A review in the terminal: which key does what, in which order passages come, and how far undo reaches."""

import io
import sys
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import cast

import click
import pytest

from support.values import suggest
from woo_redact.cli.review_session import KEYS, review_one_by_one
from woo_redact.domain.decision import Author, Verdict
from woo_redact.domain.ground import Ground, Weighing
from woo_redact.domain.report import Finding, Severity
from woo_redact.domain.suggestion import Suggestion
from woo_redact.pipeline.results import ReviewItem, SuggestionRow
from woo_redact.pipeline.reviewing import ReviewSession

NAMES = ("Karin Ouwehand", "Bas Tiel", "Karin Ouwehand", "Femke Noord")


def ground(code: str, name: str) -> Ground:
    return Ground(code, name, name, Weighing.RELATIVE)


class Review:
    """Stands in for a review of four passages, the first and third alike."""

    def __init__(self) -> None:
        self.suggestions = [suggest((0, 20 * n, 20 * n + 5)) for n in range(len(NAMES))]
        self.steps: list[tuple[tuple[int, ...], Verdict, tuple[str, ...]]] = []
        self.reasons: list[str] = []
        self.told: list[Finding] = []
        self.grounds: Mapping[str, Ground] = {
            g.id: g for g in (ground("5.1.2e", "Persoonlijke levenssfeer"), ground("5.1.2i", "Functioneren"))
        }

    def _decided(self) -> set[int]:
        return {number for numbers, _, _ in self.steps for number in numbers}

    def items(self) -> list[ReviewItem]:
        decided = self._decided()
        return [
            ReviewItem(suggestion, (row(suggestion, NAMES[number]),), 1)
            for number, suggestion in enumerate(self.suggestions)
            if number not in decided
        ]

    def identical(self, item: ReviewItem) -> tuple[str, ...]:
        text = item.rows[0].text
        return tuple(i.suggestion.id for i in self.items() if i.rows[0].text == text)

    def decide(self, ids: Sequence[str], verdict: Verdict, grounds: tuple[str, ...] = (), reason: str = "") -> int:
        order = [s.id for s in self.suggestions]
        self.steps.append((tuple(order.index(i) for i in ids), verdict, grounds))
        return len(ids)

    def notes(self, item: ReviewItem) -> tuple[Finding, ...]:
        return tuple(self.told)

    def findings(self) -> tuple[tuple[str, Finding], ...]:
        return tuple(("nota.pdf", finding) for finding in self.told)

    def reason_texts(self, item: ReviewItem) -> tuple[str, ...]:
        return (WHOLE, ASKING)

    def without_reason(self, item: ReviewItem) -> tuple[str, ...]:
        """The passages behind the item, of those that are left."""
        ids = [i.suggestion.id for i in self.items()]
        return tuple(ids[ids.index(item.suggestion.id) + 1 :])

    def undecided(self, ids: Sequence[str]) -> int:
        return len(ids)

    def told_by(self, reason: str, ids: Sequence[str]) -> tuple[str, ...]:
        return tuple(word for name in NAMES for word in name.split() if word in reason)

    def give_reason(self, ids: Sequence[str], reason: str) -> int:
        self.reasons.append(reason)
        return self.decide(ids, Verdict.APPROVED, (), reason)

    def propose_alike(self) -> int:
        return 0

    def undo(self) -> int:
        return len(self.steps.pop()[0]) if self.steps else 0


WHOLE = "Het belang weegt zwaarder."
ASKING = "Openbaar op [datum], want [waarom]."


def row(suggestion: Suggestion, text: str) -> SuggestionRow:
    span = suggestion.spans[0]
    return SuggestionRow(
        id=suggestion.id,
        file="nota.pdf",
        page=1,
        start=span.start,
        end=span.end,
        text=text,
        before="Bel ",
        after=" nu.\nDank.",
        ground="5.1.2e",
        kind="person",
        level=suggestion.level,
        score=0.9,
        rules=("person-field",),
        reason="Naam van een persoon.",
        boxes=(),
        verdict=Verdict.APPROVED,
        author=Author.POLICY,
        grounds=("5.1.2e",),
    )


def reviewed(monkeypatch: pytest.MonkeyPatch, keys: str, review: Review | None = None) -> Review:
    """Type keys, one on each line; a blank is an empty line."""
    review = review or Review()
    monkeypatch.setattr(sys, "stdin", io.StringIO("".join(f"{k}\n" for k in keys.split(" "))))
    review_one_by_one(cast("ReviewSession", review), review.items)
    return review


YES, NO = Verdict.APPROVED, Verdict.REJECTED


@pytest.mark.parametrize(
    ("keys", "steps"),
    [
        pytest.param("j n q", [((0,), YES, ()), ((1,), NO, ())], id="one key, one decision"),
        pytest.param("g a q", [((0,), YES, ()), ((1,), NO, ())], id="other keys for the same"),
        pytest.param("J N q", [((0,), YES, ()), ((1,), NO, ())], id="capitals"),
        pytest.param("s j q", [((1,), YES, ())], id="skip"),
        pytest.param("i j j q", [((0, 2), YES, ()), ((1,), YES, ())], id="all that are alike"),
        pytest.param("i n q", [((0, 2), NO, ())], id="all that are alike stay public"),
        pytest.param("i w 2 q", [((0, 2), YES, ("5.1.2i",))], id="all that are alike, another ground"),
        pytest.param("i q", [], id="all that are alike, then thought better of it"),
        pytest.param("w 2 q", [((0,), YES, ("5.1.2i",))], id="another ground by number"),
        pytest.param("w 5.1.2i q", [((0,), YES, ("5.1.2i",))], id="another ground by its code"),
        pytest.param("w  q", [], id="another ground, but not after all"),
        pytest.param("w 9 q", [], id="no such number"),
        pytest.param("w 9.9.9 q", [], id="no such ground"),
        pytest.param("w ² q", [], id="a digit that is no number"),
        pytest.param("x ? h q", [], id="keys that decide nothing"),
        pytest.param("j o q", [], id="taken back"),
        pytest.param("j n o q", [((0,), YES, ())], id="only the last step"),
        pytest.param("j n o o q", [], id="and the one before"),
        pytest.param("i j o q", [], id="a step of many"),
        pytest.param("o j q", [((0,), YES, ())], id="nothing to take back"),
        pytest.param("j", [((0,), YES, ())], id="the end of input stops"),
        pytest.param("i", [], id="the end of input decides nothing"),
        pytest.param("i j n j o q", [((0, 2), YES, ()), ((1,), NO, ())], id="taken back at the end of the list"),
        pytest.param("i j n j n j q", [((0, 2), YES, ()), ((1,), NO, ()), ((3,), YES, ())], id="nothing after the end"),
    ],
)
def test_keys(monkeypatch: pytest.MonkeyPatch, keys: str, steps: list[tuple[object, ...]]) -> None:
    assert reviewed(monkeypatch, keys).steps == steps


def asked(output: str) -> list[str]:
    return [line.split("[")[1].split("]")[0] for line in output.splitlines() if line.startswith("…")]


def test_what_is_taken_back_is_asked_next(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    reviewed(monkeypatch, "s j o q")
    assert asked(capsys.readouterr().out) == ["Karin Ouwehand", "Bas Tiel", "Karin Ouwehand", "Bas Tiel"]


def test_nothing_taken_back_stays_where_it_is(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    reviewed(monkeypatch, "s o q")
    assert asked(capsys.readouterr().out) == ["Karin Ouwehand", "Bas Tiel", "Bas Tiel"]


def test_a_decision_of_an_earlier_session_can_be_taken_back(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    review = reviewed(monkeypatch, "i j j j q")
    capsys.readouterr()
    reviewed(monkeypatch, "o n q", review)
    output = capsys.readouterr().out
    assert "geen open voorstellen" in output
    assert asked(output) == ["Femke Noord"]
    assert review.steps[-1] == ((3,), NO, ())


def test_the_screen_says_what_is_needed(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    reviewed(monkeypatch, "q")
    output = capsys.readouterr().out
    for part in (
        "1 van 4",
        "nota.pdf, pagina 1",
        "…Bel [Karin Ouwehand] nu. Dank.…",
        "Grond 5.1.2e",
        "niveau A",
        "Naam van een persoon.",
        "Nu gelakt volgens beleid",
        "2 keer dezelfde passage open",
        *KEYS.values(),
    ):
        assert part in output


def test_the_number_alike_is_that_of_now(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    reviewed(monkeypatch, "j s q")
    assert capsys.readouterr().out.count("keer dezelfde passage") == 1


class Keyboard(io.StringIO):
    """Input from a terminal."""

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(("end", "steps"), [("q", 1), ("\x1b", 1), (EOFError(), 1)])
def test_in_a_terminal_one_press_is_enough(monkeypatch: pytest.MonkeyPatch, end: str | EOFError, steps: int) -> None:
    pressed = iter(["n", "\x1b[A", end])

    def press() -> str:
        key = next(pressed)
        if isinstance(key, EOFError):
            raise key
        return key

    review = Review()
    monkeypatch.setattr(sys, "stdin", Keyboard())
    monkeypatch.setattr(click, "getchar", press)
    review_one_by_one(cast("ReviewSession", review), review.items)
    assert len(review.steps) == steps


def test_an_interrupt_keeps_what_was_decided(monkeypatch: pytest.MonkeyPatch) -> None:
    pressed = iter(["n"])

    def press() -> str:
        key = next(pressed, None)
        if key is None:
            raise KeyboardInterrupt
        return key

    review = Review()
    monkeypatch.setattr(sys, "stdin", Keyboard())
    monkeypatch.setattr(click, "getchar", press)
    with pytest.raises(KeyboardInterrupt):
        review_one_by_one(cast("ReviewSession", review), review.items)
    assert review.steps == [((0,), NO, ())]


def typed(monkeypatch: pytest.MonkeyPatch, *lines: str, review: Review | None = None) -> Review:
    """Type whole lines."""
    review = review or Review()
    monkeypatch.setattr(sys, "stdin", io.StringIO("".join(f"{line}\n" for line in lines)))
    review_one_by_one(cast("ReviewSession", review), review.items)
    return review


ONE, ALL = ((0,), YES, ()), ((0, 1, 2, 3), YES, ())


@pytest.mark.parametrize(
    ("lines", "steps", "reasons"),
    [
        pytest.param(["m", "1", "n", "q"], [ONE], [WHOLE], id="a text block, this passage only"),
        pytest.param(["m", "1", "j", "q"], [ALL], [WHOLE], id="a text block, all that have none"),
        pytest.param(["m", "1", "j", "o", "q"], [], [WHOLE], id="taken back as one step"),
        pytest.param(
            ["m", "2", "1 maart 2027", "de Kamer gaat voor.", "n", "q"],
            [ONE],
            ["Openbaar op 1 maart 2027, want de Kamer gaat voor."],
            id="what a block asks is filled in, with one full stop",
        ),
        pytest.param(
            ["m", "1, 2", "1 mei", "waar", "n", "q"],
            [ONE],
            [f"{WHOLE} Openbaar op 1 mei, want waar."],
            id="two blocks together",
        ),
        pytest.param(["m", "1 3", "q"], [], [], id="two blocks of which one is not there"),
        pytest.param(["m", "Het overleg loopt nog.", "n", "q"], [ONE], ["Het overleg loopt nog."], id="own words"),
        pytest.param(["m", "", "q"], [], [], id="not after all"),
        pytest.param(["m", "2", "1 maart 2027", "", "q"], [], [], id="not filled in after all"),
        pytest.param(["m", "3", "q"], [], [], id="no such block"),
        pytest.param(["m", "ja", "q"], [], [], id="no sentence"),
        pytest.param(["m", "1", "", "q"], [], [], id="no answer for the others decides nothing"),
        pytest.param(["m", "1"], [], [], id="the end of input decides nothing"),
        pytest.param(["m", "Ouwehand wil dit niet.", "q"], [], [], id="own words that tell what is withheld"),
        pytest.param(["m", "2", "1 mei", "Tiel dit wil", "q"], [], [], id="a block filled in with what is withheld"),
    ],
)
def test_reasons(
    monkeypatch: pytest.MonkeyPatch, lines: list[str], steps: list[tuple[object, ...]], reasons: list[str]
) -> None:
    review = typed(monkeypatch, *lines)
    assert (review.steps, review.reasons) == (steps, reasons)


def test_which_words_may_not_be_in_a_reason_is_told(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    typed(monkeypatch, "m", "Ouwehand wil dit niet.", "q")
    output = capsys.readouterr().out
    assert "Niet bewaard" in output
    assert "‘Ouwehand’" in output


def test_how_many_others_a_reason_would_approve_is_told_first(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    typed(monkeypatch, "m", "1", "n", "q")
    assert "3 andere gelakte passages" in (output := capsys.readouterr().out)
    assert "3 daarvan nog niet beoordeeld" in output


NOTE = Finding("legal-r5", Severity.WARNING, "Zonder motivering.", 0, remedy="Geef er een.")
GRAVE = Finding("legal-r6", Severity.BLOCKING, "Zonder datum.", 2, remedy="Geef er een.")


def test_what_the_law_asks_stands_below_the_passage(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    review = Review()
    review.told = [NOTE, GRAVE]
    typed(monkeypatch, "q", review=review)
    output = capsys.readouterr().out
    assert "Let op (R5): Zonder motivering. Geef er een." in output
    assert "Let op (R6, houdt het pakket tegen): Zonder datum." in output
    assert output.index("[Karin Ouwehand]") < output.index("Let op (R5)")


def test_at_the_end_it_is_told_what_keeps_the_package_back(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    review = Review()
    review.told = [NOTE, GRAVE]
    typed(monkeypatch, "j", "j", "j", "j", "q", review=review)
    _, end = capsys.readouterr().out.split("Nog 1 juridisch punt houdt het pakket tegen:")
    assert "nota.pdf, pagina 3 (R6): Zonder datum." in end
    assert "Zonder motivering" not in end
    assert "1 waarschuwing" in end


def test_a_reason_that_was_given_shows(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    review = Review()
    shown = [replace(i, rows=(replace(i.rows[0], given=WHOLE, author=Author.PERSON),)) for i in review.items()]
    monkeypatch.setattr(review, "items", lambda: shown)
    typed(monkeypatch, "q", review=review)
    output = capsys.readouterr().out
    assert f"Motivering  ·  {WHOLE}" in output
    assert "Al besloten: gelakt" in output
