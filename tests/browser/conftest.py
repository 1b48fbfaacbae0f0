"""A dossier made by the program, the program serving it, and people with browsers."""

import fcntl
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from support.browsing import Serve, Visit
from support.document_screen import DocumentScreen
from support.published import invoke
from support.review_documents import hostile_documents, review_documents
from support.review_server import ReviewServer, review_server
from support.visitor import Visitor, chromium, launch

MISSING = "Chromium is not here; the browser tests need it (Debian: apt-get install chromium)"


@pytest.fixture(scope="session", autouse=True)
def program() -> str:
    """Where Chromium is; before anything is made that only a browser needs."""
    found = chromium()
    if found is None:
        pytest.skip(MISSING)
    return found


@pytest.fixture(scope="module")
def browser(program: str) -> Iterator[Browser]:
    # Not for longer than a module: while it is there, nothing else in this process can have an event loop.
    with sync_playwright() as playwright:
        browser = launch(playwright, program)
        yield browser
        browser.close()


def made_once(factory: pytest.TempPathFactory, name: str, write: Callable[[Path], Path]) -> Path:
    """Return the dossier of these documents, made by whichever process of the tests comes first."""
    folder = factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        folder = folder.parent
    folder /= f"reviewed-{name}"
    folder.mkdir(exist_ok=True)
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / "made").exists():
            write(folder / "zaak")
            # Exit code 3: some files could not be used.
            assert invoke("run", folder / "zaak", "--workers", 1).exit_code in (0, 3)
            (folder / "made").touch()
    return folder / "zaak.woo"


@pytest.fixture(scope="session")
def reviewed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made_once(tmp_path_factory, "sample", review_documents)


@pytest.fixture(scope="session")
def attacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made_once(tmp_path_factory, "hostile", hostile_documents)


@pytest.fixture
def dossier(reviewed: Path, tmp_path: Path) -> Path:
    """A dossier that nobody reviewed yet."""
    return Path(shutil.copytree(reviewed, tmp_path / "zaak.woo"))


@pytest.fixture
def serve() -> Iterator[Serve]:
    with ExitStack() as stack:

        def start(dossier: Path, *options: str, reviewer: str = "Anna", invite: tuple[str, ...] = ()) -> ReviewServer:
            return stack.enter_context(review_server(dossier, *options, reviewer=reviewer, invite=invite))

        yield start


@pytest.fixture
def visit(browser: Browser) -> Iterator[Visit]:
    with ExitStack() as stack:

        def open_browser(scheme: str = "light") -> Visitor:
            visitor = Visitor(browser, scheme=scheme)
            stack.callback(visitor.leave)
            return visitor

        yield open_browser


@pytest.fixture
def screen(dossier: Path, serve: Serve, visit: Visit) -> DocumentScreen:
    """The memo, as whoever starts the program sees it."""
    visitor = visit()
    visitor.enter(serve(dossier).link)
    visitor.page.click("#rows a >> nth=0")
    return DocumentScreen(visitor.page).wait()
