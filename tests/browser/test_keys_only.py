"""A whole review by keys alone, from the start page to the last document; what is published is what was decided."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from support.browsing import Serve, Visit
from support.document_screen import DocumentScreen
from support.published import Held, differences, held, invoke
from support.review_documents import MAILS, MEMO, SCAN, TURNED
from woo_redact.domain.decision import Author
from woo_redact.domain.event import UNDO, EventKind
from woo_redact.dossier.layout import DossierLayout
from woo_redact.dossier.store import open_store

KARIN = "Karin Ouwehand"
OWN = "derde verdieping"
QUESTION = "Is dit nummer nog in gebruik?"
REASON = "Deze opvatting is niet tot een persoon te herleiden en raakt het vrije beraad."


def to(screen: DocumentScreen, text: str) -> None:
    """Go up or down the list, until this passage is the current one."""
    for key in ("ArrowDown", "ArrowUp"):
        before = ""
        while before != screen.item:
            if screen.text == text:
                return
            before = screen.item
            screen.press(key)
    pytest.fail(f"{text} is not in the list")


def person_stays_readable(screen: DocumentScreen) -> None:
    assert screen.text == KARIN
    screen.press("w")
    shown = screen.dialog("person")
    shown.locator(".passages-row").first.wait_for()
    screen.press("r")
    shown.wait_for(state="detached")
    assert screen.text == "Wietse Hoekema"


def alike_in_the_dossier(screen: DocumentScreen) -> None:
    assert screen.text == "06-18273645"
    screen.press("i")
    shown = screen.dialog("identical")
    shown.get_by_text("in 1 document").wait_for()
    screen.press("ArrowDown")
    shown.get_by_text("in 3 documenten").wait_for()
    screen.press("a")
    shown.wait_for(state="detached")


def two_grounds(screen: DocumentScreen) -> None:
    assert screen.text == "w.hoekema"
    screen.press("g")
    shown = screen.dialog("grounds")
    screen.page.keyboard.type("5.1.2i")
    screen.press("Shift+Enter", "Enter")
    shown.wait_for(state="detached")


def with_reason(screen: DocumentScreen) -> None:
    assert screen.text.startswith("De afdeling")
    screen.press("m")
    shown = screen.dialog("reasoning")
    screen.page.keyboard.type(REASON)
    screen.press("Control+Enter")
    shown.wait_for(state="detached")


def shorter(screen: DocumentScreen) -> None:
    assert screen.text == "Wietse Hoekema"
    screen.take("e", "ends")
    screen.press("ArrowLeft")
    assert screen.said == "Wietse"
    screen.press("Enter")
    screen.settled()


def own_words(screen: DocumentScreen) -> None:
    to(screen, "111222333")
    screen.take("l", "words")
    screen.press("ArrowDown", "Home")
    assert screen.said == "Het"
    while screen.said != "derde":
        screen.press("ArrowRight")
    screen.press("Shift+ArrowRight")
    assert screen.said == OWN
    screen.press("Enter", "6")
    screen.settled()


def rectangle(screen: DocumentScreen) -> None:
    screen.take("t", "rectangle")
    screen.press("ArrowDown", "Shift+ArrowRight", "ArrowLeft", "Enter", "a")
    screen.settled()


def comment(screen: DocumentScreen) -> None:
    screen.press("o")
    shown = screen.dialog("comment")
    screen.page.keyboard.type(QUESTION)
    screen.press("Tab", "Enter")
    shown.wait_for(state="detached")


def first_page_of_memo(screen: DocumentScreen) -> None:
    person_stays_readable(screen)
    screen.press("1")
    assert screen.text == "06-18273645"
    screen.press("r", "u")
    screen.settled()
    alike_in_the_dossier(screen)
    two_grounds(screen)
    screen.press("s")
    assert screen.text == "NL91 ABNA 0417 1643 00"
    screen.press("b", "a", "a")
    screen.press("ArrowUp", "x")
    assert screen.text == "NL91 ABNA 0417 1643 00"
    screen.press("a")
    with_reason(screen)
    own_words(screen)
    screen.press("d")
    assert screen.number == 1


def second_page_of_memo(screen: DocumentScreen) -> None:
    to(screen, "Hoekema")
    screen.press("a")
    assert screen.text == "06-55512345"
    comment(screen)
    screen.press("3")
    shorter(screen)
    rectangle(screen)
    screen.press("d")


def the_rest(screen: DocumentScreen) -> None:
    """Withhold what is certain or likely, keep what is only a sign, until all is decided."""
    while screen.page.locator("dialog").count() == 0:
        row = next(item for item in screen.items() if item["id"] == screen.item)
        screen.press("r" if row["level"] == "C" else "a")


def to_the_next(screen: DocumentScreen) -> None:
    name = screen.name
    screen.dialog("end")
    screen.press("Shift+D")
    screen.page.locator("#document-name").filter(has_not_text=name).wait_for()
    screen.wait()


def gone(*grounds: str) -> Held:
    return ("approved", grounds or ("5.1.2e",))


KEPT: Held = ("rejected", ("5.1.2e",))


def check_memo(found: dict[tuple[str, str], list[Held]]) -> None:
    assert found[MEMO, KARIN] == [KEPT] * 3
    assert found[MEMO, "k.ouwehand"] == [KEPT]
    assert found[MEMO, "06-18273645"] == [gone()]
    assert found[MEMO, "w.hoekema"] == [gone("5.1.2e", "5.1.2i")]
    assert found[MEMO, "111222333"] == [gone("5.1.1e")]
    assert found[MEMO, "NL91 ABNA 0417 1643 00"] == [gone()]
    assert found[MEMO, OWN] == [gone("5.1.1b")]
    assert found[MEMO, "06-55512345"] == [gone("5.1.2i")]
    assert found[MEMO, "Wietse Hoekema"] == [gone(), KEPT]
    assert found[MEMO, "Wietse"] == [gone()]
    assert found[MEMO, ""] == [gone("5.1.1b")]


def check_others(found: dict[tuple[str, str], list[Held]]) -> None:
    others = {key: own for key, own in found.items() if key[0] in (MAILS, SCAN, TURNED)}
    for (_, text), own in others.items():
        kept = text in (KARIN, "Karin", "k.ouwehand") or text.startswith("Volgens mij")
        assert {verdict for verdict, _ in own} == {"rejected" if kept else "approved"}, text


def check_log(dossier: Path) -> None:
    with open_store(DossierLayout(dossier)) as store:
        check, events = store.log.check(), [logged.event for logged in store.log.events()]
        progress = [store.progress.of(document) for document in {event.document for event in events}]
    assert (check.broken, check.projected) == (0, True)
    assert {event.reviewer for event in events if event.author is Author.PERSON} == {"Anna"}
    assert sum(event.batch.startswith(UNDO) for event in events) == 1
    assert REASON in {event.content.get("reason") for event in events}
    assert [own.done.reviewer for own in progress if own.done] == ["Anna"] * 4
    assert {page for own in progress for page in own.pages if len(own.pages) == 2} == {0, 1}
    assert [event.content["text"] for event in events if event.kind is EventKind.COMMENT] == [QUESTION]


def test_a_whole_review(dossier: Path, reviewed: Path, serve: Serve, visit: Visit) -> None:
    server, visitor = serve(dossier), visit()
    page = visitor.enter(server.link)
    page.keyboard.press("n")
    page.keyboard.press("Enter")
    screen = DocumentScreen(page).wait()
    assert screen.name == MEMO
    first_page_of_memo(screen)
    second_page_of_memo(screen)
    for name in (MAILS, SCAN, TURNED):
        to_the_next(screen)
        assert screen.name == name
        the_rest(screen)
    screen.dialog("end")
    screen.press("Shift+D")
    expect(page.locator("body")).to_have_attribute("data-done", "true")
    server.stop()
    assert invoke("export", dossier).exit_code == 0
    assert differences(dossier, reviewed.with_name("zaak")) == []
    found = held(dossier)
    check_memo(found)
    check_others(found)
    check_log(dossier)
