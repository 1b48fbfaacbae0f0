"""Reviewing in the terminal: one passage at a time, one key for a decision."""

import sys
from collections.abc import Sequence

import click
from rich.text import Text

from woo_redact.cli.console import console, say
from woo_redact.domain.decision import Author, Verdict
from woo_redact.pipeline.results import ReviewItem, SuggestionRow
from woo_redact.pipeline.reviewing import ReviewSession

APPROVE, REJECT, IDENTICAL, GROUND, UNDO, SKIP, QUIT, HELP = "jniwosq?"
KEYS = {
    APPROVE: "goedkeuren (lakken)",
    REJECT: "afwijzen (blijft openbaar)",
    IDENTICAL: "alle gelijke passages in een keer",
    GROUND: "goedkeuren onder een andere grond",
    UNDO: "laatste besluit terugnemen",
    SKIP: "overslaan",
    QUIT: "stoppen",
    HELP: "deze uitleg",
}
# Other keys that people try.
ALIASES = {"g": APPROVE, "y": APPROVE, "a": REJECT, "r": REJECT, "u": UNDO, "h": HELP, "\x1b": QUIT, "\x03": QUIT}


def review_one_by_one(session: ReviewSession, items: Sequence[ReviewItem]) -> None:
    """Ask about each item; decisions are stored as they are made."""
    if not items:
        say("Er is niets te beoordelen.")
        return
    _show_help()
    position = 0
    done: set[str] = set()
    while position < len(items):
        item = items[position]
        if item.suggestion.id in done:
            position += 1
            continue
        _show(item, position + 1, len(items))
        key = _ask("Besluit")
        if key == QUIT:
            return
        if key == UNDO:
            position = _undo(session, items, done, position)
        elif key == HELP:
            _show_help()
        elif key == SKIP:
            position += 1
        else:
            done.update(_decide(session, item, key))


def _decide(session: ReviewSession, item: ReviewItem, key: str) -> Sequence[str]:
    """Carry out a key that decides; return the suggestions that are now decided."""
    ids: Sequence[str] = (item.suggestion.id,)
    grounds: tuple[str, ...] = ()
    if key == IDENTICAL:
        ids = session.identical(item)
        key = _ask(f"{len(ids)} gelijke passages: goedkeuren ({APPROVE}) of afwijzen ({REJECT})")
    if key == GROUND:
        grounds = _choose_ground(session)
        if not grounds:
            return ()
        key = APPROVE
    if key not in (APPROVE, REJECT):
        say("Onbekende toets; druk ? voor uitleg.")
        return ()
    count = session.decide(ids, Verdict.APPROVED if key == APPROVE else Verdict.REJECTED, grounds)
    what = "Gelakt" if key == APPROVE else "Blijft openbaar"
    say(f"{what}: {count} passage{'s' if count != 1 else ''}.")
    return ids


def _undo(session: ReviewSession, items: Sequence[ReviewItem], done: set[str], position: int) -> int:
    """Take the last step back and return to the first item that is open again."""
    count = session.undo()
    say(f"{count} besluiten teruggenomen." if count else "Er is niets om terug te nemen.")
    if not count:
        return position
    still_open = {item.suggestion.id for item in session.items()}
    done -= still_open
    return next((i for i, item in enumerate(items) if item.suggestion.id in still_open), position)


def _choose_ground(session: ReviewSession) -> tuple[str, ...]:
    grounds = list(session.grounds.values())
    for number, ground in enumerate(grounds, 1):
        say(f"  {number:2}  {ground.id:15} {ground.short}")
    answer = _line("Nummer of code van de grond (leeg: toch niet)")
    if answer.isdigit() and 1 <= int(answer) <= len(grounds):
        return (grounds[int(answer) - 1].id,)
    if answer in session.grounds:
        return (answer,)
    if answer:
        say("Die grond staat niet in de lijst.")
    return ()


def _show(item: ReviewItem, number: int, total: int) -> None:
    out = console()
    row = item.rows[0]
    out.print()
    out.print(Text(f"{number} van {total}  ·  {row.file}, pagina {row.page}", style="dim"))
    for part in item.rows:
        out.print(_passage(part))
    out.print(Text(f"Grond {', '.join(row.grounds)}  ·  niveau {row.level.value}  ·  {row.reason}"))
    notes = []
    if row.verdict is Verdict.APPROVED and row.author is Author.POLICY:
        notes.append("nu gelakt volgens beleid")
    if item.identical > 1:
        notes.append(f"{item.identical} keer dezelfde passage open")
    if notes:
        out.print(Text("; ".join(notes).capitalize() + ".", style="dim"))


def _passage(row: SuggestionRow) -> Text:
    text = Text()
    text.append(f"…{_flat(row.before)}")
    text.append(f"[{_flat(row.text)}]", style="bold reverse")
    text.append(f"{_flat(row.after)}…")
    return text


def _flat(text: str) -> str:
    """Return text on one line, with its blanks at the ends kept as one."""
    squeezed = " ".join(text.split())
    return (" " if text[:1].isspace() else "") + squeezed + (" " if text[-1:].isspace() and squeezed else "")


def _show_help() -> None:
    out = console()
    out.print(Text("Toetsen:", style="bold"))
    for key, what in KEYS.items():
        out.print(Text(f"  {key}  {what}"))


def _ask(question: str) -> str:
    """Return one key: pressed in a terminal, else the first letter of a line."""
    prompt = f"{question} [{'/'.join(KEYS)}]: " if question == "Besluit" else f"{question}: "
    if sys.stdin.isatty():
        click.echo(prompt, nl=False)
        key = click.getchar().lower()
        click.echo(key if key.isprintable() else "")
        return ALIASES.get(key, key)
    click.echo(prompt, nl=False)
    line = sys.stdin.readline()
    if not line:
        # Nothing more to read is a wish to stop.
        return QUIT
    key = line.strip()[:1].lower()
    return ALIASES.get(key, key)


def _line(question: str) -> str:
    click.echo(f"{question}: ", nl=False)
    answer = sys.stdin.readline()
    return answer.strip()
