"""Giving the reasoning of a passage: a text block that is filled in, or words of one's own."""

from collections.abc import Sequence

from rich.text import Text

from woo_redact.cli.lines import plural, visible
from woo_redact.cli.terminal.layout import Row, Screen
from woo_redact.cli.terminal.turn import Then, Turn
from woo_redact.cli.terminal.ui import still
from woo_redact.domain.reason import blanks, filled

YES, NO = "j", "n"
NOT_AFTER_ALL = "leeg: toch niet"
NOTHING = "Niets besloten."
# A reason in a word or two is rather a slip of the finger.
SHORTEST = 10


def give_reason(turn: Turn) -> Then:
    """Ask for a reason and decide with it."""
    reason = _reason(turn)
    ids = turn.item.ids
    if not reason or _refused(turn, reason, ids):
        return Then.STAY
    others = turn.session.steps.without_reason(turn.item)
    if others:
        answer = turn.ui.ask(_for_others(turn, others), f"Ook daarvoor? ({YES}/{NO})")
        if answer not in (YES, NO):
            turn.ui.say(NOTHING)
            return Then.STAY
        if answer == YES:
            ids += others
    if _refused(turn, reason, ids):
        return Then.STAY
    count = turn.session.steps.give_reason(ids, reason)
    turn.ui.say(f"Gelakt, met motivering: {plural(count, 'passage', 'passages')}. Terugnemen: u.")
    return Then.ON


def _reason(turn: Turn) -> str:
    """Return what the reviewer chose, filled in, or wrote; empty when it was nothing after all."""
    texts = turn.item.told.reason_texts
    rows = tuple(Row(str(number), Text(text)) for number, text in enumerate(texts, 1))
    screen = Screen(f"Motivering bij {', '.join(turn.item.grounds)}", rows=rows)
    answer = turn.ui.ask_line(
        still(screen), f"Nummer (meer mag ook: 1 3), of typ zelf een motivering ({NOT_AFTER_ALL})"
    )
    if not answer:
        return ""
    numbers = answer.replace(",", " ").split()
    if numbers and all(number.isdecimal() for number in numbers):
        if not all(1 <= int(number) <= len(texts) for number in numbers):
            turn.ui.say("Dat nummer staat niet in de lijst.")
            return ""
        return _filled(turn, " ".join(texts[int(number) - 1] for number in dict.fromkeys(numbers)))
    if len(answer) < SHORTEST:
        turn.ui.say("Schrijf de motivering in een hele zin.")
        return ""
    return answer


def _filled(turn: Turn, text: str) -> str:
    answers: list[str] = []
    for blank in blanks(text):
        screen = Screen("Motivering", body=(Text(text),))
        answer = turn.ui.ask_line(still(screen), f"Vul in: {blank} ({NOT_AFTER_ALL})")
        if not answer:
            return ""
        answers.append(answer.rstrip(" .") if f"[{blank}]." in text else answer)
    return filled(text, answers)


def _for_others(turn: Turn, others: Sequence[str]) -> Screen:
    what = plural(len(others), "andere gelakte passage", "andere gelakte passages")
    told = [f"{what} onder deze grond in dit document zonder motivering."]
    open_ones = turn.session.steps.undecided(others)
    if open_ones:
        told.append(f"{open_ones} daarvan nog niet beoordeeld; die keurt u ermee goed.")
    return Screen(
        "Dezelfde motivering voor meer passages",
        body=tuple(map(Text, told)),
        keys=((f"{YES} ook daarvoor", f"{NO} alleen deze", "Esc toch niet"),),
    )


def _refused(turn: Turn, reason: str, ids: Sequence[str]) -> bool:
    told = turn.session.steps.told_by(reason, ids)
    if told:
        words = ", ".join(f"‘{words}’" for words in told)
        turn.ui.say(visible(f"Niet bewaard: de motivering noemt wat in het document gelakt wordt ({words})."))
        turn.ui.say("Geef de reden in andere woorden.")
    return bool(told)
