"""A review in the terminal: which passage is on the screen, and what a key does with it."""

from collections.abc import Callable, Mapping

from rich.text import Text

from woo_redact.cli.lines import plural, visible
from woo_redact.cli.terminal import deciding, ends, marking, preview, reasons, searching
from woo_redact.cli.terminal.grounds import favourites
from woo_redact.cli.terminal.help import CHANGED, IN_BROWSER, ITEM_KEYS, help_screen, name_of, unknown
from woo_redact.cli.terminal.item import item_screen
from woo_redact.cli.terminal.layout import Screen, unfolded
from woo_redact.cli.terminal.legal import what_blocks
from woo_redact.cli.terminal.pressed import ENTER, NO_MORE
from woo_redact.cli.terminal.turn import Place, Then, Turn
from woo_redact.cli.terminal.ui import Ui
from woo_redact.errors import WooRedactError
from woo_redact.pipeline.review_items import ReviewItem
from woo_redact.pipeline.reviewing import ReviewSession

NOTHING_SHOWN = "Er staat geen passage op het scherm; b gaat terug naar de vorige."
Action = Callable[[Turn], Then]

ACTIONS: Mapping[str, Action] = {
    "approve": deciding.approve,
    "reject": deciding.reject,
    "palette": deciding.palette,
    "identical": deciding.identical,
    "person": deciding.person,
    "clear": deciding.clear,
    "reason": reasons.give_reason,
    "comment": marking.comment,
    "ends": ends.change_ends,
    "words": lambda turn: searching.own_words(turn.place()),
    "search": lambda turn: searching.search(turn.place()),
    "preview": preview.preview,
    "page_done": marking.page_done,
    "document_done": marking.document_done,
    "confirm": marking.confirm,
}
# What is said of a page or document, and may be said of the one that was just finished.
MARKS = frozenset({"page_done", "document_done", "confirm"})


def review(ui: Ui, session: ReviewSession) -> None:
    """Ask about each passage of the queue until the reviewer stops; what is decided is stored at once."""
    ui.say(CHANGED)
    loop = _Loop(ui, session)
    if loop.at_end():
        ui.say("Er is niets om na te kijken." if session.second else "Er zijn geen open voorstellen voor deze keuze.")
    while loop.step():
        pass


def tell_proposed(session: ReviewSession, say: Callable[[str], None]) -> bool:
    """Propose elsewhere what was withheld; say so when there was something to propose."""
    added = session.steps.propose_alike()
    if added:
        places = plural(added, "plaats staat", "plaatsen staan")
        say(f"Op {places} gelakte tekst nog leesbaar, in dit of een ander document. Beoordeel ook die.")
    return bool(added)


class _Loop:
    """Where a reviewer is in the queue."""

    def __init__(self, ui: Ui, session: ReviewSession) -> None:
        self._ui = ui
        self._session = session
        self._shown: str | None = None
        # The place of what is shown, else where it was: a queue may change.
        self._at = -1
        # The item that was last decided, as long as the next keys mark its page or document as done.
        self._finished: ReviewItem | None = None
        self._go(session.queue.after(-1, session.waiting))

    def at_end(self) -> bool:
        """Whether no passage is shown."""
        return self._shown is None

    def step(self) -> bool:
        """Show a passage or the end of the list, and do what a key asks; return whether to go on."""
        self._session.look()
        self._keep_place()
        if self._shown is None and self._session.proposes and tell_proposed(self._session, self._ui.say):
            self._go(self._session.queue.after(-1, self._session.waiting))
        if self._shown is None:
            return self._step_at_end()
        item = self._session.item(self._shown)
        screen = self._screen(item)
        key = self._ui.ask(screen)
        if key == ENTER:
            self._ui.ask(unfolded(screen))
            return True
        return self._done(key, item)

    def _step_at_end(self) -> bool:
        key = self._ui.ask(self._end())
        return self._done(key, None)

    def _done(self, key: str, item: ReviewItem | None) -> bool:
        name = "close" if key == NO_MORE else name_of(key)
        finished = self._finished
        if name not in MARKS:
            self._finished = None
        if name == "close":
            return False
        try:
            self._do(name, key, finished if finished and name in MARKS else item)
        except WooRedactError as error:
            self._ui.say(f"{error.message} {error.remedy}")
        return True

    def _do(self, name: str, key: str, item: ReviewItem | None) -> None:
        if name in _MOVES:
            _MOVES[name](self)
        elif name == "undo":
            self._undo()
        elif name == "help":
            self._ui.ask(help_screen(favourites(self._session)))
        elif name in IN_BROWSER:
            self._ui.say("Dat kan alleen in de browser: woo-redact review, zonder --terminal.")
        elif item is not None and (name in ACTIONS or key.isdecimal()):
            turn = Turn(self._ui, self._session, item)
            then = ACTIONS[name](turn) if name in ACTIONS else deciding.favourite(turn, key)
            if then is Then.ON and item.id == self._shown:
                self._on(item)
        elif name in ("search", "words"):
            self._at_end_search(name)
        elif name == "confirm" and self._session.unconfirmed:
            self._confirm_first()
        else:
            self._ui.say(NOTHING_SHOWN if name in ACTIONS else unknown(key))

    def _on(self, item: ReviewItem) -> None:
        """Go to the next passage that is waiting; tell what may be marked as done now."""
        self._session.passed(item.id)
        self._next_from(self._at)
        if told := self._session.finished(item):
            self._finished = item
            self._ui.say(visible(told))

    def _next_from(self, at: int) -> None:
        # What colleagues decided while the passage was on the screen is not asked.
        self._session.look()
        self._go(self._session.queue.after(at, self._session.waiting))

    def _next(self) -> None:
        if self._shown is None:
            self._next_from(-1)
        else:
            self._on(self._session.item(self._shown))

    def _previous(self) -> None:
        self._session.look()
        place = self._session.queue.before(self._at, self._session.waiting)
        if place is None:
            self._ui.say("Hiervoor is geen open voorstel meer; pijl omhoog toont ook wat al is besloten.")
        else:
            self._go(place)

    def _item_up(self) -> None:
        self._move(self._session.queue.before(self._at, lambda _: True))

    def _item_down(self) -> None:
        self._move(self._session.queue.after(self._at, lambda _: True))

    def _page_back(self) -> None:
        self._move(self._session.queue.page_before(self._at) if self._shown else None)

    def _page_on(self) -> None:
        self._move(self._session.queue.page_after(self._at) if self._shown else None)

    def _move(self, place: int | None) -> None:
        if place is None:
            self._ui.say("Verder is er niets in die richting.")
        else:
            self._go(place)

    def _undo(self) -> None:
        undone = self._session.steps.undo()
        self._ui.say(marking.told_undone(len(undone.suggestions), undone.marks))
        queue = self._session.queue
        places = [place for name in undone.suggestions if (place := queue.place(name)) is not None]
        waiting = [place for place in sorted(places) if self._session.waiting(queue.entries[place])]
        if waiting:
            self._go(waiting[0])

    def _at_end_search(self, name: str) -> None:
        """Search without a passage on the screen: for words of one's own in the document that came last."""
        last = self._session.last
        usual = tuple(self._session.favourites.values())[:1]
        if name == "words" and last:
            searching.own_words(Place(self._ui, self._session, *last, usual))
        else:
            searching.search(Place(self._ui, self._session, "", "", usual))

    def _confirm_first(self) -> None:
        document, name = self._session.unconfirmed[0]
        self._session.steps.confirm(document)
        self._ui.say(visible(f"{name} is bevestigd."))

    def _go(self, place: int | None) -> None:
        queue = self._session.queue
        self._at = len(queue.entries) if place is None else place
        self._shown = None if place is None else queue.entries[place].id

    def _keep_place(self) -> None:
        """Stay with the passage that is shown when the queue changed; when it is gone, go on from where it was."""
        if self._shown is None:
            self._at = len(self._session.queue.entries)
            return
        place = self._session.queue.place(self._shown)
        self._go(self._session.queue.after(self._at - 1, self._session.waiting) if place is None else place)

    def _screen(self, item: ReviewItem) -> Screen:
        keys = (ITEM_KEYS, favourites(self._session))
        return item_screen(item, self._session.standing(item.id), self._session.grounds, keys)

    def _end(self) -> Screen:
        left = sum(map(self._session.waiting, self._session.queue.entries))
        told = (
            [Text(f"Overgeslagen: {plural(left, 'voorstel', 'voorstellen')}. n begint weer vooraan.")] if left else []
        )
        told += what_blocks(self._session.findings())
        keys = ["b vorige", "u terugnemen", "l zelf woorden", "/ zoeken", "? meer", "q stoppen"]
        if unconfirmed := self._session.unconfirmed:
            told.append(Text("Nog te bevestigen, zonder iets om na te kijken:"))
            told += [Text(visible(name)) for _, name in unconfirmed]
            keys.insert(0, "c eerste bevestigen")
        return Screen("Einde van de lijst", body=tuple(told), keys=(tuple(keys),))


_MOVES: Mapping[str, Callable[[_Loop], None]] = {
    "next": _Loop._next,
    "previous": _Loop._previous,
    "item_up": _Loop._item_up,
    "item_down": _Loop._item_down,
    "page_back": _Loop._page_back,
    "page_on": _Loop._page_on,
}
