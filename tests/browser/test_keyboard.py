"""Everything can be reached by keys, whoever has the focus sees where it is, and nothing holds it."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from support.document_screen import DocumentScreen
from support.review_server import review_server
from support.visitor import Visitor, dialog

# More than there are places on any page.
ENOUGH = 200
# What can be operated and is seen; of a group through which arrows go, only the one that Tab comes to.
WANTED = """() => [...document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex]')]
  .filter(e => e.tabIndex >= 0 && !e.disabled && e.checkVisibility({ visibilityProperty: true }))
  .filter(e => !(e.type === 'radio' && !e.checked))
  .map(e => (e.dataset.tested = e.dataset.tested || String(Math.random())))"""
FOCUSED = "() => document.activeElement === document.body ? '' : document.activeElement.dataset.tested || '?'"
# How it looks with the focus and without, also where that is told by a part of it or by what holds it.
LOOKS = """() => {
  const e = document.activeElement;
  const look = () => [e, e.parentElement, ...e.querySelectorAll('*')].map(n => {
    const s = getComputedStyle(n);
    return [s.outlineStyle, s.outlineWidth, s.outlineColor, s.boxShadow, s.stroke, s.strokeWidth].join(' ');
  }).join('|');
  const focused = look();
  e.blur();
  const blurred = look();
  e.focus({ focusVisible: true });
  return [focused, blurred];
}"""
BOX_NAME = re.compile(r"^[^,]+, pagina \d+, (open|gelakt|blijft leesbaar)[^,]*, niveau [ABC] \([^)]*\), 5\.")


@pytest.fixture(scope="module")
def visitor(browser: Browser, reviewed: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Visitor]:
    dossier = Path(shutil.copytree(reviewed, tmp_path_factory.mktemp("keyboard") / "zaak.woo"))
    with review_server(dossier) as server:
        visitor = Visitor(browser)
        visitor.enter(server.link)
        yield visitor
        visitor.leave()


@pytest.fixture
def board(visitor: Visitor) -> Page:
    visitor.page.goto(re.sub(r"(?<=\d)/.*", "/", visitor.page.url))
    visitor.page.wait_for_selector("body[data-loaded]")
    return visitor.page


@pytest.fixture
def document(board: Page) -> DocumentScreen:
    board.click("#rows a >> nth=0")
    return DocumentScreen(board).wait()


def walked(page: Page, key: str = "Tab") -> list[str]:
    """Go through the page until the focus comes back to where it began, or leaves it."""
    seen: list[str] = []
    for _ in range(ENOUGH):
        page.keyboard.press(key)
        at = page.evaluate(FOCUSED)
        if not at or at in seen:
            return seen
        seen.append(at)
        focused, blurred = page.evaluate(LOOKS)
        assert focused != blurred, page.evaluate("document.activeElement.outerHTML")
    pytest.fail("the focus never comes back")


def check_all_reached(page: Page) -> None:
    page.evaluate("document.activeElement.blur()")
    wanted = page.evaluate(WANTED)
    assert len(wanted) > 20
    forward = walked(page)
    missed = [page.locator(f'[data-tested="{one}"]').evaluate("e => e.outerHTML") for one in set(wanted) - set(forward)]
    assert not missed
    page.evaluate("document.activeElement.blur()")
    assert set(walked(page, "Shift+Tab")) == set(forward)


def test_tab_goes_through_the_start_page(board: Page) -> None:
    check_all_reached(board)


def test_tab_goes_through_the_page_of_a_document(document: DocumentScreen) -> None:
    check_all_reached(document.page)


@pytest.mark.parametrize("step", ["/", "?"])
def test_a_dialog_keeps_the_focus_and_gives_it_back(document: DocumentScreen, step: str) -> None:
    page = document.page
    page.focus("#page-scroller")
    document.press(step)
    page.locator("dialog").wait_for()
    for _ in range(12):
        document.press("Tab")
        assert page.evaluate("document.activeElement === document.body || !!document.activeElement.closest('dialog')")
    document.press("Escape")
    page.locator("dialog").wait_for(state="detached")
    assert page.evaluate("document.activeElement.id") == "page-scroller"


def test_the_first_step_leads_past_what_is_the_same_everywhere(board: Page) -> None:
    board.keyboard.press("Tab")
    board.keyboard.press("Enter")
    assert board.evaluate("document.activeElement.id") == "work"


def test_arrows_go_through_the_documents(board: Page) -> None:
    board.keyboard.press("ArrowDown")
    first = board.evaluate("document.activeElement.closest('tr').dataset.document")
    board.keyboard.press("ArrowDown")
    assert board.evaluate("document.activeElement.closest('tr').dataset.document") != first
    board.keyboard.press("ArrowRight")
    assert board.evaluate("document.activeElement.dataset.control") == "assign"
    board.keyboard.press("Enter")
    dialog(board, "assign")
    board.keyboard.press("Escape")


def test_boxes_on_the_page_are_buttons_with_a_name(document: DocumentScreen) -> None:
    boxes = document.page.locator("#overlay .box").all()
    assert len(boxes) == 8
    for box in boxes:
        assert box.get_attribute("role") == "button"
        assert BOX_NAME.match(box.get_attribute("aria-label") or ""), box.get_attribute("aria-label")
    last = boxes[-1].get_attribute("data-id")
    boxes[-1].focus()
    document.press("Enter")
    assert document.item == last


def test_names_of_boxes_tell_what_holds(document: DocumentScreen) -> None:
    item = document.item
    document.press("r")
    expect(document.box(item)).to_have_attribute("aria-label", re.compile("blijft leesbaar"))
    document.press("u")
    document.settled()
    expect(document.box(item)).to_have_attribute("aria-label", re.compile("volgens beleid"))


def test_every_button_with_a_step_shows_its_key(document: DocumentScreen) -> None:
    for button in document.page.locator("[data-step], [data-action]").all():
        assert button.get_attribute("aria-keyshortcuts"), button.evaluate("e => e.outerHTML")


def test_keys_of_one_character_can_be_switched_off(document: DocumentScreen) -> None:
    page, left = document.page, document.open
    document.press("?")
    shown = document.dialog("help")
    shown.get_by_role("checkbox").uncheck()
    document.press("Escape")
    shown.wait_for(state="detached")
    document.press("a", "r", "1")
    assert document.open == left
    document.press("ArrowDown")
    page.locator("[data-step=help]").click()
    document.dialog("help").get_by_role("checkbox").check()
    document.press("Escape")


def test_zoom_and_turn(document: DocumentScreen) -> None:
    shown = document.page.locator("#zoom-shown")
    document.press("0")
    expect(shown).to_have_text("100%")
    document.press("+")
    expect(shown).to_have_text("110%")
    document.press("-", "-")
    expect(shown).to_have_text("90%")
    document.press("f")
    expect(shown).not_to_have_text("90%")
    wide = document.page.locator("#stage").bounding_box()
    document.press("v")
    tall = document.page.locator("#stage").bounding_box()
    assert wide is not None
    assert tall is not None
    assert (wide["width"] < wide["height"]) != (tall["width"] < tall["height"])
    document.press("v", "v", "v")


def test_where_one_was_is_remembered(document: DocumentScreen) -> None:
    page = document.page
    document.press("ArrowRight")
    assert document.number == 1
    document.press("ArrowDown")
    item = document.item
    expect(page).to_have_url(re.compile(item))
    page.click(".bar-back")
    page.wait_for_selector("body[data-loaded]")
    page.click("#rows a >> nth=0")
    assert document.wait().item == item
