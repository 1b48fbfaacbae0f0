"""What the pages are made with: no markup out of text, nothing inline, nothing from elsewhere, readable colours."""

import re
from pathlib import Path

import pytest

import woo_redact.web

WEB = Path(woo_redact.web.__file__).parent
SCRIPTS = sorted((WEB / "static" / "js").rglob("*.js"))
STYLES = sorted((WEB / "static" / "css").glob("*.css"))
TEMPLATES = sorted((WEB / "templates").glob("*.html"))
IMPORT = re.compile(r"""(?:from|import)\s+["']([^"']+)["']""")
MARKUP = re.compile(r"(?:inner|outer)HTML|insertAdjacentHTML|document\.write|DOMParser|\beval\(|new Function")
GROUNDS = WEB / "static" / "js" / "shared" / "grounds.js"
MOST_LINES = 200
# Text on white has to have this contrast (WCAG 2.2, 1.4.3).
READABLE = 4.5


def name(path: Path) -> str:
    return path.relative_to(WEB).as_posix()


@pytest.mark.parametrize("script", SCRIPTS, ids=name)
class TestScripts:
    def test_no_script_makes_markup_or_code_out_of_text(self, script: Path) -> None:
        assert not MARKUP.search(script.read_text("utf-8"))

    def test_what_a_script_imports_is_there(self, script: Path) -> None:
        for wanted in IMPORT.findall(script.read_text("utf-8")):
            assert wanted.startswith(("./", "../")), wanted
            assert (script.parent / wanted).resolve().is_file(), wanted

    def test_a_script_imports_shared_ones_and_those_of_its_own_page_only(self, script: Path) -> None:
        own = script.parent.name
        for wanted in IMPORT.findall(script.read_text("utf-8")):
            assert (script.parent / wanted).resolve().parent.name in {own, "shared"}, wanted

    def test_a_script_is_small(self, script: Path) -> None:
        assert len(script.read_text("utf-8").splitlines()) <= MOST_LINES

    def test_only_what_a_page_remembers_is_stored_in_the_browser(self, script: Path) -> None:
        allowed = script.name in {"memory.js", "theme-start.js"}
        assert allowed or not re.search("localStorage|sessionStorage|indexedDB|caches", script.read_text("utf-8"))


@pytest.mark.parametrize("path", [*SCRIPTS, *STYLES, *TEMPLATES], ids=name)
def test_nothing_comes_from_another_address(path: Path) -> None:
    text = path.read_text("utf-8").replace("http://www.w3.org/2000/svg", "")
    assert not re.search(r"https?://|@import|url\(\s*['\"]?//", text)


@pytest.mark.parametrize("template", TEMPLATES, ids=name)
def test_no_page_holds_script_or_style_of_its_own(template: Path) -> None:
    text = template.read_text("utf-8")
    assert not re.search(r"<style|\sstyle=|\son\w+=|javascript:", text)
    assert all("src=" in tag for tag in re.findall(r"<script[^>]*>", text))


class TestGrounds:
    def test_every_colour_can_be_read_on_paper(self) -> None:
        colours = re.findall(r'"(#[0-9a-f]{6})"', _table("COLOURS"))
        assert len(colours) == 10
        assert min(map(_contrast_with_white, colours)) >= READABLE

    def test_no_two_grounds_share_both_colour_and_pattern(self) -> None:
        colours = re.findall(r'"#[0-9a-f]{6}"', _table("COLOURS"))
        patterns = re.findall(r'"M[^"]+"', _table("PATTERNS"))
        assert len(set(colours)) == len(colours)
        assert len(set(patterns)) == len(patterns)
        looks = {(place % len(colours), place % len(patterns)) for place in range(40)}
        assert len(looks) == 40


def _table(name: str) -> str:
    found = re.search(rf"const {name} = \[(.*?)\];", GROUNDS.read_text("utf-8"), re.DOTALL)
    assert found
    return found.group(1)


def _contrast_with_white(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)
