"""What reviewers point out themselves: it goes from the PDF, comes through a new run, and can be taken back."""

import json
from collections.abc import Iterator
from pathlib import Path

import numpy
import pymupdf
import pytest
from numpy.typing import NDArray

from support.command import invoke
from woo_redact.domain.decision import Verdict
from woo_redact.domain.document import Span
from woo_redact.domain.event import Step
from woo_redact.domain.geometry import Box
from woo_redact.domain.suggestion import Suggestion, is_own
from woo_redact.dossier.store import Store
from woo_redact.errors import ReviewError, StaleDecisionError
from woo_redact.pipeline.desk import Asked, Desk
from woo_redact.pipeline.finding import Finder, withhold_hits
from woo_redact.pipeline.opening import opened
from woo_redact.review.own import Pointed

LINES = (
    "Behandeld door: Karin Ouwehand",
    "De inzet in de regio wordt met achttien maanden verlengd, zo staat in de brief van vorige maand.",
    "Het gesprek van gisteren is op de derde verdieping van het oude gebouw gevoerd en duurde een uur.",
    "Daarna is besloten dat de missie veilig kan werken als de weg naar het noorden open blijft.",
)
AN = Asked("An")
PHOTO = Box(100.0, 400.0, 300.0, 550.0)


def photograph() -> bytes:
    """A picture of shades without any words."""
    across, down = numpy.meshgrid(numpy.linspace(0, 9, 400), numpy.linspace(0, 7, 300))
    shades = (150 + 60 * numpy.sin(across) * numpy.cos(down)).astype(numpy.uint8)
    picture: bytes = pymupdf.Pixmap(pymupdf.csGRAY, 400, 300, shades.tobytes(), False).tobytes("png")
    return picture


def text_page(target: Path) -> Path:
    with pymupdf.open() as document:
        page = document.new_page()
        for number, line in enumerate(LINES):
            page.insert_text((90, 100 + 24 * number), line, fontsize=10)
        page.insert_image(pymupdf.Rect(PHOTO.x0, PHOTO.top, PHOTO.x1, PHOTO.bottom), stream=photograph())
        document.save(target)
    return target


def scan(target: Path) -> Path:
    with pymupdf.open(text_page(target.with_name("bron.pdf"))) as source, pymupdf.open() as made:
        pixmap = source[0].get_pixmap(dpi=200, colorspace=pymupdf.csGRAY, alpha=False)
        page = made.new_page(width=source[0].rect.width, height=source[0].rect.height)
        page.insert_image(page.rect, pixmap=pixmap)
        made.save(target)
    target.with_name("bron.pdf").unlink()
    return target


@pytest.fixture
def source(tmp_path: Path) -> Path:
    return text_page(tmp_path / "nota.pdf")


@pytest.fixture
def dossier(source: Path) -> Path:
    assert invoke("run", source, "--workers", 1).exit_code == 0
    return source.with_name("nota.pdf.woo")


@pytest.fixture
def desk(dossier: Path) -> Iterator[Desk]:
    with opened(dossier) as (layout, store):
        yield Desk(layout, store)


def document(store: Store) -> str:
    return store.files()[0].document


def words(store: Store, text: str) -> Pointed:
    """Where these words stand on the first page."""
    start = store.page_texts(document(store))[0].index(text)
    return Pointed(document(store), (Span(0, start, start + len(text)),))


def own(store: Store) -> list[Suggestion]:
    return [s for s in store.scan(document(store)) if is_own(s)]


def beyond(dossier: Path) -> int | None:
    """How many words lie under boxes although nobody pointed them out, as the check of the dossier tells it."""
    (share,) = json.loads(invoke("check", dossier, "--json").stdout)["withheld"]
    counted: int | None = share["beyond"]
    return counted


def verdicts(desk: Desk, step: Step) -> list[Verdict]:
    held = desk.store.held()
    return [held[name].verdict for name in step.suggestions]


def grey(page: pymupdf.Page, box: Box) -> NDArray[numpy.uint8]:
    clip = pymupdf.Rect(box.x0 + 1, box.top + 1, box.x1 - 1, box.bottom - 1)
    pixmap = page.get_pixmap(dpi=72, colorspace=pymupdf.csGRAY, alpha=False, clip=clip)
    return numpy.frombuffer(pixmap.samples, numpy.uint8).reshape(pixmap.height, pixmap.stride)[:, : pixmap.width]


def black(page: pymupdf.Page, box: Box) -> bool:
    return bool((grey(page, box) < 60).mean() > 0.98)


class TestWords:
    def test_selected_words_go_in_one_step(self, desk: Desk, dossier: Path) -> None:
        step = desk.add(AN, [words(desk.store, "derde verdieping")], ("5.1.2h",), "Beveiliging gaat voor.")
        (made,) = own(desk.store)
        assert step.suggestions == (made.id,)
        assert desk.store.held()[made.id].reason == "Beveiliging gaat voor."
        assert invoke("export", dossier).exit_code == 0
        with pymupdf.open(dossier / "redacted" / "nota.pdf") as output:
            text = output[0].get_text()
        assert "derde verdieping" not in text
        assert "is op de" in text
        assert "van het oude gebouw" in text
        assert "5.1.2h" in text

    def test_it_comes_through_a_new_run_and_undo_takes_it_back(self, desk: Desk, dossier: Path, source: Path) -> None:
        desk.add(AN, [words(desk.store, "derde verdieping")], ("5.1.2h",))
        before = own(desk.store)
        terms = source.with_name("termen.tsv")
        terms.write_text("missie\t5.1.2e\n", encoding="utf-8")
        assert invoke("run", source, "--terms", terms, "--workers", 1).exit_code == 0
        assert own(desk.store) == before
        assert desk.undo(AN).suggestions == (before[0].id,)
        assert own(desk.store) == []
        assert desk.store.log.check().projected
        assert invoke("export", dossier).exit_code == 0
        with pymupdf.open(dossier / "redacted" / "nota.pdf") as output:
            assert "derde verdieping" in output[0].get_text()

    def test_what_was_taken_back_can_be_pointed_out_again(self, desk: Desk) -> None:
        pointed = [words(desk.store, "derde verdieping")]
        first = desk.add(AN, pointed, ("5.1.2h",))
        desk.undo(AN)
        again = desk.add(AN, pointed, ("5.1.2h",))
        assert again.suggestions == first.suggestions
        assert len(own(desk.store)) == 1
        desk.store.log.rebuild()
        assert len(own(desk.store)) == 1

    def test_a_retry_adds_nothing_twice(self, desk: Desk) -> None:
        asked = Asked("An", key="k1")
        first = desk.add(asked, [words(desk.store, "derde verdieping")], ("5.1.2h",))
        assert desk.add(asked, [words(desk.store, "derde verdieping")], ("5.1.2h",)) == first
        undone = desk.undo(Asked("An", key="k2"))
        assert desk.undo(Asked("An", key="k2")) == undone
        assert desk.undo(AN).suggestions == ()

    def test_what_is_suggested_there_already_is_approved(self, desk: Desk) -> None:
        before = desk.store.scan(document(desk.store))
        (known,) = [s for s in before if s.kind == "person"]
        step = desk.add(AN, [Pointed(known.document, known.spans)], (known.ground,))
        assert step.suggestions == (known.id,)
        assert desk.store.scan(known.document) == before
        desk.undo(AN)
        assert desk.store.scan(known.document) == before

    def test_a_colleague_who_decided_on_it_keeps_it(self, desk: Desk) -> None:
        step = desk.add(AN, [words(desk.store, "derde verdieping")], ("5.1.2h",))
        desk.decide(Asked("Bo"), step.suggestions, Verdict.REJECTED)
        assert desk.undo(AN).suggestions == ()
        assert verdicts(desk, step) == [Verdict.REJECTED]
        assert len(own(desk.store)) == 1


class TestChanging:
    def test_a_longer_one_takes_the_place_of_a_suggestion_in_one_step(self, desk: Desk, dossier: Path) -> None:
        store = desk.store
        (name,) = [s for s in store.scan(document(store)) if s.kind == "person"]
        step = desk.replace(AN, [name.id], [words(store, "door: Karin Ouwehand")])
        (made,) = own(store)
        assert (made.ground, made.kind) == (name.ground, "person")
        assert verdicts(desk, step) == [Verdict.REJECTED, Verdict.APPROVED]
        assert invoke("export", dossier).exit_code == 0
        with pymupdf.open(dossier / "redacted" / "nota.pdf") as output:
            assert "door" not in output[0].get_text()
        desk.undo(AN)
        assert own(store) == []
        assert store.held()[name.id].verdict is Verdict.APPROVED

    def test_in_parts_and_as_one_again(self, desk: Desk) -> None:
        store = desk.store
        desk.add(AN, [words(store, "derde verdieping van het oude gebouw")], ("5.1.2h", "5.1.2e"), "Omdat.")
        (whole,) = own(store)
        parts = [words(store, "derde verdieping"), words(store, "oude gebouw")]
        step = desk.replace(AN, [whole.id], parts)
        assert verdicts(desk, step) == [Verdict.REJECTED, Verdict.APPROVED, Verdict.APPROVED]
        assert {(store.held()[i].grounds, store.held()[i].reason) for i in step.suggestions[1:]} == {
            (("5.1.2h", "5.1.2e"), "Omdat.")
        }
        merged = desk.replace(AN, step.suggestions[1:], [words(store, "derde verdieping van het oude gebouw")])
        assert merged.suggestions[-1] == whole.id
        assert verdicts(desk, merged) == [Verdict.REJECTED, Verdict.REJECTED, Verdict.APPROVED]
        desk.undo(AN)
        assert verdicts(desk, step) == [Verdict.REJECTED, Verdict.APPROVED, Verdict.APPROVED]
        desk.undo(AN)
        assert [s.id for s in own(store)] == [whole.id]

    def test_a_conflict_changes_nothing(self, desk: Desk) -> None:
        store = desk.store
        (name,) = [s for s in store.scan(document(store)) if s.kind == "person"]
        seen = store.log.last()[0]
        desk.decide(Asked("Bo"), [name.id], Verdict.REJECTED)
        with pytest.raises(StaleDecisionError, match="Bo heeft"):
            desk.replace(Asked("An", expect=seen), [name.id], [words(store, "door: Karin Ouwehand")])
        assert own(store) == []


class TestFinding:
    def test_every_hit_in_one_step(self, desk: Desk, dossier: Path) -> None:
        finder = Finder(desk.store)
        hits = finder.hits("DE WEG")
        assert [(hit.file, hit.text, hit.before[-4:], hit.after[:5]) for hit in hits] == [
            ("nota.pdf", "de weg", "als ", " naar")
        ]
        assert "weg" not in repr(hits)
        hits = finder.hits("de")
        done = withhold_hits(desk, AN, hits, ("5.1.2h",))
        assert (done.hits, done.before) == (len(hits), 0)
        assert len(hits) == len(done.step.suggestions) > 5
        again = finder.hits("de")
        assert all(hit.withheld for hit in again)
        assert withhold_hits(desk, AN, again, ("5.1.2h",)).before == len(again)
        assert invoke("export", dossier).exit_code == 0
        with pymupdf.open(dossier / "redacted" / "nota.pdf") as output:
            assert "de" not in output[0].get_text().lower().split()
        desk.undo(AN)
        assert own(desk.store) == []

    def test_nothing_found_is_nothing_to_withhold(self, desk: Desk) -> None:
        assert Finder(desk.store).hits("zeppelin") == ()
        with pytest.raises(ReviewError):
            withhold_hits(desk, AN, (), ("5.1.2h",))

    def test_an_unknown_ground_is_refused(self, desk: Desk) -> None:
        with pytest.raises(ReviewError, match="bestaat niet"):
            withhold_hits(desk, AN, Finder(desk.store).hits("weg"), ("9.9",))


class TestRectangles:
    def test_one_without_text_is_black_and_checked_on_a_page_with_text(self, desk: Desk, dossier: Path) -> None:
        face = Box(150.0, 420.0, 220.0, 500.0)
        desk.add(AN, [Pointed(document(desk.store), page=0, area=face)], ("5.1.2e",))
        white = Box(400.0, 600.0, 500.0, 650.0)
        desk.add(AN, [Pointed(document(desk.store), page=0, area=white)], ("5.1.2h",))
        assert invoke("export", dossier).exit_code == 0
        with (
            pymupdf.open(dossier / "redacted" / "nota.pdf") as output,
            pymupdf.open(dossier.parent / "nota.pdf") as was,
        ):
            page = output[0]
            assert black(page, face)
            assert black(page, white)
            beside = Box(face.x1 + 10, face.top, PHOTO.x1, face.bottom)
            assert numpy.array_equal(grey(page, beside), grey(was[0], beside))
            assert "verlengd" in page.get_text()
            # In the picture itself nothing is left under it.
            (inside,) = (output.extract_image(item[0])["image"] for item in page.get_images())
            pixels = pymupdf.Pixmap(inside)
            assert pixels.pixel(pixels.width * 2 // 5, pixels.height // 3)[0] in (0, 255)
        assert invoke("verify", dossier / "redacted" / "nota.pdf").exit_code == 0
        assert invoke("suggestions", dossier, "--format", "jsonl").exit_code == 0
        assert "getekend op de pagina door An" in invoke("suggestions", dossier, "--format", "jsonl").stdout

    def test_one_over_words_of_several_lines_takes_them_along(self, desk: Desk, dossier: Path) -> None:
        over = Box(85.0, 112.0, 190.0, 155.0)
        step = desk.add(AN, [Pointed(document(desk.store), page=0, area=over)], ("5.1.2h",))
        (made,) = own(desk.store)
        texts = desk.store.page_texts(document(desk.store))
        taken = [texts[0][s.start : s.end] for s in made.spans]
        assert len(taken) == 2
        assert invoke("export", dossier).exit_code == 0
        with pymupdf.open(dossier / "redacted" / "nota.pdf") as output:
            assert black(output[0], over)
            text = output[0].get_text()
            assert not [part for part in taken if part in text]
            assert text.count("5.1.2h") == 1
            assert "van vorige maand" in text
        assert len(step.suggestions) == 1

    def test_a_word_that_its_edge_cuts_is_told_wherever_shares_are_shown(self, desk: Desk, dossier: Path) -> None:
        start = 90 + pymupdf.get_text_length("De inzet in de ", fontsize=10)
        end = 90 + pymupdf.get_text_length("De inzet in de regio ", fontsize=10)
        # All of "regio", and the first letter of "wordt".
        over = Box(start - 1, 112.0, end + 6, 128.0)
        assert beyond(dossier) == 0
        desk.add(AN, [Pointed(document(desk.store), page=0, area=over)], ("5.1.2h",))
        assert invoke("export", dossier).exit_code == 0
        assert beyond(dossier) == 1
        assert "maar niet zijn aangewezen" in invoke("check", dossier).stdout
        report = json.loads((dossier / "reports" / "verslag.json").read_bytes())
        assert [told["beyond"] for told in report["checks"]["withheld"]] == [1]
        page = (dossier / "reports" / "verslag.html").read_text(encoding="utf-8")
        assert page.count("verdwijnt ook 1 woord") == 1
        assert "verdwijnt ook 1 woord" in invoke("verify", dossier / "redacted" / "nota.pdf", "--json").stdout

    @pytest.mark.slow
    def test_on_a_scan(self, tmp_path: Path) -> None:
        source = scan(tmp_path / "scan.pdf")
        assert invoke("run", source, "--workers", 1).exit_code == 0
        dossier = source.with_name("scan.pdf.woo")
        face, line = Box(150.0, 420.0, 220.0, 500.0), Box(85.0, 136.0, 190.0, 152.0)
        with opened(dossier) as (layout, store):
            desk = Desk(layout, store)
            pointed = [Pointed(document(store), page=0, area=area) for area in (face, line)]
            desk.add(AN, pointed, ("5.1.2e",))
            drawn = {s.kind for s in own(store)}
        assert drawn == {"area", "passage"}
        result = invoke("export", dossier)
        assert result.exit_code == 0, result.output
        with pymupdf.open(dossier / "redacted" / "scan.pdf") as output, pymupdf.open(source) as was:
            assert black(output[0], face)
            assert black(output[0], line)
            beside = Box(face.x1 + 10, face.top, PHOTO.x1, face.bottom)
            assert numpy.array_equal(grey(output[0], beside), grey(was[0], beside))
        assert invoke("verify", dossier / "redacted" / "scan.pdf").exit_code == 0
