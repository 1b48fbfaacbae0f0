"""A person at a browser, and a watch on everything that the browser complains of or asks of others."""

import os
import re
import shutil
from urllib.parse import urlsplit

from playwright.sync_api import Browser, ConsoleMessage, Error, Locator, Page, Playwright, Request, WebError, expect

NAMES = ("chromium", "chromium-browser", "google-chrome")
WIDE = (1440, 900)
# Milliseconds; nothing takes so long, but machines may be busy.
PATIENCE = 30_000
# What a policy keeps out is told to pages, whatever the console makes of it.
TELL_POLICY = (
    "addEventListener('securitypolicyviolation', e => console.error('policy', e.violatedDirective, e.blockedURI))"
)


def chromium() -> str | None:
    """Return where Chromium is; None when it is not there."""
    return next((found for name in NAMES if (found := shutil.which(name))), None)


def launch(playwright: Playwright, program: str) -> Browser:
    """Start a browser without a screen."""
    # Its sandbox wants a user who is not root.
    options = ["--no-sandbox"] if os.geteuid() == 0 else []
    expect.set_options(timeout=PATIENCE)
    return playwright.chromium.launch(executable_path=program, args=options)


class Visitor:
    """One person: a browser context of their own with one page."""

    def __init__(self, browser: Browser, *, scheme: str = "light", size: tuple[int, int] = WIDE) -> None:
        """Open an empty page; ``scheme`` is light or dark."""
        dark = scheme == "dark"
        self.context = browser.new_context(
            viewport={"width": size[0], "height": size[1]}, color_scheme="dark" if dark else "light", locale="nl-NL"
        )
        self.context.set_default_timeout(PATIENCE)
        self.context.add_init_script(TELL_POLICY)
        self._told: list[str] = []
        self._asked: list[str] = []
        self._expected: list[str] = []
        self._hosts: set[str] = set()
        self.context.on("console", self._heard)
        self.context.on("weberror", self._broke)
        self.context.on("request", self._requested)
        self.page = self.context.new_page()

    def go(self, address: str) -> int:
        """Go to an address, and return the status of the answer."""
        self._hosts.add(urlsplit(address).netloc)
        answer = self.page.goto(address)
        assert answer is not None
        return answer.status

    def enter(self, link: str) -> Page:
        """Follow a link to a review, and wait for the start page."""
        assert self.go(link) == 200
        self.page.wait_for_selector("body[data-loaded]")
        return self.page

    def expect(self, *patterns: str) -> None:
        """Let the browser complain of something; what is not expected fails."""
        self._expected += patterns

    @property
    def complaints(self) -> list[str]:
        """What the browser told, other than what was expected, and what was asked of other hosts."""
        told = [text for text in self._told if not any(re.search(pattern, text) for pattern in self._expected)]
        elsewhere = [url for url in self._asked if urlsplit(url).netloc not in self._hosts]
        return told + [f"asked elsewhere: {url}" for url in elsewhere]

    def leave(self) -> None:
        """Close the browser, and see that nothing was wrong."""
        complaints = self.complaints
        self.context.close()
        assert not complaints, complaints

    def _heard(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning", "assert"):
            self._told.append(f"{message.type}: {message.text} {message.location.get('url', '')}")

    def _broke(self, error: WebError) -> None:
        fault: Error = error.error
        self._told.append(f"thrown: {fault.message}")

    def _requested(self, request: Request) -> None:
        if urlsplit(request.url).scheme not in ("blob", "data", "about"):
            self._asked.append(request.url)


def settled(page: Page) -> None:
    """Wait until everything that people did is stored."""
    expect(page.locator("body")).to_have_attribute("data-pending", "0")


def dialog(page: Page, name: str) -> Locator:
    """Return the dialog of this name, and wait for it."""
    found = page.locator(f'dialog[data-dialog="{name}"]')
    found.wait_for()
    return found
