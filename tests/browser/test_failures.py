"""What is acknowledged is kept, what is not yet is sent again, and people are told how things stand."""

from pathlib import Path

from playwright.sync_api import expect

from support.browsing import Serve, Visit
from support.document_screen import DocumentScreen
from support.published import rows
from woo_redact.dossier.layout import DossierLayout
from woo_redact.dossier.store import open_store

GONE = ("ERR_CONNECTION", "ERR_INTERNET_DISCONNECTED", "ERR_EMPTY_RESPONSE", "ERR_SOCKET", "401")


def decided(dossier: Path) -> dict[str, str]:
    return {row["id"]: row["verdict"] for row in rows(dossier) if row["decided_by"] == "person"}


def state(screen: DocumentScreen, connection: str, pending: int) -> None:
    body = screen.page.locator("body")
    expect(body).to_have_attribute("data-connection", connection)
    expect(body).to_have_attribute("data-pending", str(pending))


def test_a_killed_server_loses_nothing(dossier: Path, serve: Serve, visit: Visit) -> None:
    server, visitor = serve(dossier), visit()
    visitor.enter(server.link).click("#rows a >> nth=0")
    screen = DocumentScreen(visitor.page).wait()
    wanted = {}
    for key, verdict in (("a", "approved"), ("r", "rejected"), ("a", "approved")):
        wanted[screen.item] = verdict
        screen.press(key)
    screen.settled()
    server.kill()
    visitor.expect(*GONE)
    assert decided(dossier) == wanted
    wanted[screen.item] = "rejected"
    screen.press("r")
    state(screen, "lost", 1)
    expect(visitor.page.locator("#connection")).to_contain_text("1 nog niet opgeslagen")
    again = serve(dossier, "--port", str(server.port))
    state(screen, "signed-out", 1)
    # Another tab of the same browser: the first one goes on by itself.
    tab = visitor.context.new_page()
    tab.goto(again.link)
    state(screen, "online", 0)
    assert decided(dossier) == wanted
    with open_store(DossierLayout(dossier)) as store:
        assert store.log.check().broken == 0


def test_a_lost_connection_is_shown_and_made_up_for(dossier: Path, serve: Serve, visit: Visit) -> None:
    visitor = visit()
    visitor.enter(serve(dossier).link).click("#rows a >> nth=0")
    screen = DocumentScreen(visitor.page).wait()
    visitor.expect(*GONE)
    visitor.context.set_offline(True)
    first = screen.item
    screen.press("a")
    second = screen.item
    screen.press("r")
    expect(screen.row(first)).to_have_attribute("data-by", "person")
    state(screen, "lost", 2)
    expect(visitor.page.locator(".notice-warning")).to_contain_text("verbinding met woo-redact is weg")
    visitor.context.set_offline(False)
    state(screen, "online", 0)
    expect(visitor.page.locator(".notice-warning")).to_have_count(0)
    assert decided(dossier) == {first: "approved", second: "rejected"}


def test_leaving_ends_the_session_in_every_tab(dossier: Path, serve: Serve, visit: Visit) -> None:
    visitor = visit()
    page = visitor.enter(serve(dossier).link)
    other = visitor.context.new_page()
    other.goto(page.url)
    other.wait_for_selector("body[data-loaded]")
    visitor.expect("401")
    page.click("[data-step=leave]")
    page.locator("dialog .button-primary").click()
    expect(page.locator("main")).to_contain_text("link")
    expect(other.locator(".notice-warning")).to_contain_text("niet meer aangemeld")
