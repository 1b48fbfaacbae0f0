"""Takes the pictures of the review in ``docs/images/review`` anew, of a dossier made of the samples.

    python tests/bench/take_screenshots.py [--dossier FOLDER] [--out FOLDER]

With ``--dossier`` a dossier that ``woo-redact run samples`` made is used; it is copied and stays as it is.
"""

import argparse
import io
import re
import shutil
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from PIL import Image
from playwright.sync_api import expect, sync_playwright

sys.path.insert(0, str(Path(__file__).parents[1]))

from support.document_screen import DocumentScreen
from support.published import invoke
from support.review_server import ReviewServer, review_server
from support.visitor import Visitor, chromium, dialog, launch

ROOT = Path(__file__).parents[2]
COLOURS = 256
ANNA, BAS = "Anna de Boer", "Bas Visser"
MEMO = "01-nota-mandaat-kustwacht.pdf"
DONE = (
    "02-nota-antwoord-brief-president.pdf",
    "03-nota-oefening-noordelijk-licht.pdf",
    "04-nota-subsidie-deltakust.pdf",
)
THREAD = "07-thread-kamervragen-dierenwelzijn.pdf"
BEGUN = ("05-mail-planning-werkbezoek.pdf", "09-brief-handhaving-horeca.pdf")


@dataclass(frozen=True, slots=True)
class Photographer:
    """Somebody at the review who takes pictures of what they see."""

    visitor: Visitor
    folder: Path

    def take(self, name: str) -> None:
        """Take a picture when nothing moves any more."""
        page = self.visitor.page
        page.wait_for_load_state("networkidle")
        with Image.open(io.BytesIO(page.screenshot(animations="disabled"))) as picture:
            few = picture.convert("RGB").quantize(COLOURS, kmeans=3, dither=Image.Dither.NONE)
            few.save(self.folder / f"{name}.png", optimize=True)

    def open(self, name: str) -> DocumentScreen:
        """Open a document by way of the start page."""
        self.back()
        self.visitor.page.locator("#rows a.name").filter(has_text=name).click()
        return DocumentScreen(self.visitor.page).wait()

    def back(self) -> None:
        """Go to the start page."""
        page = self.visitor.page
        page.goto(re.sub(r"(?<=\d)/.*", "/", page.url))
        page.wait_for_selector("body[data-loaded]")

    def close(self) -> None:
        """Close a dialog."""
        self.visitor.page.keyboard.press("Escape")
        self.visitor.page.locator("dialog").wait_for(state="detached")


def prepare(dossier: Path) -> None:
    """Let people have done some of the work."""
    for name in (*DONE, *BEGUN):
        assert (
            invoke("review", dossier, "--file", name, "--level", "B", "--reject-all", "--reviewer", ANNA).exit_code == 0
        )
    for name in DONE:
        assert invoke("review", dossier, "--file", name, "--approve-all", "--reviewer", ANNA).exit_code == 0
    assert invoke("review", dossier, "--rule", "email", "--approve-all", "--reviewer", BAS).exit_code == 0


def start_page(anna: Photographer) -> None:
    """The table with work in all its states, and one in which nothing fits the filter."""
    page = anna.visitor.page
    for name in DONE:
        anna.open(name).press("Shift+D")
        page.wait_for_selector("body[data-done=true]")
    screen = anna.open(MEMO)
    screen.press("a", "a", "r", "a")
    screen.settled()
    anna.back()
    anna.take("start")
    page.fill("#filter-text", "jaarverslag")
    page.locator("#empty").wait_for()
    anna.take("empty")
    page.locator("#empty [data-step=unfilter]").click()


def document_page(anna: Photographer) -> None:
    """A document, and what opens over it."""
    page, screen = anna.visitor.page, anna.open(MEMO)
    anna.take("document")
    screen.press("g")
    dialog(page, "grounds")
    anna.take("grounds")
    anna.close()
    screen.press("/")
    dialog(page, "search")
    page.keyboard.type("missie")
    page.keyboard.press("Enter")
    page.locator("dialog .passages-row").first.wait_for()
    anna.take("search")
    anna.close()
    screen.press("p")
    expect(page.locator("#picture img")).to_have_attribute("alt", re.compile("gepubliceerd"))
    anna.take("preview")
    screen.press("p")
    anna.open(THREAD).press("i")
    dialog(page, "identical").get_by_text("In het hele dossier").click()
    page.locator("dialog .passages-row").first.wait_for()
    anna.take("identical")
    anna.close()


def no_connection(anna: Photographer) -> None:
    """What is told when nothing answers."""
    page = anna.visitor.page
    anna.visitor.expect("ERR_INTERNET_DISCONNECTED")
    anna.visitor.context.set_offline(True)
    page.keyboard.press("a")
    page.locator(".notice-warning").wait_for()
    anna.take("no-connection")
    anna.visitor.context.set_offline(False)
    expect(page.locator("body")).to_have_attribute("data-pending", "0")


def take_all(server: ReviewServer, anna: Photographer, bas: Photographer, dark: Photographer) -> None:
    """Take every picture."""
    anna.visitor.enter(server.link)
    start_page(anna)
    document_page(anna)
    no_connection(anna)
    bas.visitor.enter(server.invited[0])
    bas.open(DONE[0])
    bas.take("second-review")
    dark.visitor.enter(server.invited[1])
    dark.take("start-dark")
    dark.open(MEMO)
    dark.take("document-dark")


def main() -> None:
    """Make or copy a dossier, serve it, and take the pictures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--dossier", type=Path)
    parser.add_argument("--out", type=Path, default=ROOT / "docs" / "images" / "review")
    given = parser.parse_args()
    given.out.mkdir(parents=True, exist_ok=True)
    program = chromium()
    if program is None:
        sys.exit("Chromium is not here")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        dossier = Path(folder) / "Woo-verzoek kustwacht"
        if given.dossier:
            shutil.copytree(given.dossier, dossier)
        else:
            assert invoke("run", ROOT / "samples", "--dossier", dossier).exit_code == 0
        prepare(dossier)
        browser = launch(playwright, program)
        invited = (f"{BAS}:tweede", "Carla Smit")
        options = ("--second-review", "--sample-share", "20")
        with review_server(dossier, *options, reviewer=ANNA, invite=invited) as server:
            people = [Photographer(Visitor(browser, scheme=how), given.out) for how in ("light", "light", "dark")]
            take_all(server, *people)
            for one in people:
                one.visitor.leave()
        browser.close()


if __name__ == "__main__":
    main()
