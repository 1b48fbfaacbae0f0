"""Giving the reasoning of a passage in the terminal: a text block that is filled in, or words of one's own."""

from collections.abc import Callable, Sequence

from woo_redact.cli.lines import plural, say
from woo_redact.domain.reason import blanks, filled
from woo_redact.pipeline.results import ReviewItem
from woo_redact.pipeline.reviewing import ReviewSession

YES, NO = "j", "n"
NOT_AFTER_ALL = "leeg: toch niet"
# A reason in a word or two is rather a slip of the finger.
SHORTEST = 10

Ask = Callable[[str], str]


def give_reason(session: ReviewSession, item: ReviewItem, ask: Ask) -> Sequence[str]:
    """Ask for a reason and decide with it; return the suggestions that are now decided.

    ``ask`` puts a question and returns a line, empty when there is no more input.
    """
    reason = _reason(session.reason_texts(item), item.rows[0].grounds, ask)
    if not reason:
        return ()
    ids: tuple[str, ...] = (item.suggestion.id,)
    if _refused(session, reason, ids):
        return ()
    others = session.without_reason(item)
    if others:
        answer = ask(_for_others(session, others))[:1].lower()
        if answer not in (YES, NO):
            say("Niets besloten.")
            return ()
        if answer == YES:
            ids += others
    if _refused(session, reason, ids):
        return ()
    count = session.give_reason(ids, reason)
    say(f"Gelakt, met motivering: {plural(count, 'passage', 'passages')}.")
    return ids


def _reason(texts: Sequence[str], grounds: Sequence[str], ask: Ask) -> str:
    """Return what the reviewer chose, filled in, or wrote; empty when it was nothing after all."""
    say(f"Motivering bij {', '.join(grounds)}")
    for number, text in enumerate(texts, 1):
        say(f"  {number:2}  {text}")
    answer = ask(f"Nummer (meer mag ook: 1 3), of typ zelf een motivering ({NOT_AFTER_ALL})")
    if not answer:
        return ""
    numbers = answer.replace(",", " ").split()
    if numbers and all(number.isdecimal() for number in numbers):
        if not all(1 <= int(number) <= len(texts) for number in numbers):
            say("Dat nummer staat niet in de lijst.")
            return ""
        return _filled(" ".join(texts[int(number) - 1] for number in dict.fromkeys(numbers)), ask)
    if len(answer) < SHORTEST:
        say("Schrijf de motivering in een hele zin.")
        return ""
    return answer


def _filled(text: str, ask: Ask) -> str:
    answers = []
    for blank in blanks(text):
        answer = ask(f"Vul in: {blank} ({NOT_AFTER_ALL})")
        if not answer:
            return ""
        answers.append(answer.rstrip(" .") if f"[{blank}]." in text else answer)
    return filled(text, answers)


def _for_others(session: ReviewSession, others: Sequence[str]) -> str:
    open_ones = session.undecided(others)
    approving = f"; {open_ones} daarvan nog niet beoordeeld, die keurt u ermee goed" if open_ones else ""
    what = plural(len(others), "andere gelakte passage", "andere gelakte passages")
    return f"Ook voor {what} onder deze grond in dit document zonder motivering{approving}? ({YES}/{NO})"


def _refused(session: ReviewSession, reason: str, ids: Sequence[str]) -> bool:
    told = session.told_by(reason, ids)
    if told:
        words = ", ".join(f"‘{words}’" for words in told)
        say(f"Niet bewaard: de motivering noemt wat in het document gelakt wordt ({words}).")
        say("Geef de reden in andere woorden.")
    return bool(told)
