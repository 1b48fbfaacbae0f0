"""Four eyes: a second person confirms, never the first; a package waits for that."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from support.browsing import Serve, Visit
from support.command import packaged
from support.document_screen import DocumentScreen
from support.published import invoke, rows
from support.review_documents import MEMO
from support.visitor import Visitor

OPINION = "De afdeling vindt"
OWNERS_OPTIONS = ("--second-review", "--sample-share", "0")


@pytest.fixture
def decided(dossier: Path) -> Path:
    """A dossier in which Anna decided everything, and kept one passage readable that was suggested to go."""
    kept = next(row["rules"][0] for row in rows(dossier) if row["text"].startswith(OPINION))
    steps = [("--rule", kept, "--reject-all"), *(("--level", level, "--approve-all") for level in "ABC")]
    for step in steps:
        assert invoke("review", dossier, *step, "--reviewer", "Anna").exit_code == 0
    return dossier


def walk(visitor: Visitor, link: str, *keys: str) -> None:
    """Press keys in each document of the start page, and wait until that is stored."""
    page = visitor.enter(link)
    addresses = [a.get_attribute("href") for a in page.locator("#rows a.name").all()]
    assert len(addresses) == 4
    for address in addresses:
        page.goto(link.partition("/enter/")[0] + str(address))
        screen = DocumentScreen(page).wait()
        screen.press(*keys)
        screen.settled()


def memo(visitor: Visitor) -> DocumentScreen:
    visitor.page.click(".bar-back")
    visitor.page.click("#rows a >> nth=0")
    screen = DocumentScreen(visitor.page).wait()
    assert screen.name == MEMO
    return screen


def test_a_package_waits_for_a_second_person(decided: Path, serve: Serve, visit: Visit, tmp_path: Path) -> None:
    server = serve(decided, *OWNERS_OPTIONS, invite=("Bas:tweede",))
    anna, bas = visit(), visit()
    walk(anna, server.link, "Shift+D")
    refused = packaged(decided, "--out", tmp_path / "pakket")
    assert refused.exit_code == 7
    assert "tweede" in refused.stderr
    walk(bas, server.invited[0], "c")
    server.stop()
    bas.expect("ERR_CONNECTION_REFUSED")
    anna.expect("ERR_CONNECTION_REFUSED")
    made = packaged(decided, "--out", tmp_path / "pakket")
    assert made.exit_code == 0, made.output


def test_the_first_person_cannot_confirm(decided: Path, serve: Serve, visit: Visit) -> None:
    server = serve(decided, *OWNERS_OPTIONS)
    anna = visit()
    walk(anna, server.link, "Shift+D")
    screen = memo(anna)
    anna.expect(r"\b4(09|22)\b")
    screen.press("c")
    expect(screen.dialog("fault")).to_contain_text("ander")
    expect(anna.page.locator("body")).to_have_attribute("data-confirmed", "false")


def test_the_second_person_begins_at_what_was_decided_otherwise(decided: Path, serve: Serve, visit: Visit) -> None:
    server = serve(decided, *OWNERS_OPTIONS, invite=("Bas:tweede",))
    anna, bas = visit(), visit()
    walk(anna, server.link, "Shift+D")
    bas.enter(server.invited[0]).click("#rows a >> nth=0")
    screen = DocumentScreen(bas.page).wait()
    assert screen.text.startswith(OPINION)
    expect(screen.page.locator("#items .item")).to_have_count(1)
    expect(screen.row(screen.item)).to_contain_text("verschil")


def test_what_is_changed_afterwards_has_to_be_looked_at_again(decided: Path, serve: Serve, visit: Visit) -> None:
    server = serve(decided, *OWNERS_OPTIONS, invite=("Bas:tweede",))
    anna, bas = visit(), visit()
    walk(anna, server.link, "Shift+D")
    walk(bas, server.invited[0], "c")
    screen, other = memo(anna), memo(bas)
    for one in (screen, other):
        expect(one.page.locator("body")).to_have_attribute("data-confirmed", "true")
    screen.press("r")
    screen.settled()
    for one in (screen, other):
        expect(one.page.locator("body")).to_have_attribute("data-confirmed", "false")
    expect(other.page.locator("body")).to_have_attribute("data-done", "true")


def test_who_reads_along_decides_nothing(dossier: Path, serve: Serve, visit: Visit) -> None:
    server = serve(dossier, invite=("Bas:meelezer",))
    bas = visit()
    bas.enter(server.invited[0]).click("#rows a >> nth=0")
    screen = DocumentScreen(bas.page).wait()
    left = screen.open
    screen.press("a", "r", "1", "u", "d", "Shift+D", "c")
    expect(bas.page.locator(".notice-warning")).to_contain_text("U leest mee")
    screen.settled()
    assert screen.open == left
    assert {row["decided_by"] for row in rows(dossier)} <= {"policy", None}


def test_a_colleague_is_let_in_from_the_start_page(dossier: Path, serve: Serve, visit: Visit) -> None:
    server = serve(dossier)
    anna, bas = visit(), visit()
    page = anna.enter(server.link)
    page.click("[data-step=people]")
    page.click("[data-step=invite]")
    page.fill("#invited", "Bas")
    page.keyboard.press("Enter")
    link = page.locator("#link").input_value()
    assert bas.enter(link).locator("[data-told=me]").inner_text() == "Bas"
    # Whoever finds the link afterwards comes too late.
    late = visit()
    late.expect("401")
    assert late.go(link) == 401
    expect(late.page.locator("main")).to_contain_text("link")
