"""The page of a document as somebody sees it who sits before it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Locator, Page, expect

from support.visitor import dialog, settled


@dataclass(frozen=True, slots=True)
class DocumentScreen:
    """What can be seen on it, and what keys and the pointer do to it."""

    page: Page

    def wait(self) -> "DocumentScreen":
        """Wait until the document and the picture of its page are there."""
        self.page.wait_for_selector("body[data-ready=true]")
        expect(self.page.locator("#stage")).to_have_attribute("data-ready", re.compile(r"\d"))
        return self

    @property
    def name(self) -> str:
        """The name of the document."""
        return self.page.locator("#document-name").inner_text()

    @property
    def id(self) -> str:
        """What the program calls the document."""
        return self._told("document")

    @property
    def item(self) -> str:
        """The id of the suggestion that is chosen, or nothing."""
        return self._told("item")

    @property
    def text(self) -> str:
        """The text of the suggestion that is chosen."""
        return self.row(self.item).locator(".item-text").get_attribute("title") or ""

    @property
    def open(self) -> int:
        """How many suggestions nobody decided."""
        return int(self._told("open"))

    @property
    def number(self) -> int:
        """The page that is shown, from 0."""
        return int(self._told("page"))

    @property
    def said(self) -> str:
        """What was last told to those who cannot see the screen."""
        return " ".join((self.page.locator("#announced").text_content() or "").split())

    def row(self, item: str) -> Locator:
        """Return the row of a suggestion in the list."""
        return self.page.locator(f'#items [data-id="{item}"]')

    def box(self, item: str) -> Locator:
        """Return the box of a suggestion on the page."""
        return self.page.locator(f'#overlay .box[data-id="{item}"]')

    def place(self, x: float, y: float) -> tuple[float, float]:
        """Return where in the window a point of the page is: points in page space, of a page that is not turned."""
        stage = self.page.locator("#stage").bounding_box()
        assert stage is not None
        scale = stage["width"] / self._page()["width"]
        return stage["x"] + x * scale, stage["y"] + y * scale

    def word(self, text: str) -> tuple[float, float]:
        """Return where in the window the middle of the first word of this text is, on the page that is shown."""
        told = self._asked(f"pages/{self.number}/words")
        words = (word for line in told["lines"] for word in line["words"])
        x0, top, x1, bottom = next(word[2:] for word in words if told["text"][word[0] : word[1]] == text)
        return self.place((x0 + x1) / 2, (top + bottom) / 2)

    def press(self, *keys: str) -> None:
        """Press keys one after another."""
        for key in keys:
            self.page.keyboard.press(key)

    def take(self, key: str, tool: str) -> None:
        """Take a tool up by its key, and wait until it is at hand."""
        self.press(key)
        expect(self.page.locator("body")).to_have_attribute("data-mode", tool)

    def dialog(self, name: str) -> Locator:
        """Return a dialog, and wait for it."""
        return dialog(self.page, name)

    def settled(self) -> None:
        """Wait until everything is stored."""
        settled(self.page)

    def items(self) -> Iterator[dict[str, Any]]:
        """Return the suggestions as the program tells them to this page."""
        return iter(self._asked()["items"])

    def _page(self) -> dict[str, Any]:
        page: dict[str, Any] = self._asked()["pages"][self.number]
        return page

    def _asked(self, what: str = "") -> dict[str, Any]:
        """Return what the program tells of the document."""
        path = "/".join(part for part in ("/api/documents", self.id, what) if part)
        told: dict[str, Any] = self.page.evaluate("path => fetch(path).then(answer => answer.json())", path)
        return told

    def _told(self, name: str) -> str:
        return self.page.locator("body").get_attribute(f"data-{name}") or ""
