"""Reviewing in the terminal: one passage at a time, one key for a decision."""

import sys
from collections.abc import Callable, Sequence

import click
from rich.text import Text

from woo_redact.cli.console import console
from woo_redact.cli.lines import plural, say, visible
from woo_redact.cli.review_legal import show_notes, show_what_blocks
from woo_redact.cli.review_reason import give_reason
from woo_redact.domain.decision import Author, Verdict
from woo_redact.pipeline.results import PersonSummary, ReviewItem, SuggestionRow
from woo_redact.pipeline.reviewing import ReviewSession

APPROVE, REJECT, IDENTICAL, PERSON, GROUND, REASON, UNDO, SKIP, QUIT, HELP = "jnipwmosq?"
KEYS = {
    APPROVE: "goedkeuren (lakken)",
    REJECT: "afwijzen (blijft openbaar)",
    IDENTICAL: "alle gelijke passages in een keer",
    PERSON: "alle vermeldingen van deze persoon in een keer",
    GROUND: "goedkeuren onder een andere grond",
    REASON: "goedkeuren met een motivering",
    UNDO: "laatste besluit terugnemen",
    SKIP: "overslaan",
    QUIT: "stoppen",
    HELP: "deze uitleg",
}
# Other keys that people try.
ALIASES = {"g": APPROVE, "y": APPROVE, "a": REJECT, "r": REJECT, "u": UNDO, "h": HELP, "\x1b": QUIT, "\x04": QUIT}
PROMPT = f"Besluit [{'/'.join(KEYS)}]"
AT_THE_END = f"Einde van de lijst. Laatste besluit terugnemen ({UNDO}) of stoppen ({QUIT})"


def review_one_by_one(session: ReviewSession, find: Callable[[], list[ReviewItem]]) -> None:
    """Ask about each item that ``find`` gives; decisions are stored as they are made."""
    items = find()
    if items:
        _show_help()
    else:
        say("Er zijn geen open voorstellen voor deze keuze.")
    position = 0
    done: set[str] = set()
    while True:
        while position < len(items) and items[position].suggestion.id in done:
            position += 1
        item = items[position] if position < len(items) else None
        if not item and tell_proposed(session):
            before = {i.suggestion.id for i in items}
            items, done = find(), set()
            position = _first_reopened(items, before, None)
            continue
        if item:
            _show(item, position + 1, len(items), len(session.identical(item)))
            show_notes(session.notes(item))
        else:
            show_what_blocks(session.findings())
        key = _ask(PROMPT if item else AT_THE_END)
        if key == QUIT:
            return
        if key == UNDO:
            if _undo(session):
                before = {i.suggestion.id for i in items} - done
                items, done = find(), set()
                position = _first_reopened(items, before, item)
        elif key == HELP:
            _show_help()
        elif item and key == SKIP:
            position += 1
        elif item:
            done.update(_decide(session, item, key))


def tell_proposed(session: ReviewSession) -> bool:
    """Propose elsewhere what was withheld; say so when there was something to propose."""
    added = session.propose_alike()
    if added:
        places = plural(added, "plaats staat", "plaatsen staan")
        say(f"Op {places} gelakte tekst nog leesbaar, in dit of een ander document. Beoordeel ook die.")
    return bool(added)


def _decide(session: ReviewSession, item: ReviewItem, key: str) -> Sequence[str]:
    """Carry out a key that decides; return the suggestions that are now decided."""
    ids: Sequence[str] = (item.suggestion.id,)
    grounds: tuple[str, ...] = ()
    if key == PERSON and item.person is None:
        say("Van deze passage is niet zeker wie het is.")
        return ()
    if key in (IDENTICAL, PERSON):
        ids = session.identical(item) if key == IDENTICAL else session.person(item)
        what = plural(len(ids), "passage", "gelijke passages" if key == IDENTICAL else "passages van deze persoon")
        key = _ask(f"{what}: goedkeuren ({APPROVE}), andere grond ({GROUND}) of afwijzen ({REJECT})")
    if key == REASON:
        return give_reason(session, item, _line)
    if key == GROUND:
        grounds = _choose_ground(session)
        if not grounds:
            return ()
        key = APPROVE
    if key not in (APPROVE, REJECT):
        say(f"Onbekende toets; druk {HELP} voor uitleg.")
        return ()
    count = session.decide(ids, Verdict.APPROVED if key == APPROVE else Verdict.REJECTED, grounds)
    what = "Gelakt" if key == APPROVE else "Blijft openbaar"
    say(f"{what}: {plural(count, 'passage', 'passages')}.")
    return ids


def _undo(session: ReviewSession) -> int:
    """Take the last step back; return how many decisions that were."""
    count = session.undo()
    say(f"{plural(count, 'besluit', 'besluiten')} teruggenomen." if count else "Er is niets om terug te nemen.")
    return count


def _first_reopened(items: Sequence[ReviewItem], before: set[str], shown: ReviewItem | None) -> int:
    """Return the place of the first item that is open again, else of the one on the screen, else the end."""
    ids = [item.suggestion.id for item in items]
    reopened = next((place for place, i in enumerate(ids) if i not in before), None)
    if reopened is not None:
        return reopened
    return ids.index(shown.suggestion.id) if shown and shown.suggestion.id in ids else len(ids)


def _choose_ground(session: ReviewSession) -> tuple[str, ...]:
    grounds = list(session.grounds.values())
    for number, ground in enumerate(grounds, 1):
        say(f"  {number:2}  {ground.id:15} {ground.short}")
    answer = _line("Nummer of code van de grond (leeg: toch niet)")
    if answer.isdecimal() and 1 <= int(answer) <= len(grounds):
        return (grounds[int(answer) - 1].id,)
    if answer in session.grounds:
        return (answer,)
    if answer:
        say("Die grond staat niet in de lijst.")
    return ()


def _show(item: ReviewItem, number: int, total: int, identical: int) -> None:
    out = console()
    row = item.rows[0]
    out.print()
    out.print(Text(visible(f"{number} van {total}  ·  {row.file}, pagina {row.page}"), style="dim"))
    for part in item.rows:
        out.print(_passage(part))
    out.print(Text(visible(f"Grond {', '.join(row.grounds)}  ·  niveau {row.level.value}  ·  {row.reason}")))
    if item.person:
        out.print(Text(_person(item.person)))
    if row.given:
        out.print(Text(visible(f"Motivering  ·  {row.given}")))
    notes = []
    if row.verdict is Verdict.APPROVED and row.author is Author.POLICY:
        notes.append("nu gelakt volgens beleid")
    if row.verdict is Verdict.APPROVED and row.author is Author.PERSON:
        notes.append("al besloten: gelakt")
    if identical > 1:
        notes.append(f"{identical} keer dezelfde passage open")
    if notes:
        out.print(Text("; ".join(notes).capitalize() + ".", style="dim"))


def _person(person: PersonSummary) -> str:
    mentions = plural(person.mentions, "vermelding", "vermeldingen")
    return f"Persoon {person.number}  ·  {mentions} in {plural(person.documents, 'document', 'documenten')}"


def _passage(row: SuggestionRow) -> Text:
    text = Text()
    text.append(f"…{_flat(row.before)}")
    text.append(f"[{_flat(row.text)}]", style="bold reverse")
    text.append(f"{_flat(row.after)}…")
    return text


def _flat(text: str) -> str:
    """Return text on one line, with its blanks at the ends kept as one."""
    squeezed = visible(" ".join(text.split()))
    return (" " if text[:1].isspace() else "") + squeezed + (" " if text[-1:].isspace() and squeezed else "")


def _show_help() -> None:
    out = console()
    out.print(Text("Toetsen:", style="bold"))
    for key, what in KEYS.items():
        out.print(Text(f"  {key}  {what}"))


def _ask(question: str) -> str:
    """Return one key: pressed in a terminal, else the first letter of a line. The end of input is a wish to stop."""
    if sys.stdin.isatty():
        click.echo(f"{question}: ", nl=False)
        try:
            key = click.getchar().lower()
        except EOFError:
            key = QUIT
        click.echo(key if key.isprintable() else "")
    else:
        line = _line(question, at_end=QUIT)
        key = line[:1].lower()
    return ALIASES.get(key, key)


def _line(question: str, *, at_end: str = "") -> str:
    """Return a line of input without the blanks around it, or ``at_end`` when there is no more input."""
    click.echo(f"{question}: ", nl=False)
    answer = sys.stdin.readline()
    if not sys.stdin.isatty():
        # What a script types does not show, so neither does its line break.
        click.echo()
    return answer.strip() if answer else at_end
