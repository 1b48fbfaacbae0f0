"""A whole review by the mouse alone: not one key is pressed, and what is published is what was decided."""

from pathlib import Path

from playwright.sync_api import Locator, expect

from support.browsing import Serve, Visit
from support.document_screen import DocumentScreen
from support.published import differences, invoke
from support.review_documents import MAILS, MEMO, SCAN, TURNED

KARIN = "Karin Ouwehand"


def choose(screen: DocumentScreen, text: str, which: int = 0) -> None:
    """Click a passage in the list."""
    screen.page.locator("#items .item").filter(has_text=text).nth(which).locator(".item-button").click()
    assert screen.text == text


def act(screen: DocumentScreen, name: str) -> None:
    """Click a button below the passage."""
    screen.page.click(f"#actions [data-action={name}]")


def answer(shown: Locator, text: str) -> None:
    """Click a button of a dialog, and see that it closes."""
    shown.get_by_role("button", name=text, exact=True).click()
    shown.wait_for(state="detached")


def drag(screen: DocumentScreen, start: tuple[float, float], end: tuple[float, float]) -> None:
    """Press the button of the mouse at one place of the window, and let go at another."""
    mouse = screen.page.mouse
    mouse.move(*start)
    mouse.down()
    mouse.move(*end, steps=8)
    mouse.up()


def by_the_box(screen: DocumentScreen) -> None:
    item = next(item for item in screen.items() if item["text"] == "Wietse Hoekema")
    screen.box(str(item["id"])).click()
    assert screen.text == "Wietse Hoekema"
    act(screen, "approve")
    assert screen.item != item["id"]


def under_another_ground(screen: DocumentScreen) -> None:
    choose(screen, "w.hoekema")
    screen.page.locator("#actions .actions-grounds button").filter(has_text="5.1.2i").click()


def under_two_grounds(screen: DocumentScreen) -> None:
    choose(screen, "111222333")
    act(screen, "palette")
    shown = screen.dialog("grounds")
    shown.locator(".picker-row").filter(has_text="5.1.2e").click()
    answer(shown, "Lakken")


def alike_in_the_dossier(screen: DocumentScreen) -> None:
    choose(screen, "06-18273645")
    act(screen, "identical")
    shown = screen.dialog("identical")
    shown.get_by_text("In het hele dossier").click()
    shown.get_by_text("in 3 documenten").wait_for()
    answer(shown, "Alles lakken")


def person_stays_readable(screen: DocumentScreen) -> None:
    choose(screen, KARIN)
    act(screen, "person")
    shown = screen.dialog("person")
    shown.locator(".passages-row").first.wait_for()
    answer(shown, "Alles blijft leesbaar")


def taken_back(screen: DocumentScreen) -> None:
    choose(screen, "NL91 ABNA 0417 1643 00")
    item, left = screen.item, screen.open
    act(screen, "reject")
    assert screen.open == left - 1
    act(screen, "undo")
    screen.settled()
    assert (screen.open, screen.item) == (left, item)
    act(screen, "approve")
    screen.row(item).locator(".item-button").click()
    act(screen, "clear")
    assert screen.open == left
    act(screen, "approve")


def own_words(screen: DocumentScreen) -> None:
    drag(screen, screen.word("derde"), screen.word("verdieping"))
    screen.page.locator(".ground-bar button").filter(has_text="5.1.1b").click()
    screen.settled()


def shorter(screen: DocumentScreen) -> None:
    screen.page.click("#thumbs [data-page='1'] button")
    choose(screen, "Wietse Hoekema", 1)
    handle = screen.page.locator("#overlay .handle[data-end=to] .handle-reach").bounding_box()
    assert handle is not None
    drag(screen, (handle["x"] + handle["width"] / 2, handle["y"] + handle["height"] / 2), screen.word("Wietse"))
    screen.settled()


def rectangle(screen: DocumentScreen) -> None:
    screen.page.click("[data-step=rectangle]")
    drag(screen, screen.place(100, 300), screen.place(220, 360))
    screen.page.locator(".ground-bar button.button-primary").click()
    screen.settled()


def the_rest(screen: DocumentScreen) -> None:
    """Withhold all that is certain in one step, and what is left one by one."""
    screen.page.click("#bulk")
    shown = screen.dialog("select")
    shown.locator("select").select_option("level A")
    shown.locator(".passages-row").first.wait_for()
    answer(shown, "Alles lakken")
    while screen.page.locator("dialog").count() == 0:
        row = next(item for item in screen.items() if item["id"] == screen.item)
        act(screen, "reject" if row["level"] == "C" else "approve")


def to_the_next(screen: DocumentScreen) -> None:
    name = screen.name
    screen.dialog("end").get_by_role("button", name="Document klaar, en het volgende").click()
    screen.page.locator("#document-name").filter(has_not_text=name).wait_for()
    screen.wait()


def test_a_whole_review(dossier: Path, reviewed: Path, serve: Serve, visit: Visit) -> None:
    server, visitor = serve(dossier), visit()
    page = visitor.enter(server.link)
    page.click("[data-step=continue]")
    screen = DocumentScreen(page).wait()
    assert screen.name == MEMO
    for step in (by_the_box, under_another_ground, under_two_grounds, alike_in_the_dossier, person_stays_readable):
        step(screen)
    for step in (taken_back, own_words, shorter, rectangle):
        step(screen)
    page.click("#page-done")
    expect(page.locator("#thumbs [data-page='1']")).to_have_attribute("data-done", "")
    the_rest(screen)
    for name in (MAILS, SCAN, TURNED):
        to_the_next(screen)
        assert screen.name == name
        the_rest(screen)
    answer(screen.dialog("end"), "Document klaar")
    page.click(".bar-back")
    page.wait_for_selector("body[data-loaded]")
    assert page.locator("#summary [data-told=percent]").inner_text() == "100%"
    server.stop()
    assert invoke("export", dossier).exit_code == 0
    sources = reviewed.with_name("zaak")
    assert differences(dossier, sources) == []
    # What compares them sees an original in the place of an output.
    (dossier / "redacted" / MEMO).write_bytes((sources / MEMO).read_bytes())
    told = differences(dossier, sources)
    assert any("words too many" in text for text in told)
    assert any("not black" in text for text in told)
