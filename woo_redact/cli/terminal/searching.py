"""Searching for words and withholding where they stand: every hit, or those that a reviewer chooses."""

import re
from collections.abc import Sequence
from functools import partial
from itertools import groupby

from rich.text import Text

from woo_redact.cli.lines import plural
from woo_redact.cli.terminal.grounds import ask_ground
from woo_redact.cli.terminal.item import in_short
from woo_redact.cli.terminal.layout import BOLD, DIM, Row, Screen, one_line
from woo_redact.cli.terminal.turn import Place, Then
from woo_redact.cli.terminal.ui import still
from woo_redact.pipeline.finding import Hit

ALL = ("a", "alles", "alle")
NOTHING = "Niets gelakt."
NOT_AFTER_ALL = "leeg: toch niet"
_RANGE = re.compile(r"(\d+)(?:-(\d+))?")


def search(place: Place) -> Then:
    """Search the whole dossier."""
    words = _asked(place, "Zoeken in het hele dossier", f"Welke woorden? ({NOT_AFTER_ALL})")
    if not words:
        return Then.STAY
    return _withhold(place, words, place.session.hits(words), "in het hele dossier")


def own_words(place: Place) -> Then:
    """Point out words on the page; when they do not stand there, in the document."""
    title = f"Zelf woorden lakken in {place.file}"
    words = _asked(place, title, f"Welke woorden, zoals ze er staan? ({NOT_AFTER_ALL})")
    if not words:
        return Then.STAY
    hits = place.session.hits(words, place.document)
    here = tuple(hit for hit in hits if place.page is not None and hit.spans[0].page == place.page)
    where = f"op pagina {here[0].spans[0].page + 1}" if here else f"in {place.file}"
    return _withhold(place, words, here or hits, where)


def _asked(place: Place, title: str, question: str) -> str:
    return place.ui.ask_line(still(Screen(title)), question)


def _withhold(place: Place, words: str, hits: Sequence[Hit], where: str) -> Then:
    if not hits:
        place.ui.say(f"‘{words}’ staat niet {where}.")
        return Then.STAY
    screen = Screen(f"‘{words}’ {where}", plural(len(hits), "plaats", "plaatsen"), rows=tuple(_rows(hits)))
    answer = place.ui.ask_line(still(screen), f"a: alles lakken, of nummers (1 3 5-8) ({NOT_AFTER_ALL})")
    chosen = _chosen(answer, hits)
    left = [hit for hit in chosen if not hit.withheld]
    if not left:
        place.ui.say("Dat is al gelakt." if chosen else NOTHING)
        return Then.STAY
    what = plural(len(left), "plaats", "plaatsen")
    grounds = ask_ground(place.ui, place.session, f"‘{words}’ lakken: {what}", place.grounds)
    if not grounds:
        place.ui.say(NOTHING)
        return Then.STAY
    done = place.session.steps.withhold(chosen, grounds)
    before = f" {done.before} al gelakt." if done.before else ""
    what = plural(done.hits - done.before, "plaats", "plaatsen")
    place.ui.say(f"Gelakt onder {', '.join(grounds)}: {what}.{before} Terugnemen: u.")
    return Then.STAY


def _chosen(answer: str, hits: Sequence[Hit]) -> tuple[Hit, ...]:
    """Return the hits that what was typed names; none when a part of it names none."""
    if answer.casefold() in ALL:
        return tuple(hits)
    numbers: dict[int, None] = {}
    for part in answer.replace(",", " ").split():
        found = _RANGE.fullmatch(part)
        first, last = (int(found[1]), int(found[2] or found[1])) if found else (0, 0)
        if not 1 <= first <= last <= len(hits):
            return ()
        numbers |= dict.fromkeys(range(first, last + 1))
    return tuple(hits[number - 1] for number in numbers)


def _rows(hits: Sequence[Hit]) -> list[Row]:
    rows: list[Row] = []
    numbered = enumerate(hits, 1)
    for file, own in groupby(numbered, key=lambda pair: pair[1].file):
        rows.append(Row("", Text(one_line(file), style=BOLD)))
        rows += [Row(str(number), partial(_row, hit)) for number, hit in own]
    return rows


def _row(hit: Hit) -> Text:
    shown = (
        Text().append(f"p. {hit.spans[0].page + 1}  ", style=DIM).append_text(in_short(hit.before, hit.text, hit.after))
    )
    return shown.append("  al gelakt" if hit.withheld else "", style=DIM)
