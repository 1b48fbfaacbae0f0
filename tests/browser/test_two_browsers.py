"""Two people in one dossier at the same time: each sees what the other does, and nobody overwrites without knowing."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Route, expect

from support.browsing import Serve, Visit
from support.document_screen import DocumentScreen
from support.published import rows
from support.visitor import Visitor

CHANGES = "**/api/changes*"


class Both:
    """Anna and Bas, each with the memo before them."""

    def __init__(self, anna: Visitor, bas: Visitor, links: tuple[str, str]) -> None:
        for visitor, link in zip((anna, bas), links, strict=True):
            visitor.enter(link).click("#rows a >> nth=0")
        self.visitors = anna, bas
        self.anna, self.bas = (DocumentScreen(visitor.page).wait() for visitor in self.visitors)


@pytest.fixture
def both(dossier: Path, serve: Serve, visit: Visit) -> Both:
    server = serve(dossier, invite=("Bas",))
    return Both(visit(), visit(), (server.link, server.invited[0]))


def not_yet(screen: DocumentScreen) -> Callable[[], None]:
    """Keep from a page what others do; return what lets it know."""
    kept: list[Route] = []
    screen.page.route(CHANGES, lambda route: kept.append(route))

    def tell() -> None:
        screen.page.unroute(CHANGES)
        for route in kept:
            route.continue_()

    return tell


def test_a_decision_of_one_shows_with_the_other(both: Both) -> None:
    item = both.anna.item
    both.anna.press("a")
    for shown in (both.bas.row(item), both.bas.box(item)):
        expect(shown).to_have_attribute("data-by", "person")
        expect(shown).to_have_attribute("data-verdict", "approved")
    expect(both.bas.page.locator("#announced")).to_contain_text("Anna besloot")
    assert both.bas.open == both.anna.open


def test_a_passage_that_one_points_out_comes_to_the_other(both: Both) -> None:
    both.anna.take("t", "rectangle")
    both.anna.press("ArrowDown", "Enter", "1")
    both.anna.settled()
    expect(both.bas.page.locator("#overlay .box")).to_have_count(9)


def test_who_comes_second_is_told_and_decides_again(both: Both, dossier: Path) -> None:
    item = both.bas.item
    assert both.anna.item == item
    tell = not_yet(both.bas)
    both.anna.press("a")
    both.anna.settled()
    both.visitors[1].expect("409")
    both.bas.press("r")
    warned = both.bas.page.locator(".notice-warning")
    expect(warned).to_contain_text("Anna heeft intussen besloten dat")
    expect(both.bas.row(item)).to_have_attribute("data-verdict", "approved")
    both.bas.settled()
    warned.get_by_role("button", name="Ga ernaartoe").click()
    assert both.bas.item == item
    tell()
    both.bas.press("r")
    both.bas.settled()
    held = next(row for row in rows(dossier) if row["id"] == item)
    assert (held["verdict"], held["decided_by"]) == ("rejected", "person")
    expect(both.anna.row(item)).to_have_attribute("data-verdict", "rejected")


def test_each_takes_back_their_own_step(both: Both, dossier: Path) -> None:
    first = both.anna.item
    both.anna.press("a")
    both.anna.settled()
    expect(both.bas.row(first)).to_have_attribute("data-by", "person")
    both.bas.press("n")
    second = both.bas.item
    assert second != first
    both.bas.press("r")
    both.bas.settled()
    both.anna.press("u")
    both.anna.settled()
    decided = {row["id"]: row["verdict"] for row in rows(dossier) if row["decided_by"] == "person"}
    assert decided == {second: "rejected"}


def test_the_start_page_follows(both: Both) -> None:
    page = both.anna.page
    page.click(".bar-back")
    page.wait_for_selector("body[data-loaded]")
    expect(page.locator("#summary [data-told=decided]")).to_contain_text("0 van")
    both.bas.press("a", "a", "r")
    both.bas.settled()
    expect(page.locator("#summary [data-told=decided]")).to_contain_text("3 van")
    page.click("[data-step=people]")
    expect(page.locator('[data-person="Bas"] [data-count=decided]')).to_have_text("3")


def test_what_one_does_takes_no_tool_from_the_other(both: Both) -> None:
    both.anna.take("l", "words")
    both.bas.take("t", "rectangle")
    both.bas.press("ArrowDown", "Enter", "1")
    both.bas.settled()
    expect(both.anna.page.locator("#overlay .box")).to_have_count(9)
    expect(both.anna.page.locator("body")).to_have_attribute("data-mode", "words")


def test_keys_meant_for_a_tool_that_is_not_there_yet_decide_nothing(both: Both) -> None:
    screen, kept = both.anna, list[Route]()
    screen.page.route("**/words", lambda route: kept.append(route))
    left = screen.open
    screen.press("l", "Enter", "1", "a")
    assert screen.open == left
    screen.press("Escape", "a")
    assert screen.open == left - 1
    for route in kept:
        route.continue_()
    screen.settled()
    expect(screen.page.locator("body")).to_have_attribute("data-mode", "")
