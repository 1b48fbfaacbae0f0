"""What axe-core says of every page and every dialog, light and dark: nothing, at WCAG 2.2 AA."""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from support.browsing import Serve, Visit
from support.document_screen import DocumentScreen
from support.published import invoke
from support.review_documents import MEMO
from support.review_server import ReviewServer, review_server
from support.visitor import Visitor, dialog

AXE = os.environ.get("AXE_CORE", "")
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
RUN = "tags => axe.run(document, { runOnly: tags, resultTypes: ['violations'] })"

pytestmark = pytest.mark.skipif(
    not Path(AXE).is_file(), reason="AXE_CORE does not name axe.min.js of axe-core (npm pack axe-core@4)"
)

Act = Callable[[Page], object]


def click(selector: str) -> Act:
    return lambda page: page.click(selector)


def press(*keys: str) -> Act:
    def act(page: Page) -> None:
        for key in keys:
            page.keyboard.press(key)

    return act


def typed(text: str) -> Act:
    return lambda page: page.keyboard.type(text)


def shown(selector: str) -> Act:
    return lambda page: page.locator(selector).first.wait_for()


def opened(name: str) -> Act:
    return lambda page: dialog(page, name)


BOARD: dict[str, list[Act]] = {
    "as it is": [],
    "files that are the same": [click(".folder"), shown(".row-duplicate")],
    "nothing fits the filter": [click("#filter-text"), typed("bestaat niet"), shown("#empty")],
    "chosen documents": [click("#choose-all"), shown("#chosen")],
    "keys": [press("?"), opened("help")],
    "search": [press("/"), opened("search"), typed("Hoekema"), press("Enter"), shown("dialog .passages-row")],
    "withhold what was found": [
        press("/"),
        opened("search"),
        typed("terrein"),
        press("Enter"),
        click("dialog [data-step=withhold]"),
        opened("withhold"),
    ],
    "a decision on a group": [click("[data-step=bulk]"), opened("bulk"), shown("dialog .kind[data-value]")],
    "what a group is": [click("[data-step=bulk]"), click("dialog .kind[data-value=C]"), opened("selection")],
    "people": [click("[data-step=people]"), opened("people")],
    "invite": [click("[data-step=people]"), click("[data-step=invite]"), opened("invite")],
    "a link": [
        click("[data-step=people]"),
        click("[data-step=invite]"),
        opened("invite"),
        typed("Bas"),
        press("Enter"),
        opened("link"),
    ],
    "give to somebody": [click("#rows [data-control=assign] >> nth=0"), opened("assign")],
    "take back": [press("u"), opened("undo")],
    "sign off": [click("[data-step=leave]"), opened("leave")],
}
DOCUMENT: dict[str, list[Act]] = {
    "as it is": [],
    "grounds": [press("g"), opened("grounds")],
    "all alike": [press("i"), opened("identical"), shown("dialog .passages-row")],
    "all of a person": [press("w"), opened("person"), shown("dialog .passages-row")],
    "reasoning": [press("m"), opened("reasoning"), shown("dialog .block")],
    "comment": [press("o"), opened("comment")],
    "findings and comments": [click("#remarks"), opened("remarks")],
    "more at a time": [click("#bulk"), opened("select"), shown("dialog .passages-row")],
    "search": [press("/"), opened("search"), typed("Hoekema"), press("Enter"), shown("dialog .passages-row")],
    "keys": [press("?"), opened("help")],
    "words of one's own": [press("l"), shown("body[data-mode=words]"), press("Enter"), shown(".ground-bar")],
    "ends": [press("e"), shown("body[data-mode=ends] .ground-bar")],
    "as published": [press("p"), shown("body[data-preview=true]")],
    "a warning": [press("Shift+D"), shown("dialog, .notice-warning")],
    "by person": [lambda page: page.select_option("#order", index=1)],
    "turned": [press("v")],
}
SCHEMES = ("light", "dark")


def violations(page: Page) -> list[str]:
    """Return what is wrong with a page as it stands."""
    # Put in by the debugger: the policy of the page lets no other script in.
    page.evaluate(Path(AXE).read_text(encoding="utf-8") + "; 0")
    found = page.evaluate(RUN, TAGS)["violations"]
    return [f"{one['id']}: {node['target']} {node['failureSummary']}" for one in found for node in one["nodes"]]


@pytest.fixture(scope="module")
def served(reviewed: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[ReviewServer]:
    """A dossier that somebody began with: there is something of everything."""
    dossier = Path(shutil.copytree(reviewed, tmp_path_factory.mktemp("axe") / "zaak.woo"))
    for rule, verdict in (("iban", "--approve-all"), ("email", "--reject-all")):
        assert invoke("review", dossier, "--rule", rule, verdict, "--reviewer", "Anna").exit_code == 0
    with review_server(dossier, "--second-review") as server:
        yield server


@pytest.fixture(scope="module")
def visitors(browser: Browser, served: ReviewServer) -> Iterator[dict[str, Visitor]]:
    """One person, in light and in dark."""
    with ExitStack() as stack:
        found = {scheme: Visitor(browser, scheme=scheme) for scheme in SCHEMES}
        for visitor in found.values():
            visitor.expect(r"\b422\b")
            stack.callback(visitor.leave)
        found["light"].enter(served.link)
        session = found["light"].context.cookies()[0]
        found["dark"].context.add_cookies([{"name": session["name"], "value": session["value"], "url": served.url}])
        found["dark"].enter(served.url)
        yield found


@pytest.fixture
def start(visitors: dict[str, Visitor], scheme: str, served: ReviewServer) -> Page:
    visitors[scheme].enter(served.url)
    return visitors[scheme].page


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("place", BOARD)
def test_the_start_page(start: Page, place: str) -> None:
    for act in BOARD[place]:
        act(start)
    assert violations(start) == []


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("place", DOCUMENT)
def test_the_page_of_a_document(start: Page, place: str) -> None:
    start.click("#rows a >> nth=0")
    assert DocumentScreen(start).wait().name == MEMO
    for act in DOCUMENT[place]:
        act(start)
    assert violations(start) == []


@pytest.mark.parametrize("scheme", SCHEMES)
def test_a_narrow_window(start: Page) -> None:
    size = start.viewport_size
    start.set_viewport_size({"width": 360, "height": 740})
    assert violations(start) == []
    start.click("#rows a >> nth=0")
    DocumentScreen(start).wait()
    assert violations(start) == []
    start.set_viewport_size(size or {"width": 1440, "height": 900})


@pytest.mark.parametrize("scheme", ["light"])
def test_the_check_sees_what_is_wrong(start: Page) -> None:
    start.evaluate("document.querySelector('main').append(document.createElement('input'))")
    assert [text.partition(":")[0] for text in violations(start)] == ["label"]


@pytest.mark.parametrize("scheme", SCHEMES)
def test_when_nothing_answers(start: Page, visitors: dict[str, Visitor], scheme: str) -> None:
    visitors[scheme].expect("ERR_INTERNET_DISCONNECTED")
    start.click("#rows a >> nth=0")
    screen = DocumentScreen(start).wait()
    start.context.set_offline(True)
    try:
        screen.press("s", "a")
        expect(start.locator("body")).to_have_attribute("data-connection", "lost")
        assert violations(start) == []
    finally:
        start.context.set_offline(False)
    screen.settled()


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("path", ["/nergens", "/enter/" + "A" * 43])
def test_a_page_that_is_not_there(visitors: dict[str, Visitor], scheme: str, served: ReviewServer, path: str) -> None:
    visitors[scheme].expect(r"\b40[14]\b")
    assert visitors[scheme].go(served.url + path) in (401, 404)
    assert violations(visitors[scheme].page) == []


@pytest.mark.parametrize("scheme", SCHEMES)
def test_files_that_could_not_be_used(attacked: Path, tmp_path: Path, serve: Serve, visit: Visit, scheme: str) -> None:
    page = visit(scheme).enter(serve(Path(shutil.copytree(attacked, tmp_path / "zaak.woo"))).link)
    expect(page.locator("body")).to_contain_text("kapot")
    assert violations(page) == []
