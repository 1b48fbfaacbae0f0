"""Names and texts that mean harm are text, wherever a page shows them."""

import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from support.browsing import Serve, Visit
from support.document_screen import DocumentScreen
from support.review_documents import BROKEN_NAME, HOSTILE, HOSTILE_NAME, LONG_NAME
from support.visitor import Visitor, dialog

ME = '<i>Anna</i>"><img src=y onerror=alert(4)>'
# What there would be if one of them was taken for markup.
MADE = "img[src='x'], img[src='y'], script:not([src]), i, b"


@pytest.fixture
def visitor(attacked: Path, tmp_path: Path, serve: Serve, visit: Visit) -> Visitor:
    dossier = Path(shutil.copytree(attacked, tmp_path / "<b>zaak.woo"))
    visitor = visit()
    visitor.context.on("dialog", lambda shown: pytest.fail(shown.message))
    visitor.enter(serve(dossier, reviewer=ME).link)
    return visitor


def no_markup(page: Page) -> None:
    expect(page.locator(MADE)).to_have_count(0)


def test_the_start_page(visitor: Visitor) -> None:
    page = visitor.page
    for name in (HOSTILE_NAME, LONG_NAME.strip(), BROKEN_NAME):
        expect(page.get_by_title(name, exact=True).first).to_be_visible()
    assert page.locator("[data-told=me]").inner_text() == ME
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    for step in ("people", "search", "bulk"):
        page.click(f"[data-step={step}]")
        dialog(page, step)
        page.keyboard.press("Escape")
    no_markup(page)


def test_a_name_does_not_turn_the_text_beside_it(visitor: Visitor) -> None:
    shown = visitor.page.get_by_text("omgekeerd").first
    assert "\u202e" not in shown.inner_text()


def test_a_search_that_is_markup(visitor: Visitor) -> None:
    page = visitor.page
    page.keyboard.press("/")
    shown = dialog(page, "search")
    page.keyboard.type(HOSTILE)
    page.keyboard.press("Enter")
    expect(shown.locator(".found-count")).to_contain_text("2 passages")
    no_markup(page)


def test_a_document(visitor: Visitor) -> None:
    page = visitor.page
    page.locator("#rows").get_by_title(HOSTILE_NAME, exact=True).click()
    screen = DocumentScreen(page).wait()
    assert screen.name == HOSTILE_NAME
    assert HOSTILE_NAME in page.title()
    for step in ("w", "i", "m"):
        screen.press(step)
        page.locator("dialog").wait_for()
        screen.press("Escape")
        page.locator("dialog").wait_for(state="detached")
    screen.press("o")
    screen.dialog("comment")
    page.keyboard.type(HOSTILE)
    screen.press("Tab", "Enter")
    screen.settled()
    expect(page.locator("#remarks")).to_contain_text("1 opmerking")
    page.click("#remarks")
    expect(screen.dialog("remarks")).to_contain_text(HOSTILE)
    screen.press("Escape", "a")
    screen.settled()
    no_markup(page)


@pytest.mark.parametrize("path", ["/document/0000000000000000", "/document/<b>", "/nergens"])
def test_an_address_that_leads_nowhere(visitor: Visitor, path: str) -> None:
    visitor.expect("404")
    assert visitor.go(visitor.page.url.rstrip("/") + path) == 404
    expect(visitor.page.locator("main")).to_be_visible()
    no_markup(visitor.page)
