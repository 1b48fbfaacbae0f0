"""Changing the ends of a passage: longer, shorter, in parts, or together with the next one."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from rich.text import Text

from woo_redact.cli.lines import visible
from woo_redact.cli.terminal.layout import DIM, MORE, PASSAGE, Row, Screen, flat, one_paragraph
from woo_redact.cli.terminal.pressed import ENTER, LEFT, RIGHT, SHIFT_LEFT, SHIFT_RIGHT
from woo_redact.cli.terminal.turn import Then, Turn
from woo_redact.cli.terminal.ui import still
from woo_redact.review.edges import (
    Passage,
    begin_earlier,
    begin_later,
    cut_out,
    end_earlier,
    end_later,
    joined,
)

AROUND = 160
CUT, JOIN, AGAIN, STORE = "k", "m", "u", "a"
MOVES: Mapping[str, Callable[[Passage], Passage]] = {
    "+": end_later,
    RIGHT: end_later,
    "-": end_earlier,
    LEFT: end_earlier,
    "<": begin_earlier,
    SHIFT_LEFT: begin_earlier,
    ">": begin_later,
    SHIFT_RIGHT: begin_later,
}
NOTHING = "Niets veranderd."


@dataclass(frozen=True, slots=True)
class _Change:
    """The passages that come in the place of suggestions (their ids)."""

    parts: tuple[Passage, ...] = field(repr=False)
    replaces: tuple[str, ...]


def change_ends(turn: Turn) -> Then:
    """Move the ends of the passage until the reviewer is content, and store that, or nothing."""
    start = turn.session.passage(turn.item)
    if start is None:
        turn.ui.say("Een getekend vlak past u aan in de browser.")
        return Then.STAY
    first = change = _Change((start,), turn.item.ids)
    while True:
        key = turn.ui.ask(_screen(turn, first, change), "Aanpassen:")
        if key in MOVES:
            # The end moves of the last part, the beginning of the first: those of the whole.
            at = -1 if MOVES[key] in (end_later, end_earlier) else 0
            parts = list(change.parts)
            parts[at] = MOVES[key](parts[at])
            change = replace(change, parts=tuple(parts))
        elif key == CUT:
            change = _cut(turn, change)
        elif key == JOIN:
            change = _joined(turn, change)
        elif key == AGAIN:
            change = first
        elif key in (ENTER, STORE) and change != first:
            return _stored(turn, change)
        else:
            turn.ui.say(NOTHING)
            return Then.STAY


def _stored(turn: Turn, change: _Change) -> Then:
    turn.session.steps.replace(turn.item, change.replaces, [part.spans for part in change.parts])
    what = f"in {len(change.parts)} delen" if len(change.parts) > 1 else "aangepast"
    turn.ui.say(f"Gelakt, {what}. Terugnemen: u.")
    return Then.ON


def _cut(turn: Turn, change: _Change) -> _Change:
    """Ask where to cut the last part."""
    *before, last = change.parts
    words = last.words()
    rows = tuple(
        Row(str(n), Text(visible(last.texts[word.page][word.start : word.end]))) for n, word in enumerate(words, 1)
    )
    screen = Screen("Waar knippen?", rows=rows)
    answer = turn.ui.ask_line(
        still(screen),
        "Het tweede deel begint bij woord; of wat ertussen leesbaar blijft, zoals 3-4 (leeg: toch niet)",
    )
    first, dash, until = answer.partition("-")
    if not first.strip().isdecimal() or (dash and not until.strip().isdecimal()):
        return change
    begin = int(first) - 1
    try:
        parts = cut_out(last, begin, int(until) - 1 if dash else begin - 1)
    except ValueError:
        turn.ui.say("Daar kan het niet: aan beide kanten moet een woord overblijven.")
        return change
    return replace(change, parts=(*before, *parts))


def _joined(turn: Turn, change: _Change) -> _Change:
    """Take the next suggestion of the document along, with what stands between."""
    following = turn.session.following(change.replaces[-1])
    if following is None:
        turn.ui.say("Hierna staat in dit document geen voorstel.")
        return change
    name, passage = following
    *before, last = change.parts
    return _Change((*before, joined(last, passage)), (*change.replaces, name))


def _screen(turn: Turn, first: _Change, change: _Change) -> Screen:
    return Screen(
        "Einden aanpassen",
        f"{turn.item.file}, pagina {turn.item.page + 1}",
        body=(_shown(change.parts),),
        facts=(
            ("Was", Text(one_paragraph(first.parts[0].text()))),
            ("Wordt", Text("  |  ".join(one_paragraph(part.text()) for part in change.parts))),
        ),
        keys=(
            ("+ einde verder", "- einde terug", "< begin eerder", "> begin later"),
            (f"{CUT} knippen", f"{JOIN} met volgende samen", f"{AGAIN} opnieuw", "Enter lakken", "Esc toch niet"),
        ),
    )


def _shown(parts: tuple[Passage, ...]) -> Text:
    """Return the passages in their surroundings, each between brackets."""
    texts = parts[0].texts
    spans = [span for part in parts for span in part.spans]
    start = spans[0]
    shown = Text(MORE + flat(texts[start.page][max(0, start.start - AROUND) : start.start]))
    page, at = start.page, start.start
    for span in spans:
        if span.page == page:
            shown.append(flat(texts[page][at : span.start]))
        else:
            shown.append(f" {MORE}\n", style=DIM)
        shown.append(f"[{flat(texts[span.page][span.start : span.end])}]", style=PASSAGE)
        page, at = span.page, span.end
    shown.append(flat(texts[page][at : at + AROUND]) + MORE)
    return shown
