"""A whole review in a real terminal of 80 columns, with keys alone, up to the files that are published."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pymupdf
import pytest
from click.testing import CliRunner, Result

if sys.platform == "win32":
    pytest.skip("has no pseudo-terminals", allow_module_level=True)

from support.terminals import Terminal
from woo_redact.cli.main import main
from woo_redact.dossier.layout import DossierLayout
from woo_redact.dossier.store import open_store

NOTA = (
    (
        "Behandeld door: Karin Ouwehand",
        "Ter attentie van: Bas Tiel",
        "Bel Karin Ouwehand op 06-18273645 over deze zaak.",
        "Volgens het geheime plan voor de haven duurt het nog een jaar.",
        "De gemeente wil op dinsdag beslissen.",
    ),
    ("Op deze pagina staat de blauwe map, en verder niets.",),
)
MAIL = (("Van: Karin Ouwehand", "Aan: Bas Tiel", "De blauwe map ligt klaar."),)
TERMS = "geheime plan voor de haven\t5.1.2b\n"
GONE = ("Karin", "Ouwehand", "06-18273645", "geheime plan", "dinsdag", "blauwe map")
KEPT = ("Bas Tiel", "voor de haven duurt", "De gemeente wil op", "beslissen", "ligt klaar", "over deze zaak")


def write(path: Path, pages: tuple[tuple[str, ...], ...]) -> None:
    with pymupdf.open() as document:
        for lines in pages:
            page = document.new_page()
            for number, line in enumerate(lines):
                page.insert_text((90, 100 + 40 * number), line, fontsize=11)
        document.save(path)


def invoke(*arguments: object) -> Result:
    result = CliRunner().invoke(main, [str(a) for a in arguments], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result


@pytest.fixture(scope="module")
def dossier(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("terminal") / "zaak"
    folder.mkdir()
    write(folder / "mail.pdf", MAIL)
    write(folder / "nota.pdf", NOTA)
    terms = folder.with_name("termen.txt")
    terms.write_text(TERMS, encoding="utf-8")
    invoke("run", folder, "--terms", terms, "--accept", "none", "--workers", 1)
    return folder.with_name("zaak.woo")


class Reviewer:
    """Somebody who reads the screen and presses keys."""

    def __init__(self, terminal: Terminal) -> None:
        self._terminal = terminal
        self.screen = terminal.screen()

    def press(self, *keys: str) -> str:
        for key in keys:
            self.screen = self._terminal.press(key)
        return self.screen

    def go_to(self, passage: str) -> None:
        """Go on to the next open passage that says this."""
        for _ in range(30):
            if f"[{passage}]" in self.screen:
                return
            self.press("n")
        raise AssertionError(f"{passage} is not asked; the last screen was:\n{self.screen}")


@pytest.fixture(scope="module")
def reviewed(dossier: Path) -> Iterator[Path]:
    with Terminal(["review", str(dossier), "--terminal", "--reviewer", "Femke", "--second-review"]) as terminal:
        femke = Reviewer(terminal)
        assert "Toetsen veranderd: a lakt" in femke.screen
        decide(femke)
        told = terminal.finish("q")
        assert "Alle voorstellen zijn beoordeeld." in told
    with Terminal(["review", str(dossier), "--terminal", "--reviewer", "Bo", "--second"]) as terminal:
        confirm(Reviewer(terminal))
        terminal.finish("q")
    invoke("export", dossier)
    yield dossier


def decide(femke: Reviewer) -> None:
    # All alike, after a look at the list; taken back and done again.
    femke.go_to("Karin Ouwehand")
    shown = femke.press("i", "h")
    assert "mail.pdf" in shown
    assert "nota.pdf" in shown
    assert "Gelakt: 3 passages." in femke.press("a")
    assert "Teruggenomen: 3 besluiten." in femke.press("u")
    femke.press("i", "h", "a")
    # A person stays readable, wherever named.
    femke.go_to("Bas Tiel")
    assert "2 passages" in femke.press("w")
    assert "Blijft leesbaar: 2 passages." in femke.press("r")
    # Another ground, by its digit.
    femke.go_to("06-18273645")
    assert "Gelakt onder 5.1.2i: 1 passage." in femke.press("3")
    # A passage that is too long: its end comes back by three words.
    femke.go_to("geheime plan voor de haven")
    shown = femke.press("e", "-", "\x1b[D", "-")
    assert "[geheime plan]" in shown
    assert "Gelakt, aangepast." in femke.press("\r")
    # Words that nobody suggested.
    femke.press("l", "op dinsdag\r")
    femke.press("1\r")
    assert "Gelakt onder 5.1.2e: 1 plaats." in femke.press("1")
    # And back, since it was a word too many.
    assert "Teruggenomen: 1 besluit." in femke.press("u")
    femke.press("l", "dinsdag\r", "a\r")
    assert "Gelakt onder 5.1.2e: 1 plaats." in femke.press("1")
    # Everywhere.
    shown = femke.press("/", "de blauwe map\r")
    assert "2 plaatsen" in shown
    femke.press("\x1b", "/", "blauwe map\r", "a\r")
    assert "Gelakt onder 5.1.2a: 2 plaatsen." in femke.press("5")
    finish(femke)


def finish(femke: Reviewer) -> None:
    """Approve what is left, and mark every page and document as done."""
    for _ in range(30):
        if "Einde van de lijst" in femke.screen:
            break
        femke.press("a")
    for _ in range(40):
        if "niets in die richting" in femke.press("\x1b[A"):
            break
        if "(klaar)" not in femke.screen:
            assert "is klaar." in femke.press("d")
    assert "mail.pdf is klaar." in femke.press("D")
    assert "Einde van de lijst" in femke.screen
    assert femke.press("\x1b[A").startswith("nota.pdf")
    assert "nota.pdf is klaar." in femke.press("D")


def confirm(bo: Reviewer) -> None:
    """Look at everything that differs, then confirm each document."""
    seen = set()
    for _ in range(40):
        if "Einde van de lijst" in bo.screen:
            break
        seen.add(bo.screen.partition("[")[2].partition("]")[0])
        shown = bo.press("n")
        if "c: bevestigen." in shown:
            assert "is bevestigd." in bo.press("c")
    assert {"Bas Tiel", "geheime plan", "dinsdag", "blauwe map"} <= seen


def text_of(dossier: Path, name: str) -> str:
    with pymupdf.open(dossier / "redacted" / name) as document:
        return " ".join(" ".join(page.get_text().split()) for page in document)


def rows(dossier: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in invoke("suggestions", dossier, "--format", "jsonl").stdout.splitlines()]


def test_what_was_decided_is_what_is_published(reviewed: Path) -> None:
    published = f"{text_of(reviewed, 'mail.pdf')} {text_of(reviewed, 'nota.pdf')}"
    for words in GONE:
        assert words not in published
    for words in KEPT:
        assert words in published
    assert all(label in published for label in ("5.1.2a", "5.1.2b", "5.1.2e", "5.1.2i"))


def test_every_decision_stands_in_the_dossier_by_whom_it_was_made(reviewed: Path) -> None:
    held = {row["text"]: (row["verdict"], row["grounds"]) for row in rows(reviewed)}
    assert held["Karin Ouwehand"] == ("approved", ["5.1.2e"])
    assert held["Bas Tiel"][0] == "rejected"
    assert held["06-18273645"] == ("approved", ["5.1.2i"])
    assert held["geheime plan voor de haven"][0] == "rejected"
    assert held["geheime plan"] == ("approved", ["5.1.2b"])
    assert held["dinsdag"] == ("approved", ["5.1.2e"])
    assert held["blauwe map"] == ("approved", ["5.1.2a"])
    assert {row["decided_by"] for row in rows(reviewed)} == {"person"}


def test_every_page_and_document_is_done_and_confirmed_by_another(reviewed: Path) -> None:
    with open_store(DossierLayout(reviewed)) as store:
        progress = {record.name: store.progress.of(record.document) for record in store.files()}
        assert store.log.check().broken == 0
    for found in progress.values():
        assert found.done is not None
        assert found.done.reviewer == "Femke"
        assert found.confirmed is not None
        assert found.confirmed.reviewer == "Bo"
    assert {name: len(found.pages) for name, found in progress.items()} == {"mail.pdf": 1, "nota.pdf": 2}


@pytest.mark.parametrize(("columns", "lines"), [(60, 20), (80, 24), (200, 50)])
def test_every_screen_fits_in_the_terminal(dossier: Path, columns: int, lines: int) -> None:
    arguments = ["review", str(dossier), "--terminal", "--reviewer", "Cas", "--legal"]
    with Terminal(arguments, columns, lines) as terminal:
        person = Reviewer(terminal)
        for key in ("?", " ", "\x1b", "p", "\x1b", "i", "\x1b", "\r", "\x1b"):
            shown = person.press(key).split("\n")
            assert len(shown) == lines
            assert max(map(len, shown)) <= columns
        terminal.finish("q")


def test_without_colours_and_on_a_terminal_that_only_writes_nothing_acts_on_it(dossier: Path) -> None:
    arguments = ["review", str(dossier), "--terminal", "--reviewer", "Cas", "--legal"]
    with Terminal(arguments, environment={"TERM": "dumb", "NO_COLOR": "1"}) as terminal:
        terminal.finish("?qq")
        assert "\x1b" not in terminal.sent
    with Terminal(arguments, environment={"NO_COLOR": "1"}) as terminal:
        terminal.screen()
        terminal.finish("q")
        assert "\x1b[3" not in terminal.sent
        assert "\x1b[9" not in terminal.sent


def test_the_terminal_is_left_as_it_was_and_without_text_of_documents(dossier: Path) -> None:
    arguments = ["review", str(dossier), "--terminal", "--reviewer", "Cas", "--legal"]
    with Terminal(arguments) as terminal:
        terminal.screen()
        terminal.finish("q")
        shown, _, after = terminal.sent.partition("\x1b[?1049h")[2].rpartition("\x1b[?1049l")
        assert "Grond" in shown
        assert "Grond" not in after
        assert terminal.sent.partition("\x1b[?1049h")[0].strip() == ""
