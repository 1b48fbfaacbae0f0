"""Where the engine feels a rectangle, and strips that touch what they must and nothing else."""

from collections.abc import Callable
from pathlib import Path

import pymupdf
import pytest

from support.write_pages import find, lost_and_left, pages, write
from woo_redact.domain.geometry import Box
from woo_redact.write import bands as strips
from woo_redact.write import erase
from woo_redact.write.bands import NUMB, Letter, NoRoomError, Rows, bands, spots, touches
from woo_redact.write.engine import KEEP_PATHS, KEEP_PIXELS, REMOVE_TEXT, redact

COVER = Box(100, 100, 160, 110)
ON_IT = Box(100, 97, 160, 111)


def hit(page: pymupdf.Page, box: Box) -> bool:
    """Erase a box on a copy of the page and tell whether the letter is gone."""
    with pymupdf.open() as copy:
        copy.insert_pdf(page.parent)
        redact(copy[0], [box], REMOVE_TEXT, KEEP_PIXELS, KEEP_PATHS)
        return not copy[0].get_text().strip()


@pytest.mark.parametrize("font", ["helv", "tiro", "cour", "tiit", "hebo"])
@pytest.mark.parametrize("side", ["left", "right", "above", "below"])
def test_the_engine_feels_a_box_but_for_a_tenth_at_each_side(font: str, side: str) -> None:
    with pymupdf.open() as document:
        page = document.new_page()
        page.insert_text((300, 400), "m", fontsize=20, fontname=font)
        box = Box(*page.get_text("words")[0][:4])

        def strip(depth: float) -> Box:
            """A strip from far outside to so many parts of the box within."""
            across, down = depth * box.width, depth * box.height
            return {
                "left": Box(box.x0 - 30, box.top, box.x0 + across, box.bottom),
                "right": Box(box.x1 - across, box.top, box.x1 + 30, box.bottom),
                "above": Box(box.x0, box.top - 30, box.x1, box.top + down),
                "below": Box(box.x0, box.bottom - down, box.x1, box.bottom + 30),
            }[side]

        assert not hit(page, strip(NUMB - 0.02))
        assert hit(page, strip(NUMB + 0.02))


def test_a_band_is_thin_and_lies_within_the_cover() -> None:
    (band,) = bands(COVER, [ON_IT])
    assert COVER.x0 < band.x0 < COVER.x0 + 0.1
    assert COVER.x1 - 0.1 < band.x1 < COVER.x1
    assert band.height < 0.5


def test_a_band_keeps_off_the_lines_above_and_below() -> None:
    above, below = Box(90, 87, 200, 104), Box(90, 105, 200, 121)
    (band,) = bands(COVER, [ON_IT, above, below])
    assert not strips.sensitive(above).meets(band)
    assert not strips.sensitive(below).meets(band)


def test_words_on_a_line_share_a_band() -> None:
    assert len(bands(COVER, [Box(100, 97, 128, 111), Box(132, 97, 160, 111)])) == 1


@pytest.mark.parametrize(
    "words",
    [[ON_IT, Box(90, 93, 200, 117.3), Box(90, 80, 200, 104.5), Box(90, 103, 200, 128)], [ON_IT, ON_IT.moved(20, 1)]],
    ids=["no room between the lines", "text over text"],
)
def test_what_cannot_be_parted_is_told(words: list[Box]) -> None:
    with pytest.raises(NoRoomError):
        bands(COVER, words)


def test_only_boxes_near_a_cover_are_looked_at() -> None:
    near, far, beside = Box(90, 112, 200, 126), Box(90, 300, 200, 314), Box(10, 97, 90, 111)
    assert set(Rows([ON_IT, near, far, beside]).near(COVER)) == {ON_IT, near}


def test_a_word_touches_a_cover_that_holds_its_middle() -> None:
    assert touches([COVER], [(150, 98, 170, 112, "x")])
    assert not touches([COVER], [(160, 98, 170, 112, "x"), (100, 106, 160, 120, "x")])
    assert not touches([], [(150, 98, 170, 112, "x")])


def test_a_spot_lies_on_its_letter_and_on_no_other() -> None:
    leaning = [Letter(Box(x, 96, x + 12, 112), (x + 3, 104)) for x in (90.0, 100.0, 106.0)]
    found = spots([COVER], leaning)
    assert len(found) == 2
    assert not any(strips.sensitive(leaning[0].box).meets(spot) for spot in found)
    assert all(letter.box.meets(spot) for letter, spot in zip(leaning[1:], found, strict=True))


def test_a_letter_hidden_between_others_has_no_spot() -> None:
    small, large = Letter(Box(120, 100, 124, 104), (122, 102)), Letter(Box(80, 80, 200, 130), (80.01, 140))
    with pytest.raises(NoRoomError):
        spots([COVER], [small, large])


def small_page(path: Path, spacing: float = 1.0) -> Path:
    with pymupdf.open() as document:
        page = document.new_page()
        for number, line in enumerate(("boven gjpqy", "naam Jansen, gjpqy", "onder de regel")):
            page.insert_text((90, 100 + number * spacing * 11), line, fontsize=11)
        document.save(path)
    return path


SABOTAGE: dict[str, Callable[[Box, list[Box]], tuple[Box, ...]]] = {
    "as high as the word": lambda cover, words: (cover.grown(0, 0.3 * cover.height),),
    "too wide": lambda cover, words: (cover.grown(20, -0.45 * cover.height),),
}


@pytest.mark.parametrize("band", SABOTAGE)
def test_a_wrong_band_takes_neighbours_along(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, band: str) -> None:
    """The check that other tests rest on must be able to fail."""
    path = small_page(tmp_path / "a.pdf")
    covered = [find(pages(path)[0], "Jansen")]
    assert lost_and_left(path, write(path, covered), covered) == ([], [])
    monkeypatch.setattr(erase, "bands", SABOTAGE[band])
    lost, _ = lost_and_left(path, write(path, covered), covered)
    assert lost


def test_a_band_beside_the_text_is_noticed_and_made_good(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = small_page(tmp_path / "a.pdf")
    covered = [find(pages(path)[0], "Jansen")]
    monkeypatch.setattr(erase, "bands", lambda cover, words: (Box(0, 0, 1, 1),))
    assert lost_and_left(path, write(path, covered), covered) == ([], [])


def test_a_page_whose_text_does_not_go_becomes_a_picture(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = small_page(tmp_path / "a.pdf")
    covered = [find(pages(path)[0], "Jansen")]
    monkeypatch.setattr(erase, "bands", lambda cover, words: (Box(0, 0, 1, 1),))
    monkeypatch.setattr(erase, "spots", lambda covers, letters: [Box(0, 0, 1, 1)])
    written = write(path, covered)
    with pymupdf.open(written) as document:
        assert "Jansen" not in document[0].get_text()
        assert len(document[0].get_images()) == 1
