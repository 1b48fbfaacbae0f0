"""Choosing grounds: by their key, their code, or a word of their name; several at once."""

from collections.abc import Sequence

from rich.text import Text

from woo_redact.cli.lines import visible
from woo_redact.cli.terminal.layout import Row, Screen
from woo_redact.cli.terminal.pressed import ENTER
from woo_redact.cli.terminal.ui import Ui
from woo_redact.domain.ground import Ground, parse_ground
from woo_redact.pipeline.reviewing import ReviewSession

QUESTION = "Grond: nummer, code of woord; meer met een komma (leeg: toch niet)"


def choose_grounds(ui: Ui, session: ReviewSession) -> tuple[str, ...]:
    """Ask for grounds and return their ids; none when it was nothing after all."""
    offered = tuple(session.grounds.values())

    def narrowed(typed: str) -> Screen:
        last = typed.rpartition(",")[2].strip()
        rows = [row for row, ground in zip(_rows(offered), offered, strict=True) if _fits(last, row.mark, ground)]
        return Screen("Onder welke grond?", rows=tuple(rows))

    answer = ui.ask_line(narrowed, QUESTION)
    chosen: list[str] = []
    for part in filter(None, (part.strip() for part in answer.split(","))):
        fitting = _meant(part, offered)
        if len(fitting) != 1:
            ui.say(f"Meer gronden passen bij ‘{part}’." if fitting else f"‘{part}’ is geen grond uit de lijst.")
            return ()
        chosen.append(fitting[0].id)
    return tuple(dict.fromkeys(chosen))


def ground_of_key(session: ReviewSession, key: str) -> tuple[str, ...]:
    """Return the ground that a digit stands for, if it does."""
    ground = session.favourites.get(key)
    return (ground,) if ground else ()


def ask_ground(ui: Ui, session: ReviewSession, title: str, usual: Sequence[str]) -> tuple[str, ...]:
    """Ask under which grounds something goes that has none yet; Enter takes the usual ones. None: not after all."""
    screen = Screen(title, keys=((f"Enter {', '.join(usual)}", "g kiezen", "Esc toch niet"), favourites(session)))
    key = ui.ask(screen, "Onder welke grond?")
    if key == ENTER:
        return tuple(usual)
    if key == "g":
        return choose_grounds(ui, session)
    return ground_of_key(session, key)


def favourites(session: ReviewSession) -> tuple[str, ...]:
    """Return which digit stands for which ground."""
    return tuple(f"{key} {ground}" for key, ground in session.favourites.items())


def _rows(offered: Sequence[Ground]) -> list[Row]:
    width = max(len(ground.id) for ground in offered)
    return [Row(str(n), Text(visible(f"{ground.id:<{width}}  {ground.short}"))) for n, ground in enumerate(offered, 1)]


def _meant(part: str, offered: Sequence[Ground]) -> list[Ground]:
    """Return the grounds that what was typed may mean: one by number or code, else by words."""
    if part.isdecimal():
        return [offered[int(part) - 1]] if 1 <= int(part) <= len(offered) else []
    known = {ground.id: ground for ground in offered}
    by_code = parse_ground(part, known) if part not in known else part
    if by_code in known:
        return [known[by_code]]
    return [ground for ground in offered if _named(part, ground)]


def _fits(typed: str, mark: str, ground: Ground) -> bool:
    return (
        not typed or mark == typed or (not typed.isdecimal() and _named(typed, ground)) or ground.id.startswith(typed)
    )


def _named(words: str, ground: Ground) -> bool:
    name = f"{ground.id} {ground.short} {ground.title}".casefold()
    return all(word in name for word in words.casefold().split())
