"""A small dossier under review, made without reading any file, and a person who answers in order."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime

from support.values import suggest
from woo_redact.cli.terminal.layout import Screen
from woo_redact.cli.terminal.loop import review
from woo_redact.cli.terminal.pressed import ENTER, NO_MORE
from woo_redact.cli.terminal.ui import Narrowed
from woo_redact.domain.decision import Verdict
from woo_redact.domain.file import FileRecord, FileState
from woo_redact.domain.suggestion import Level, Suggestion
from woo_redact.dossier.layout import DossierLayout
from woo_redact.dossier.settings import DossierSettings, write_settings
from woo_redact.dossier.store import open_store
from woo_redact.pipeline.reviewing import ReviewSession
from woo_redact.review.queue import Wanted
from woo_redact.review.session import decide

# What is suggested stands between brackets, with level and ground behind bars when they are not A and 5.1.2e.
NOTA = (
    "Behandeld door: [Karin Ouwehand]\nBel [Bas Tiel] of [Karin Ouwehand] hierover, aldus [Femke Noord|B].",
    "Tweede pagina, met [de prijs van 12 euro|C] erin.",
)
MAIL = ("Van: [Karin Ouwehand]\nGroet.",)
FILES = {"nota.pdf": NOTA, "vervolg/mail.pdf": MAIL}
_MARK = re.compile(r"\[([^|\]]*)(?:\|([ABC]))?(?:\|([\d.a-z]+))?\]")


def write_dossier(layout: DossierLayout, files: Mapping[str, Sequence[str]]) -> dict[str, tuple[Suggestion, ...]]:
    """Make a dossier of files with marked pages; return the suggestions of each."""
    settings = DossierSettings(("zaak",), "woo-verzoek", "margin", "code", sample_share=0)
    write_settings(layout.settings_file, settings)
    made = {}
    with open_store(layout, create=True) as store:
        for number, (name, pages) in enumerate(files.items()):
            document = f"{number:x}".rjust(64, "d")
            texts, found = [], []
            for page, marked in enumerate(pages):
                text, ends = "", 0
                for mark in _MARK.finditer(marked):
                    text += marked[ends : mark.start()]
                    place = (page, len(text), len(text) + len(mark[1]))
                    level, ground = Level(mark[2] or "A"), mark[3] or "5.1.2e"
                    found.append(suggest(place, ground=ground, level=level, document=document))
                    text, ends = text + mark[1], mark.end()
                texts.append(text + marked[ends:])
            store.put_file(
                FileRecord(name, name, document, page_count=len(pages), state=FileState.WRITTEN, scanned_with="x")
            )
            store.save_scan(document, found, texts)
            made[name] = tuple(found)
    return made


Step = str | Callable[[], None]


class Person:
    """Answers in order: with a key, a line, or by doing something first; remembers what was shown and told."""

    def __init__(self, answers: Sequence[Step]) -> None:
        self._answers: Iterator[Step] = iter(answers)
        self.screens: list[Screen] = []
        self.told: list[str] = []

    def say(self, text: str) -> None:
        self.told.append(text)

    def ask(self, screen: Screen, question: str = "") -> str:
        self.screens.append(screen)
        return self._next(NO_MORE)

    def ask_line(self, narrowed: Narrowed, question: str) -> str:
        answer = self._next("")
        self.screens.append(narrowed(answer))
        return answer

    def _next(self, end: str) -> str:
        for answer in self._answers:
            if isinstance(answer, str):
                return answer
            answer()
        return end

    @property
    def passages(self) -> list[str]:
        """What stood between brackets on each screen that showed one passage."""
        bodies = [screen.body[0].plain for screen in self.screens if screen.facts and screen.body]
        return [body.partition("[")[2].partition("]")[0] for body in bodies]

    @property
    def facts(self) -> dict[str, str]:
        """What was told of the last passage."""
        last = [screen for screen in self.screens if screen.facts][-1]
        return {label: text.plain for label, text in last.facts}


class Case:
    """A dossier under review by Femke."""

    def __init__(self, layout: DossierLayout, files: Mapping[str, Sequence[str]] | None = None) -> None:
        self.layout = layout
        made = write_dossier(layout, files or FILES)
        self.suggestions: tuple[Suggestion, ...] = tuple(s for found in made.values() for s in found)

    def typed(self, *answers: Step, wanted: Wanted | None = None, reviewer: str = "Femke") -> Person:
        person = Person(answers)
        with ReviewSession(self.layout.root, reviewer) as session:
            session.choose(wanted or Wanted())
            review(person, session)
        return person

    def pressed(self, keys: str, wanted: Wanted | None = None) -> Person:
        """Type keys and lines with a blank in between; a blank by itself is Enter, or an empty line."""
        return self.typed(*(key or ENTER for key in keys.split(" ")), wanted=wanted)

    def decided(self) -> dict[int, tuple[Verdict, tuple[str, ...]]]:
        with open_store(self.layout) as store:
            held = store.held()
        found = {n: held[s.id] for n, s in enumerate(self.suggestions) if s.id in held}
        return {n: (d.verdict, d.grounds) for n, d in found.items() if d.verdict is not Verdict.OPEN}

    def colleague(self, number: int, verdict: Verdict = Verdict.REJECTED) -> Callable[[], None]:
        """Return what lets a colleague decide in between."""

        def act() -> None:
            with open_store(self.layout) as store:
                store.append(decide([self.suggestions[number]], verdict, "Bo", datetime.now(UTC)))

        return act
