"""Deciding on one passage, or on a list of them at once."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import groupby

from rich.text import Text

from woo_redact.cli.lines import plural
from woo_redact.cli.terminal.grounds import choose_grounds, favourites, ground_of_key
from woo_redact.cli.terminal.item import in_short
from woo_redact.cli.terminal.layout import BOLD, Row, Screen, one_line, one_paragraph
from woo_redact.cli.terminal.turn import Then, Turn
from woo_redact.domain.decision import Verdict
from woo_redact.pipeline.views import AlikeItem, Scope, SelectBy

NOT_AFTER_ALL = "Niets besloten."
# The keys of a list of passages that say which passages it holds.
HERE, EVERYWHERE, LEVEL, RULE, SAME = "dhvkt"


def approve(turn: Turn) -> Then:
    """Withhold; under the grounds and with the reason that hold already, if any do."""
    held = turn.item.decision
    if held is not None and turn.item.approved:
        return turn.decide(turn.item.ids, Verdict.APPROVED, held.grounds, held.reason)
    return turn.decide(turn.item.ids, Verdict.APPROVED)


def reject(turn: Turn) -> Then:
    """Leave readable."""
    return turn.decide(turn.item.ids, Verdict.REJECTED)


def clear(turn: Turn) -> Then:
    """Open again what a person decided."""
    if not turn.item.by_person:
        turn.ui.say("Hierover is nog niet besloten.")
        return Then.STAY
    return turn.decide(turn.item.ids, Verdict.OPEN)


def approve_under(turn: Turn, grounds: tuple[str, ...]) -> Then:
    """Withhold under grounds of the reviewer's choice."""
    if not grounds:
        turn.ui.say(NOT_AFTER_ALL)
        return Then.STAY
    held = turn.item.decision
    if held is not None and held.reason and set(grounds) != set(held.grounds or (turn.item.suggestion.ground,)):
        turn.ui.say("De motivering was van een andere grond en is vervallen; geef met m een nieuwe.")
    return turn.decide(turn.item.ids, Verdict.APPROVED, grounds)


def palette(turn: Turn) -> Then:
    """Choose grounds, then withhold."""
    return approve_under(turn, choose_grounds(turn.ui, turn.session))


def favourite(turn: Turn, key: str) -> Then:
    """Withhold under the ground of a digit."""
    grounds = ground_of_key(turn.session, key)
    if not grounds:
        turn.ui.say(f"Onder {key} staat geen grond; g toont ze alle.")
        return Then.STAY
    return approve_under(turn, grounds)


@dataclass(frozen=True, slots=True)
class _Chosen:
    """Which passages a list holds: alike, of a level or of a rule (``None``: alike); in the document or in all."""

    by: SelectBy | None
    everywhere: bool

    def after(self, key: str) -> "_Chosen | None":
        """Return what a key chooses, if it chooses."""
        found = {
            HERE: replace(self, everywhere=False),
            EVERYWHERE: replace(self, everywhere=True),
            LEVEL: replace(self, by=SelectBy.LEVEL),
            RULE: replace(self, by=SelectBy.RULE),
            SAME: replace(self, by=None),
        }
        return found.get(key)


def identical(turn: Turn) -> Then:
    """Decide at once on all passages alike, or of this level or rule, here or everywhere."""
    chosen = _Chosen(None, everywhere=False)
    while True:
        items = _items(turn, chosen)
        keys = (
            f"{HERE} dit document",
            f"{EVERYWHERE} hele dossier",
            f"{SAME} gelijke tekst",
            f"{LEVEL} zelfde niveau",
            f"{RULE} zelfde regel",
        )
        key, then = _decide_all(turn, items, _title(turn, chosen), keys)
        following = chosen.after(key)
        if following is None:
            return then
        chosen = following


def person(turn: Turn) -> Then:
    """Decide at once on all mentions of the person that the passage names."""
    if turn.item.person is None:
        turn.ui.say("Van deze passage is niet zeker wie het is.")
        return Then.STAY
    items = turn.session.alike(turn.item, Scope.PERSON)
    return _decide_all(turn, items, f"{one_paragraph(turn.item.person.name)}, in het hele dossier", ())[1]


def _items(turn: Turn, chosen: _Chosen) -> tuple[AlikeItem, ...]:
    if chosen.by is None:
        return turn.session.alike(turn.item, Scope.DOSSIER if chosen.everywhere else Scope.DOCUMENT)
    level = turn.item.suggestion.level.value
    value = level if chosen.by is SelectBy.LEVEL else _rule(turn)
    return turn.session.select(chosen.by, value, "" if chosen.everywhere else turn.item.suggestion.document)


def _rule(turn: Turn) -> str:
    return next(iter(turn.item.rules), "")


def _title(turn: Turn, chosen: _Chosen) -> str:
    what = {
        None: "Gelijke passages",
        SelectBy.LEVEL: f"Niveau {turn.item.suggestion.level.value}",
        SelectBy.RULE: f"Regel {_rule(turn)}",
    }[chosen.by]
    return f"{what}, {'in het hele dossier' if chosen.everywhere else 'in dit document'}"


def _decide_all(turn: Turn, items: Sequence[AlikeItem], title: str, more: tuple[str, ...]) -> tuple[str, Then]:
    """Show what a step touches and take it when asked to; return the key, and what comes then."""
    ids = tuple(item.id for item in items)
    keys = ("a alle lakken", "r alle leesbaar", "g andere grond", "Esc toch niet")
    screen = Screen(
        title,
        plural(len(ids), "passage", "passages"),
        rows=listed_passages(items),
        keys=tuple(filter(None, (more, keys, favourites(turn.session)))),
    )
    key = turn.ui.ask(screen, f"Alle {len(ids)}:" if len(ids) > 1 else "Deze:")
    if _Chosen(None, everywhere=False).after(key) is not None and more:
        return key, Then.STAY
    grounds = choose_grounds(turn.ui, turn.session) if key == "g" else ground_of_key(turn.session, key)
    if key == "a" and turn.item.approved:
        # It keeps the ground and the reason that it has.
        ids = tuple(name for name in ids if name != turn.item.id)
    if not ids or not (key in ("a", "r") or grounds):
        turn.ui.say(NOT_AFTER_ALL)
        return key, Then.STAY
    return key, turn.decide(ids, Verdict.REJECTED if key == "r" else Verdict.APPROVED, grounds)


def listed_passages(items: Sequence[AlikeItem]) -> tuple[Row, ...]:
    """Return passages as the rows of a list, by document."""
    rows: list[Row] = []
    for name, own in groupby(items, key=lambda item: item.name):
        rows.append(Row("", Text(one_line(name), style=BOLD)))
        for item in own:
            rows.append(Row(f"p. {item.page + 1}", partial(in_short, item.before, item.text, item.after)))
    return tuple(rows)
